import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openRecords } from '../../../helpdesk/requests/on-disk.ts'
import type { RequestRecord, RequestRecords } from '../../../helpdesk/requests/record.ts'

const record: RequestRecord = {
  schema: 'terminal-preflight/request-record/1',
  id: '0b5cf6b4-6b53-4f0e-9d8e-2f1f7a1c9f10',
  case: 'INC123 陳\u202E',
  profiles: ['ccms'],
  redaction: 'strict',
  message: null,
  createdMs: 1,
  expiresMs: 2,
  madeBy: 'agent',
  sha256: '1'.repeat(64),
  tokenSha256: '2'.repeat(64),
  linkSha256: '3'.repeat(64),
  sealed: 'AAAA',
  revokedMs: null,
}

let folder: string
let records: RequestRecords

beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'terminal-preflight-records-')), 'requests')
  records = await openRecords(folder)
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

async function all() {
  const damaged: string[] = []
  const found: RequestRecord[] = []
  for await (const each of records.all((name) => damaged.push(name))) found.push(each)
  return { damaged, found }
}

it('keeps what it is given, one file each, for the owner alone', async () => {
  await records.keep(record)
  await records.keep({ ...record, revokedMs: 3 })
  expect(readdirSync(folder)).toEqual([`${record.id}.json`])
  expect(await records.read(record.id)).toEqual({ ...record, revokedMs: 3 })
  expect(await all()).toEqual({ damaged: [], found: [{ ...record, revokedMs: 3 }] })
  if (process.platform !== 'win32') {
    expect([statSync(folder).mode & 0o777, statSync(join(folder, `${record.id}.json`)).mode & 0o777]).toEqual([0o700, 0o600])
  }
})

it('tells what is damaged, and leaves it alone', async () => {
  await records.keep(record)
  const good = readFileSync(join(folder, `${record.id}.json`), 'utf8')
  const others: Readonly<Record<string, string>> = {
    'another-name-0000.json': good,
    'cut-cut-cut-cut-00.json': good.slice(0, 100),
    'empty-empty-empty.json': '',
    'field-field-field.json': good.replace('"madeBy"', '"more": 1, "madeBy"'),
    'large-large-large.json': ' '.repeat(300_000),
    'notes.txt': 'x',
    'x.json': good,
  }
  for (const [name, content] of Object.entries(others)) writeFileSync(join(folder, name), content)
  // Half a record was never one.
  writeFileSync(join(folder, `${record.id}.json.0123456789ab.part`), good.slice(0, 50))
  expect(await all()).toEqual({ damaged: Object.keys(others).toSorted(), found: [record] })
  for (const [name, content] of Object.entries(others)) expect(readFileSync(join(folder, name), 'utf8')).toBe(content)
  expect(await records.read('cut-cut-cut-cut-00')).toBeNull()
})

it.each(['', '..', '../requests/0b5cf6b4-6b53-4f0e-9d8e-2f1f7a1c9f10', 'x', '/etc/passwd/etc/passwd', `${record.id}\0`, 'a'.repeat(65)])(
  'looks at no file but its own: %j',
  async (id) => {
    await records.keep(record)
    expect(await records.read(id)).toBeNull()
  },
)

it('keeps nothing that it would not read again', async () => {
  await expect(records.keep({ ...record, id: '../../0123456789abcdef' })).rejects.toThrow()
  expect(readdirSync(folder)).toEqual([])
})
