import { describe, expect, test } from 'vitest'
import type { ProxyEvent } from '../../checks/proxy/evidence.ts'
import { proxyEvidenceSchema } from '../../checks/proxy/evidence.ts'
import { registryPaths } from '../../checks/proxy/windows-settings.ts'
import { type ProxyBehaviour, startPac, startProxy, startTarget, unusedPort } from './servers.ts'
import { internetSettings, key, winHttpHex } from './windows-values.ts'
import { lookupOf, probe, site, target, type World } from './world.ts'

/** Through one proxy, to one TLS server. */
async function through(behaviour: ProxyBehaviour, world: World = {}) {
  await using server = await startTarget()
  await using proxy = await startProxy(behaviour, server.port)
  const found = await probe({ proxy: { kind: 'proxy', proxy: `http://${proxy.text}` }, ...world })
  expect(proxyEvidenceSchema.safeParse(found).error).toBeUndefined()
  return { ...found, name: proxy.text, requests: proxy.requests }
}

describe('what a proxy does', () => {
  test('it opens the tunnel, and TLS comes through', async () => {
    const { reach, tunnels, handshakes, events, requests, name, complete } = await through('tunnel')
    expect(reach).toMatchObject([{ proxy: name, obeyed: true, address: '127.0.0.1', stage: null, failure: null }])
    expect(tunnels).toMatchObject([{ proxy: name, host: site.host, port: 443, obeyed: true, statusCode: 200, failure: null }])
    expect(handshakes).toMatchObject([
      { host: site.host, port: 443, via: { kind: 'proxy', proxy: name }, hello: 'big', outcome: { kind: 'done', protocol: 'TLSv1.3' } },
    ])
    expect(events.map(({ kind }) => kind)).toEqual(['route', 'handshake'])
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatch(/^CONNECT www\.terminal\.test:443 HTTP\/1\.1\r\nHost: www\.terminal\.test:443\r\n/)
    expect(complete).toBe(true)
  })

  test.each<[name: string, behaviour: ProxyBehaviour, tunnel: object]>([
    [
      'asks for a password',
      { status: 407, authenticate: ['Basic realm="proxy"', 'Digest realm="a", nonce="b"'] },
      { statusCode: 407, authenticationSchemes: ['Basic', 'Digest'], failure: null },
    ],
    [
      'asks for the Windows log-on',
      { status: 407, authenticate: ['Negotiate, NTLM'] },
      { statusCode: 407, authenticationSchemes: ['Negotiate', 'NTLM'], failure: null },
    ],
    ['forbids', { status: 403 }, { statusCode: 403, authenticationSchemes: [], failure: null }],
    ['cannot reach the host', { status: 502 }, { statusCode: 502, failure: null }],
    ['is no proxy', 'garbage', { statusCode: null, failure: { word: 'malformed', code: 'not-http' } }],
    ['sends a head without end', 'endless', { statusCode: null, failure: { word: 'too-large' } }],
    ['resets', 'reset', { statusCode: null, failure: { word: 'reset', code: 'ECONNRESET' } }],
    ['ends without a word', 'close', { statusCode: null, failure: { word: 'closed' } }],
  ])('it %s', async (_name, behaviour, tunnel) => {
    const { tunnels, reach, handshakes } = await through(behaviour)
    expect(tunnels).toMatchObject([tunnel])
    expect(reach).toMatchObject([{ failure: null }])
    expect(handshakes).toEqual([])
  })

  test('it loses big hellos: a small one follows through a tunnel of its own', async () => {
    const { handshakes, requests, events } = await through('big-hello-reset')
    expect(handshakes).toMatchObject([
      { hello: 'big', outcome: { kind: 'failed', failure: { word: 'reset' }, bytesRead: 0 } },
      { hello: 'small', outcome: { kind: 'done' } },
    ])
    expect(requests).toHaveLength(2)
    expect(events.filter(({ kind }) => kind === 'handshake')).toHaveLength(2)
  })

  test('nobody listens there', async () => {
    const proxy = `127.0.0.1:${await unusedPort()}`
    const { reach, tunnels } = await probe({ proxy: { kind: 'proxy', proxy } })
    expect(reach).toMatchObject([{ proxy, stage: 'connect', failure: { word: 'refused' }, address: '127.0.0.1' }])
    expect(tunnels).toEqual([])
  })

  test('its name is unknown', async () => {
    const { reach } = await probe({ proxy: { kind: 'proxy', proxy: 'proxy.terminal.test:8080' } })
    expect(reach).toMatchObject([{ proxy: 'proxy.terminal.test:8080', stage: 'lookup', failure: { word: 'name-unknown' }, address: null }])
  })

  test('the second address of its name is tried where the first refuses', async () => {
    await using server = await startTarget()
    await using proxy = await startProxy('tunnel', server.port)
    const machine = { lookup: lookupOf({ 'proxy.terminal.test': ['::1', '127.0.0.1'] }) }
    const found = await probe({ proxy: { kind: 'proxy', proxy: `proxy.terminal.test:${proxy.port}` }, machine })
    expect(found).toMatchObject({ reach: [{ address: '127.0.0.1', failure: null }], tunnels: [{ statusCode: 200 }] })
  })

  test.each([['https'], ['socks5'], ['socks4']])('it is one of %s: reached, and not spoken with', async (scheme) => {
    await using proxy = await startProxy('silent')
    const found = await probe({ proxy: { kind: 'proxy', proxy: `${scheme}://${proxy.text}` } })
    expect(found).toMatchObject({ reach: [{ failure: null }], tunnels: [{ failure: { word: 'not-supported', code: scheme } }] })
    expect(proxy.requests).toEqual([])
  })

  test('http addresses need no tunnel', async () => {
    const { reach, tunnels } = await through('tunnel', { targets: [target('http://www.terminal.test/')] })
    expect(reach).toMatchObject([{ failure: null }])
    expect(tunnels).toEqual([])
  })

  test('each host and port is asked for once, whatever number of addresses lies there', async () => {
    const targets = [
      'https://www.terminal.test/',
      'https://www.terminal.test/dms',
      'https://www.terminal.test:8443/',
      'https://sso.terminal.test/sso',
    ].map(target)
    const { tunnels, reach, requests, routes } = await through('tunnel', { targets })
    expect(tunnels.map(({ host, port }) => `${host}:${port}`).toSorted()).toEqual([
      'sso.terminal.test:443',
      'www.terminal.test:443',
      'www.terminal.test:8443',
    ])
    expect(reach).toHaveLength(1)
    expect(requests).toHaveLength(3)
    expect(routes.map(({ url }) => url)).toEqual(targets.map(({ url }) => url))
  })
})

