import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeText, decompress, MAX_BODY_BYTES } from '../../checks/page/body.ts'
import { serve } from './servers.ts'
import { visitOne } from './visiting.ts'

const text = '<title>登入</title><a>Login with OTP</a>'
const bytes = Buffer.from(text)

describe('a content coding', () => {
  test.each([
    ['none', '', bytes],
    ['identity', 'identity', bytes],
    ['gzip', 'gzip', gzipSync(bytes)],
    ['x-gzip in capitals', 'X-GZIP ', gzipSync(bytes)],
    ['br', 'br', brotliCompressSync(bytes)],
    ['deflate with zlib’s header', 'deflate', deflateSync(bytes)],
    ['deflate without', 'deflate', deflateRawSync(bytes)],
  ])('%s is undone', async (_name, coding, body) => {
    expect(await decompress(body, coding)).toEqual({ bytes, cut: false, failure: null })
  })

  test('that we did not ask for is said', async () => {
    expect(await decompress(bytes, 'zstd')).toMatchObject({ bytes: Buffer.alloc(0), failure: { word: 'not-supported' } })
  })

  test('that the body has not is said', async () => {
    expect(await decompress(bytes, 'gzip')).toMatchObject({ cut: true, failure: { word: 'malformed' } })
  })

  test('that breaks off keeps what came before', async () => {
    const long = Buffer.from(`${text}${'0123456789'.repeat(9000)}`)
    const decoded = await decompress(gzipSync(long, { level: 0 }).subarray(0, 50_000), 'gzip')
    expect(decoded).toMatchObject({ cut: true, failure: { word: 'malformed' } })
    expect(decoded.bytes.toString()).toContain(text)
  })

  test('that hides a thousand times its size is undone as far as the bound', async () => {
    const decoded = await decompress(gzipSync(Buffer.alloc(400 * MAX_BODY_BYTES)), 'gzip')
    expect(decoded).toMatchObject({ cut: true, failure: null })
    expect(decoded.bytes).toHaveLength(MAX_BODY_BYTES)
  })
})

describe('a charset', () => {
  const big5 = Buffer.concat([Buffer.from('<title>'), Buffer.from([0xb5, 0x6e, 0xa4, 0x4a]), Buffer.from('</title>')])
  test.each([
    ['UTF-8 where nothing is said', bytes, null, text],
    [
      'UTF-8 by its mark, whatever the header says',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
      'text/html; charset=big5',
      text,
    ],
    ['Big5 by the header', big5, 'text/html; Charset="Big5"', '<title>登入</title>'],
    ['Big5 by <meta>', Buffer.concat([Buffer.from('<META charset=big5>'), big5]), 'text/html', '<META charset=big5><title>登入</title>'],
    ['Big5 by the old <meta>', Buffer.concat([Buffer.from('<meta http-equiv=x content="text/html; charset=big5">'), big5]), null, '登入'],
    ['UTF-16 by its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]), null, text],
    ['UTF-8 where <meta> claims UTF-16', Buffer.from(`<meta charset=utf-16>${text}`), null, text],
    ['UTF-8 where the charset is unknown', bytes, 'text/html; charset=klingon', text],
    ['anything for bytes that are none', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0x3c]), 'text/html; charset=utf-8', '<a>'],
  ])('%s', (_name, body, contentType, expected) => {
    expect(decodeText(body, contentType)).toContain(expected)
  })
})

describe('from a server', () => {
  test('a compressed page is read', async () => {
    await using server = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br' }).end(brotliCompressSync(bytes)),
    )
    expect((await visitOne(`https://www.example:${server.port}/`)).page).toMatchObject({
      title: '登入',
      bytes: bytes.length,
      cut: false,
      failure: null,
    })
  })

  test('of ten megabytes, the beginning is read and the connection closed', async () => {
    let sent = 0
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': 10_485_760 })
      response.write('<title>Big</title>')
      const more = () => {
        while (!response.destroyed && sent < 10_000_000) {
          sent += 65_536
          if (!response.write('x'.repeat(65_536))) return response.once('drain', more)
        }
        return response
      }
      more()
    })
    const visit = await visitOne(`https://www.example:${server.port}/`)
    expect(visit.page).toMatchObject({ title: 'Big', bytes: MAX_BODY_BYTES, cut: true, failure: null })
    expect(sent).toBeLessThan(10_000_000)
  })

  test('a bomb is read as far as the bound', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('<title>Bomb</title>'), Buffer.alloc(100 * MAX_BODY_BYTES, ' ')]))
    await using server = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb),
    )
    expect((await visitOne(`https://www.example:${server.port}/`)).page).toMatchObject({
      title: 'Bomb',
      bytes: MAX_BODY_BYTES,
      cut: true,
      failure: null,
    })
  })

  test.each([
    ['that begins with a tag is a page', '<!doctype html><title>Untyped</title>', { title: 'Untyped' }],
    ['that does not is none', 'hello', null],
  ])('an answer without a type %s', async (_name, body, expected) => {
    await using server = await serve((_request, response) => response.writeHead(200).end(body))
    const { page } = await visitOne(`https://www.example:${server.port}/`)
    if (expected === null) expect(page).toBeNull()
    else expect(page).toMatchObject(expected)
  })
})
