import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { commandNames } from '../../agent/cli/command-names.ts'
import { flagNames } from '../../agent/cli/flag-table.ts'
import { parseFlags } from '../../agent/cli/flags.ts'
import { prometheusText } from '../../agent/formats/prometheus.ts'
import { missing, read, reportOf } from './reports.ts'

const folder = join(import.meta.dirname, '../../packaging/fleet')
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return { name: relative(folder, path).replaceAll('\\', '/'), path, text: readFileSync(path, 'utf8') }
  })
const named = (pattern: RegExp) => files.filter(({ name }) => pattern.test(name))
const theOnly = (pattern: RegExp) => named(pattern)[0] ?? { name: '', path: '', text: '' }

const temporary = mkdtempSync(join(tmpdir(), 'terminal-preflight-fleet-'))
afterAll(() => rm(temporary, { recursive: true }))

const noPromtool = missing('promtool', 'prometheus', '--version')
const noSystemd = missing('systemd-analyze', 'systemd', '--version')

/** Flags of other programs that stand in the examples. */
const foreign = new Set(['collector', 'global'])

test('every flag that an example names is one of ours', () => {
  const known = new Set<string>(flagNames)
  let found = 0
  for (const { name, text } of files) {
    for (const [, flag = ''] of text.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)) {
      if (foreign.has(flag)) continue
      found += 1
      expect([name, flag, known.has(flag)]).toEqual([name, flag, true])
    }
  }
  expect(found).toBeGreaterThan(40)
})

/** The command lines, as they stand or as the scripts put them together. */
test.each(
  [
    ...theOnly(/\.service$/).text.matchAll(/^ExecStart=\S+ (.*)$/gm),
    ...theOnly(/crontab/).text.matchAll(/^30 7 \* \* 1-5 +\S+ (.*)$/gm),
    ...theOnly(/ansible/).text.matchAll(/arguments: (--.*)$/gm),
    ...named(/\.ps1$/).flatMap(({ text }) => [...text.matchAll(/^\s*& \$Program (--.*) 2>\$null$/gm)]),
  ].map(([, line = '']) => [line]),
)('the program takes: %s', async (line) => {
  const filled = line.replace('{{ metrics_folder }}', 'C:\\m').replace('$Splay', '5m').replace('$answer', 'C:\\a.json')
  const argv = [...filled.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
  expect(await parseFlags(argv, { version: '', language: 'en' })).toMatchObject({ kind: 'run', options: { silent: true } })
  // As the user, spread.
  expect(argv).toContain('--splay')
})

test('each example that a fleet tool runs says that it runs as the signed-in user, and what its exit codes mean', () => {
  for (const { name, text } of named(/^(?:intune|configuration-manager)\/.*\.ps1$/)) {
    expect([name, /logged[- ]on (?:user )?credentials/i.test(text)]).toEqual([name, true])
    expect([name, /[Ee]xit (?:code|0)/.test(text)]).toEqual([name, true])
  }
  const readme = theOnly(/^README\.md$/).text
  for (const { name } of files) if (name !== 'README.md') expect([name, readme.includes(`(${name})`)]).toEqual([name, true])
  for (const code of [0, 1, 2, 3, 64, 66, 70, 78, 130])
    expect(readme).toMatch(new RegExp(`^\\| (?:[\\d ·]+ · )?${code}(?: · [\\d ·]+)? \\|`, 'm'))
})

/** Windows PowerShell 5.1 reads a file without a mark in the PC's own code page. */
test('PowerShell is ASCII, and its brackets and quotes close', () => {
  for (const { name, text } of named(/\.ps1$/)) {
    expect([name, /^[\t\n -~]*$/.test(text)]).toEqual([name, true])
    const code = text
      .split('\n')
      .map((line) => line.replace(/'(?:[^']|'')*'|"(?:[^"`]|`.)*"/g, '').replace(/#.*/, ''))
      .join('\n')
    expect([name, /['"]/.test(code)]).toEqual([name, false])
    for (const [open, close] of ['()', '{}', '[]'].map((pair) => pair.split('') as [string, string]))
      expect([name, open, code.split(open).length]).toEqual([name, open, code.split(close).length])
  }
})

test('YAML is YAML, and names no variable that it does not have', () => {
  for (const { name, text } of named(/\.yaml$/)) expect([name, parseAllDocuments(text).flatMap(({ errors }) => errors)]).toEqual([name, []])
  const play = theOnly(/ansible/).text
  const used = new Set([...play.matchAll(/\{\{ (\w+)/g)].map(([, name = '']) => name))
  for (const name of used) if (name !== 'item') expect(play).toMatch(new RegExp(`^    ${name}: `, 'm'))
})

test('alerts speak of series that there are', async () => {
  const { text, path } = theOnly(/rules\.yaml$/)
  const series = new Set([...prometheusText(await reportOf('dns-hosts-override')).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name))
  const named = [...text.matchAll(/terminal_preflight_\w+/g)].map(([name]) => name)
  expect(named.length).toBeGreaterThan(3)
  for (const name of named) expect([name, series.has(name)]).toEqual([name, true])
  if (!noPromtool) expect(read('', 'promtool', 'check', 'rules', path)).toMatchObject({ status: 0 })
})

test.skipIf(noSystemd)('systemd takes the units', () => {
  const units = named(/\.(?:service|timer)$/).map(({ path }) => path)
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--user', '--man=no', ...units], {
    encoding: 'utf8',
    env: { ...process.env, XDG_RUNTIME_DIR: temporary },
  })
  // The program is not installed here.
  expect(stderr.split('\n').filter((line) => line.includes('terminal-preflight') && !/is not executable/.test(line))).toEqual([])
  const when = /^OnCalendar=(.*)$/m.exec(theOnly(/\.timer$/).text)?.[1] ?? ''
  expect(spawnSync('systemd-analyze', ['calendar', when]).status).toBe(0)
})

test('the commands that the README names are there', () => {
  for (const [, word = ''] of theOnly(/^README\.md$/).text.matchAll(/^terminal-preflight ([a-z]+)/gm)) expect(commandNames).toContain(word)
})
