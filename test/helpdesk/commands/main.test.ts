import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { afterAll, expect, test } from 'vitest'
import { helpdeskFolder } from '../../../agent/output/folder.ts'
import { languages } from '../../../checks/text.ts'
import { commands, firstWords, wholeHelp } from '../../../helpdesk/commands/dispatch.ts'
import { accountHelp, auditHelp, requestHelp } from '../../../helpdesk/commands/group-help.ts'
import { periodWithin } from '../../../helpdesk/commands/period.ts'
import { makeFolder, writeDurably } from '../../../helpdesk/data/durable.ts'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { keepSettings, readSettings } from '../../../helpdesk/data/settings.ts'
import { operationWords } from '../../../helpdesk/operation/words.ts'
import { repository } from '../../../scripts/bundle.ts'
import { rulesSha256 } from '../../../scripts/rules.ts'
import { helpdeskProgram } from '../support/service.ts'
import { runHelpdesk } from './run.ts'

const base = mkdtempSync(join(tmpdir(), 'main-'))
afterAll(() => rmSync(base, { recursive: true }))

test('the help names every command, in both languages, within 80 columns', async () => {
  const help = await wholeHelp()
  for (const language of languages) {
    for (const name of Object.keys(commands)) expect(help[language]).toContain(`helpdesk ${name}`)
    const wide = help[language].split('\n').filter((line) => stringWidth(line) > 80)
    expect(wide).toEqual([])
  }
})

