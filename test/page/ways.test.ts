import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { DnsEvent } from '../../checks/dns/evidence.ts'
import { pageEvidenceSchema } from '../../checks/page/evidence.ts'
import type { ProxyEvent } from '../../checks/proxy/evidence.ts'
import { createStream } from '../../checks/stream.ts'
import { listen, page, redirect, serve, servePlain, serveTls } from './servers.ts'
import { ended, target, visitAll, visitOne } from './visiting.ts'

/** A route by these proxies, and by nothing else unless `direct`. */
function route(url: string, proxies: readonly string[], direct = false): ProxyEvent {
  const { host, port } = target(url)
  return { kind: 'route', url, host, port, proxies, direct }
}

/** A proxy that leads every tunnel to the given port, or answers with what is given. */
function tunnel(to: number | string) {
  return listen((client) =>
    client.once('data', () => {
      if (typeof to === 'string') return client.end(to)
      const server = connect(to, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n')
        client.pipe(server).pipe(client)
      })
      server.on('error', () => client.destroy())
      return client.once('close', () => server.destroy())
    }),
  )
}

const hello = page('<title>Hello</title>')

describe('straight', () => {
  test('an address that refuses is passed over, and is told', async () => {
    await using server = await serve(hello)
    // All of 127.0.0.0/8 is this machine; nothing listens on that port of the first address.
    const visit = await visitOne(`https://www.example:${server.port}/`, [], { addresses: { 'www.example': ['127.0.0.2', '127.0.0.1'] } })
    expect(visit.hops[0]).toMatchObject({
      via: { address: '127.0.0.1' },
      statusCode: 200,
      attempts: [{ via: { kind: 'direct', address: '127.0.0.2' }, failure: { word: 'refused' } }],
    })
  })

  test('where every address refuses, the last one’s failure counts', async () => {
    const free = await listen(() => {})
    await free[Symbol.asyncDispose]()
    const visit = await visitOne(`https://www.example:${free.port}/`)
    expect(visit.hops).toMatchObject([{ stage: 'connect', via: { address: '127.0.0.1' }, failure: { word: 'refused' } }])
  })

  test('a connection that never speaks TLS fails at TLS, and no other address is tried', async () => {
    await using server = await servePlain(hello)
    const visit = await visitOne(`https://www.example:${server.port}/`, [], { addresses: { 'www.example': ['127.0.0.1', '127.0.0.1'] } })
    expect(visit.hops).toMatchObject([{ stage: 'tls', failure: { word: 'not-tls' } }])
    expect(server.connections()).toBe(1)
  })

  test('a server that demands a client’s certificate fails at TLS, although it says so only after the handshake', async () => {
    await using server = await serveTls(() => {}, undefined, { requestCert: true, rejectUnauthorized: true })
    const visit = await visitOne(`https://www.example:${server.port}/`)
    expect(visit.hops).toMatchObject([{ stage: 'tls', failure: { word: 'tls-alert' } }])
  })

  test('a name without an address fails at DNS', async () => {
    const visit = await visitOne('https://www.example/', [], { addresses: { 'www.example': [] } })
    expect(visit.hops).toMatchObject([{ stage: 'dns', via: null, failure: { word: 'name-unknown' } }])
  })

  test('an address in the place of a name needs no DNS', async () => {
    await using server = await serve(hello)
    expect(await visitOne(`https://127.0.0.1:${server.port}/`, [], { dns: [] })).toMatchObject({ page: { title: 'Hello' } })
  })

  test('is the way where the proxy check says nothing', async () => {
    await using server = await serve(hello)
    expect(await visitOne(`https://www.example:${server.port}/`, [], { proxy: [] })).toMatchObject({ hops: [{ via: { kind: 'direct' } }] })
  })
})

