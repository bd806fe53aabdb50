import { describe, expect, test } from 'vitest'
import { createIntermediate, createLeaf, createRoot, splitPem } from '../support/certificates.ts'
import { codesOf, greet, HOST, judge, machineWith, playServer, probeWith } from './playing.ts'

const root = await createRoot()
const upper = await createIntermediate(root, { name: 'CN=Upper CA,O=Example' })
const lower = await createIntermediate(upper, { name: 'CN=Lower CA,O=Example' })
const ended = await createIntermediate(upper, { name: lower.name, keyOf: lower, notBefore: new Date(1e12), notAfter: new Date(1.5e12) })
const leaf = await createLeaf(lower, { names: [HOST] })
const stray = await createRoot({ name: 'CN=Stray CA,O=Elsewhere' })
const [ownPem = '', lowerPem = '', upperPem = ''] = splitPem(leaf.chain)
const pems = { own: ownPem, lower: lowerPem, upper: upperPem, root: root.cert, stray: stray.cert }
type Name = keyof typeof pems
const settings = { trustedRoots: [root.cert] }

async function shownBy(sent: readonly Name[], options: object = {}) {
  await using server = await playServer({ key: leaf.key, cert: sent.map((name) => pems[name]).join(''), ...options })
  const io = machineWith()
  const record = await greet(io, server, HOST)
  if (record.outcome.kind !== 'done') throw new Error(record.outcome.failure.code)
  const chain = record.outcome.chain.map((der) => Object.entries(pems).find(([, pem]) => derOf(pem) === der)?.[0])
  return { chain, trust: codesOf(judge(await probeWith([record], io, settings), settings))['tls.trust'] }
}

function derOf(pem: string): string {
  return pem.replace(/-----[A-Z ]+-----|\s/g, '')
}

describe.each(['TLSv1.2', 'TLSv1.3'])('%s', (version) => {
  const only = { minVersion: version, maxVersion: version }

  test.each<[sent: Name[], kept: Name[]]>([
    [
      ['own', 'lower', 'upper'],
      ['own', 'lower', 'upper'],
    ],
    [
      ['own', 'upper', 'lower'],
      ['own', 'lower', 'upper'],
    ],
    [
      ['own', 'root', 'upper', 'lower'],
      ['own', 'lower', 'upper', 'root'],
    ],
    [
      ['own', 'stray', 'upper', 'stray', 'lower', 'lower'],
      ['own', 'lower', 'upper'],
    ],
  ])('a whole chain is whole, whatever its order: %s', async (sent, kept) => {
    expect(await shownBy(sent, only)).toEqual({ chain: kept, trust: 'tls/trusted' })
  })

  test('what was sent of one issuer twice is kept, and the one that holds counts', async () => {
    const cert = pems.own + ended.cert + pems.lower + pems.upper
    await using server = await playServer({ key: leaf.key, cert, ...(only as object) })
    const io = machineWith()
    const record = await greet(io, server, HOST)
    expect(record.outcome).toMatchObject({ kind: 'done', chain: { length: 4 } })
    expect(codesOf(judge(await probeWith([record], io, settings), settings))).toMatchObject({
      'tls.trust': 'tls/trusted',
      'tls.dates': 'tls/dates-valid',
    })
  })

  test.each<[sent: Name[], kept: Name[]]>([
    [
      ['own', 'lower'],
      ['own', 'lower'],
    ],
    [['own', 'upper'], ['own']],
    [['own', 'root'], ['own']],
    [['own'], ['own']],
  ])('a link that was left out is missed: %s', async (sent, kept) => {
    expect(await shownBy(sent, only)).toEqual({ chain: kept, trust: 'tls/chain-incomplete' })
  })
})