describe.concurrent('silence has an end', { timeout: 20_000 }, () => {
  test('of a proxy that never answers', async () => {
    expect((await through('silent')).tunnels).toMatchObject([{ statusCode: null, failure: { word: 'no-reply', code: 'limit' } }])
  })

  test('of a script’s server that never answers', async () => {
    await using pac = await startPac(() => {})
    const found = await probe({ proxy: { kind: 'pac', url: pac.url } })
    expect(found).toMatchObject({
      pac: [{ stage: 'fetch', failure: { word: 'no-reply', code: 'limit' } }],
      routes: [{ direct: true }],
      complete: true,
    })
  })

  test('of one that begins and stops', async () => {
    await using pac = await startPac((_request, response) => void response.writeHead(200).write('function'))
    const found = await probe({ proxy: { kind: 'pac', url: pac.url } })
    expect(found).toMatchObject({ pac: [{ stage: 'fetch', failure: { word: 'no-reply', code: 'limit' } }], complete: true })
  })
})

describe('the way is told as soon as it is known', () => {
  const firstTick = async (world: World) => {
    const events: ProxyEvent[] = []
    const running = probe({ ...world, emit: (event) => events.push(event) })
    // Every microtask and nothing else: no timer, no packet, no file.
    await new Promise<void>((resolve) => process.nextTick(resolve))
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    const told = events.filter(({ kind }) => kind === 'route')
    await running
    return told
  }

  test.each<[name: string, world: World]>([
    ['nothing is configured', { platform: 'linux' }],
    ['a flag says: directly', { proxy: { kind: 'direct' }, platform: 'win32' }],
    ['the environment leaves the target out', { env: { https_proxy: 'proxy.terminal.test:1', no_proxy: 'terminal.test' } }],
  ])('in the first moment where %s', async (_name, world) => {
    const targets = [site, target('https://sso.terminal.test/sso')]
    const direct = { kind: 'route', port: 443, proxies: [], direct: true }
    expect(await firstTick({ ...world, targets })).toEqual(targets.map(({ url, host }) => ({ ...direct, url, host })))
  })

  test('and so is a fixed proxy', async () => {
    const proxy = `127.0.0.1:${await unusedPort()}`
    expect(await firstTick({ proxy: { kind: 'proxy', proxy } })).toMatchObject([{ proxies: [proxy], direct: false }])
  })

  test('once for each target', async () => {
    const { events } = await through('tunnel', {
      targets: [site, site, target('https://sso.terminal.test/')].map((each, index) => ({ ...each, id: String(index) })),
    })
    expect(events.filter(({ kind }) => kind === 'route')).toHaveLength(3)
  })
})

