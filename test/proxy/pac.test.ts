/** Scripts fetched over real connections and obeyed. */

import type { RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { registryPaths } from '../../checks/proxy/windows-settings.ts'
import type { ProxySetting } from '../../checks/settings.ts'
import { createHierarchy } from '../support/certificates.ts'
import { listen, startPac, unusedPort } from './servers.ts'
import { internetSettings, key } from './windows-values.ts'
import { lookupOf, probe, site, target, type World } from './world.ts'

const asks = (url: string): ProxySetting => ({ kind: 'pac', url })
const script = (body: string) => `function FindProxyForURL(url, host) { ${body} }`

/** Only routes matter here: no proxy of these answers is ever reached, so none is listened at. */
async function routeBy(served: string | RequestListener, world: World = {}) {
  await using pac = await startPac(served)
  const { routes, pac: pacs, ...rest } = await probe({ proxy: asks(pac.url), ...world })
  return { ...rest, routes, route: routes[0], pac: pacs[0] }
}

describe('what a script answers is the route', async () => {
  const dead = `127.0.0.1:${await unusedPort()}`
  const other = `127.0.0.1:${await unusedPort()}`
  test.each<[body: string, proxies: string[], direct: boolean]>([
    ['return "DIRECT"', [], true],
    [`return "PROXY ${dead}"`, [dead], false],
    [`return "PROXY ${dead}; PROXY ${other}"`, [dead, other], false],
    [`return "PROXY ${dead}; DIRECT; PROXY ${other}"`, [dead], true],
    [`return "DIRECT; PROXY ${dead}"`, [], true],
    [`return shExpMatch(host, "*.terminal.test") ? "PROXY ${dead}" : "DIRECT"`, [dead], false],
    [`return isInNet(host, "10.1.0.0", "255.255.0.0") ? "PROXY ${dead}" : "DIRECT"`, [dead], false],
    [`return dnsResolve("unknown.test") === null && dnsResolve(host) === "10.1.2.3" ? "PROXY ${dead}" : "DIRECT"`, [dead], false],
    [`return url === "https://www.terminal.test/" ? "PROXY ${dead}" : "DIRECT"`, [dead], false],
    [`return /^\\d+\\.\\d+\\.\\d+\\.\\d+$|:/.test(myIpAddress()) ? "PROXY ${dead}" : "DIRECT"`, [dead], false],
    ['return "nonsense"', [], true],
  ])('%s', async (body, proxies, direct) => {
    const targets = [target('https://www.terminal.test/log-on?x=1')]
    const machine = { lookup: lookupOf({ 'www.terminal.test': ['10.1.2.3'] }) }
    const { route, events } = await routeBy(script(body), { targets, machine })
    expect(route).toMatchObject({ proxies, direct, setting: 0 })
    expect(events.filter(({ kind }) => kind === 'route')).toEqual([
      { kind: 'route', url: targets[0]?.url, host: site.host, port: 443, proxies, direct },
    ])
  })

  test('of plain http the script sees the whole address', async () => {
    const body = `return url === "http://www.terminal.test/a?b" ? "PROXY ${dead}" : "DIRECT"`
    expect((await routeBy(script(body), { targets: [target('http://www.terminal.test/a?b')] })).route).toMatchObject({ proxies: [dead] })
  })

  test('each target is asked for by itself, the script fetched once', async () => {
    let requests = 0
    const serve: RequestListener = (_request, response) => {
      requests += 1
      response.end(script(`if (host === "b.test") throw 1; return host === "a.test" ? "PROXY ${dead}" : "DIRECT"`))
    }
    const targets = ['https://a.test/', 'https://b.test/', 'https://c.test/'].map(target)
    const { routes, pac } = await routeBy(serve, { targets })
    expect(routes.map(({ proxies }) => proxies)).toEqual([[dead], [], []])
    expect(pac?.answers.map(({ answer, error }) => answer ?? error?.kind).toSorted()).toEqual(['DIRECT', `PROXY ${dead}`, 'threw'])
    expect(requests).toBe(1)
  })
})

describe('scripts that do not work', () => {
  test.each<[name: string, served: string, error: object]>([
    ['cut off', script('return "DIRECT"').slice(0, -5), { stage: 'load', kind: 'syntax' }],
    ['a web page', '<html><body>Sign in</body></html>', { stage: 'load', kind: 'syntax' }],
    ['garbage', '\u0000\u0001\u0002', { stage: 'load', kind: 'syntax' }],
    ['no FindProxyForURL', 'var a = 1', { stage: 'load', kind: 'no-function' }],
    ['an endless loop', script('for (;;) {}'), { stage: 'run', kind: 'time-limit' }],
    ['throws', script('throw new Error("no")'), { stage: 'run', kind: 'threw' }],
  ])('%s: Edge goes directly, and why is recorded', async (_name, served, error) => {
    const { route, pac, complete } = await routeBy(served)
    expect(route).toMatchObject({ proxies: [], direct: true })
    expect(pac).toMatchObject({ failure: null, answers: [{ answer: null, error }] })
    expect(complete).toBe(true)
  })

  test('new names without end', async () => {
    const { route, pac } = await routeBy(script('return dnsResolve(Math.random() + ".terminal.test")'))
    expect(route).toMatchObject({ proxies: [], direct: true })
    expect(pac?.answers).toMatchObject([{ answer: null, error: { stage: 'run', kind: 'time-limit', detail: 'dnsResolve' } }])
  })

  test('what is no name of a host is not looked up', async () => {
    const asked: string[] = []
    const lookup = async (names: readonly string[]) => {
      asked.push(...names)
      return {}
    }
    await routeBy(script('return dnsResolve("a b") || dnsResolve("--flag; x") || dnsResolve("x".repeat(300)) || "DIRECT"'), {
      machine: { lookup },
    })
    expect(asked).toEqual([])
  })

  test('an endless loop is not run again for each target', async () => {
    const targets = ['https://a.test/', 'https://b.test/', 'https://c.test/', 'https://d.test/'].map(target)
    const { routes, pac, events } = await routeBy(script('for (;;) {}'), { targets })
    expect(routes).toHaveLength(4)
    expect(pac?.answers.map(({ error }) => error?.kind)).toEqual(Array(4).fill('time-limit'))
    expect(events).toHaveLength(4)
  })
})

describe('scripts that cannot be got', () => {
  const answering =
    (status: number, headers: Record<string, string> = {}): RequestListener =>
    (_request, response) =>
      void response.writeHead(status, headers).end(script('return "DIRECT"'))

  test.each<[name: string, served: string | RequestListener, failure: object, statusCode: number | null]>([
    ['not found', answering(404), { word: 'unknown', code: 'HTTP 404' }, 404],
    ['another success is none', answering(203), { word: 'unknown', code: 'HTTP 203' }, 203],
    ['longer than 1 MiB', ' '.repeat(2 * 1_048_576), { word: 'too-large' }, 200],
    [
      'breaks off',
      (_request, response) => void response.writeHead(200, { 'content-length': '100' }).write('x', () => response.destroy()),
      { word: 'reset' },
      null,
    ],
    ['leads on for ever', answering(302, { location: '/again' }), { word: 'malformed', code: 'redirects' }, null],
    ['leads to a file', answering(302, { location: 'file:///etc/hosts' }), { word: 'not-supported' }, null],
  ])('%s', async (_name, served, failure, statusCode) => {
    const { route, pac } = await routeBy(served)
    expect(pac).toMatchObject({ stage: 'fetch', failure, statusCode, bytes: 0, sha256: null, answers: [] })
    expect(route).toMatchObject({ proxies: [], direct: true, setting: null })
  })

  test('nobody listens', async () => {
    const { pac } = await probe({ proxy: asks(`http://127.0.0.1:${await unusedPort()}/p.pac`) })
    expect(pac[0]).toMatchObject({ stage: 'connect', failure: { word: 'refused', code: 'ECONNREFUSED' } })
  })

  test('its name is unknown', async () => {
    const { pac } = await probe({ proxy: asks('http://pac.terminal.test/p.pac') })
    expect(pac[0]).toMatchObject({ stage: 'lookup', failure: { word: 'name-unknown' } })
  })

  test.each([['ftp://pac.terminal.test/p.pac'], ['no address'], ['file://%zz']])('%s', async (url) => {
    const { pac, routes } = await probe({ proxy: asks(url) })
    expect(pac[0]).toMatchObject({ stage: 'fetch', failure: { word: 'not-supported' } })
    expect(routes[0]).toMatchObject({ direct: true })
  })
})

describe('where scripts lie', () => {
  const direct = script('return "DIRECT"')

  test('behind a redirect', async () => {
    const serve: RequestListener = (request, response) =>
      void (request.url === '/proxy.pac' ? response.writeHead(302, { location: '/moved.pac' }).end() : response.end(direct))
    expect((await routeBy(serve)).pac).toMatchObject({ failure: null, bytes: direct.length })
  })

  test('a file, where a flag names it', async () => {
    const { pac } = await probe({ proxy: asks('file:///srv/proxy.pac'), platform: 'linux', files: { '/srv/proxy.pac': direct } })
    expect(pac[0]).toMatchObject({ failure: null, bytes: direct.length })
  })

  test('a file in Windows’ settings is not read: Edge does not read it either', async () => {
    const registry = { [registryPaths.userSettings]: internetSettings({ AutoConfigURL: 'file:///C:/proxy.pac' }) }
    const { pac } = await probe({ platform: 'win32', registry, files: { 'C:\\proxy.pac': direct } })
    expect(pac[0]).toMatchObject({ stage: 'fetch', failure: { word: 'not-supported', code: 'file:' } })
  })

  test.each([
    [`data:application/x-ns-proxy-autoconfig,${encodeURIComponent(direct)}`],
    [`data:;base64,${Buffer.from(direct).toString('base64')}`],
  ])('in the address itself: %s', async (url) => {
    const { pac } = await probe({ proxy: asks(url) })
    expect(pac[0]).toMatchObject({ failure: null, answers: [{ answer: 'DIRECT' }] })
    expect(pac[0]?.url).not.toContain('FindProxyForURL')
  })

  test.each<[name: string, trusted: boolean, failure: object | null]>([
    ['over https from a server that is trusted', true, null],
    ['not over https from one that is not', false, { word: 'certificate' }],
  ])('%s', async (_name, trusted, failure) => {
    // Set on some PCs for other programs: it must not decide whose script is obeyed.
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    const { root, leaf } = await createHierarchy({ names: ['pac.terminal.test'] })
    await using server = await listen(
      createTlsServer({ key: leaf.key, cert: leaf.chain }, (_request, response) => void response.end(direct)),
    )
    const { pac } = await probe({
      proxy: asks(`https://pac.terminal.test:${server.port}/p.pac`),
      machine: { lookup: lookupOf({ 'pac.terminal.test': ['127.0.0.1'] }) },
      trustedRoots: trusted ? [root.cert] : [],
    })
    expect(pac[0]?.failure ?? null).toEqual(failure === null ? null : expect.objectContaining(failure))
  })

  test.each<[name: string, content: Buffer, contentType: string]>([
    ['the charset that is named', Buffer.from(script('return "DIRECT /* é */"')), 'text/plain; charset=utf-8'],
    ['a byte order mark', Buffer.from(`\ufeff${script('return "DIRECT /* é */"')}`), 'text/plain'],
    ['else Latin-1', Buffer.from(script('return "DIRECT /* é */"'), 'latin1'), 'text/plain'],
  ])('read by %s', async (_name, content, contentType) => {
    const serve: RequestListener = (_request, response) => void response.writeHead(200, { 'content-type': contentType }).end(content)
    expect((await routeBy(serve)).pac?.answers[0]?.answer).toBe('DIRECT /* é */')
  })
})

describe('Windows’ order', () => {
  const flags = { detection: 8, script: 4, proxy: 2 }

  test('a script that cannot be got makes way for the proxy that stands behind it', async () => {
    const dead = `127.0.0.1:${await unusedPort()}`
    const values = { AutoConfigURL: 'http://pac.terminal.test/p.pac', ProxyEnable: 1, ProxyServer: dead }
    const { routes, obeyed, settings } = await probe({
      platform: 'win32',
      registry: { [registryPaths.userSettings]: internetSettings(values) },
    })
    expect(routes[0]).toMatchObject({ proxies: [dead], setting: 1 })
    expect(settings.map(({ kind }) => kind)).toEqual(['pac', 'proxy'])
    expect(obeyed).toBe(1)
  })

  test('a mandatory script that cannot be got leaves no way at all', async () => {
    const policy = '{"ProxyMode":"pac_script","ProxyPacUrl":"http://pac.terminal.test/p.pac","ProxyPacMandatory":true}'
    const { routes } = await probe({ platform: 'win32', registry: { [registryPaths.machinePolicy]: key({ ProxySettings: policy }) } })
    expect(routes[0]).toMatchObject({ proxies: [], direct: false, setting: 0 })
  })

  test('detection finds nothing where DNS does not know wpad', async () => {
    const registry = { [registryPaths.userSettings]: internetSettings({}, { flags: flags.detection }) }
    const { routes, pac, settings } = await probe({ platform: 'win32', registry })
    expect(settings).toMatchObject([{ kind: 'auto-detect', value: 'http://wpad/wpad.dat' }])
    expect(pac[0]).toMatchObject({ stage: 'lookup', failure: { word: 'name-unknown' } })
    expect(routes[0]).toMatchObject({ proxies: [], direct: true, setting: null })
  })

  test('detection follows the name wpad, and goes on where nothing is served', async () => {
    const registry = {
      [registryPaths.userSettings]: internetSettings(
        { ProxyEnable: 1, ProxyServer: 'p.terminal.test:1' },
        { flags: flags.detection | flags.proxy },
      ),
    }
    const lookup = lookupOf({ wpad: ['127.0.0.1'] })
    const { pac, routes } = await probe({ platform: 'win32', registry, machine: { lookup } })
    expect(pac[0]).toMatchObject({ stage: 'connect', failure: { word: 'refused' } })
    expect(routes[0]).toMatchObject({ proxies: ['p.terminal.test:1'], setting: 1 })
  })

  test('Edge’s built-in exceptions stand before a script', async () => {
    const registry = { [registryPaths.userSettings]: internetSettings({ AutoConfigURL: 'http://pac.terminal.test/p.pac' }) }
    const { routes, pac } = await probe({ platform: 'win32', registry, targets: [target('https://localhost/')] })
    expect(routes[0]).toMatchObject({ proxies: [], direct: true, bypassedBy: 'implicit' })
    expect(pac).toEqual([])
  })
})
