import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeHome, noBrowser, noPolicies, removeHome } from '../support/browser.ts'
import { createHierarchy, createLeaf, createRoot } from '../support/certificates.ts'
import { closeAll, form, type Handler, httpsServer, probeWith, targetAt, tcpServer } from './browser-lab.ts'

const without = noBrowser()
const withoutPolicies = noPolicies()

let home = ''
let port = 0
let hosts: Record<string, string> = {}

const pages: Handler = (request, response) => {
  response.setHeader('content-type', 'text/html')
  const url = request.url ?? ''
  if (url === '/sso') return void response.writeHead(302, { location: '/log-on?state=secret' }).end()
  if (url.startsWith('/log-on')) return void response.end(`<title>Log on</title><h1>Welcome</h1>${form}`)
  if (url === '/file') return void response.setHeader('content-disposition', 'attachment; filename=program.exe').end('MZ')
  if (url === '/busy') return void response.writeHead(503).end('<title>Busy</title>Come back later')
  response.writeHead(404).end()
}

describe.skipIf(without !== undefined)(`the page in the real browser${without === undefined ? '' : ` (${without})`}`, () => {
  beforeAll(async () => {
    const { root, leaf } = await createHierarchy({ names: ['sso.example', 'other.example'] })
    const stranger = await createRoot({ name: 'CN=Stranger' })
    const place = async (options: Parameters<typeof httpsServer>[0]) => `127.0.0.1:${await httpsServer(options, pages)}`
    const good = { key: leaf.key, cert: leaf.chain }
    const leafWith = async (options: Parameters<typeof createLeaf>[1], issuer = { ...root }) => {
      const { key, chain: cert } = await createLeaf(issuer, options)
      return { key, cert }
    }
    home = await makeHome([root.cert])
    port = await httpsServer(good, pages)
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const past = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') }
    hosts = {
      'sso.example': `127.0.0.1:${port}`,
      'misnamed.example': `127.0.0.1:${port}`,
      'stranger.example': await place(await leafWith({ names: ['stranger.example'] }, stranger)),
      'expired.example': await place(await leafWith({ names: ['expired.example'], ...past })),
      'old.example': await place({ ...(await leafWith({ names: ['old.example'] })), ...old }),
      'plain.example': `127.0.0.1:${await tcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.0 400 Bad\r\n\r\n')))}`,
      'reset.example': `127.0.0.1:${await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()))}`,
      'closed.example': `127.0.0.1:${await closedPort()}`,
    }
  })
  afterAll(async () => {
    closeAll()
    await removeHome(home)
  })

  test('a page that redirects: hops, status, TLS, title, picture', async () => {
    const { evidence, pictures } = await probeWith({ home, hosts, targets: [targetAt('https://sso.example/sso', 'two-factor')] })
    const [visit] = evidence.visits
    expect(evidence).toMatchObject({ used: 0, notUsed: null, mode: 'devtools', leftBehind: null, complete: true })
    expect(evidence.browsers).toMatchObject([{ kind: 'chromium', versionFrom: 'output' }])
    expect(evidence.browsers[0]?.version).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
    const answer = { remoteAddress: '127.0.0.1', remotePort: port, protocol: 'http/1.1' }
    expect(visit).toMatchObject({
      hops: [
        { url: 'https://sso.example/sso', statusCode: 302, ...answer },
        { url: 'https://sso.example/log-on?...', statusCode: 200, ...answer },
      ],
      finalUrl: 'https://sso.example/log-on?...',
      statusCode: 200,
      error: null,
      failure: null,
      tls: { protocol: 'TLS 1.3', subject: 'sso.example', names: ['sso.example', 'other.example'], issuer: 'Example Issuing CA' },
      page: { title: 'Log on', passwordFields: 1, labels: ['Welcome'], cut: false, failure: null },
    })
    const png = pictures.get('browser-two-factor.png') ?? new Uint8Array()
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG')
    expect([Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]).toEqual([1280, 800])
    const sha256 = createHash('sha256').update(png).digest('hex')
    expect(visit?.screenshot).toEqual({ file: 'browser-two-factor.png', bytes: png.length, sha256 })
    expect(JSON.stringify(evidence)).not.toContain('secret')
  })

  test('each error has the browser’s own word', async () => {
    const errors = {
      'misnamed.example': 'net::ERR_CERT_COMMON_NAME_INVALID',
      'stranger.example': 'net::ERR_CERT_AUTHORITY_INVALID',
      'expired.example': 'net::ERR_CERT_DATE_INVALID',
      'old.example': 'net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
      'plain.example': 'net::ERR_SSL_PROTOCOL_ERROR',
      'reset.example': 'net::ERR_CONNECTION_RESET',
      'closed.example': 'net::ERR_CONNECTION_REFUSED',
      'nowhere.example': 'net::ERR_NAME_NOT_RESOLVED',
    }
    const targets = Object.keys(errors).map((host) => targetAt(`https://${host}/`, host))
    const { evidence } = await probeWith({ home, hosts, targets })
    expect(Object.fromEntries(evidence.visits.map(({ url, error }) => [new URL(url).hostname, error]))).toEqual(errors)
    for (const visit of evidence.visits) {
      expect(visit).toMatchObject({ hops: [{ statusCode: null }], finalUrl: null, statusCode: null, failure: null, page: null })
    }
  })

  test('a status that is an error comes with its page, or with the browser’s word where there is none', async () => {
    const targets = [targetAt('https://sso.example/busy', 'busy'), targetAt('https://sso.example/none', 'none')]
    const { evidence } = await probeWith({ home, hosts, targets })
    expect(evidence.visits).toMatchObject([
      { statusCode: 503, error: null, page: { title: 'Busy' } },
      { statusCode: 404, error: 'net::ERR_HTTP_RESPONSE_CODE_FAILURE', page: null },
    ])
  })

  test('a proxy that nobody answers at', async () => {
    const proxy = `http://127.0.0.1:${await closedPort()}`
    const targets = [targetAt('https://sso.example/sso')]
    const { evidence } = await probeWith({ home, hosts, targets, settings: { proxy: { kind: 'proxy', proxy } } })
    expect(evidence.visits).toMatchObject([{ error: 'net::ERR_PROXY_CONNECTION_FAILED' }])
  })

  test('names are looked up as the user’s own browser is set to', async () => {
    const { root, leaf } = await createHierarchy({ names: ['127.0.0.1'] })
    const own = await makeHome([root.cert])
    const asked: string[] = []
    const port = await httpsServer({ key: leaf.key, cert: leaf.chain }, (request, response) => {
      asked.push(String(request.url))
      response.writeHead(500).end()
    })
    const secureDns = { mode: 'secure', templates: `https://127.0.0.1:${port}/dns-query{?dns}` }
    const targets = [targetAt('https://sso.example/sso')]
    const { evidence } = await probeWith({ home: own, hosts: null, targets, localState: { dns_over_https: secureDns } })
    await removeHome(own)
    expect(evidence).toMatchObject({ userSettings: [{ kind: 'chromium', secureDns }], visits: [{ error: 'net::ERR_NAME_NOT_RESOLVED' }] })
    expect(asked.some((url) => url.startsWith('/dns-query?dns='))).toBe(true)
  })

  test('switched off, it starts nothing and still tells what is here', async () => {
    const { evidence, folders } = await probeWith({
      home,
      hosts,
      targets: [targetAt('https://sso.example/sso')],
      settings: { browser: 'off' },
      change: startsNothing,
    })
    expect(evidence).toMatchObject({
      used: null,
      mode: null,
      notUsed: { reason: 'switched-off' },
      browsers: [{ kind: 'chromium' }],
      visits: [],
    })
    expect(folders).toEqual([])
  })

  test('an error inside is ours, and no folder stays all the same', async () => {
    const made: string[] = []
    const broken = probeWith({
      targets: [targetAt('https://sso.example/sso')],
      change: (io) => ({
        ...io,
        files: {
          ...io.files,
          temporaryFolder: async (prefix) => {
            const folder = await io.files.temporaryFolder(prefix)
            if ('path' in folder) made.push(folder.path)
            return folder
          },
        },
        processes: { ...io.processes, converse: () => Promise.reject(new Error('broken inside')) },
      }),
    })
    await expect(broken).rejects.toThrow('broken inside')
    expect(made.map((path) => existsSync(path))).toEqual([false])
  })

  test('a program that may not be started is told as one', async () => {
    const denied = { failure: { word: 'access-denied' as const, code: 'EACCES' } }
    const { evidence } = await probeWith({
      targets: [targetAt('https://sso.example/sso')],
      change: (io) => ({ ...io, processes: { converse: async () => denied, execFile: async () => ({ ...denied, partialStdout: '' }) } }),
    })
    expect(evidence).toMatchObject({
      used: null,
      mode: null,
      notUsed: { reason: 'policy', policy: null, failure: denied.failure },
      visits: [],
    })
  })

  test('no browser at all', async () => {
    const { evidence } = await probeWith({
      targets: [targetAt('https://sso.example/sso')],
      change: (io) => ({ ...io, files: { ...io.files, list: async () => ({ names: [] }) } }),
    })
    expect(evidence).toMatchObject({ browsers: [], used: null, notUsed: { reason: 'not-installed' }, visits: [] })
  })

  test('cut short in the middle it tells what it has, and leaves nothing', async () => {
    const controller = new AbortController()
    // It has asked, and nobody has answered yet.
    const silent = await tcpServer((socket) => socket.once('data', () => setTimeout(() => controller.abort(), 200)))
    const setup = { home, hosts: { 'sso.example': `127.0.0.1:${silent}` }, targets: [targetAt('https://sso.example/sso')] }
    const { evidence } = await probeWith({ ...setup, signal: controller.signal })
    expect(evidence).toMatchObject({
      complete: false,
      used: 0,
      visits: [{ failure: { word: 'cancelled' }, hops: [{ url: 'https://sso.example/sso' }] }],
    })
  })

  test('a browser that dies in the middle is told as one, and leaves nothing', async () => {
    const asked = Promise.withResolvers<void>()
    const silent = await tcpServer((socket) => socket.once('data', () => asked.resolve()))
    const { evidence } = await probeWith({
      home,
      hosts: { 'sso.example': `127.0.0.1:${silent}` },
      targets: [targetAt('https://sso.example/sso')],
      change: (io) => ({
        ...io,
        processes: {
          ...io.processes,
          converse: async (...given) => {
            const conversation = await io.processes.converse(...given)
            if ('kill' in conversation) void asked.promise.then(conversation.kill)
            return conversation
          },
        },
      }),
    })
    expect(evidence).toMatchObject({
      complete: true,
      used: 0,
      mode: 'devtools',
      visits: [{ failure: { word: 'exited' }, page: null, screenshot: null }],
    })
  })

  describe.skipIf(withoutPolicies !== undefined)(`policies${withoutPolicies === undefined ? '' : ` (${withoutPolicies})`}`, () => {
    const targets = [targetAt('https://sso.example/sso')]

    test('a blocked address', async () => {
      const { evidence } = await probeWith({ home, hosts, targets, policies: { URLBlocklist: ['sso.example'] } })
      expect(evidence.visits).toMatchObject([{ error: 'net::ERR_BLOCKED_BY_ADMINISTRATOR', page: null }])
    })

    test('debugging forbidden: the page is printed', async () => {
      const two = [...targets, targetAt('https://nowhere.example/', 'nowhere')]
      const { evidence, pictures } = await probeWith({ home, hosts, targets: two, policies: { RemoteDebuggingAllowed: false } })
      expect(evidence).toMatchObject({
        mode: 'dump-dom',
        used: 0,
        notUsed: { reason: 'policy', policy: 'RemoteDebuggingAllowed' },
        visits: [
          {
            statusCode: null,
            error: null,
            failure: null,
            page: { title: 'Log on', passwordFields: 1 },
            screenshot: { file: 'browser-target.png' },
          },
          { error: 'net::ERR_NAME_NOT_RESOLVED', page: null, failure: null, screenshot: null },
        ],
      })
      expect([...pictures.keys()]).toEqual(['browser-target.png'])
    })

    test('debugging forbidden: what a page hands out is not kept', async () => {
      await rm(join(home, 'Downloads'), { recursive: true, force: true })
      const { evidence } = await probeWith({
        home,
        hosts,
        targets: [...targets, targetAt('https://sso.example/file', 'file')],
        policies: { RemoteDebuggingAllowed: false },
      })
      expect(evidence.visits).toMatchObject([{ page: { title: 'Log on' } }, { page: null }])
      expect(existsSync(join(home, 'Downloads')) ? readdirSync(join(home, 'Downloads')) : []).toEqual([])
    })

    test('debugging forbidden by somebody whom we do not see: without a window and without a pipe it ends, and it prints the page', async () => {
      const policies = { RemoteDebuggingAllowed: false }
      const { evidence } = await probeWith({ home, hosts, targets, policies, policyFile: {} })
      expect(evidence).toMatchObject({
        mode: 'dump-dom',
        used: 0,
        notUsed: { reason: 'not-started', policy: null, failure: { word: 'exited' } },
        visits: [{ page: { title: 'Log on' } }],
      })
    })

    test.each([
      ['said by a file that we see', undefined, 'DeveloperToolsAvailability'],
      ['said by somebody whom we do not see', {}, null],
    ])('its tools forbidden, %s: it refuses, and prints nothing either', async (_name, policyFile, policy) => {
      const policies = { DeveloperToolsAvailability: 2 }
      const { evidence } = await probeWith({ home, hosts, targets, policies, ...(policyFile === undefined ? {} : { policyFile }) })
      expect(evidence).toMatchObject({
        mode: null,
        used: null,
        notUsed: { reason: 'policy', policy, failure: { code: '-32000' } },
        visits: [],
      })
      expect(evidence.browsers[0]?.version).toMatch(/^[\d.]+$/)
    })

    test('headless forbidden: nothing is started', async () => {
      const policies = { HeadlessMode: 2 }
      const { evidence, folders } = await probeWith({ home, hosts, targets, policies, change: startsNothing })
      expect(evidence).toMatchObject({ mode: null, used: null, notUsed: { reason: 'policy', policy: 'HeadlessMode' }, visits: [] })
      expect(folders).toEqual([])
    })

    test('forbidden by somebody whom we do not see, it ends, and that is told', async () => {
      const { evidence } = await probeWith({ home, hosts, targets, policies: { HeadlessMode: 2 }, policyFile: {} })
      expect(evidence).toMatchObject({ mode: null, used: null, notUsed: { reason: 'not-started', policy: null }, visits: [] })
    })
  })
})

function startsNothing<T extends { processes: object }>(io: T): T {
  const never = () => {
    throw new Error('a program was started')
  }
  return { ...io, processes: { converse: never, execFile: never } }
}

/** Nobody listens where somebody just did. */
async function closedPort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  const found = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  await new Promise((resolve) => server.close(resolve))
  return found
}
