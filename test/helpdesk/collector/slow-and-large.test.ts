/** Senders that stall, lie about sizes, hang up, or come all at once. */

import { readdir } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mediaTypes } from '../../../agent/bundle/format.ts'
import { type CollectorLimits, collectorLimits } from '../../../helpdesk/collector/limits.ts'
import { deviceSigner } from '../../bundle/sealing.ts'
import { answerTo, askFor, put, type Upload } from '../support/bundles.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'

const limits: CollectorLimits = { ...collectorLimits, mostBytes: 1_000_000, mostAtOnce: 2, idleMs: 300, graceMs: 800, perToken: 5 }
/** Each test has a token of its own: their tries are counted. */

const signer = await deviceSigner()
let running: RunningDesk
let upload: Upload
beforeAll(async () => {
  running = await startDesk({ options: { limits } })
})
beforeEach(async () => {
  upload = await answerTo((await askFor(running)).file, { signer })
})
afterAll(() => running.close())

const incoming = () => readdir(join(running.folder, 'incoming'))

function open(length: number | 'chunked', sha256 = upload.sha256): Socket {
  const socket = connect(Number(new URL(running.url).port), '127.0.0.1')
  // It is cut off by the other side: what it has been told until then counts.
  socket.on('error', () => {})
  const size = length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`
  socket.write(
    `PUT /bundles/${sha256} HTTP/1.1\r\nHost: helpdesk\r\nContent-Type: ${mediaTypes.plain}\r\nAuthorization: Bearer ${upload.token}\r\n${size}\r\n\r\n`,
  )
  return socket
}

async function answerOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk))
  await new Promise((resolve) => socket.once('close', resolve))
  return Buffer.concat(chunks).toString('utf8')
}

test('what is announced as too large is refused before it comes', async () => {
  expect(await answerOf(open(limits.mostBytes + 1))).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"too-large"/)
})

test('what grows too large without saying so is refused when it does', async () => {
  const socket = open('chunked')
  const answer = answerOf(socket)
  const piece = Buffer.alloc(65_536)
  const sending = setInterval(() => socket.write(Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')])), 5)
  expect(await answer).toMatch(/^HTTP\/1\.1 413 /)
  clearInterval(sending)
  await expect.poll(incoming).toEqual([])
})

test('a sender that stalls is told so, and holds nothing', async () => {
  const socket = open(200_000)
  socket.write(Buffer.alloc(1000))
  expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 408 [\s\S]*retry-after: 5[\s\S]*"code":"too-slow"/i)
  await expect.poll(incoming).toEqual([])
})

test('one that drips forever comes to its end', async () => {
  const socket = open(200_000)
  const dripping = setInterval(() => socket.write('x'), 100)
  expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 408 /)
  clearInterval(dripping)
})

test('one that hangs up leaves nothing', async () => {
  const socket = open(200_000)
  socket.write(Buffer.alloc(100_000))
  await expect.poll(incoming).toHaveLength(1)
  socket.destroy()
  await expect.poll(incoming).toEqual([])
})

test('more at once than may are told to come again', async () => {
  const stalled = [open(200_000, '1'.repeat(64)), open(200_000, '2'.repeat(64))]
  await expect.poll(incoming, { interval: 10 }).toHaveLength(2)
  const other = await put(running.url, upload)
  for (const socket of stalled) socket.destroy()
  expect(other).toMatchObject({ status: 503, body: { code: 'busy' } })
  expect(other.headers.get('retry-after')).toBe('5')
  await expect.poll(incoming).toEqual([])
  expect(await put(running.url, upload)).toMatchObject({ status: 201 })
})

test('a token that tries too often has to wait', async () => {
  const statuses: number[] = []
  for (let tries = 0; tries < limits.perToken + 2; tries += 1)
    statuses.push((await put(running.url, { ...upload, mediaType: 'text/plain' })).status)
  expect(statuses).toEqual([...Array.from({ length: limits.perToken }, () => 415), 429, 429])
})

test('while senders stall, others are served', async () => {
  const stalled = open(200_000, '3'.repeat(64))
  expect(await put(running.url, upload)).toMatchObject({ status: 201 })
  stalled.destroy()
})
