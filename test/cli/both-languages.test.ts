/** Whatever is wrong with a command line or a file is said in the language of the person who reads it. */

import { mkdtempSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flagTable } from '../../agent/cli/flag-table.ts'
import { mistakeWords, phrase } from '../../agent/cli/mistake-words.ts'
import { bothWays, inLanguage, type Told, tell } from '../../agent/cli/told.ts'
import { commands } from '../../agent/commands/dispatch.ts'
import { commandWords, keyProblems, openProblems } from '../../agent/commands/mistake-words.ts'
import { guideMistakes } from '../../agent/guide/mistake-words.ts'
import { fileWords, fullWidthWords, kindWords, schemaWords, syntaxWords, valueWords, yamlWords } from '../../agent/profile/mistake-words.ts'
import { realIo } from '../../checks/io/real.ts'
import { repository } from '../../scripts/bundle.ts'
import { newPc, runProgram } from '../delivery/runs.ts'

const han = /\p{Script=Han}/u
const own = /terminal-preflight(?: (?:[a-z]+|--help))*|guide --print|npm run build|Base-64|save it as/g
/** Three words in a row, beside what was typed and what our commands are called. */
const englishSentence = /\b[a-z]{2,} [a-z]+ [a-z]{2,}\b/

function bare(line: string): string {
  return line
    .replace(/^terminal-preflight: /gm, '')
    .replace(own, '')
    .replace(/'[^']*'|"[^"]*"|「[^」]*」/g, '')
}

const tables = {
  mistakeWords,
  fileWords,
  valueWords,
  schemaWords,
  fullWidthWords,
  kindWords,
  yamlWords,
  syntaxWords,
  commandWords,
  keyProblems,
  openProblems,
  guideMistakes,
}
const texts = Object.entries(tables).flatMap(([table, words]) =>
  Object.entries<Told>(words).map(([name, told]) => ({ name: `${table}.${name}`, told })),
)

describe('the words', () => {
  test.each(texts)('$name', ({ told }) => {
    const places = (text: string) => Array.from(text.matchAll(/\{\w+\}/g), String).sort()
    expect(places(told['zh-HK'])).toEqual(places(told.en))
    expect(bare(told['zh-HK'])).not.toMatch(englishSentence)
    expect(told.en).not.toMatch(han)
    // What only puts parts together has words of neither.
    if (/[a-z]{2}/.test(told.en.replace(/\{\w+\}/g, ''))) expect(told['zh-HK']).toMatch(han)
  })

  test('what each flag and each command wants', async () => {
    const loaded = await Promise.all(Object.values(commands).map((load) => load()))
    const flags = [flagTable, ...loaded.map(({ flags: its }) => its)].flatMap((table) => Object.values(table))
    const wanted = flags.flatMap((kind) => (kind.takes === 'value' ? [kind.wants] : []))
    const taken = loaded.flatMap(({ takes, optional = 0 }) => takes.slice(0, takes.length - optional))
    const missing = [...wanted, ...taken].filter((each) => !/[a-z]/i.test(each) || inLanguage(phrase(each), 'zh-HK') === each)
    expect([wanted.length > 40, missing]).toEqual([true, []])
  })
})

