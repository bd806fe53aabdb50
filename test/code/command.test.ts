import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { encodePhoneCode } from '../../agent/code/phone-code.ts'
import { toldCodeSchema } from '../../agent/code/schema.ts'
import { toldCode } from '../../agent/code/told.ts'
import { toldLines } from '../../agent/code/told-lines.ts'
import { codeWords } from '../../agent/code/words.ts'
import { code as command } from '../../agent/commands/code.ts'
import { main } from '../../agent/main.ts'
import { causes } from '../../checks/causes.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { languages } from '../../checks/text.ts'
import { placeholdersOf, wordBreaches } from '../house/text-rules.ts'
import { plainFacts } from './facts.ts'

const written = encodePhoneCode(plainFacts)

async function run(args: readonly string[], columns = 80): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', '']
  const terminal = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns,
    interrupted: new AbortController().signal,
  }
  const home = { programFolder: '.', dataFolder: '.' }
  const exitCode = await main(
    ['code', ...args],
    injectedIo({ env: { LANG: 'C' }, clockAheadMs: Date.UTC(2026, 10, 23) - Date.now() }),
    terminal,
    home,
  )
  return { exitCode, stdout, stderr }
}

/** Wide, and without the lines that the catalogue's own words are in. */
async function own(args: readonly string[]): Promise<string[]> {
  const { exitCode, stdout, stderr } = await run(args, 200)
  expect([exitCode, stderr]).toEqual([0, ''])
  return stdout.split('\n').filter((line) => !/hosts-override|What to do first|先做甚麼/.test(line))
}

test('in English', async () => {
  expect(await own([written.toLowerCase()])).toEqual([
    'Phone code 500G-192H-8WWC-00M8',
    '',
    '  NOT READY',
    '  Seen on 2026-11-22, by that PC’s own clock, by Terminal Preflight 0.1.0, for CCMS',
    '',
    '     stops the log-on',
    '     Where: the 2FA server (sso.hkexposttrade.com.hk)',
    '     Who can mend it: the caller’s IT support',
    '',
    '  Some things were not judged, for want of the values of Section 4.7-4.9 in that PC’s site.yaml.',
    '',
  ])
})

test('in Chinese, and in groups of their own', async () => {
  expect(await own([...written.split('-'), '--lang', 'zh-HK'])).toEqual([
    '電話代碼 500G-192H-8WWC-00M8',
    '',
    '  未準備好',
    '  Terminal Preflight 0.1.0 於 2026年11月22日（以該電腦的時鐘為準）的檢查結果，所檢查的服務：CCMS',
    '',
    '     令登入失敗',
    '     位置：雙重身份驗證伺服器（sso.hkexposttrade.com.hk）',
    '     誰可修復：來電者公司的資訊科技支援',
    '',
    '  因該電腦的 site.yaml 欠 Section 4.7-4.9 的數值，部分項目未能判斷。',
    '',
  ])
})

test('as JSON', async () => {
  const { exitCode, stdout } = await run([written, '--json'])
  expect(exitCode).toBe(0)
  expect(toldCodeSchema.parse(JSON.parse(stdout))).toMatchObject({
    schema: 'terminal-preflight/code/1',
    phoneCode: written,
    version: '0.1.0',
    profiles: ['ccms'],
    verdict: 'not-ready',
    day: '2026-11-22',
    causes: [{ number: 231, code: 'dns/hosts-override', owner: 'site-it', where: 'the 2FA server (sso.hkexposttrade.com.hk)' }],
    moreCauses: false,
    notJudged: true,
    language: 'en',
  })
})

test('spelled, to read it back', async () => {
  expect((await run(['--spell', '500G 0R2H 8WWC O0P7'])).stdout).toBe(
    'five zero zero Golf\nzero Romeo two Hotel\neight Whiskey Whiskey Charlie\nzero zero Papa seven\n',
  )
  expect((await run(['--spell', '--lang', 'zh-HK', '500G-0R2H-8WWC-00P7'])).stdout).toMatch(/^五 零 零 Golf\n/)
})