test.each(Object.keys(commands))('%s has a help of its own, in both languages, within 80 columns, that names its flags', async (name) => {
  const command = await commands[name]?.()
  if (command === undefined) throw new Error('no such command')
  for (const language of languages) {
    const { code, stdout } = await runHelpdesk([...name.split(' '), '--help', '--lang', language])
    expect(code).toBe(0)
    expect(stdout).toBe(command.help[language])
    for (const flag of ['lang', 'help', ...Object.keys(command.flags)]) expect(stdout).toContain(`--${flag}`)
    expect(stdout.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
  }
})

test.each<[argv: string[], code: number, line: string | RegExp]>([
  [[], 64, 'helpdesk: say what to do; npm run --silent helpdesk -- --help lists the commands\n'],
  [['--colour'], 64, 'helpdesk: say what to do; npm run --silent helpdesk -- --help lists the commands\n'],
  [['chekc'], 64, "helpdesk: say what to do: 'chekc' is no command; did you mean check?\n"],
  // One that there isn't has no help, nor a version.
  [['purge', '--help'], 64, new RegExp(`^helpdesk: say what to do: 'purge' is no command; write one of ${firstWords.join(', ')}\\n$`)],
  [['serv', '--help'], 64, "helpdesk: say what to do: 'serv' is no command; did you mean serve?\n"],
  [['backpu', '--version'], 64, "helpdesk: say what to do: 'backpu' is no command; did you mean backup?\n"],
  [['backpu', '--lang', 'zh-HK'], 64, "helpdesk: 請指明要做甚麼：沒有指令 'backpu'；是否想輸入 backup？\n"],
  [['request', 'make'], 64, "helpdesk: request 'make' is nothing that there is; write one of new, list, withdraw\n"],
  [['check', '--colour'], 64, "helpdesk: there is no flag '--colour'; helpdesk check --help lists them\n"],
  [['backup'], 64, 'helpdesk: backup needs the name of a folder; helpdesk backup --help shows how it is written\n'],
  [['check', '--data'], 64, 'helpdesk: --data needs the name of a folder\n'],
])('%j', async (argv, code, line) => {
  expect(await runHelpdesk(argv)).toEqual({ code, stdout: '', stderr: typeof line === 'string' ? line : expect.stringMatching(line) })
})

test('a group without its second word prints the help, and says that it is not enough', async () => {
  expect(await runHelpdesk(['request'])).toEqual({ code: 64, stdout: '', stderr: requestHelp.en })
  expect(await runHelpdesk(['account', '--help', '--lang', 'zh-HK'])).toEqual({ code: 0, stdout: accountHelp['zh-HK'], stderr: '' })
  expect(await runHelpdesk(['audit', '/?'])).toEqual({ code: 0, stdout: auditHelp.en, stderr: '' })
})

test.each(Object.entries({ request: requestHelp, account: accountHelp, audit: auditHelp }))(
  'the help of %s names its own, and no others',
  (group, help) => {
    for (const language of languages) {
      for (const name of Object.keys(commands)) expect(help[language].includes(`  helpdesk ${name}`)).toBe(name.startsWith(`${group} `))
      expect(help[language].split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
    }
  },
)

test('as a process: its version, and 70 from the first statement on', () => {
  const run = (...argv: string[]) => spawnSync(process.execPath, argv, { encoding: 'utf8', cwd: repository })
  expect(run(helpdeskProgram, '--version')).toMatchObject({ status: 0, stdout: 'helpdesk 0.1.0\n' })
  expect(run(helpdeskProgram, 'check', '--data', join(base, 'nothing'))).toMatchObject({ status: 66 })
  // A module that can't be loaded is a bug of ours.
  const broken = `import { registerHooks } from 'node:module'
    registerHooks({ resolve: (name, context, next) => { if (name.endsWith('main.ts')) throw new Error('planted'); return next(name, context) } })
    await import(${JSON.stringify(new URL('../../../helpdesk/helpdesk.ts', import.meta.url).href)})`
  expect(run('--input-type=module', '-e', broken)).toMatchObject({ status: 70, stderr: 'helpdesk: this program failed (planted)\n' })
})

test('run from its sources it knows its rules by their hash', async () => {
  const shown = `import { registerHooks } from 'node:module'
    registerHooks({ load: (url, context, next) => url.endsWith('helpdesk/main.ts')
      ? { format: 'module', shortCircuit: true, source: "import { rules } from '../agent/version.ts'; export async function main() { console.log(JSON.stringify(rules)); return 0 }" }
      : next(url, context) })
    await import(${JSON.stringify(new URL('../../../scripts/helpdesk.ts', import.meta.url).href)})`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', shown], { encoding: 'utf8', cwd: repository })
  expect(JSON.parse(stdout)).toEqual({ version: '0.1.0', sha256: await rulesSha256(repository) })
})

test('its own data folder, by the system’s custom', () => {
  expect(helpdeskFolder('linux', {}, '/home/user')).toBe('/home/user/.local/state/terminal-preflight-helpdesk')
  expect(helpdeskFolder('linux', { XDG_STATE_HOME: '/state' }, '/home/user')).toBe('/state/terminal-preflight-helpdesk')
  expect(helpdeskFolder('win32', { LOCALAPPDATA: 'C:\\Local' }, 'C:\\Users\\user')).toMatch(/^C:\\Local.TerminalPreflightHelpdesk$/)
})

test('settings come back as they were kept; others are damaged', async () => {
  const folder = join(base, 'settings')
  await makeFolder(folder)
  expect(await readSettings(folder)).toBeNull()
  await keepSettings(folder, { publicUrl: 'https://helpdesk.example' })
  expect(await readSettings(folder)).toEqual({ publicUrl: 'https://helpdesk.example' })
  for (const text of ['', '{}', '{"schema":"terminal-preflight/helpdesk-settings/1","publicUrl":"javascript:alert(1)"}']) {
    await writeDurably(dataFolderAt(folder).settings, text)
    expect(await readSettings(folder)).toBe('damaged')
  }
})

test.each<[text: string, ms: number | null]>([
  ['1h', 3_600_000],
  ['90d', 7_776_000_000],
  ['3650d', 315_360_000_000],
  ['0h', null],
  ['3651d', null],
  ['90', null],
  ['1.5d', null],
  ['90 d', null],
  ['90m', null],
])('a period of %s', (text, ms) => {
  const read = periodWithin('1h', '3650d')(text)
  expect('value' in read ? read.value : null).toBe(ms)
})

test('both languages have the same places to fill in', () => {
  const places = (value: unknown): unknown =>
    typeof value === 'string'
      ? [...value.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted()
      : Object.fromEntries(Object.entries(value ?? {}).map(([name, each]) => [name, places(each)]))
  expect(places(operationWords['zh-HK'])).toEqual(places(operationWords.en))
})
