/** What the diagnosis needs is never touched: redacted evidence leads to what the evidence leads to. */

import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { RunFiles } from '../../agent/bundle/contents.ts'
import { runSchema, settingsSchema } from '../../agent/bundle/schemas.ts'
import { redactionPolicies } from '../../agent/redaction/policy.ts'
import { redact } from '../../agent/redaction/redact.ts'
import { checkIds } from '../../checks/check.ts'
import { judges } from '../../checks/judges.ts'
import { dressed, plants, strictPlants } from './dressed.ts'
import { type Judged, judged, key, outline, partners, scenarioRuns } from './support.ts'

const runs = await scenarioRuns()
/** The same under `standard`, which changes less, takes as long again. */
const isFull = process.env.TEST_FULL === '1'

test('there are scenarios', () => expect(runs.length).toBeGreaterThan(120))

/** Causes by code and subject; the subjects before in the words of the findings after. */
function subjects({ judgement }: Judged, map: (subject: string) => string): string[] {
  return judgement.causes.map(({ code, subject }) => `${code} ${map(subject)}`).toSorted()
}

function sameDiagnosis(files: RunFiles, before: Judged, redacted: RunFiles): void {
  // A judge is pure: what is the same leads to the same.
  if (isDeepStrictEqual(judgedBy(files), judgedBy(redacted))) return
  const after = judged(redacted)
  expect(outline(after)).toEqual(outline(before))
  const names = partners(before.findings, after.findings)
  // A cause's subject is a finding's, or some of them, or a name in a certificate, which stays.
  const map = (subject: string) =>
    names.get(subject) ??
    subject
      .split(', ')
      .map((each) => names.get(each) ?? each)
      .join(', ')
  expect(subjects(after, (subject) => subject)).toEqual(subjects(before, map))
}

function judgedBy({ evidence, settings, run: { missing } }: RunFiles) {
  return { evidence, settings, missing }
}

async function fitsItsSchemas(before: RunFiles, redacted: RunFiles): Promise<void> {
  for (const id of checkIds) {
    const own = redacted.evidence[id]
    expect(own === undefined).toBe(before.evidence[id] === undefined)
    if (own !== undefined) expect((await judges[id].evidence()).parse(own)).toEqual(own)
  }
  expect(settingsSchema.parse(redacted.settings)).toEqual(redacted.settings)
  expect(runSchema.parse(redacted.run)).toEqual(redacted.run)
  expect(JSON.parse(JSON.stringify(redacted))).toEqual(redacted)
}

describe.each(runs)('$name', ({ files }) => {
  test('as the lab recorded it', async () => {
    const before = judged(files)
    for (const policy of redactionPolicies) {
      const redacted = redact(files, policy, key)
      sameDiagnosis(files, before, redacted)
      await fitsItsSchemas(files, redacted)
      expect(redact(files, policy, key)).toEqual(redacted)
      if (policy === 'standard') expect(redact(redacted, policy, key)).toEqual(redacted)
    }
  })

  test('as a bank would have it', async () => {
    const desk = dressed(files)
    const before = judged(desk)
    for (const policy of redactionPolicies) {
      const redacted = redact(desk, policy, key)
      if (policy === 'strict' || isFull) sameDiagnosis(desk, before, redacted)
      await fitsItsSchemas(desk, redacted)
      expect(found(redacted, policy === 'strict' ? [...plants, ...strictPlants] : plants)).toEqual([])
      if (policy === 'standard') expect(redact(redacted, policy, key)).toEqual(redacted)
    }
  })
})

function found(value: unknown, wanted: readonly string[]): string[] {
  const text = JSON.stringify(value).toLowerCase()
  return wanted.filter((plant) => text.includes(plant.toLowerCase()))
}

test('what is planted is there before', () => {
  const all = [...plants, ...strictPlants]
  expect(new Set(runs.flatMap(({ files }) => found(dressed(files), all)))).toEqual(new Set(all))
})
