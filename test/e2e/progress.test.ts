import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle, repository } from '../../scripts/bundle.ts'
import { noNamespaces, runIn } from '../support/namespace.ts'

const missing = noNamespaces() ?? (spawnSync('script', ['--version']).status === 0 ? undefined : 'script(1) is not here')
if (missing !== undefined) process.stderr.write(`skipped: the live line on a terminal, since ${missing}\n`)

const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-progress-'))
const program = join(folder, 'terminal-preflight.cjs')
beforeAll(async () => {
  await bundle({ entry: 'agent/terminal-preflight.ts', outfile: relative(repository, program) })
})
afterAll(() => rm(folder, { recursive: true }))

/** On a terminal of its own (script(1) makes one), in a network where nothing replies. */
function onTerminal(...flags: readonly string[]): Promise<string> {
  return onTerminalOf('cols 200 rows 40', flags)
}

async function onTerminalOf(size: string, flags: readonly string[], into = ''): Promise<string> {
  const command = [process.execPath, program, '--ephemeral', '--deadline', '2s', '--browser', 'off', ...flags]
    .map((part) => `'${part}'`)
    .join(' ')
  return (await runIn('silent', ['203.0.113.53'], 'script', ['-qec', `stty ${size}; ${command} ${into}`, '/dev/null'])).stdout
}

test.skipIf(missing !== undefined)('a terminal shows what is being checked and the time left, then the verdict in colour', async () => {
  const shown = await onTerminal('--lang', 'en')
  expect(shown).toMatch(/Checking: .*DNS.* · [12] s left/)
  expect(shown.indexOf('Checking:')).toBeLessThan(shown.indexOf('UNDETERMINED'))
  expect(shown).toContain('\u001B[1m')
})

test.skipIf(missing !== undefined)('in Chinese too', async () => {
  expect(await onTerminal('--lang', 'zh-HK')).toMatch(/正在檢查：.* · 尚餘 [12] 秒/)
})

test.skipIf(missing !== undefined)('--silent shows nothing', async () => {
  expect(await onTerminal('--silent')).toBe('')
})

/** The beginning of the screen is above the window's upper edge by then; what is piped is read from its beginning. */
const saysItAgain = /\n\s*\n {2}UNDETERMINED {2}\S.*\n(?: {2}\S.*\n)? {2}Call: Your IT support\s*$/

test.skipIf(missing !== undefined).each([
  ['a console of 25 lines ends with it', 'cols 80 rows 25', '', true],
  ['a window that shows all of it does not', 'cols 80 rows 90', '', false],
  ['nor does a pipe', 'cols 80 rows 25', '| cat', false],
])('verdict and whom to call once more: %s', async (_title, size, into, expected) => {
  const shown = stripVTControlCharacters(await onTerminalOf(size, ['--lang', 'en'], into)).replaceAll('\r', '')
  expect(shown).toContain('UNDETERMINED')
  expect(saysItAgain.test(shown)).toBe(expected)
})
