import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findRequest } from '../../agent/request/find.ts'
import { problemLine } from '../../agent/request/problem-text.ts'
import { realIo } from '../../checks/io/real.ts'
import { folderWith } from '../profile/folder.ts'

const nothing = { named: null, dropped: null }
const io = realIo()

describe('where it comes from', () => {
  test('nowhere', async () => {
    expect(await findRequest(nothing, folderWith({ 'a.zip': 'x', 'preflight-request.txt': 'x' }), io)).toBeNull()
    expect(await findRequest(nothing, join(folderWith({}), 'none'), io)).toBeNull()
  })

  test('beside the program', async () => {
    const folder = folderWith({ 'INC-7.Preflight-Request': 'x', 'site.yaml': 'y' })
    const file = join(folder, 'INC-7.Preflight-Request')
    expect(await findRequest(nothing, folder, io)).toEqual({ file, origin: 'beside-program', content: Buffer.from('x') })
  })

  test('dropped, and by the flag: each comes before what lies about', async () => {
    const folder = folderWith({ 'a.preflight-request': 'a', 'b.preflight-request': 'b', 'c.preflight-request': 'c' })
    const [b, c] = [join(folder, 'b.preflight-request'), join(folder, 'c.preflight-request')]
    expect(await findRequest({ named: null, dropped: b }, folder, io)).toEqual({ file: b, origin: 'dropped', content: Buffer.from('b') })
    expect(await findRequest({ named: c, dropped: b }, folder, io)).toEqual({ file: c, origin: 'flag', content: Buffer.from('c') })
  })
})

async function lineOf(...args: Parameters<typeof findRequest>): Promise<string | undefined> {
  const found = await findRequest(...args)
  return found !== null && 'problem' in found ? problemLine(found.file, found.problem, 'en') : undefined
}

describe('what can’t be taken, in one line', () => {
  test('several beside the program: they are named, and none is taken', async () => {
    const folder = folderWith({ 'b.preflight-request': 'b', 'a\u202e.preflight-request': 'a' })
    const line = await lineOf(nothing, folder, io)
    expect(line).toBe(
      `${folder}: holds several requests, and none was taken: a\uFFFD.preflight-request, b.preflight-request; remove those that are not meant, or name one: --request FILE`,
    )
  })

  test('not there, a folder, too large', async () => {
    const folder = folderWith({ 'large.preflight-request': Buffer.alloc(64 * 1024 + 1) })
    const named = (name: string) => ({ named: join(folder, name), dropped: null })
    mkdirSync(join(folder, 'f.preflight-request'))
    expect(await lineOf(named('x'), folder, io)).toMatch(/x: is not there$/)
    expect(await lineOf(named('f.preflight-request'), folder, io)).toMatch(/: is a folder; name a file$/)
    expect(await lineOf(named('large.preflight-request'), folder, io)).toMatch(/: is larger than 64 KiB, so it is no request$/)
  })

  test('one that this user may not read is told, not passed over', async ({ skip }) => {
    if (process.getuid?.() === 0 || process.platform === 'win32') skip('root reads every file, and Windows has no modes')
    const folder = folderWith({ 'a.preflight-request': 'a' })
    chmodSync(join(folder, 'a.preflight-request'), 0)
    expect(await lineOf(nothing, folder, io)).toMatch(/: may not be read by this user$/)
  })
})
