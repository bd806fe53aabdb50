import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaTypes } from '../../../agent/bundle/format.ts'
import type { Signer } from '../../../agent/cms/signer.ts'
import type { Refusal } from '../../../helpdesk/collector/refusal.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { filesOf, jsonOf, resealed, withJson } from '../../bundle/tampering.ts'
import { answerTo, askFor, put, type Upload, uploadOf } from '../support/bundles.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'

let running: RunningDesk
let signer: Signer
beforeAll(async () => {
  ;[running, signer] = await Promise.all([startDesk(), deviceSigner()])
})
afterAll(() => running.close())

const tokenOf = async (file: Buffer) => (await answerTo(file, { signer })).token

test('a bundle that answers its request is kept as it came, judged again, and seen', async () => {
  const { file, record } = await askFor(running)
  const upload = await answerTo(file, { signer, scenario: 'dns-hosts-override' })
  expect(await put(running.url, upload)).toMatchObject({ status: 201, body: { kept: true, sha256: upload.sha256 } })

  const { index, objects } = running.desk
  const stream = await objects.stream(upload.sha256)
  expect(Buffer.concat((await stream?.toArray()) ?? [])).toEqual(upload.bytes)
  expect(await index.bundle(upload.sha256)).toMatchObject({
    caseName: 'INC123',
    requestId: record.id,
    hostName: 'TERMINAL-7',
    said: { verdict: 'not-ready' },
    judged: { outcome: 'same', verdict: 'not-ready', causes: [{ code: 'dns/hosts-override', severity: 'blocker', owner: 'site-it' }] },
  })
  expect(await index.request(record.id)).toMatchObject({ claimedBy: upload.sha256 })
})

test('an encrypted one is kept encrypted, and judged all the same', async () => {
  const { file } = await askFor(running, { encrypt: true, redaction: 'strict' })
  const upload = await answerTo(file, { scenario: 'tls-expired' })
  expect(await put(running.url, upload)).toMatchObject({ status: 201 })
  const row = await running.desk.index.bundle(upload.sha256)
  expect(row).toMatchObject({ kind: 'encrypted', redaction: 'strict', judged: { causes: [{ code: 'tls/expired' }] } })
  const stream = await running.desk.objects.stream(upload.sha256)
  expect(Buffer.concat((await stream?.toArray()) ?? [])).toEqual(upload.bytes)
})

test('a repeat is 200, also with the condition that agents set, also when the request has ended since', async () => {
  const { file, record } = await askFor(running)
  const upload = await answerTo(file, { signer })
  expect(await put(running.url, upload)).toMatchObject({ status: 201 })
  await running.desk.index.addRequest({ ...(await rowOfRequest(record.id)), revokedMs: 1 })
  expect(await put(running.url, upload, { 'if-none-match': '*' })).toMatchObject({ status: 200, body: { kept: true } })
})

test('a repeat of what was deleted is 200 and brings nothing back', async () => {
  const { file } = await askFor(running)
  const upload = await answerTo(file, { signer })
  await put(running.url, upload)
  await running.desk.objects.remove(upload.sha256, Date.now())
  await running.desk.index.remove(upload.sha256)
  expect(await put(running.url, upload)).toMatchObject({ status: 200 })
  expect(await running.desk.objects.path(upload.sha256)).toBeNull()
  expect(await running.desk.index.bundle(upload.sha256)).toBeNull()
})

test('of many that race for one token one is kept, and all others are told', async () => {
  const { file } = await askFor(running)
  const uploads = await Promise.all(
    ['healthy', 'tls-expired', 'dns-alias', 'clock-ahead'].map((scenario) => answerTo(file, { scenario, signer })),
  )
  const answers = await Promise.all([...uploads, ...uploads].map((upload) => put(running.url, upload)))
  const kept = answers.flatMap(({ status, body }) => (status === 200 || status === 201 ? [body.sha256] : []))
  expect(new Set(kept).size).toBe(1)
  expect(answers.filter(({ body }) => body.code === 'token-used')).toHaveLength(answers.length - kept.length)
  const there = await Promise.all(uploads.map(({ sha256 }) => running.desk.objects.path(sha256)))
  expect(there.filter((path) => path !== null)).toHaveLength(1)
})