describe('a mistyped one is refused in one line, with 64', () => {
  test.each([
    ['500G-0R2H-8WWC-00P8', 'the code was mistyped, most likely in group 4. Ask for it again in groups of four'],
    ['500G-0R2H-8WUC-00P7', 'the code was mistyped: “U” in group 3 never stands in one. Ask for it again in groups of four'],
    ['500G-0R2H-8WWC', 'the code was mistyped: by its first symbol it has 4 groups of four. Ask for it again group by group'],
    ['ABCD', 'the code was mistyped: 4 symbols are too few or too many. Ask for it again in groups of four'],
    ['9-9', 'the code was mistyped: 2 symbols are too few or too many. Ask for it again in groups of four'],
    ['– –', 'there is no code: type the groups that the caller reads out'],
    ['\u001b[2J', 'the code was mistyped: “\uFFFD” in group 1 never stands in one. Ask for it again in groups of four'],
  ])('%j', async (typed, said) => {
    expect(await run([typed, '--json'])).toEqual({ exitCode: 64, stdout: '', stderr: `terminal-preflight: ${said}\n` })
    const chinese = await run([typed, '--lang', 'zh-HK'])
    expect(chinese).toMatchObject({ exitCode: 64, stdout: '' })
    expect(chinese.stderr).toMatch(/^terminal-preflight: [^\n]*代碼[^\n{}]*\n$/u)
  })

  test('none, and one group too many', async () => {
    expect(await run([])).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('a phone code, in groups of four') })
    expect(await run(['A', 'B', 'C', 'D', 'E', 'F', 'G'])).toMatchObject({ exitCode: 64, stderr: expect.stringContaining("'G'") })
  })
})

test('a cause that this program does not know is said to be one', async () => {
  const [cause] = plainFacts.causes
  const newer = encodePhoneCode({ ...plainFacts, causes: cause === undefined ? [] : [{ ...cause, number: 2000 }] })
  expect((await run([newer])).stdout).toContain('Cause 2000, which this version does not know')
})

test('every cause of the catalogue has a first step, by whosever server it is; no line is too wide', () => {
  const [first] = plainFacts.causes
  if (first === undefined) throw new Error('no cause')
  const told = causes.flatMap(({ number, owner }) =>
    (['hkex-preferred', 'configured-first', 'mixed'] as const).flatMap((place) =>
      languages.map((language) =>
        toldCode(written, { ...plainFacts, causes: [{ ...first, number, owner, place }] }, { language, nowMs: 0, catalogue: causes }),
      ),
    ),
  )
  expect(told.flatMap(({ causes: [cause] }) => (cause?.firstStep ? [] : [cause?.code]))).toEqual([])
  const lines = told.filter(({ causes: [cause] }) => cause?.place === 'mixed').flatMap((each) => toldLines(each, 60))
  expect(lines.filter((line) => stringWidth(line) > 60 || /[{}]/.test(line))).toEqual([])
})

test('a server of the site’s own is mended at home, and HKEX is called about HKEX’s', () => {
  const cause = { number: 211, severity: 'blocker', owner: 'site-it', target: 'two-factor-server' } as const
  const steps = (['configured-first', 'hkex-preferred', 'none'] as const).map(
    (place) =>
      toldCode(written, { ...plainFacts, causes: [{ ...cause, place }] }, { language: 'en', nowMs: 0, catalogue: causes }).causes[0]
        ?.firstStep,
  )
  expect(steps).toEqual([
    expect.stringContaining('your own DNS server'),
    expect.stringContaining('HKEX’s hotline'),
    expect.stringContaining('flushdns'),
  ])
})

describe('the words', () => {
  const stringsOf = (value: unknown, at = ''): [string, string][] =>
    typeof value === 'string' ? [[at, value]] : Object.entries(value as object).flatMap(([name, each]) => stringsOf(each, `${at}.${name}`))

  test('are the same in both languages, with the same places, and keep to the house’s rules', () => {
    const [english, chinese] = [stringsOf(codeWords.en), stringsOf(codeWords['zh-HK'])]
    expect(chinese.map(([at, words]) => [at, placeholdersOf(words)])).toEqual(english.map(([at, words]) => [at, placeholdersOf(words)]))
    const own = (at: string) => !/^\.(?:separator|spelling)/.test(at)
    expect(english.filter(([at]) => own(at)).flatMap(([, words]) => wordBreaches(words, 'en'))).toEqual([])
    expect(chinese.filter(([at]) => own(at)).flatMap(([, words]) => wordBreaches(words, 'zh-HK'))).toEqual([])
  })

  test('the help fits into 80 columns, and names every flag', () => {
    for (const language of languages) {
      expect(command.help[language].split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
      for (const flag of ['spell', 'json', 'lang', 'help']) expect(command.help[language]).toContain(`--${flag}`)
    }
  })
})
