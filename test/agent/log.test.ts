import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLog } from '../../agent/output/log.ts'

/** 120 lines of 300 letters fill every buffer on the way to the file. */
test.each([
  ['no line', 0, 0],
  ['one line', 1, 10],
  ['more than fits into the way', 120, 300],
  ['a flood', 4000, 200],
])('%s is in the file when it is written', async (_, lines, letters) => {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-log-'))
  try {
    const log = createLog(() => 0)
    for (let line = 0; line < lines; line++) log.add('info', 'line', { line, filler: '終'.repeat(letters) })
    await log.writeTo(folder)
    const written = (await readFile(join(folder, 'agent.log'), 'utf8')).split('\n').filter((line) => line !== '')
    expect(written.map((line) => JSON.parse(line).line)).toEqual(Array.from({ length: lines }, (_each, line) => line))
  } finally {
    await rm(folder, { recursive: true })
  }
})
