import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRequest } from '../../../agent/request/read.ts'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { openRequest } from '../../../helpdesk/requests/new-request.ts'
import { requestRecordSchema } from '../../../helpdesk/requests/record.ts'
import { withdraw } from '../../../helpdesk/requests/withdraw.ts'
import type { NewsItem } from '../../../helpdesk/server/news.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { newestOf } from '../support/newest.ts'
import { DAY_MS, filesWith, make } from './making.ts'

let running: RunningDesk

beforeAll(async () => {
  running = await startDesk()
})
afterAll(() => running.close())

const secretOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)
const trusting = () => ({ certificates: running.desk.keys.signer.certificates, fingerprints: [] })

async function tokenIn(file: Buffer): Promise<string> {
  const read = await readRequest(file, { nowMs: Date.now(), trusted: trusting() })
  if ('problem' in read || read.request.token === null) throw new Error('no token')
  return read.request.token
}

describe('a request made here', () => {
  it('is what a terminal trusts that was given the certificate', async () => {
    const { desk, url } = running
    const { file, fileName, record } = await make(desk, { case: ' INC 7 陳 ', message: 'Before 08:30, please.', redaction: 'strict' })
    const read = await readRequest(file, { nowMs: Date.now(), trusted: trusting() })
    expect(read).toMatchObject({
      signer: { name: 'Test helpdesk', trusted: true },
      recipient: { name: 'Test helpdesk' },
      sha256: record.sha256,
      request: {
        id: record.id,
        case: 'INC 7 陳',
        profiles: ['ccms'],
        upload: { kind: 'collector', url: `${url}/bundles` },
        redaction: 'strict',
        message: 'Before 08:30, please.',
      },
    })
    expect(record.case).toBe('INC 7 陳')
    expect(fileName).toBe('INC-7-陳.preflight-request')
    const strange = await readRequest(file, { nowMs: Date.now(), trusted: { certificates: [], fingerprints: [] } })
    expect(strange).toMatchObject({ signer: { trusted: false, why: 'nobody-trusted' } })
  })

  it('is not encrypted where that is not wanted', async () => {
    const { file } = await make(running.desk, { encrypt: false })
    expect(await readRequest(file, { nowMs: Date.now(), trusted: trusting() })).toMatchObject({ recipient: null })
  })

  it('is found by the digest of its token and of its link', async () => {
    const { index } = running.desk
    const { record, link, file } = await make(running.desk)
    const digest = (text: string) => createHash('sha256').update(text).digest('hex')
    expect(await index.requestByToken(digest(await tokenIn(file)))).toMatchObject({ id: record.id, claimedBy: null })
    expect(await index.requestByLink(digest(secretOf(link)))).toMatchObject({ id: record.id })
  })

  it('leaves neither token nor link on the disk, nor in the log', async () => {
    const { link, file, record } = await make(running.desk)
    const token = await tokenIn(file)
    await fetch(link)
    for (const secret of [token, secretOf(link)]) {
      const forms = [secret, Buffer.from(secret, 'base64url').toString('hex'), Buffer.from(secret).toString('base64').slice(0, 40)]
      for (const form of forms) expect(await filesWith(running.folder, form)).toEqual([])
      expect(running.logged.join('')).not.toContain(secret)
    }
    // It would be found.
    expect((await filesWith(running.folder, record.tokenSha256)).length).toBeGreaterThan(0)
  })

  it('is written down and told', async () => {
    const told: NewsItem[] = []
    const stop = running.desk.news.listen((item) => told.push(item))
    const { record } = await make(running.desk, { madeBy: 'somebody', from: '192.0.2.7' })
    stop()
    // Whoever watches the records' folder may tell of it too, and of those before (live/watch-records.ts): without a subject.
    expect(told.filter(({ subject }) => subject !== '')).toEqual([{ kind: 'request', subject: record.id }])
    const [line] = await newestOf(running.desk.audit, 1)
    expect(line).toMatchObject({ who: 'somebody', what: 'request.made', subject: record.id, from: '192.0.2.7' })
  })

  it('is another one each time, also for two at once', async () => {
    const made = await Promise.all([make(running.desk), make(running.desk)])
    for (const pick of ['id', 'tokenSha256', 'linkSha256', 'sha256', 'sealed'] as const) {
      expect(new Set(made.map(({ record }) => record[pick])).size).toBe(2)
    }
    for (const { record } of made) expect(await running.desk.records.read(record.id)).toEqual(record)
  })

  it.each([
    ['over before it begins', { expiresMs: 1000 }],
    ['without a case', { case: '  ' }],
    ['with a line end in its message', { message: 'one\ntwo' }],
    ['for nothing', { profiles: [] }],
  ])('is not made, nor kept, where no terminal would take it: %s', async (_what, change) => {
    const before = (await running.desk.index.requests({ nowMs: 0 }, 1000)).length
    await expect(make(running.desk, change)).rejects.toThrow(RangeError)
    expect((await running.desk.index.requests({ nowMs: 0 }, 1000)).length).toBe(before)
  })
})