describe('by a proxy', () => {
  test('the page comes through the tunnel, and no address is needed', async () => {
    await using server = await serve(hello)
    await using proxy = await tunnel(server.port)
    const url = `https://www.example:${server.port}/`
    const visit = await visitOne(url, [], { dns: [], proxy: [route(url, [`127.0.0.1:${proxy.port}`])] })
    expect(visit).toMatchObject({
      page: { title: 'Hello' },
      hops: [{ via: { kind: 'proxy', proxy: `127.0.0.1:${proxy.port}` }, statusCode: 200 }],
    })
    expect([proxy.connections(), server.connections()]).toEqual([1, 1])
  })

  test('a refusal is final, with its status and schemes', async () => {
    await using server = await serve(hello)
    await using proxy = await tunnel('HTTP/1.1 407 No\r\nproxy-authenticate: Negotiate\r\nproxy-authenticate: NTLM\r\n\r\n')
    const url = `https://www.example:${server.port}/`
    const visit = await visitOne(url, [], { proxy: [route(url, [`127.0.0.1:${proxy.port}`], true)] })
    expect(visit.hops).toMatchObject([
      { stage: 'proxy', proxyStatusCode: 407, statusCode: null, authenticationSchemes: ['Negotiate', 'NTLM'] },
    ])
    expect(server.connections()).toBe(0)
  })

  test('one that is not there is passed over for the next, and at last for the straight way where the route allows it', async () => {
    await using server = await serve(hello)
    await using proxy = await tunnel(server.port)
    const gone = await listen(() => {})
    await gone[Symbol.asyncDispose]()
    const url = `https://www.example:${server.port}/`
    const dead = `127.0.0.1:${gone.port}`
    const byNext = await visitOne(url, [], { proxy: [route(url, [dead, `127.0.0.1:${proxy.port}`])] })
    expect(byNext.hops).toMatchObject([
      { via: { proxy: `127.0.0.1:${proxy.port}` }, attempts: [{ via: { proxy: dead }, failure: { word: 'refused' } }] },
    ])
    const straight = await visitOne(url, [], { proxy: [route(url, [dead], true)] })
    expect(straight.hops).toMatchObject([{ via: { kind: 'direct' }, attempts: [{ via: { proxy: dead } }], statusCode: 200 }])
    const nowhere = await visitOne(url, [], { proxy: [route(url, [dead])] })
    expect(nowhere.hops).toMatchObject([{ stage: 'proxy', via: { proxy: dead }, failure: { word: 'refused' } }])
  })

  test('a kind that we do not speak is said, and nothing else is tried', async () => {
    await using server = await serve(hello)
    const url = `https://www.example:${server.port}/`
    const visit = await visitOne(url, [], { proxy: [route(url, ['socks5://127.0.0.1:1080'], true)] })
    expect(visit.hops).toMatchObject([{ stage: 'proxy', failure: { word: 'not-supported' } }])
    expect(server.connections()).toBe(0)
  })

  test('a route that leads nowhere fails at the proxy', async () => {
    const url = 'https://www.example/'
    expect((await visitOne(url, [], { proxy: [route(url, [])] })).hops).toMatchObject([
      { stage: 'proxy', via: null, failure: { code: 'no-route' } },
    ])
  })

  test('a plain address is asked of the proxy itself', async () => {
    await using proxy = await servePlain(hello)
    const url = 'http://www.example/start?x=1'
    const visit = await visitOne(url, [], { proxy: [route(url, [`127.0.0.1:${proxy.port}`])] })
    expect(visit).toMatchObject({ page: { title: 'Hello' }, hops: [{ statusCode: 200 }] })
    expect(proxy.requests.map((request) => [request.url, request.headers.host])).toEqual([['http://www.example/start?x=1', 'www.example']])
  })

  test('a plain address that the proxy wants a log-on for', async () => {
    await using proxy = await servePlain((_request, response) => response.writeHead(407, { 'proxy-authenticate': 'Basic realm="x"' }).end())
    const url = 'http://www.example/'
    const visit = await visitOne(url, [], { proxy: [route(url, [`127.0.0.1:${proxy.port}`])] })
    expect(visit.hops).toMatchObject([{ stage: 'proxy', proxyStatusCode: 407, statusCode: null, authenticationSchemes: ['Basic'] }])
  })

  test('another host of a redirect goes by its own route', async () => {
    await using sso = await serve(hello)
    await using proxy = await tunnel(sso.port)
    const ssoUrl = `https://sso.example:${sso.port}/`
    await using www = await serve(redirect(ssoUrl))
    const wwwUrl = `https://www.example:${www.port}/`
    const visit = await visitOne(wwwUrl, [target(ssoUrl)], { proxy: [route(wwwUrl, [], true), route(ssoUrl, [`127.0.0.1:${proxy.port}`])] })
    expect(visit.hops).toMatchObject([{ via: { kind: 'direct' } }, { via: { kind: 'proxy' }, statusCode: 200 }])
  })
})

describe('while the other checks still run', () => {
  test('a visit starts when its own route and address are known', async () => {
    await using server = await serve(hello)
    const url = `https://www.example:${server.port}/`
    const dns = createStream<DnsEvent>()
    const proxy = createStream<ProxyEvent>()
    const visits = visitAll([target(url)], { open: { dns, proxy } })
    proxy.push(route(url, [], true))
    dns.push({ kind: 'system', host: 'other.example', addresses: ['127.0.0.2'] })
    dns.push({ kind: 'system', host: 'www.example', addresses: ['127.0.0.1'] })
    // Neither stream ends.
    expect((await visits).visits[0]?.page?.title).toBe('Hello')
  })

  test.each([
    ['the route', createStream<ProxyEvent>(), ended<DnsEvent>([])],
    ['the address', ended<ProxyEvent>([]), createStream<DnsEvent>()],
  ])('the end of the run while it waits for %s gives an incomplete record at once', async (_for, proxy, dns) => {
    const run = new AbortController()
    const visits = visitAll([target('https://www.example/')], { open: { dns, proxy }, signal: run.signal })
    run.abort()
    const evidence = pageEvidenceSchema.parse(await visits)
    expect(evidence).toMatchObject({ complete: false, visits: [{ page: null, hops: [{ failure: { word: 'cancelled' } }] }] })
  })

  test('the end of the run keeps the hops that were made, and what had come of the page', async () => {
    await using server = await serve((request, response) => {
      if (request.url === '/') return redirect('/next')(request, response)
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': 9000 })
      response.write('<title>So far</title>')
      return run.abort()
    })
    const run = new AbortController()
    const { visits, complete } = await visitAll([target(`https://www.example:${server.port}/`)], { signal: run.signal })
    expect(complete).toBe(false)
    expect(visits[0]?.hops[0]).toMatchObject({ statusCode: 302, failure: null })
    expect(visits[0]?.hops).toHaveLength(2)
    expect(visits[0]?.page?.failure ?? visits[0]?.hops[1]?.failure).toMatchObject({ word: 'cancelled' })
  })

  test('a server that never answers costs the visit’s limit, and that is silence', async () => {
    await using server = await listen((socket) => socket.resume())
    const visit = await visitOne(`https://www.example:${server.port}/`, [], { limitMs: 300 })
    expect(visit.hops).toMatchObject([{ stage: 'tls', failure: { word: 'no-reply' } }])
  })
})
