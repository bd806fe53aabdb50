import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { runSchema, settingsSchema } from '../../agent/bundle/schemas.ts'
import { redactionLines } from '../../agent/redaction/about.ts'
import { fields, policyFile, redactionPolicies } from '../../agent/redaction/policy.ts'
import { redact } from '../../agent/redaction/redact.ts'
import { treatments } from '../../agent/redaction/treatments.ts'
import { treeOf, walk } from '../../agent/redaction/walk.ts'
import { checkIds } from '../../checks/check.ts'
import { judges } from '../../checks/judges.ts'
import { languages } from '../../checks/text.ts'
import { pathsOf } from './schema-paths.ts'
import { agent, key, run, scenarioRuns } from './support.ts'

const recorded = new Set([...pathsOf(settingsSchema, 'settings'), ...pathsOf(runSchema, 'run')])
for (const id of checkIds) for (const path of pathsOf(await judges[id].evidence(), id)) recorded.add(path)

/** A value that is one text or a list of them is one field. */
const withoutEnd = (path: string) => path.replace(/\[\]$/, '')

function unnamed(paths: Iterable<string>, table: Iterable<string>): string[] {
  const named = new Set([...table].map(withoutEnd))
  return [...new Set([...paths].map(withoutEnd))].filter((path) => !named.has(path))
}

test('every field of evidence, settings and run is named', () => {
  expect(recorded.size).toBeGreaterThan(250)
  const where = 'agent/redaction/fields-*.ts (collected in policy.ts) says how each is treated'
  expect(unnamed(recorded, Object.keys(fields)), where).toEqual([])
})

test('and nothing else is', () => {
  expect(unnamed(Object.keys(fields), recorded), 'agent/redaction/fields-*.ts names what is not there').toEqual([])
})

test('a field that somebody adds is missed, and so is one that is gone', () => {
  const more = pathsOf(
    z.object({ a: z.array(z.object({ b: z.string().nullable() }).extend({ c: z.union([z.string(), z.array(z.string())]) })) }),
    'x',
  )
  expect([...more]).toEqual(['x.a[].b', 'x.a[].c', 'x.a[].c[]'])
  expect(unnamed(more, ['x.a[].b'])).toEqual(['x.a[].c'])
  expect(unnamed(['x.a[].b', 'x.a[].gone'], more)).toEqual(['x.a[].gone'])
  expect(() => pathsOf(z.record(z.string(), z.string()), 'x')).toThrow('free keys')
  expect(() => pathsOf(z.unknown(), 'x')).toThrow('unknown')
})

test('what no line names is not in what comes out', async () => {
  const [healthy] = (await scenarioRuns()).filter(({ name }) => name === 'healthy')
  if (healthy === undefined) throw new Error('no such scenario')
  const more = JSON.parse(
    JSON.stringify(healthy.files, (_name, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, zzMore: 'planted' } : value,
    ),
  )
  for (const policy of redactionPolicies) {
    const redacted = redact(more, policy, key)
    expect(JSON.stringify(redacted)).not.toMatch(/zzMore|planted/)
    expect(redacted).toEqual(redact(healthy.files, policy, key))
  }
  expect(run.agent).toEqual(agent)
})

test('names of JavaScript are no fields', () => {
  const tree = treeOf({ 'a.b': 'keep' }, 'standard')
  expect(
    walk(JSON.parse('{"a":{"b":1,"toString":"x","__proto__":{"c":2},"constructor":3},"hasOwnProperty":4}'), tree, (_t, value) => value),
  ).toEqual({ a: { b: 1 } })
})

describe.each(redactionPolicies)('%s', (policy) => {
  test('the document is the same each time, and its digest is of its bytes', () => {
    const { text, sha256 } = policyFile(policy)
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'))
    const document = JSON.parse(text)
    expect(document).toMatchObject({ schema: 'terminal-preflight/redaction/1', policy })
    expect(Object.keys(document.fields)).toEqual(Object.keys(fields))
    for (const treatment of Object.values(document.fields)) expect(Object.keys(treatments)).toContain(treatment)
  })

  test.each(languages)('three or four short lines for the person who is asked: %s', (language) => {
    const lines = redactionLines(policy, language)
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect(lines.length).toBeLessThanOrEqual(4)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120)
  })
})

test('every treatment is in use', () => {
  const used = new Set(Object.values(fields).flatMap((each) => (typeof each === 'string' ? [each] : Object.values(each))))
  expect(Object.keys(treatments).filter((each) => !used.has(each as keyof typeof treatments))).toEqual([])
})