describe('proxies that Edge does not use', () => {
  const environment = (proxy: string) => ({ HTTPS_PROXY: `http://${proxy}` })

  test('on Windows, one of the environment is asked whether it would work, and nothing is sent through it', async () => {
    const { tunnels, handshakes, routes, reach, requests } = await (async () => {
      await using server = await startTarget()
      await using proxy = await startProxy('tunnel', server.port)
      const found = await probe({ platform: 'win32', env: environment(proxy.text) })
      return { ...found, requests: proxy.requests }
    })()
    expect(routes).toMatchObject([{ proxies: [], direct: true, setting: null }])
    expect(reach).toMatchObject([{ obeyed: false, failure: null }])
    expect(tunnels).toMatchObject([{ obeyed: false, statusCode: 200 }])
    expect(handshakes).toEqual([])
    expect(requests).toHaveLength(1)
  })

  test('so is WinHTTP’s', async () => {
    await using proxy = await startProxy({ status: 403 })
    const registry = { [registryPaths.machineConnections]: key({ WinHttpSettings: winHttpHex(proxy.text) }) }
    expect(await probe({ platform: 'win32', registry })).toMatchObject({
      obeyed: null,
      settings: [{ source: 'winhttp' }],
      tunnels: [{ obeyed: false, statusCode: 403 }],
    })
  })

  test('so is Edge’s own, where the list of exceptions leaves the target out', async () => {
    await using proxy = await startProxy({ status: 403 })
    const registry = {
      [registryPaths.userSettings]: internetSettings({ ProxyEnable: 1, ProxyServer: proxy.text, ProxyOverride: '*.terminal.test' }),
    }
    expect(await probe({ platform: 'win32', registry })).toMatchObject({
      routes: [{ proxies: [], bypassedBy: '*.terminal.test', setting: 0 }],
      tunnels: [{ obeyed: false }],
    })
  })

  test('not where Edge goes through another one', async () => {
    await using obeyed = await startProxy({ status: 403 })
    await using other = await startProxy({ status: 403 })
    const registry = { [registryPaths.userSettings]: internetSettings({ ProxyEnable: 1, ProxyServer: obeyed.text }) }
    const { tunnels } = await probe({ platform: 'win32', registry, env: environment(other.text) })
    expect(tunnels).toMatchObject([{ proxy: obeyed.text, obeyed: true }])
  })

  test('not for addresses that never go to a proxy, and not where a flag says how', async () => {
    await using proxy = await startProxy('tunnel')
    await probe({
      platform: 'win32',
      env: environment(proxy.text),
      targets: [target('https://localhost/')],
      registry: { [registryPaths.userSettings]: internetSettings({ ProxyEnable: 1, ProxyServer: proxy.text }) },
    })
    await probe({ platform: 'win32', env: environment(proxy.text), proxy: { kind: 'direct' } })
    expect(proxy.requests).toEqual([])
  })

  test('elsewhere than on Windows the environment is obeyed', async () => {
    await using server = await startTarget()
    await using proxy = await startProxy('tunnel', server.port)
    expect(await probe({ platform: 'linux', env: environment(proxy.text) })).toMatchObject({
      obeyed: 0,
      routes: [{ proxies: [proxy.text] }],
      tunnels: [{ obeyed: true, statusCode: 200 }],
    })
  })
})