describe('what is not kept, and why', () => {
  test.each<[refusal: Refusal, status: number, make: () => Promise<Upload>]>([
    ['token-missing', 401, async () => ({ ...(await made()), token: null })],
    ['token-unknown', 401, async () => ({ ...(await made()), token: 'A'.repeat(43) })],
    ['media-type', 415, async () => ({ ...(await made()), mediaType: 'application/zip' })],
    ['media-type', 415, async () => ({ ...(await made()), mediaType: mediaTypes.encrypted })],
    ['not-a-digest', 400, async () => ({ ...(await made()), sha256: 'a'.repeat(63) })],
    ['digest-mismatch', 422, async () => ({ ...(await made()), sha256: '0'.repeat(64) })],
    ['not-a-bundle', 422, async () => uploadOf(Buffer.from('no bundle at all'), (await made()).token)],
    ['not-intact', 422, async () => flipped(await made())],
    ['altered', 422, () => editedToReady()],
    ['answers-no-request', 422, async () => uploadOf(await sealed('healthy', signer), (await made()).token)],
    ['answers-other-request', 422, async () => ({ ...(await made()), token: await tokenOf((await askFor(running)).file) })],
    ['request-withdrawn', 403, () => withdrawn()],
    ['request-expired', 403, () => expired()],
    ['sealed', 422, () => encryptedForAnother()],
  ])('%s: %i', async (code, status, make) => {
    const upload = await make()
    const answer = await put(running.url, upload)
    expect(answer).toMatchObject({ status, body: { code, status } })
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(answer.body.reason).toMatch(/^[^(]+ \(.*\p{Script=Han}.*\)$/u)
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await running.desk.objects.path(upload.sha256)).toBeNull()
    expect(await readdir(join(running.folder, 'incoming'))).toEqual([])
  })

  async function made(): Promise<Upload> {
    return answerTo((await askFor(running)).file, { signer })
  }

  async function withdrawn(): Promise<Upload> {
    const { file, record } = await askFor(running)
    await running.desk.index.addRequest({ ...(await rowOfRequest(record.id)), revokedMs: 1 })
    return answerTo(file, { signer })
  }

  async function expired(): Promise<Upload> {
    const { file, record } = await askFor(running)
    const upload = await answerTo(file, { signer })
    const row = await rowOfRequest(record.id)
    await running.desk.index.addRequest({
      ...row,
      id: `${record.id}-2`,
      tokenSha256: '1'.repeat(64),
      linkSha256: '2'.repeat(64),
      expiresMs: 1,
    })
    const { createHash } = await import('node:crypto')
    const token = 'an-expired-token-of-this-test'
    await running.desk.index.addRequest({
      ...row,
      id: `${record.id}-3`,
      tokenSha256: createHash('sha256').update(token).digest('hex'),
      linkSha256: '3'.repeat(64),
      expiresMs: 1,
    })
    return { ...upload, token }
  }

  async function editedToReady(): Promise<Upload> {
    const upload = await answerTo((await askFor(running)).file, { signer, scenario: 'tls-expired' })
    const files = filesOf(upload.bytes)
    const report = jsonOf<Record<string, unknown>>(files, 'report.json')
    return uploadOf(await resealed(withJson(files, 'report.json', { ...report, verdict: 'ready', causes: [] }), signer), upload.token)
  }

  async function encryptedForAnother(): Promise<Upload> {
    const other = await startDesk()
    try {
      const theirs = await answerTo((await askFor(other, { encrypt: true })).file)
      return { ...theirs, token: (await made()).token }
    } finally {
      await other.close()
    }
  }
})

test('a bundle whose signature was broken after it could be opened is told no differently from one that can’t be opened', async () => {
  const { file } = await askFor(running, { encrypt: true })
  const upload = await answerTo(file)
  const changed = [100, upload.bytes.length - 40, upload.bytes.length - 3].map((at) =>
    uploadOf(flippedAt(upload.bytes, at), upload.token, upload.mediaType),
  )
  for (const each of changed) expect(await put(running.url, each)).toMatchObject({ status: 422, body: { code: 'sealed' } })
})

test('through an open door comes what answers no request, and no case of a stranger’s', async () => {
  const open = await startDesk({ options: { openDoor: true } })
  try {
    const upload = uploadOf(await sealed('healthy', signer, { request: strangersRequest }), null)
    expect(await put(open.url, upload)).toMatchObject({ status: 201 })
    expect(await open.desk.index.bundle(upload.sha256)).toMatchObject({ requestId: null, caseName: null })
    expect(await put(open.url, { ...upload, token: 'B'.repeat(43) })).toMatchObject({ status: 401 })
  } finally {
    await open.close()
  }
})

const strangersRequest = {
  id: 'somebodys-request-1',
  case: 'INC123',
  signer: 'Nobody',
  signerSpkiSha256: '4'.repeat(64),
  sha256: '5'.repeat(64),
}

async function rowOfRequest(id: string) {
  const row = await running.desk.index.request(id)
  if (row === null) throw new Error('no such request')
  return row
}

function flipped({ bytes, token }: Upload): Upload {
  return uploadOf(flippedAt(bytes, bytes.length >> 1), token)
}

function flippedAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
  return changed
}
