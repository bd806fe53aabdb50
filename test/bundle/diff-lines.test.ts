import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { diffRuns } from '../../agent/bundle/diff.ts'
import { diffLines } from '../../agent/bundle/diff-lines.ts'
import { styleFor } from '../../agent/report/style.ts'
import { languages } from '../../checks/text.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { readSettled, settledSide, sideOf } from './sides.ts'

const style = styleFor(false)
const healthy = await settledSide('healthy')
const switched = await settledSide('dns-switched', { laterMs: 4 * 3_600_000 })
const blocked = await settledSide('path-secondary-blocked')

/** Every tenth is enough for every day. */
const names = (await scenarioNames()).filter((_name, index) => process.env.TEST_FULL === '1' || index % 10 === 0)
const sides = await Promise.all(names.map(async (name) => [name, await settledSide(name)] as const))

const english = (a: typeof healthy, b: typeof healthy, columns = 80) => diffLines(diffRuns(a, b), { language: 'en', columns, style })

test('the two answers come first, then the sides', () => {
  const lines = english(healthy, switched)
  expect(lines.slice(0, 6)).toEqual([
    'Addresses: The addresses of every target moved, from the primary data centre to',
    'the secondary data centre, and all stayed green: READY in A, READY in B.',
    'Change: Nothing changed in what stops the log-on or will.',
    '',
    'A  READY  ·  2026-11-21 18:00:00 Hong Kong time  ·  pc  ·  1',
    'B  READY  ·  2026-11-21 22:00:00 Hong Kong time  ·  pc  ·  1',
  ])
})

test('what broke stands before what is still there, and that before what was mended', async () => {
  const [silent, refused] = [await settledSide('path-no-reply'), await settledSide('tls-expired-and-alternate-silent')]
  const text = english(silent, refused).join('\n')
  expect(text).toMatch(/Broke:\n {2}- The alternate[\s\S]*New; not everything was looked at in A:[\s\S]*Mended:\n {2}- .*no reply/)
  expect(english(blocked, switched).join('\n')).toContain('Change: Less is wrong in B, and nothing new.\n  mended: 2')
  expect(english(refused, await settledSide('tls-expired')).join('\n')).toMatch(/Still there:\n {2}- [\s\S]*Mended:/)
  expect(english(blocked, healthy).join('\n').replace(/\n */g, ' ')).toContain(
    'B went to other addresses, and these were not tried again: - sso',
  )
})

test('the addresses of a resolver stand side by side', () => {
  expect(english(healthy, switched)).toContainEqual(expect.stringMatching(/^ {2}HKEX’s preferred, {3}127\.0\.1\.20 +127\.0\.2\.20$/))
  expect(english(healthy, blocked)).toContainEqual(expect.stringMatching(/^ {2}127\.0\.2\.20:8443 +– +does not connect \(no answer/))
})

test('what was not alike is said before any cause', async () => {
  const other = await settledSide('path-no-reply', { hostName: 'another' })
  const lines = english(healthy, other)
  expect(lines.slice(lines.indexOf('Not alike beforehand:'), lines.indexOf('Broke:'))).toEqual([
    'Not alike beforehand:',
    '  - the PC',
    '    A: pc',
    '    B: another',
    '',
  ])
})

describe.each(languages)('%s', (language) => {
  test('every scenario reads well beside a healthy one, in the columns that there are', () => {
    for (const [name, one] of sides) {
      for (const [a, b] of [
        [one, healthy],
        [switched, one],
      ] as const) {
        const diff = diffRuns(a, b)
        for (const columns of language === 'en' ? [80, 40] : [80]) {
          const lines = diffLines(diff, { language, columns, style })
          expect(
            lines.filter((line) => stringWidth(line) > columns),
            name,
          ).toEqual([])
          expect(lines.join('\n'), name).not.toMatch(/\{\w+\}|undefined|NaN|\[object/)
        }
      }
    }
  })

  test('colours change no word', () => {
    const [plain, painted] = [false, true].map((colours) =>
      diffLines(diffRuns(healthy, blocked), { language, columns: 80, style: styleFor(colours) }),
    )
    expect(painted).not.toEqual(plain)
    expect(painted?.map(stripVTControlCharacters)).toEqual(plain)
  })
})

test('nothing in a bundle reaches the terminal but text', async () => {
  const scenario = await readSettled('dns-hosts-override')
  const hostile = '\u001b[2Jx\u202e\r\n\u0000'
  const text = JSON.stringify(scenario.evidence).replaceAll('"127.0.9.2"', JSON.stringify(hostile))
  const lines = english(sideOf({ ...scenario, evidence: JSON.parse(text) }, { hostName: hostile }), healthy)
  expect(lines.join('')).toContain('[2Jx')
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
})