describe('whose session it is', () => {
  const env = { USERNAME: 'TERMINAL01$', HTTPS_PROXY: '127.0.0.1:1' }

  test('under a system account the user’s way is not known, and no proxy is asked', async () => {
    expect(await probe({ platform: 'win32', env })).toMatchObject({
      notChecked: 'not-the-users-session',
      routes: [{ direct: true }],
      reach: [],
    })
  })

  test('a machine’s policy is everybody’s', async () => {
    const registry = { [registryPaths.machinePolicy]: key({ ProxyMode: 'direct' }) }
    expect(await probe({ platform: 'win32', env, registry })).toMatchObject({ notChecked: null, obeyed: 0 })
  })
})

test('credentials are nowhere in the evidence', async () => {
  await using pac = await startPac('function FindProxyForURL() { return "DIRECT" }')
  const secret = 'hunter2'
  const policy = `{"ProxyMode":"pac_script","ProxyPacUrl":"${pac.url.replace('//', `//user:${secret}@`)}"}`
  const found = await probe({
    platform: 'win32',
    env: { HTTPS_PROXY: `http://user:${secret}@127.0.0.1:${await unusedPort()}` },
    registry: {
      [registryPaths.machinePolicy]: key({ ProxySettings: policy }),
      [registryPaths.userSettings]: internetSettings({ ProxyEnable: 1, ProxyServer: `user:${secret}@127.0.0.1:1` }),
    },
  })
  expect(found.pac).toMatchObject([{ failure: null, answers: [{ answer: 'DIRECT' }] }])
  expect(JSON.stringify(found)).not.toContain(secret)
})

describe('a run that ends early', () => {
  test.each<[name: string, behaviour: ProxyBehaviour]>([
    ['a proxy that does not answer', 'silent'],
    ['a tunnel', 'tunnel'],
  ])('comes back with what it has: %s', async (_name, behaviour) => {
    const controller = new AbortController()
    const found = await through(behaviour, { signal: controller.signal, emit: () => setImmediate(() => controller.abort()) })
    expect(found).toMatchObject({ complete: false, routes: [{ proxies: [found.name] }] })
  })

  test('a script that does not come: no way is told', async () => {
    const controller = new AbortController()
    await using pac = await startPac(() => controller.abort())
    const found = await probe({ proxy: { kind: 'pac', url: pac.url }, signal: controller.signal })
    expect(found).toMatchObject({ complete: false, routes: [], events: [], pac: [{ failure: { word: 'cancelled' } }] })
  })

  test('a look-up that ignores its end holds nothing up', async () => {
    const controller = new AbortController()
    const machine = { lookup: () => new Promise<never>(() => setImmediate(() => controller.abort())) }
    const found = await probe({ proxy: { kind: 'proxy', proxy: 'proxy.terminal.test:1' }, machine, signal: controller.signal })
    expect(found).toMatchObject({ complete: false, reach: [] })
  })

  test('before it began', async () => {
    expect(await probe({ signal: AbortSignal.abort(), platform: 'win32' })).toMatchObject({ complete: false, reach: [] })
  })
})
