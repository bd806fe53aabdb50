import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostEvidenceSchema } from '../../checks/host/evidence.ts'
import { hostJudge } from '../../checks/host/judge.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { emptySettings, noUpstream } from '../support/context.ts'

const names = await scenarioNames()

interface Recorded {
  readonly host: { readonly version: number; readonly links: readonly { readonly name: string; readonly state: string }[] }
}

test.each(names)('%s: what version 1 recorded is judged as it was, and by nothing that it did not record', async (name) => {
  const file = join(import.meta.dirname, '../scenarios', name, 'evidence.json')
  const { host } = JSON.parse(await readFile(file, 'utf8')) as Recorded
  const evidence = hostEvidenceSchema.parse(host)
  expect(evidence).toMatchObject({ version: 2, ...(host.version === 1 ? { os: null, windows: null } : {}) })
  expect(evidence.links.map(({ name: link, state }) => ({ name: link, state }))).toEqual(
    host.links.map(({ name: link, state }) => ({ name: link, state })),
  )
  if (host.version > 1) return
  const findings = hostJudge.judge(evidence, emptySettings, noUpstream)
  expect(findings.map(({ id }) => id)).toEqual(['network.route'])
})

test('evidence of a later program is refused, not misread', () => {
  expect(hostEvidenceSchema.safeParse({ version: 3 }).success).toBe(false)
})