/** Requests have words of their own; what redaction's treatments say stands in a file for machines. */
const elsewhere = /^(?:request|redaction)[\\/]|words\.ts$|text\.ts$/
/** A sentence that goes to a person from where it is made, and in English alone. */
const untold =
  /(?:usageError|noInputError|badFileError|ofFlag|refuse)\((?:[^()`'"]*, )?\s*(?<q>[`'"])(?=[^`'"]*[a-z]+ [a-z]+)|\b(?:problem|error|line): (?<p>[`'"])(?=[^`'"]* [a-z]+ [^`'"]*\k<p>)/

test('no line about a mistake is made of English alone', async () => {
  const names = (await readdir(join(repository, 'agent'), { recursive: true })).filter(
    (each) => each.endsWith('.ts') && !elsewhere.test(each),
  )
  const found: string[] = []
  for (const name of names) {
    const text = await readFile(join(repository, 'agent', name), 'utf8')
    for (const [index, line] of text.split('\n').entries()) if (untold.test(line)) found.push(`${name}:${index + 1}: ${line.trim()}`)
  }
  expect(names.length).toBeGreaterThan(200)
  expect(found).toEqual([])
})

test('that rule finds what it is there for', () => {
  for (const line of [
    "return usageError('two of them are given; give one')",
    'return { problem: `it is not a time; write it` }',
    "return { kind: 'error', line: 'it needs a key: the private one' }",
    "return named.refuse(exitCodes.badFile, 'is no key at all')",
    "{ error: 'is not an id; write one' }",
  ])
    expect(line).toMatch(untold)
  expect('return usageError(tell(words.twoRequests))').not.toMatch(untold)
})

describe('the program', () => {
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-both-'))
    const files = {
      'site.yaml':
        'resolvers: { hkex: [10.0.0, 0.0.0.0, "10.0.0.1:0"] }\nprofles: [ccms]\nproxy: http://h:1/x\nsmartcard: maybe\naddresses: { primary: [10.0.0.0, 10.0.0.0/99] }\ncontacts: 5\ncertificate: { issuers: [nobody], roots: [gone.pem] }\nupload: { kind: x, url: http://h }\nredaction: true\n',
      'indent.yaml': 'a: [1\nb: 2\n',
      'twice.yaml': 'proxy: direct\nproxy: direct\n',
      'alias.yaml': 'proxy: *none\n',
      'profile.yaml':
        'id: a b\ntitle: { en: "a\\nb" }\ntargets: [{ id: a, url: "http://a" }, { id: a, url: "https://u:p@h/" }]\nserviceHours: { opensAt: 8 }\n',
      'wide.yaml': 'profiles：［ccms］\n',
      'curly.yaml': 'contacts: { site-it: { phone: “1” } }\nsmartcard: “off”　\nresolvers: { hkex: [１0.0.0.1] }\n',
      'empty.yaml': 'id: a\ntargets: []\n',
      'drill.yaml': 'id: a\nsessions: [{ date: today, hours: { from: "9", to: "08:00" }, steps: [{ kind: machine, id: a }] }]\n',
      'big5.yaml': Buffer.from('a4a4', 'hex'),
      'nul.yaml': 'a: \0\n',
      'no.pem': 'x',
      'half.pem': '-----BEGIN CERTIFICATE-----\n',
      'bad.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      'token.txt': 'two words',
      'empty.txt': '',
    }
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
    await mkdir(join(folder, 'folder'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const wrong: readonly (readonly string[])[] = [
    ['--nope'],
    ['--profle', 'ccms'],
    ['--silent=1'],
    ['--site', 'a', '--site', 'b'],
    ['--site'],
    ['--json='],
    ['ccms'],
    ['report.json'],
    ['bundel'],
    ['nothing'],
    ['--profile', 'ccas'],
    ['--profile', 'ccms,dms'],
    ['--prometheus', 'x.txt'],
    ['--proxy', 'h:1'],
    ['--output', 'no.pem'],
    ['--smartcard', 'no'],
    ['--resolver', '10.0.0.1'],
    ['--resolver', 'hkx=1.1.1.1'],
    ['--resolver', 'hkex=10.0.0'],
    ['--proxy', 'foo'],
    ['--proxy', 'http://h'],
    ['--proxy', 'http://h:1/x'],
    ['--proxy', 'http://u:p@h:1'],
    ['--deadline', '20'],
    ['--deadline', '1ms'],
    ['--until', 'ready'],
    ['--until', 'never'],
    ['--watch', '30s', '--dry-run'],
    ['--json', '--junit=-'],
    ['--junit', 'a', '--html', 'a'],
    ['--nagios', '--watch', '30s'],
    ['--upload', 'http://x'],
    ['--upload', 'https://u:p@x'],
    ['--upload-kind', 'x'],
    ['--upload-kind', 'presigned'],
    ['--no-upload', '--upload', 'https://x'],
    ['--redaction', 'x'],
    ['--browser', 'x'],
    ['--upload', 'https://x', '--upload-kind', 'presigned', '--upload-token-file', 'x'],
    ['--signing-key-password-file', 'x'],
    ['--request', 'a.preflight-request', '--upload', 'https://x'],
    ['b.preflight-request', '--request', 'a.preflight-request'],
    ...['no.pem', 'half.pem', 'bad.pem', 'gone.pem', 'folder'].map((name) => ['--root', name]),
    ...[
      'site.yaml',
      'wide.yaml',
      'curly.yaml',
      'indent.yaml',
      'twice.yaml',
      'alias.yaml',
      'big5.yaml',
      'nul.yaml',
      'gone.yaml',
      'folder',
    ].map((name) => ['--site', name]),
    ['--profile', 'profile.yaml'],
    ['--profile', 'empty.yaml'],
    ['--profile', './gone.yaml'],
    ['--signing-key', 'gone.p12'],
    ['--signing-key', 'no.pem'],
    ['--encrypt-to', 'no.pem'],
    ['--upload', 'https://x', '--upload-token-file', 'token.txt'],
    ['--upload', 'https://x', '--upload-token-file', 'empty.txt'],
    ['bundle', 'opn'],
    ['bundle', 'open'],
    ['bundle', 'open', 'no.pem'],
    ['bundle', 'open', 'gone'],
    ['bundle', 'verify', 'a', 'b'],
    ['bundle', 'show', 'gone'],
    ['upload', '--proxy', 'x'],
    ['request'],
    ['request', 'gone'],
    ['code'],
    ['code', 'XXXX'],
    ['causes', 'nix'],
    ['site', 'check', 'site.yaml'],
    ['site', 'check', 'gone.yaml'],
    ['site', 'init', '--output', 'site.yaml'],
    ['guide', 'nix'],
    ['guide', 'ccms', '--session', 'x'],
    ['guide', '--print'],
    ['guide', 'ccms'],
    ['guide', 'ccms', '--procedure', 'drill.yaml', '--print'],
    ['guide', '--procedure', 'drill.yaml', '--print'],
    ['completion', 'fish'],
    ['about', '--sbom', '--json'],
    ['about', '--sbom'],
    ['about', 'more'],
  ]
  /** With a path of that folder in place of a name in it. */
  const typed = async (argv: readonly string[]) => {
    const names = new Set([...(await readdir(folder)), 'gone', 'gone.pem', 'gone.yaml', 'gone.p12'])
    return argv.map((each) => (names.has(each) ? join(folder, each) : each))
  }

  test.each(wrong.map((argv) => ({ argv, name: argv.join(' ') })))('$name', async ({ argv }) => {
    const given = await typed(argv)
    const pc = await newPc()
    const isRun = argv[0]?.startsWith('--') === true && !argv.includes('--watch')
    const say = async (language: string) => {
      const { code, stdout, stderr } = await runProgram(
        [...given, ...(isRun && !argv.includes('--dry-run') ? ['--dry-run'] : []), '--lang', language],
        realIo(),
        pc,
      )
      expect({ code, stdout: argv.includes('--nagios') ? '' : stdout }).toEqual({ code: expect.toBeOneOf([3, 64, 66, 78]), stdout: '' })
      return (stderr + stdout).trim().split('\n')
    }
    const [english, chinese] = [await say('en'), await say('zh-HK')]
    expect(chinese).toHaveLength(english.length)
    for (const line of english) expect(bare(line)).not.toMatch(han)
    for (const line of chinese) {
      expect(bare(line)).toMatch(han)
      expect(bare(line)).not.toMatch(englishSentence)
    }
  })
})

test('a part that was told comes in the language of the whole, and a server forgets in time', () => {
  const part = tell({ en: 'part {n}', 'zh-HK': '第 {n} 部分' }, { n: 1 })
  const whole = tell({ en: 'all of {part}', 'zh-HK': '整個{part}' }, { part })
  expect([whole, inLanguage(whole, 'en'), inLanguage(whole, 'zh-HK')]).toEqual(['all of part 1', 'all of part 1', '整個第 1 部分'])
  for (let n = 0; n < 2000; n += 1) bothWays(`line ${n}`, `第 ${n} 行`)
  expect([inLanguage(whole, 'zh-HK'), inLanguage('line 1999', 'zh-HK')]).toEqual([whole, '第 1999 行'])
  expect(inLanguage(tell(mistakeWords.twoRequests), 'zh-HK')).toMatch(han)
})