describe('the sealed file', () => {
  it('opens with its own link alone', async () => {
    const [one, other] = await Promise.all([make(running.desk), make(running.desk)])
    expect(openRequest(one.record, secretOf(one.link))).toEqual(one.file)
    expect(openRequest(one.record, secretOf(other.link))).toBeNull()
    expect(openRequest({ ...one.record, linkSha256: other.record.linkSha256 }, secretOf(other.link))).toBeNull()
  })

  it('is refused when a bit of it was changed, or it was moved to another record', async () => {
    const { record, link } = await make(running.desk)
    const sealed = Buffer.from(record.sealed, 'base64')
    for (const at of [0, 12, 28, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(openRequest({ ...record, sealed: changed.toString('base64') }, secretOf(link))).toBeNull()
    }
    expect(openRequest({ ...record, sealed: '' }, secretOf(link))).toBeNull()
    expect(openRequest({ ...record, id: '0'.repeat(36) }, secretOf(link))).toBeNull()
    expect(openRequest({ ...record, sha256: '0'.repeat(64) }, secretOf(link))).toBeNull()
  })

  it('tells the caller calmly when what is kept was changed', async () => {
    const { record, link } = await make(running.desk)
    const path = join(dataFolderAt(running.folder).requests, `${record.id}.json`)
    const kept = requestRecordSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    await writeFile(path, JSON.stringify({ ...kept, sealed: `AAAA${kept.sealed.slice(4)}` }))
    const answer = await fetch(`${link}/request`)
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('Something is wrong at the helpdesk')
  })
})

describe('withdrawing', () => {
  const by = { who: 'agent@test', from: '' }

  it('is kept in record and index, written down, and done once', async () => {
    const { desk } = running
    const { record } = await make(desk)
    expect(await withdraw(record.id, by, desk)).toBe('withdrawn')
    const kept = await desk.records.read(record.id)
    expect(kept?.revokedMs).toBeGreaterThan(Date.now() - DAY_MS)
    expect((await desk.index.request(record.id))?.revokedMs).toBe(kept?.revokedMs)
    expect(await newestOf(desk.audit, 1)).toMatchObject([{ what: 'request.withdrawn', subject: record.id }])
    expect(await withdraw(record.id, by, desk)).toBe('already')
    expect(await withdraw('0'.repeat(36), by, desk)).toBe('unknown')
    expect(await withdraw('../../keys/made', by, desk)).toBe('unknown')
  })

  it('leaves the bundle that came before', async () => {
    const { desk } = running
    const { record } = await make(desk)
    const digest = 'a'.repeat(64)
    await desk.index.claim(record.id, digest)
    await withdraw(record.id, by, desk)
    expect((await desk.index.request(record.id))?.claimedBy).toBe(digest)
  })
})
