import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { programProblem } from '../../../helpdesk/commands/program-file.ts'
import { repository } from '../../../scripts/bundle.ts'
import { runHelpdesk } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'program-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test('programs of Windows, Linux and macOS are offered', async () => {
  expect(await programProblem(process.execPath)).toBeUndefined()
  const windows = file('windows.exe', Buffer.from('MZ\x90\0 and more', 'latin1'))
  for (const path of [windows, file('mac', Buffer.from('cffaedfe0c000001', 'hex')), file('macs', Buffer.from('cafebabe00000002', 'hex'))])
    expect(await programProblem(path)).toBeUndefined()
})

test.each([
  ['a text', file('README.md', Buffer.from('# Read me\n')), 78, 'is no program: name the file'],
  ['nothing', file('empty.exe', Buffer.alloc(0)), 78, 'is no program'],
  ['the first letter alone', file('cut.exe', Buffer.from('M')), 78, 'is no program'],
  ['a folder', folder, 66, 'is no file that can be read'],
  ['no file', join(folder, 'gone.exe'), 66, 'is no file that can be read'],
])('%s is not', async (_name, path, exitCode, told) => {
  expect(await programProblem(path)).toMatchObject({ exitCode, line: expect.stringContaining(told) })
})

test('the service says so in one line, and does not start', async () => {
  const argv = ['serve', '--data', join(folder, 'data'), '--agent-exe', join(repository, 'README.md')]
  const { code, stdout, stderr } = await runHelpdesk(argv)
  expect([code, stdout]).toEqual([78, ''])
  expect(stderr).toMatch(/^helpdesk: --agent-exe \S+README\.md\S* is no program: [^\n]+\n$/)
})
