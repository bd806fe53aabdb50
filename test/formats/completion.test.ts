import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commandNames } from '../../agent/cli/command-names.ts'
import { type Shell, shells } from '../../agent/cli/completion/model.ts'
import { flagNames } from '../../agent/cli/flag-table.ts'
import { main } from '../../agent/main.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { missing } from './reports.ts'

const noBash = missing('bash', 'bash', '-c', 'complete -p; ((BASH_VERSINFO[0] >= 4))')
const noZsh = missing('zsh', 'zsh', '-c', 'true')

async function printed(...argv: readonly string[]) {
  let [stdout, stderr] = ['', '']
  const code = await main(['completion', ...argv], injectedIo({}), {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    colours: false,
    columns: 80,
    interrupted: new AbortController().signal,
  })
  return { code, stdout, stderr }
}

const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-completion-'))
afterAll(() => rm(folder, { recursive: true }))
const scripts = Object.fromEntries(await Promise.all(shells.map(async (shell) => [shell, (await printed(shell)).stdout]))) as Record<
  Shell,
  string
>

/** What a real bash would offer behind this line, as readline takes it apart (COMP_WORDBREAKS: an equals sign is a word). */
function offeredByBash(line: string): string[] {
  const words = line.split(/\s+|(?==)|(?<==)/)
  const quoted = words.map((word) => `'${word}'`).join(' ')
  const script = `${scripts.bash}
COMP_WORDS=(${quoted})
COMP_CWORD=${words.length - 1}
_terminal_preflight
printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' })
  expect([line, stderr, status]).toEqual([line, '', 0])
  return stdout.split('\n').filter((each) => each !== '')
}

test.skipIf(noBash).each<[string, readonly string[]]>([
  ['terminal-preflight ', ['run', ...commandNames].toSorted()],
  ['terminal-preflight bu', ['bundle']],
  ['terminal-preflight bundle ', ['diff', 'explain', 'open', 'show', 'verify']],
  ['terminal-preflight bundle ve', ['verify']],
  ['terminal-preflight --json', ['--json', '--json-lines']],
  ['terminal-preflight run --js', ['--json', '--json-lines']],
  ['terminal-preflight --profile ', ['ccass', 'ccms', 'dms']],
  ['terminal-preflight --profile=cc', ['ccass', 'ccms']],
  ['terminal-preflight --profile=', ['ccass', 'ccms', 'dms']],
  ['terminal-preflight --silent --browser o', ['off', 'on']],
  ['terminal-preflight --watch 30s --until r', ['ready']],
  ['terminal-preflight bundle show --lang ', ['en', 'zh-HK']],
  ['terminal-preflight about --lic', ['--licences', '--licenses']],
  ['terminal-preflight completion ', ['bash', 'powershell', 'zsh']],
  ['terminal-preflight completion z', ['zsh']],
  ['terminal-preflight --site ', []],
])('bash, behind "%s"', (line, words) => {
  expect(offeredByBash(line).toSorted()).toEqual(words)
})

test.skipIf(noBash)('bash offers every flag of a run', () => {
  expect(offeredByBash('terminal-preflight --').toSorted()).toEqual(flagNames.map((name) => `--${name}`).toSorted())
})

test.skipIf(noBash)('bash knows it by the name of the program', () => {
  const { stdout } = spawnSync('bash', ['--norc', '-c', `${scripts.bash}\ncomplete -p terminal-preflight`], { encoding: 'utf8' })
  expect(stdout).toContain('-F _terminal_preflight terminal-preflight')
})

test.skipIf(noZsh)('zsh can read it', () => {
  const file = join(folder, 'completion.zsh')
  writeFileSync(file, scripts.zsh)
  expect(spawnSync('zsh', ['-f', '-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  const loaded = spawnSync(
    'zsh',
    ['-f', '-c', `autoload -U compinit; compinit -u -d ${folder}/dump; source ${file}; print $_comps[terminal-preflight]`],
    {
      encoding: 'utf8',
    },
  )
  expect(loaded).toMatchObject({ status: 0, stdout: '_terminal_preflight\n', stderr: '' })
})

/** Nobody can run it here: that it is closed, at least, and has every command and flag. */
test('PowerShell’s has every word, and its brackets close', () => {
  for (const word of [...commandNames, ...flagNames.map((name) => `--${name}`)]) expect(scripts.powershell).toContain(`'${word}`)
  const bare = scripts.powershell.replace(/'[^']*'|"[^"]*"|#.*/g, '')
  for (const [open, close] of ['()', '{}', '[]'].map((pair) => pair.split('') as [string, string]))
    expect([open, bare.split(open).length]).toEqual([open, bare.split(close).length])
})

test('another shell, or none, is 64', async () => {
  expect(await printed('bsh')).toMatchObject({ code: 64, stderr: expect.stringContaining('did you mean bash?') })
  expect(await printed()).toMatchObject({ code: 64, stderr: expect.stringContaining('completion needs the name of a shell') })
})
