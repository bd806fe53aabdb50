import { describe, expect, test } from 'vitest'
import { pageEvidenceSchema } from '../../checks/page/evidence.ts'
import { redirectOf } from '../../checks/page/redirect.ts'
import { type Handler, listen, page, redirect, serve, servePlain, serveTls } from './servers.ts'
import { target, visitAll, visitOne } from './visiting.ts'

const landing = '<h1>CCASS</h1><a href="/otp">Login with OTP - Online Functions</a><a>Login with OTP - Overnight Report Download</a>'

test('a session in an address that the server chose is followed and not kept', async () => {
  const secret = 'S3ssion'
  await using stranger = await serve(page(landing))
  await using server = await serve((request, response) => {
    const next: Record<string, string> = {
      '/?own=1': `/a;jsessionid=${secret}?state=${secret}#${secret}`,
      [`/a;jsessionid=${secret}?state=${secret}`]: `/b?code=${secret}`,
    }
    const location = next[request.url ?? '']
    if (location !== undefined) response.writeHead(302, { location }).end()
    else page(`<meta http-equiv=refresh content="0;url='https://stranger.example:${stranger.port}/c?token=${secret}'">`)(request, response)
  })
  const visit = await visitOne(`https://www.example:${server.port}/?own=1`)
  expect(server.requests.map(({ url }) => url).at(-1)).toBe(`/b?code=${secret}`)
  expect(JSON.stringify(visit)).not.toContain(secret)
  expect(visit.hops.map(({ url }) => new URL(url).pathname + new URL(url).search)).toEqual(['/?own=1', '/a;jsessionid=...?...', '/b?...'])
  expect(redirectOf(visit.hops[2] as (typeof visit.hops)[number], visit.page)?.hostname).toBe('stranger.example')
})

describe('a page', () => {
  test('is recorded with what it shows', async () => {
    await using server = await serve(page(`<title>Welcome</title>${landing}`, { server: 'web', date: 'Sun, 22 Nov 2026 00:00:00 GMT' }))
    const before = Date.now()
    const { visits, complete } = await visitAll([target(`https://www.example:${server.port}/`)])
    expect(complete).toBe(true)
    expect(visits[0]).toMatchObject({
      url: `https://www.example:${server.port}/`,
      hops: [
        {
          via: { kind: 'direct', address: '127.0.0.1' },
          source: '127.0.0.1',
          attempts: [],
          failure: null,
          stage: null,
          statusCode: 200,
          date: 'Sun, 22 Nov 2026 00:00:00 GMT',
          server: 'web',
          contentType: 'text/html',
          offersCookie: false,
        },
      ],
      page: {
        title: 'Welcome',
        labels: ['CCASS', 'Login with OTP - Online Functions', 'Login with OTP - Overnight Report Download'],
        cut: false,
        failure: null,
      },
      tooManyRedirects: false,
    })
    expect(visits[0]?.hops[0]?.receivedAtMs).toBeGreaterThanOrEqual(before)
    expect(pageEvidenceSchema.parse({ version: 1, visits, complete }).visits).toHaveLength(1)
  })

  test('is asked for once for each address, in the agent’s own name, without cookie or credential', async () => {
    await using server = await serve(page(landing))
    const url = `https://www.example:${server.port}/dms?x=1`
    const { visits } = await visitAll([target(url, null, ['ccass']), target(url, null, ['dms'])])
    expect(visits).toHaveLength(1)
    expect(server.requests.map((request) => `${request.method} ${request.url}`)).toEqual(['GET /dms?x=1'])
    const { headers } = server.requests[0] as (typeof server.requests)[number]
    expect(headers).toMatchObject({ host: `www.example:${server.port}`, accept: 'text/html', 'accept-language': 'en, zh-HK' })
    expect(headers['user-agent']).toContain('TerminalPreflight')
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('authorization')
  })

  test('has its time taken from the PC’s own clock', async () => {
    await using server = await serve(page(landing))
    const visit = await visitOne(`https://www.example:${server.port}/`, [], { clockAheadMs: 86_400_000 })
    expect(visit.hops[0]?.receivedAtMs).toBeGreaterThan(Date.now() + 86_000_000)
  })

  test('of a plain address is asked for without TLS', async () => {
    await using server = await servePlain(page('<title>Plain</title>'))
    expect(await visitOne(`http://www.example:${server.port}/`)).toMatchObject({ page: { title: 'Plain' }, hops: [{ statusCode: 200 }] })
  })

  test('of another type than HTML is not read', async () => {
    await using server = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":"<a>x</a>"}'),
    )
    expect(await visitOne(`https://www.example:${server.port}/`)).toMatchObject({
      page: null,
      hops: [{ statusCode: 200, contentType: 'application/json' }],
    })
  })

  test('whose answer is preceded by 103 Early Hints is the one after it', async () => {
    await using server = await serve((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' })
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Late</title>')
    })
    expect(await visitOne(`https://www.example:${server.port}/`)).toMatchObject({ page: { title: 'Late' }, hops: [{ statusCode: 200 }] })
  })
})

