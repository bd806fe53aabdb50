/** The command itself at a real terminal, driven at its prompts; and where there is none. */

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { recordSchema } from '../../agent/guide/record.ts'
import { because, missing } from '../identity/commands.ts'
import { fileIn, newPlace, type Place } from './guided.ts'

const repository = join(import.meta.dirname, '..', '..')
const program = (name: string) => join(import.meta.dirname, 'programs', name)
const missingTerminal = process.platform === 'win32' ? 'no pseudo-terminal' : missing('python3', '-c', 'import pty')

async function typed(place: Place, script: readonly (readonly [string, string])[], ...argv: readonly string[]): Promise<string> {
  const args = [program('answer.py'), JSON.stringify(script), process.execPath, program('guide-on-lab.ts'), place.folder, 'guide', ...argv]
  const { stdout } = await promisify(execFile)('python3', args, { timeout: 50_000, maxBuffer: 10_000_000 })
  return stdout
}

describe.skipIf(missingTerminal !== undefined)(`at a terminal${because(missingTerminal)}`, () => {
  test('from the first question to the signed record, in Chinese', async () => {
    await using place = await newPlace()
    const shown = await typed(
      place,
      [
        ['[y/N]', 'y\r'],
        ['您的姓名', '陳大文\r'],
        ['其後可加備註', '1\r'],
        ['其後可加備註', '1\r'],
        ['其後可加備註', '2\r'],
        ['看到甚麼', '483920\r'],
        ['沒有保留', ''],
        ['看到甚麼', '沒有顯示\r'],
        ['其後可加備註', '3 讀卡器壞了\r'],
        ['其後可加備註', '1\r'],
      ],
      ...['ccass-2023-smartcard', '--session', '1', '--lang', 'zh-HK', '--output', place.folder],
    )
    expect(shown).toContain('EXIT 2')
    const text = await readFile(await fileIn(place, /\d\.json$/), 'utf8')
    const [session] = recordSchema.parse(JSON.parse(text)).sessions
    expect(session?.person).toBe('陳大文')
    expect(session?.reportedByPerson.map(({ step, answer, remark }) => [step, answer, remark])).toEqual([
      ['open', 'yes', ''],
      ['choose', 'yes', ''],
      ['log-on', 'no', '沒有顯示'],
      ['function-not-available', 'not-done', '讀卡器壞了'],
      ['log-out', 'yes', ''],
    ])
    expect(text).not.toContain('483920')
  })

  test('Ctrl-C at a prompt: what was recorded is kept, and --resume goes on', async () => {
    await using place = await newPlace()
    const stopped = await typed(
      place,
      [
        ['Your name', '\r'],
        ['may follow', '1\r'],
        ['may follow', '\u0003'],
      ],
      ...['ccms-2fa-server', '--lang', 'en', '--output', place.folder],
    )
    expect(stopped).toContain('EXIT 130')
    const path = await fileIn(place, /\d\.json$/)
    const resumed = await typed(place, [['may follow', '1\r']], '--resume', path, '--lang', 'en')
    expect(resumed).toContain('EXIT 0')
    expect(recordSchema.parse(JSON.parse(await readFile(path, 'utf8'))).sessions[0]?.finished).toBe(true)
  })
})

/** No terminal: its input is a pipe. */
async function piped(...argv: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const started = promisify(execFile)(process.execPath, [join(repository, 'agent', 'terminal-preflight.ts'), 'guide', ...argv])
  started.child.stdin?.end()
  return started.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  )
}

describe('where nobody can answer', () => {
  test('it refuses in one line', async () => {
    const { code, stdout, stderr } = await piped('ccms-2fa-server', '--lang', 'en')
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toMatch(/^terminal-preflight: guide asks a person step by step, and nobody can answer here[^\n]*\n$/)
  })

  test('the list and --print work all the same', async () => {
    const list = await piped('--lang', 'en')
    expect(list).toMatchObject({ code: 0, stderr: '' })
    expect(list.stdout).toMatch(/ {2}ccms-2fa-server\n[\s\S]*\(in the past: an\s+example\)[\s\S]*Never type a password/)
    const printed = await piped('ccass-next-2fa', '--print')
    expect(printed).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('id: ccass-next-2fa') })
  })

  test.each([
    [['--session', 'x'], /^terminal-preflight: --session: 'x' is no session/],
    [['--print'], /^terminal-preflight: guide --print needs the name of a procedure/],
    [['a', 'b'], /^terminal-preflight: 'b' is not expected here/],
    [['--sesion', '1'], /did you mean --session/],
  ])('%j is wrong', async (argv, says) => {
    expect(await piped(...argv)).toMatchObject({ code: 64, stdout: '', stderr: expect.stringMatching(says) })
  })
})
