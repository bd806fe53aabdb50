import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../checks/text.ts'
import { faults, type LabBrowser } from './faults.ts'
import { parseStart } from './start-flags.ts'
import { browserLine, closingLines, helpLines } from './start-text.ts'

describe('the lab’s own flags', () => {
  test.each<[string, string[], object]>([
    ['nothing', [], { kind: 'run', fault: { name: 'healthy' }, language: 'en', passedOn: [], helpdesk: true }],
    ['a fault', ['--fault', 'tls/expired'], { kind: 'run', fault: { name: 'tls/expired' } }],
    ['a fault with =', ['--fault=tls/expired'], { kind: 'run', fault: { name: 'tls/expired' } }],
    ['flags of the agent', ['--verbose', '--fault', 'tls/expired', '--json=x'], { kind: 'run', passedOn: ['--verbose', '--json=x'] }],
    ['no helpdesk', ['--no-helpdesk', '--verbose'], { kind: 'run', passedOn: ['--verbose'], helpdesk: false }],
    ['a run that sends nothing', ['--dry-run'], { kind: 'run', helpdesk: false }],
    ['a run that sends it elsewhere', ['--upload=https://a.example'], { kind: 'run', helpdesk: false }],
    ['a language', ['--lang', 'zh-HK'], { kind: 'run', language: 'zh-HK', passedOn: [] }],
    ['the list', ['--lang=zh-HK', '--faults'], { kind: 'list', language: 'zh-HK' }],
    ['help', ['--lang=zh-HK', '--help', '--fault', 'zzz'], { kind: 'help', language: 'zh-HK' }],
    ['help as at a Windows prompt', ['/?'], { kind: 'help', language: 'en' }],
    ['another language', ['--lang', 'fr'], { kind: 'error', exitCode: 64, line: "--lang 'fr': write en or zh-HK" }],
    ['a mistaken letter', ['--fault', 'tls/expird'], { kind: 'error', line: "no fault is called 'tls/expird'; did you mean tls/expired?" }],
    ['no area', ['--fault', 'hosts-overide'], { kind: 'error', line: expect.stringContaining('did you mean dns/hosts-override?') }],
    ['nonsense', ['--fault', 'zzz'], { kind: 'error', line: "no fault is called 'zzz'; --faults lists them" }],
    ['no name', ['--fault'], { kind: 'error', exitCode: 64 }],
  ])('%s', (_name, argv, expected) => {
    expect(parseStart(argv, 'en')).toMatchObject(expected)
  })
})

describe('what it says of the browser', () => {
  test.each<[LabBrowser, string]>([
    [{ missing: 'browser' }, 'no Microsoft Edge, Chrome or Chromium was found'],
    [{ missing: 'certutil' }, 'certutil'],
    [{ missing: 'linux' }, 'Linux'],
    [{ off: 'some reason' }, 'no real browser can play this fault'],
  ])('%o', (browser, expected) => {
    expect(browserLine(browser, 'en')).toContain(expected)
    expect(browserLine(browser, 'zh-HK')).toMatch(/\p{Script=Han}/u)
  })
  test('nothing where one is started', () => {
    expect(browserLine({ name: 'Chromium', path: '/usr/bin/chromium', version: '156.0.0.0', policies: null }, 'en')).toBeNull()
  })
})

describe('what it says of an encrypted bundle', () => {
  const sealed = { file: 'lab-output/a.preflight.p7m', certificate: 'device.pem' }
  test.each(languages)('how it is opened, and no command that cannot work: %s', (language) => {
    const lines = closingLines({ reports: [], pictures: [], sealed, inbox: null }, language).join('\n')
    expect(lines).toContain('bundle open lab-output/a.preflight.p7m --key')
    expect(lines).not.toMatch(/unzip|openssl|bundle show/)
  })
})

test.each(languages)('the lab’s own help fits into 80 columns: %s', (language) => {
  expect(helpLines(language).filter((line) => stringWidth(line) > 80)).toEqual([])
})

const readme = readFileSync('README.md', 'utf8')

