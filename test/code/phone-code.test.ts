import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CodeFacts,
  codeOwners,
  codeSeverities,
  dayAt,
  dayText,
  decodePhoneCode,
  encodePhoneCode,
} from '../../agent/code/phone-code.ts'
import { codePlaces, codeTargets } from '../../agent/code/subject.ts'
import { causes } from '../../checks/causes.ts'
import { anyFacts, plainFacts } from './facts.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const code = encodePhoneCode(plainFacts)
const manyCodes = fc.sample(anyFacts, { numRuns: 80, seed: 20_261_122 }).map(encodePhoneCode)

/** The groups that a mistyped code is likely wrong in; undefined where it passes. */
function groupsOf(typed: string): readonly number[] | 'cut' | undefined {
  const decoded = decodePhoneCode(typed)
  if (!('problem' in decoded)) return undefined
  return decoded.problem.kind === 'mistyped' ? decoded.problem.groups : decoded.problem.kind === 'length' ? 'cut' : undefined
}

describe('what is written is read', () => {
  test('whatever the facts are; in groups of four, 24 symbols at most, without I, L, O and U', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const written = encodePhoneCode(facts)
        expect(decodePhoneCode(written)).toEqual({ facts })
        expect(written).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){2,5}[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(written.split('-')).toHaveLength(3 + facts.causes.length)
      }),
    )
  })

  test('a fourth cause is left out and said to be; numbers beyond a field are its highest', () => {
    const cause = { ...plainFacts.causes[0], number: 9999 } as CodeFacts['causes'][number]
    const decoded = decodePhoneCode(
      encodePhoneCode({ ...plainFacts, version: { major: 16, minor: 100, patch: 64 }, causes: [cause, cause, cause, cause] }),
    )
    expect(decoded).toMatchObject({ facts: { version: { major: 15, minor: 63, patch: 63 }, moreCauses: true } })
    expect('facts' in decoded && decoded.facts.causes.map(({ number }) => number)).toEqual([2047, 2047, 2047])
  })

  test('every cause of the catalogue has room, and every list fits into its bits', () => {
    expect(Math.max(...causes.map(({ number }) => number))).toBeLessThan(2048)
    expect(causes.filter(({ owner }) => !codeOwners.includes(owner))).toEqual([])
    expect(codeOwners.length * codeSeverities.length).toBeLessThan(16)
    expect(codeTargets.length).toBeLessThanOrEqual(8)
    expect(codePlaces.length).toBeLessThanOrEqual(16)
  })
})

describe('what is mistyped', () => {
  test('every wrong symbol is found, at every place of many codes, and the group that it is in is named', () => {
    const missed: string[] = []
    for (const right of manyCodes)
      for (const [index, symbol] of Array.from(right).entries())
        for (const other of symbol === '-' ? '' : alphabet.replace(symbol, '')) {
          const typed = right.slice(0, index) + other + right.slice(index + 1)
          const groups = groupsOf(typed)
          const group = Math.floor(index / 5) + 1
          if (groups === undefined || groups === 'cut' || !groups.includes(group) || groups.length > 3) missed.push(`${typed}: ${groups}`)
        }
    expect(missed).toEqual([])
  })

  test('every swap of two symbols is found, neighbours and others, and of neighbours the groups are named', () => {
    const missed: string[] = []
    for (const right of manyCodes) {
      const symbols = Array.from(right.replaceAll('-', ''))
      for (const [i, one] of symbols.entries())
        for (const [offset, other] of symbols.slice(i + 1).entries()) {
          if (one === other) continue
          const typed = symbols
            .with(i, other)
            .with(i + 1 + offset, one)
            .join('')
          const groups = groupsOf(typed)
          const named = [i, i + 1].map((place) => Math.floor(place / 4) + 1)
          if (groups === undefined || (offset === 0 && groups !== 'cut' && !named.every((group) => groups.includes(group))))
            missed.push(`${typed}: ${groups}`)
        }
    }
    expect(missed).toEqual([])
  })

  test('a symbol or a group that was left out is found, and so is one too many', () => {
    const groups = code.split('-')
    for (const index of groups.keys())
      expect(decodePhoneCode(groups.toSpliced(index, 1).join('-')), `without ${index}`).toHaveProperty('problem')
    expect(decodePhoneCode(code.slice(0, -5))).toEqual({ problem: { kind: 'length', symbols: 12, expected: 16 } })
    for (const index of Array.from(code.replaceAll('-', '')).keys()) {
      const symbols = Array.from(code.replaceAll('-', ''))
      expect(decodePhoneCode(symbols.toSpliced(index, 1).join(''))).toMatchObject({ problem: { kind: 'length', symbols: 15 } })
      expect(decodePhoneCode(symbols.toSpliced(index, 0, 'A').join(''))).toMatchObject({ problem: { kind: 'length', symbols: 17 } })
    }
    expect(decodePhoneCode('0'.repeat(1_000_000))).toMatchObject({ problem: { kind: 'length', symbols: 200 } })
  })

  test.each([
    ['', { kind: 'empty' }],
    [' - — ', { kind: 'empty' }],
    ['50U0', { kind: 'symbol', symbol: 'U', group: 1 }],
    ['5000 ?000', { kind: 'symbol', symbol: '?', group: 2 }],
    ['5000 00終0', { kind: 'symbol', symbol: '終', group: 2 }],
    ['0000-0000-0000', { kind: 'length', symbols: 12, expected: null }],
  ])('%s', (typed, problem) => {
    expect(decodePhoneCode(typed)).toEqual({ problem })
  })

  test('any text is a problem or facts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void decodePhoneCode(text)))
  })

  test('a code of a format to come is known as one', async () => {
    const { withCheckSymbols } = await import('../../agent/code/check-symbols.ts')
    const later = withCheckSymbols([2 << 2, ...Array.from({ length: 9 }, () => 7)])
    expect(decodePhoneCode(later.map((value) => alphabet[value]).join(''))).toEqual({ problem: { kind: 'newer-format', format: 2 } })
  })
})

