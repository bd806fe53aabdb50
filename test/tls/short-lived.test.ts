import { expect, test } from 'vitest'
import { createIntermediate, createLeaf, createRoot } from '../support/certificates.ts'
import { evidenceOf, HOST, judge, recordOf } from './playing.ts'

const days = (count: number) => new Date(Date.now() + count * 86_400_000)

const root = await createRoot()
const issuing = await createIntermediate(root, { notBefore: days(-1000) })
const settings = { trustedRoots: [root.cert] }

test.each([
  ['of 45 days with 29 left', -16, 29, 'tls/dates-valid'],
  ['of 45 days with 14 left', -31, 14, 'tls/expires-soon'],
  ['of six days, a day old', -1, 5, 'tls/dates-valid'],
  ['of 90 days with 29 left', -61, 29, 'tls/expires-soon'],
  ['of a year with 29 left', -336, 29, 'tls/expires-soon'],
])('a certificate by a public authority, %s', async (_what, from, to, code) => {
  const evidence = evidenceOf(
    [recordOf((await createLeaf(issuing, { names: [HOST], notBefore: days(from), notAfter: days(to) })).chain)],
    settings,
  )
  const byAuthority = evidence.presented.map((each) => ({
    ...each,
    anchors: each.anchors.map((anchor) => ({ ...anchor, store: 'bundled' as const })),
  }))
  expect(byAuthority[0]?.anchors).toHaveLength(1)
  const found = judge({ ...evidence, presented: byAuthority }, settings).find(({ id }) => id.startsWith('tls.dates '))
  expect(found?.code).toBe(code)
})