describe('a redirect', () => {
  test('within the targets is followed, across hosts too, and no cookie goes along', async () => {
    await using sso = await serve(page('<form><input type=password></form>'))
    await using www = await serve((request, response) =>
      request.url === '/'
        ? redirect('/start', { 'set-cookie': 'session=secret' })(request, response)
        : redirect(`https://sso.example:${sso.port}/sso`)(request, response),
    )
    const visit = await visitOne(`https://www.example:${www.port}/`, [target(`https://sso.example:${sso.port}/sso`)])
    expect(visit.hops.map(({ url, statusCode, offersCookie }) => [new URL(url).pathname, statusCode, offersCookie])).toEqual([
      ['/', 302, true],
      ['/start', 302, false],
      ['/sso', 200, false],
    ])
    expect(visit.page?.passwordFields).toBe(1)
    expect(JSON.stringify(visit)).not.toContain('secret')
    expect([...www.requests, ...sso.requests].filter(({ headers }) => headers.cookie !== undefined)).toEqual([])
  })

  test('by <meta> is followed like one by status', async () => {
    await using server = await serve((request, response) =>
      page(request.url === '/' ? '<meta http-equiv="Refresh" content="0; URL=\'/next\'">' : '<title>Next</title>')(request, response),
    )
    const visit = await visitOne(`https://www.example:${server.port}/`)
    expect(visit.hops.map(({ url }) => new URL(url).pathname)).toEqual(['/', '/next'])
    expect(visit.page?.title).toBe('Next')
  })

  test.each<[string, (port: number) => Handler]>([
    ['status', (port) => redirect(`https://stranger.example:${port}/`)],
    ['<meta>', (port) => page(`<meta http-equiv=refresh content="0;url=https://stranger.example:${port}/">`)],
    ['its address', (port) => redirect(`https://127.0.0.1:${port}/`)],
  ])('by %s to a host that is no target is recorded, and nobody is contacted', async (_by, handlerFor) => {
    await using stranger = await listen(() => {})
    await using server = await serve(handlerFor(stranger.port))
    const visit = await visitOne(`https://www.example:${server.port}/`, [], {
      dns: [
        { kind: 'system', host: 'www.example', addresses: ['127.0.0.1'] },
        { kind: 'system', host: 'stranger.example', addresses: ['127.0.0.1'] },
      ],
    })
    expect(visit.hops).toHaveLength(1)
    expect(visit.hops[0]?.location ?? visit.page?.metaRefresh).toContain(`:${stranger.port}/`)
    expect(stranger.connections()).toBe(0)
  })

  test('in a circle ends', async () => {
    await using server = await serve(redirect('/'))
    const visit = await visitOne(`https://www.example:${server.port}/`)
    expect(visit).toMatchObject({ tooManyRedirects: true, page: null })
    expect(visit.hops).toHaveLength(11)
  })

  test('without an address, or to one that is none, is where the visit ends', async () => {
    await using empty = await serve((_request, response) => response.writeHead(302).end())
    await using broken = await serve(redirect('https://[nonsense'))
    await using other = await serve(redirect('javascript:alert(1)'))
    for (const { port } of [empty, broken, other]) {
      const visit = await visitOne(`https://www.example:${port}/`)
      expect(visit).toMatchObject({ hops: [{ statusCode: 302, failure: null }], tooManyRedirects: false })
    }
  })
})

describe('an answer that is a status', () => {
  test.each([401, 403, 404, 500, 511])('%i is recorded with its page', async (status) => {
    await using server = await serve((_request, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end('<title>No</title>'),
    )
    expect(await visitOne(`https://www.example:${server.port}/`)).toMatchObject({
      hops: [{ statusCode: status, failure: null }],
      page: { title: 'No' },
    })
  })

  test('from a cache says how old it is', async () => {
    await using server = await serve(page(landing, { age: '3600' }))
    expect((await visitOne(`https://www.example:${server.port}/`)).hops[0]?.ageSeconds).toBe(3600)
  })
})

describe('what is no answer', () => {
  const raw = (text: string) => serveTls((socket) => socket.once('data', () => socket.end(text)))

  test.each([
    ['a connection that closes', () => raw(''), 'closed'],
    ['a connection that closes before the request', () => serveTls((socket) => socket.end()), 'closed'],
    ['a reset', () => serveTls((socket, _http, raw) => socket.once('data', () => raw.resetAndDestroy())), 'reset'],
    ['garbage', () => raw('\u0000\u0001 this is no HTTP \r\n\r\n'), 'malformed'],
    ['another protocol', () => raw('SSH-2.0-OpenSSH_9.2\r\n'), 'malformed'],
    ['headers without end', () => raw('HTTP/1.1 200 OK\r\nserver: x'), 'closed'],
    ['headers too large', () => raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`), 'too-large'],
    ['two lengths', () => raw('HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello'), 'malformed'],
    ['silence', () => serveTls(() => {}), 'no-reply'],
  ] as const)('%s', async (_name, start, word) => {
    await using server = await start()
    const visit = await visitOne(`https://www.example:${server.port}/`, [], { limitMs: 700 })
    expect(visit).toMatchObject({ hops: [{ stage: 'http', failure: { word }, statusCode: null }], page: null })
    expect(server.connections()).toBe(1)
  })

  test('a body in broken chunks keeps what came', async () => {
    await using server = await raw(
      'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n8\r\n<title>A\r\nzz\r\n',
    )
    expect((await visitOne(`https://www.example:${server.port}/`)).page).toMatchObject({
      title: 'A',
      cut: true,
      failure: { word: 'malformed' },
    })
  })

  test('a body that breaks off keeps what came', async () => {
    await using server = await raw('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9000\r\n\r\n<title>Half</title>')
    const visit = await visitOne(`https://www.example:${server.port}/`)
    expect(visit).toMatchObject({
      hops: [{ statusCode: 200, failure: null }],
      page: { title: 'Half', cut: true, failure: { word: 'closed' } },
    })
  })

  test('a body that stops keeps what came', async () => {
    await using server = await serveTls((socket) =>
      socket.once('data', () =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9000\r\n\r\n<title>Half</title>'),
      ),
    )
    const visit = await visitOne(`https://www.example:${server.port}/`, [], { limitMs: 700 })
    expect(visit).toMatchObject({ hops: [{ statusCode: 200 }], page: { title: 'Half', cut: true, failure: { word: 'no-reply' } } })
  })
})