test('small letters, blanks, dashes of any kind, full-width letters, O, I, L and a scanner’s prefix are forgiven', () => {
  const withOnesAndZeros = manyCodes.find((each) => /0/.test(each) && /1/.test(each)) ?? ''
  const expected = decodePhoneCode(withOnesAndZeros)
  expect(expected).toHaveProperty('facts')
  const wide = Array.from(withOnesAndZeros, (symbol) => String.fromCodePoint((symbol.codePointAt(0) ?? 0) + 0xfee0)).join('')
  for (const typed of [
    withOnesAndZeros.toLowerCase(),
    ` ${withOnesAndZeros.replaceAll('-', ' ')}\n`,
    withOnesAndZeros.replaceAll('-', ''),
    withOnesAndZeros.replaceAll('-', ' – '),
    withOnesAndZeros.replaceAll('0', 'o').replaceAll('1', 'l'),
    withOnesAndZeros.replaceAll('0', 'O').replaceAll('1', 'I'),
    wide,
    `TP1:${withOnesAndZeros}`,
    `tp1:${withOnesAndZeros}`,
  ])
    expect(decodePhoneCode(typed), typed).toEqual(expected)
})

describe('the day', () => {
  test.each([
    ['2025-12-31T16:00:00Z', 0],
    ['2025-12-31T15:59:59.999Z', 4095],
    ['2026-11-21T15:59:59Z', 324],
    ['2026-11-21T16:00:00Z', 325],
    ['2037-03-19T15:59:59Z', 4095],
    ['2037-03-19T16:00:00Z', 0],
  ])('%s is %i', (moment, day) => {
    expect(dayAt(Date.parse(moment))).toBe(day)
  })

  test.each([
    [325, '2026-11-22T00:00:00Z', '2026-11-22'],
    [325, '2026-11-20T00:00:00Z', '2026-11-22'],
    [0, '2026-11-20T00:00:00Z', '2026-01-01'],
    [0, '2037-03-21T00:00:00Z', '2037-03-20'],
    [4095, '2026-01-01T00:00:00Z', '2025-12-31'],
    [4000, '2037-03-21T00:00:00Z', '2036-12-14'],
  ])('%i, read on %s, is %s', (day, now, text) => {
    expect(dayText(day, Date.parse(now))).toBe(text)
  })
})

describe('for ever', () => {
  const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden.json'), 'utf8')) as { code: string; facts: CodeFacts }[]

  test.each(golden)('$code', ({ code: written, facts }) => {
    expect(decodePhoneCode(written)).toEqual({ facts })
    expect(encodePhoneCode(facts)).toBe(written)
  })

  test('the golden codes hold every value of every list', () => {
    const all = golden.flatMap(({ facts }) => facts.causes)
    expect(new Set(all.map(({ target }) => target))).toEqual(new Set(codeTargets))
    expect(new Set(all.map(({ place }) => place))).toEqual(new Set(codePlaces))
    expect(new Set(all.map(({ owner }) => owner))).toEqual(new Set(codeOwners))
    expect(new Set(all.map(({ severity }) => severity))).toEqual(new Set(codeSeverities))
    expect(new Set(golden.map(({ facts }) => facts.causes.length))).toEqual(new Set([0, 1, 2, 3]))
  })
})

/** Run without anything of Node, as a browser's script is. */
async function inBrowser(source: string): Promise<unknown> {
  const { outputFiles, warnings } = await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '../../agent/code'), loader: 'ts' },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  })
  expect(warnings).toEqual([])
  const page: { answer?: unknown } = {}
  runInNewContext(outputFiles[0]?.text ?? '', Object.assign(page, { URL, code }))
  return JSON.parse(String(page.answer))
}

describe('a browser can load', () => {
  test('the decoder', async () => {
    const source = `import { decodePhoneCode } from './phone-code.ts'; globalThis.answer = JSON.stringify(decodePhoneCode(code))`
    expect(await inBrowser(source)).toEqual({ facts: plainFacts })
  })

  test('what is said of it, in both languages', async () => {
    const source = `
      import { decodePhoneCode } from './phone-code.ts'
      import { codeProblemText } from './problem-text.ts'
      import { toldCode } from './told.ts'
      const catalogue = [{ code: 'dns/hosts-override', number: 231 }]
      const { facts } = decodePhoneCode(code)
      const told = ['en', 'zh-HK'].map((language) => toldCode(code, facts, { language, nowMs: 0, catalogue }).causes[0].where)
      globalThis.answer = JSON.stringify([...told, codeProblemText(decodePhoneCode('').problem, 'en')])`
    expect(await inBrowser(source)).toEqual([
      'the 2FA server (sso.hkexposttrade.com.hk)',
      '雙重身份驗證伺服器（sso.hkexposttrade.com.hk）',
      'there is no code: type the groups that the caller reads out',
    ])
  })
})
