import { expect, test } from 'vitest'
import { causes } from '../../checks/causes.ts'
import { diagnose } from './diagnosing.ts'
import { abilities, faults, unmetNeed } from './faults.ts'

const without = await abilities('off')
const playable = faults.filter((fault) => unmetNeed(fault, without) === null)

test.concurrent.each(playable.map((fault) => [fault.name, fault] as const))('%s', async (_name, fault) => {
  const { said, expected, report, causes: named } = await diagnose(fault, { browser: 'off' })
  expect(said).toEqual(expected)
  for (const each of named) expect(report.causes).toContainEqual(expect.objectContaining(each))
})

test('every expected cause stands in the catalogue', () => {
  const known = causes.map(({ code }) => code)
  expect(faults.flatMap(({ expected }) => expected.map(({ code }) => code)).filter((code) => !known.includes(code))).toEqual([])
})

/** What loopback cannot play, and why. */
const notPlayable: Readonly<Record<string, string>> = {
  'path/slow': 'loopback has no delay, and adding one takes root',
  'path/packets-lost': 'loopback loses nothing; the ground does',
  'site/not-configured': 'it is never proposed: what was not judged is no fault',
}

test('every cause of the catalogue is played, but for those that loopback cannot play', () => {
  const played = new Set(faults.flatMap(({ expected }) => expected.map(({ code }) => code)))
  const missing = causes.map(({ code }) => code).filter((code) => !played.has(code))
  const where = 'test/lab/faults/*.ts plays each cause; notPlayable, in this file, has those that it cannot, and why'
  expect(missing.toSorted(), where).toEqual(Object.keys(notPlayable).toSorted())
})

test('names are different, and both languages say what is done', () => {
  const names = faults.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { does } of faults) {
    expect(does.en).toMatch(/^[A-Z]/)
    expect(does['zh-HK']).toMatch(/\p{Script=Han}/u)
  }
})

test('verdicts follow from the severities that are expected', () => {
  const both = faults.flatMap(({ name, withoutBrowser, ...fault }) => [
    { name, ...fault },
    ...(withoutBrowser === undefined ? [] : [{ name: `${name} without a browser`, ...withoutBrowser }]),
  ])
  for (const { name, verdict, expected } of both) {
    const severities = expected.map(({ severity }) => severity)
    const follows = severities.includes('blocker') ? 'not-ready' : severities.includes('warning') ? 'attention' : 'ready'
    expect([name, verdict === 'undetermined' ? 'ready' : verdict]).toEqual([name, follows])
  }
})
