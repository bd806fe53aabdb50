import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD_VARIABLE, type PasswordSources, signingPassword } from '../../agent/identity/password.ts'
import { realFiles } from '../../checks/io/files.ts'
import { because, missing, programPath, temporaryFolders } from './commands.ts'

const newFolder = temporaryFolders()
let path = ''
beforeAll(async () => {
  path = join(await newFolder(), 'password.txt')
})
const none: PasswordSources = { file: null, env: {}, ask: null }
const inFile = async (content: string | Uint8Array): Promise<PasswordSources> => {
  await writeFile(path, content)
  return { ...none, file: { path, files: realFiles() } }
}
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

describe('from a file', () => {
  test.each<[content: string | Uint8Array, password: string]>([
    ['pass', 'pass'],
    ['pass\n', 'pass'],
    ['pass\r\n', 'pass'],
    ['pass\rword', 'pass'],
    ['first\nsecond\n', 'first'],
    [' with spaces \n', ' with spaces '],
    ['\ufeff中文密碼\r\n', '中文密碼'],
    [utf16('中文密碼\r\n'), '中文密碼'],
    ['', ''],
    ['\nsecond', ''],
    ['x'.repeat(1024), 'x'.repeat(1024)],
  ])('%j: the first line', async (content, password) => {
    expect(await signingPassword(await inFile(content))).toEqual({ password, from: 'file' })
  })

  test.each<[string, string | Uint8Array, object]>([
    ['a long line', 'x'.repeat(1025), { problem: 'too-long' }],
    ['Big5', Buffer.from('a4a4', 'hex'), { problem: 'file-not-text' }],
    ['bytes', Buffer.from('6100620063', 'hex'), { problem: 'file-not-text' }],
    ['a large file', Buffer.alloc(8193, 'x'), { problem: 'file-unreadable', failure: { word: 'too-large', code: 'too-large' } }],
  ])('none: %s', async (_name, content, problem) => {
    expect(await signingPassword(await inFile(content))).toEqual(problem)
  })

  test('none: no file, and nothing else is taken instead', async () => {
    const file = { path: `${path}.missing`, files: realFiles() }
    const others = { env: { [PASSWORD_VARIABLE]: 'other' }, ask: async () => 'another' }
    expect(await signingPassword({ file, ...others })).toMatchObject({ problem: 'file-unreadable', failure: { word: 'file-missing' } })
  })
})

describe('which one', () => {
  const env = { [PASSWORD_VARIABLE]: 'from the environment' }
  const ask = async () => 'typed'

  test('the file, before the environment, before the question', async () => {
    expect(await signingPassword({ ...(await inFile('from the file')), env, ask })).toEqual({ password: 'from the file', from: 'file' })
    expect(await signingPassword({ file: null, env, ask })).toEqual({ password: 'from the environment', from: 'environment' })
    expect(await signingPassword({ file: null, env: {}, ask })).toEqual({ password: 'typed', from: 'prompt' })
  })

  test('an empty one is one', async () => {
    expect(await signingPassword({ file: null, env: { [PASSWORD_VARIABLE]: '' }, ask })).toEqual({ password: '', from: 'environment' })
    expect(await signingPassword({ file: null, env: {}, ask: async () => '' })).toEqual({ password: '', from: 'prompt' })
  })

  test('none, where nobody answers and where nobody can be asked', async () => {
    expect(await signingPassword({ file: null, env: {}, ask: async () => undefined })).toEqual({ problem: 'not-given' })
    expect(await signingPassword(none)).toEqual({ problem: 'nobody-to-ask' })
    expect(await signingPassword({ ...none, env: { [PASSWORD_VARIABLE]: 'x'.repeat(1025) } })).toEqual({ problem: 'too-long' })
  })
})

const missingTerminal = process.platform === 'win32' ? 'no pseudo-terminal' : missing('python3', '-c', 'import pty')

describe.skipIf(missingTerminal !== undefined)(`at a terminal${because(missingTerminal)}`, () => {
  test.each<[name: string, keys: string, answer: string | undefined]>([
    ['typed', 'geheim\r', 'geheim'],
    ['in Chinese, with a space at its end', '中文 \r', '中文 '],
    ['with a letter taken back', 'gehx\x7feim\r', 'geheim'],
    ['empty', '\r', ''],
    ['Ctrl-C', 'gehei\x03', undefined],
    ['Ctrl-D', '\x04', undefined],
  ])('%s: nothing of it is seen', async (_name, keys, answer) => {
    const { shown, printed } = await typed('unseen', keys)
    expect(printed).toBe(`<${JSON.stringify({ answer })}>`)
    expect(shown).toContain('Password:')
    // Letters that "Password:" has none of.
    expect(shown).not.toMatch(/[geh中文]/u)
  })

  test.each<[keys: string, answer: string | undefined, end: RegExp]>([
    ['yes\r', 'yes', /yes\r+\n$/],
    ['\x03', undefined, /\r\n$/],
  ])('a question that hides nothing: %j', async (keys, answer, end) => {
    const { shown, printed } = await typed('line', keys)
    expect(printed).toBe(`<${JSON.stringify({ answer })}>`)
    expect(shown).toMatch(end)
    expect(shown.match(/\n/g)).toHaveLength(1)
  })

  /** What stood at the terminal, and what the program printed after it. */
  async function typed(kind: 'line' | 'unseen', keys: string) {
    const typist = [programPath('type.py'), 'Password:', Buffer.from(keys).toString('hex')]
    const { stdout } = await promisify(execFile)('python3', [...typist, process.execPath, programPath('ask.ts'), kind], { timeout: 20_000 })
    const [shown = '', printed] = stdout.split(/(<\{.*\}>)/)
    return { shown, printed }
  }
})
