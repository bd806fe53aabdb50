import { createServer as createTcpServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../agent/upload/answer.ts'
import { listen, unusedPort } from '../proxy/servers.ts'
import { bundleOf, collectorAt, pieces, sendBundle, TOKEN } from './bundles.ts'
import { type Behaviour, startCollector } from './servers.ts'

const small = bundleOf(1, 100_000)
const large = bundleOf(2, 20_000_000)

test('a collector gets the bundle at its digest, with the token, its length and a condition', async () => {
  await using collector = await startCollector()
  expect(await sendBundle(small, collectorAt(`${collector.url}/`))).toEqual({ kind: 'kept', statusCode: 201 })
  expect(collector.requests).toEqual([
    {
      method: 'PUT',
      url: `/bundles/${small.sha256}`,
      headers: {
        host: `127.0.0.1:${collector.port}`,
        connection: 'close',
        'user-agent': 'TerminalPreflight/1',
        'content-type': small.mediaType,
        'content-length': '100000',
        authorization: `Bearer ${TOKEN}`,
        'if-none-match': '*',
      },
    },
  ])
  expect(collector.store.get(small.sha256)?.equals(small.bytes)).toBe(true)
})

test('a repeat is kept: 412 answers our own condition', async () => {
  await using collector = await startCollector()
  await sendBundle(small, collectorAt(collector.url))
  expect(await sendBundle(small, collectorAt(collector.url))).toEqual({ kind: 'kept', statusCode: 412 })
  expect(collector.store.size).toBe(1)
})

test('an empty bundle, one of a single piece and one of many go out whole', async () => {
  await using collector = await startCollector()
  for (const size of [0, 1, 65_536, 65_537, 5_000_000]) {
    const bundle = bundleOf(size, size)
    expect(await sendBundle(bundle, collectorAt(collector.url))).toEqual({ kind: 'kept', statusCode: 201 })
    expect(collector.store.get(bundle.sha256)?.equals(bundle.bytes)).toBe(true)
  }
})

describe('what a server does', () => {
  const later = (stage: 'answer', word: string, code: string) =>
    expect.objectContaining({ kind: 'later', stage, statusCode: null, failure: expect.objectContaining({ word, code }) })
  test.each<[behaviour: Behaviour, bundle: typeof small, answer: unknown, isStored: boolean]>([
    ['late', small, { kind: 'kept', statusCode: 201 }, true],
    ['twice', small, { kind: 'kept', statusCode: 201 }, true],
    ['drop', large, expect.objectContaining({ kind: 'later', stage: 'answer', statusCode: null }), false],
    ['keep-and-drop', small, expect.objectContaining({ kind: 'later', stage: 'answer', statusCode: null }), true],
    ['stall', small, later('answer', 'no-reply', 'limit'), false],
    ['deaf', large, later('answer', 'no-reply', 'limit'), false],
    // undici takes a 100 that nobody asked for as a broken connection.
    ['continue-then-nothing', small, later('answer', 'closed', 'UND_ERR_SOCKET'), false],
    ['cut-answer', small, later('answer', 'malformed', 'answer-cut'), false],
    ['early-200', large, later('answer', 'malformed', 'answer-too-early'), false],
    ['page', small, later('answer', 'malformed', 'answer-is-a-page'), false],
    ['garbage', small, later('answer', 'malformed', 'HTTPParserError'), false],
    [{ status: 200, body: '{}' }, small, { kind: 'kept', statusCode: 200 }, false],
    [{ status: 204 }, small, { kind: 'kept', statusCode: 204 }, false],
    [{ status: 202 }, small, { kind: 'final', problem: 'unexpected', statusCode: 202, reason: '' }, false],
  ])('%o', async (behaviour, bundle, answer, isStored) => {
    await using collector = await startCollector(behaviour)
    expect(await sendBundle(bundle, collectorAt(collector.url))).toEqual(answer)
    expect(collector.store.has(bundle.sha256)).toBe(isStored)
  })

  test.each([
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [409, 'refused'],
    [413, 'refused'],
    [415, 'refused'],
    [422, 'refused'],
    [501, null],
    [503, null],
  ])('%d with its reason, before the body and after it', async (status, problem) => {
    for (const early of [true, false]) {
      await using collector = await startCollector({
        status,
        early,
        headers: { 'content-type': 'application/json' },
        body: '{"reason":"not today"}',
      })
      const answer = await sendBundle(small, collectorAt(collector.url))
      expect(answer).toMatchObject({ kind: problem === null ? 'later' : 'final', statusCode: status, reason: 'not today' })
    }
  })

  test.each([
    [408, '3', 3000],
    [429, '120', 120_000],
    [503, 'Wed, 01 Apr 2026 00:01:00 GMT', 60_000],
    [503, '-1', null],
    [503, 'soon', null],
    [429, '99999999', 3_600_000],
  ])('%d with Retry-After: %s', async (status, value, retryAfterMs) => {
    await using collector = await startCollector({ status, headers: { 'retry-after': value } })
    const nowMs = () => Date.parse('2026-04-01T00:00:00Z')
    expect(await sendBundle(small, collectorAt(collector.url), { nowMs })).toMatchObject({
      kind: 'later',
      stage: 'answer',
      statusCode: status,
      retryAfterMs,
    })
  })

  test('nobody there', async () => {
    const port = await unusedPort()
    expect(await sendBundle(small, collectorAt(`http://127.0.0.1:${port}/`))).toMatchObject({
      kind: 'later',
      stage: 'connect',
      failure: { word: 'refused' },
    })
  })

  test('the token does not come back in the reason, however the server spells it', async () => {
    const echoes = [TOKEN, Buffer.from(TOKEN).toString('base64'), `${TOKEN.slice(0, 4)}\u0000${TOKEN.slice(4)}`]
    for (const echo of echoes) {
      await using collector = await startCollector({ status: 403, body: `no: Bearer ${echo}!` })
      const answer = await sendBundle(small, collectorAt(collector.url))
      expect(answer).toMatchObject({ kind: 'final', statusCode: 403, reason: 'no: Bearer …!' })
    }
  })
})

describe('a large bundle and a server that refuses it', () => {
  test.each([401, 413])('%d comes before the body, whether the server closes or reads on', async (status) => {
    await using collector = await startCollector({ status, early: true, headers: { connection: 'close' }, body: 'no' })
    let read = 0
    const counted = { ...large, content: () => count(large.content(), (bytes) => (read += bytes)) }
    expect(await sendBundle(counted, collectorAt(collector.url))).toMatchObject({ kind: 'final', statusCode: status, reason: 'no' })
    // One piece, and what the stream reads ahead.
    expect(read).toBeLessThanOrEqual(3 * 65_536)
  })

  test('one that says nothing before the end costs the pause once', async () => {
    await using collector = await startCollector()
    const startedMs = performance.now()
    expect(await sendBundle(large, collectorAt(collector.url))).toMatchObject({ kind: 'kept' })
    expect(performance.now() - startedMs).toBeGreaterThan(490)
    expect(collector.store.get(large.sha256)?.equals(large.bytes)).toBe(true)
  })
})

describe('the bytes are not there', () => {
  test('a file that became shorter: the server gets no end of it', async () => {
    await using collector = await startCollector()
    const answer = await sendBundle({ ...small, content: pieces(small.bytes.subarray(0, 70_000)) }, collectorAt(collector.url))
    expect(answer).toMatchObject({ kind: 'later', stage: 'file', failure: { word: 'malformed', code: 'file-cut' } })
    expect(collector.store.size + collector.wrong.length).toBe(0)
  })
  test('a file that cannot be read', async () => {
    await using collector = await startCollector()
    async function* content(): AsyncGenerator<Uint8Array> {
      yield small.bytes.subarray(0, 10)
      throw Object.assign(new Error('gone'), { code: 'ENOENT' })
    }
    expect(await sendBundle({ ...small, content }, collectorAt(collector.url))).toMatchObject({
      kind: 'later',
      stage: 'file',
      failure: { word: 'file-missing' },
    })
  })
  test('a file that became longer', async () => {
    await using collector = await startCollector()
    const answer = await sendBundle({ ...small, content: pieces(Buffer.concat([small.bytes, small.bytes])) }, collectorAt(collector.url))
    expect(answer.kind).not.toBe('final')
    expect(collector.wrong).toEqual([])
  })
})

describe('it ends', () => {
  test.each<[string, Behaviour, number]>([
    ['in the middle of the body', 'deaf', 150],
    ['while the answer is waited for', 'stall', 150],
    ['at once', 'keep', 0],
  ])('when the run does: %s', async (_when, behaviour, afterMs) => {
    await using collector = await startCollector(behaviour)
    const run = new AbortController()
    const startedMs = performance.now()
    if (afterMs === 0) run.abort()
    else setTimeout(() => run.abort(), afterMs)
    const answer: Answer = await sendBundle(large, collectorAt(collector.url), { signal: run.signal })
    expect(answer).toMatchObject({ kind: 'later', failure: { word: 'cancelled' } })
    expect(performance.now() - startedMs).toBeLessThan(afterMs + 2000)
  })
  test('at the whole limit, though something moves all the time', async () => {
    await using server = await listen(
      createTcpServer((socket) => {
        socket.on('error', () => {})
        socket.pause()
        const timer = setInterval(() => socket.read(20_000), 50)
        socket.once('close', () => clearInterval(timer))
      }),
    )
    const limits = { idleMs: 3000, answerMs: 3000, wholeMs: 500, bytesPerSecond: 1e12, refusalMs: 10 }
    const startedMs = performance.now()
    expect(await sendBundle(large, collectorAt(`http://127.0.0.1:${server.port}/`), { limits })).toMatchObject({
      kind: 'later',
      failure: { word: 'no-reply' },
    })
    expect(performance.now() - startedMs).toBeLessThan(3000)
  })
})

describe('redirects', () => {
  const to = (location: string, status = 307): Behaviour => ({ status, headers: { location } })
  test.each([307, 308])('%d within the server is followed, with the same method and body', async (status) => {
    await using collector = await startCollector([to(`/other/${small.sha256}`, status), 'keep'])
    expect(await sendBundle(small, collectorAt(collector.url))).toEqual({ kind: 'kept', statusCode: 201 })
    expect(collector.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `PUT /bundles/${small.sha256}`,
      `PUT /other/${small.sha256}`,
    ])
  })
  test('a loop ends', async () => {
    await using collector = await startCollector(to('/again'))
    expect(await sendBundle(small, collectorAt(collector.url))).toMatchObject({ kind: 'final', problem: 'redirected', statusCode: 307 })
    expect(collector.requests.length).toBe(4)
  })
  test.each([301, 302, 303])('%d, which would become a GET, is not', async (status) => {
    await using collector = await startCollector(to('/other', status))
    expect(await sendBundle(small, collectorAt(collector.url))).toMatchObject({ kind: 'final', problem: 'redirected', statusCode: status })
    expect(collector.requests.length).toBe(1)
  })
  test('to another server nothing goes, nor with a name in the address, nor in another way to speak', async () => {
    await using other = await startCollector()
    for (const location of [
      other.url,
      `http://user:pass@127.0.0.1:${other.port}/`,
      `https://127.0.0.1:${other.port}/`,
      '//other.example/',
      'ftp://127.0.0.1/',
      'http://[',
      '',
    ]) {
      await using collector = await startCollector(to(location))
      const answer = await sendBundle(small, collectorAt(collector.url))
      if (location === '') continue
      expect(answer).toMatchObject({ kind: 'final', problem: 'redirected' })
      expect(collector.requests.length).toBe(1)
    }
    expect(other.requests).toEqual([])
  })
})

test.each(['http://192.0.2.1/', 'http://collector.example/', 'ftp://127.0.0.1/', 'https://user:secret@127.0.0.1/', 'no address'])(
  'nothing is sent to %s',
  async (url) => {
    expect(await sendBundle(small, collectorAt(url))).toEqual({ kind: 'final', problem: 'insecure-address', statusCode: null, reason: '' })
  },
)

test('a token that no header can carry is a failure, and not in it', async () => {
  await using collector = await startCollector()
  const answer = await sendBundle(small, { ...collectorAt(collector.url), token: 'new\nline-secret' })
  expect(answer.kind).toBe('later')
  expect(JSON.stringify(answer)).not.toContain('line-secret')
  expect(collector.requests).toEqual([])
})

async function* count(bytes: AsyncIterable<Uint8Array>, told: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    told(piece.length)
    yield piece
  }
}