describe('npm start', () => {
  /** Where it is run, with a folder for its temporary files. */
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lab-start-'))
    await mkdir(join(folder, 'tmp'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  function start(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const { promise, resolve: settle } = Promise.withResolvers<{ code: number; stdout: string; stderr: string }>()
    const env = { ...process.env, TMPDIR: join(folder, 'tmp'), TEMP: join(folder, 'tmp') }
    execFile(process.execPath, [resolve('test/lab/start.ts'), '--lang', 'en', ...argv], { cwd: folder, env }, (error, stdout, stderr) =>
      settle({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
    return promise
  }

  test('ends with a sealed bundle that openssl verifies by the lines that it prints', async ({ skip }) => {
    if (spawnSync('unzip', ['-v']).status !== 0 || spawnSync('openssl', ['version']).status !== 0) skip('it takes unzip and openssl')
    const { code, stderr } = await start('--browser', 'off')
    const lines = stderr.split('\n').filter((line) => /^ {2}(unzip|openssl)/.test(line))
    expect([code, lines.length]).toEqual([0, 2])
    const { status, stderr: said } = spawnSync('sh', ['-ec', lines.join('\n')], { cwd: folder, encoding: 'utf8' })
    expect({ status, said: said.trim() }).toEqual({ status: 0, said: 'CMS Verification successful' })
    expect(lines[1]?.trim().replace('../../lab-output/pc', '../pc')).toSatisfy((line: string) => readme.includes(line))
  })

  test('lists every fault', async () => {
    const { code, stdout } = await start('--faults')
    expect(code).toBe(0)
    expect(stdout.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(faults.length)
  })

  test('runs a healthy lab, leaves the report and nothing else', async () => {
    const { code, stdout, stderr } = await start()
    expect(code).toBe(0)
    // Where no browser can be started it says so, in a line of its own.
    expect(stderr).toMatch(/^Lab: a data centre in a box[^\n]+\n(?:The browser[^\n]+\n)?/)
    expect(stderr).toMatch(
      /\n\nReport: lab-output\/report\.html, lab-output\/report\.json\n(?:The pages[^\n]+\.png\n)?Sealed: lab-output\/[\w.-]+\.preflight\.zip\.[^\n]*\n {2}unzip[^\n]+\n {2}openssl[^\n]+\nWhat the helpdesk sees[^\n]+\nFor real/,
    )
    expect(stdout).toContain('READY')
    expect((await readdir(folder)).toSorted()).toEqual(['lab-output', 'tmp'])
    expect(await readdir(join(folder, 'tmp'))).toEqual([])
    expect(JSON.parse(await readFile(join(folder, 'lab-output', 'report.json'), 'utf8'))).toMatchObject({ verdict: 'ready' })
    expect(await readFile(join(folder, 'lab-output', 'report.html'), 'utf8')).toContain('READY')
  })

  test.each<[string, string[], number, string]>([
    ['help', ['--help'], 0, '--fault NAME'],
    ['the version', ['--version'], 0, 'terminal-preflight '],
    ['a flag that there is not', ['--no-such-flag'], 64, '--no-such-flag'],
    ['a file that is not there', ['--no-helpdesk', '--request', 'not-there'], 66, 'not-there'],
  ])('%s plays nothing, leaves the last bundle where it is, and names no report', async (_name, argv, code, said) => {
    const output = join(folder, 'lab-output')
    await mkdir(output, { recursive: true })
    await writeFile(join(output, 'last.preflight.zip'), '')
    const before = (await readdir(output)).toSorted()
    const ended = await start(...argv)
    expect(ended).toMatchObject({ code })
    expect(ended.stdout + ended.stderr).toContain(said)
    expect(ended.stdout + ended.stderr).not.toMatch(/Report: |Sealed: /)
    expect((await readdir(output)).toSorted()).toEqual(before)
  })

  test('help has the lab’s own flags and the agent’s, in the language that is asked for', async () => {
    const { stdout, stderr } = await start('--help', '--lang', 'zh-HK')
    expect(stderr).toBe('')
    for (const each of ['--fault 名稱', '--faults', '--no-helpdesk', '--deadline 時間']) expect(stdout).toContain(each)
  })

  test('ends with its bundle in the inbox of a helpdesk that asked for it', async () => {
    const { code, stderr } = await start('--browser', 'off', '--fault', 'tls/expired')
    const [, address, digest] =
      /\. Its inbox: (http:\/\/127\.0\.0\.1:\d+\/bundles\/([0-9a-f]{64})) \(name lab, password \S+\)\n/.exec(stderr) ?? []
    const [bundle = ''] = (await readdir(join(folder, 'lab-output'))).filter((name) => name.endsWith('.preflight.zip'))
    const bytes = await readFile(join(folder, 'lab-output', bundle))
    expect({ code, digest }).toEqual({ code: 2, digest: createHash('sha256').update(bytes).digest('hex') })
    expect(await readFile(join(folder, 'lab-output', 'helpdesk', 'helpdesk.log'), 'utf8')).toContain('"verdict":"not-ready"')
    // Nobody is there to look: it has ended.
    await expect(fetch(String(address))).rejects.toThrow()
  })

  test('runs without a helpdesk where none is wanted', async () => {
    expect(await start('--browser', 'off', '--no-helpdesk')).toMatchObject({ code: 0, stderr: expect.not.stringContaining('Helpdesk') })
  })

  test('runs a fault, and keeps JSON alone on stdout', async () => {
    const { code, stdout } = await start('--fault', 'dns/name-unknown', '--json', '--ephemeral')
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'not-ready', causes: [{ code: 'dns/name-unknown' }] })
  })

  test('says what it does not know', async () => {
    expect(await start('--fault', 'zzz')).toMatchObject({
      code: 64,
      stdout: '',
      stderr: "lab: no fault is called 'zzz'; --faults lists them\n",
    })
    expect(await start('--no-helpdesk', '--no-such-flag')).toMatchObject({ code: 64, stderr: expect.stringContaining('--no-such-flag') })
  })
})
