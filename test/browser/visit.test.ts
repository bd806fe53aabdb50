import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeHome, noBrowser, removeHome } from '../support/browser.ts'
import { createHierarchy } from '../support/certificates.ts'
import { closeAll, form, type Handler, httpsServer, probeWith, targetAt, tcpServer } from './browser-lab.ts'

const without = noBrowser()
const full = process.env.TEST_FULL === '1'

/** The log-on page, after `script` or by it. */
const scripted = (script: string, rest = form) => `<title>Scripted</title><body><script>${script}</script>${rest}`

const html: Readonly<Record<string, string>> = {
  '/end': `<title>End</title>${form}`,
  '/leads-on': scripted(`setTimeout(() => { location.href = '/end?token=secret' }, 50)`, ''),
  '/refresh': '<title>Refresh</title><meta http-equiv="refresh" content="0;url=/end">',
  '/asks': scripted(`alert(1); confirm(2); prompt(3); onbeforeunload = () => 'stay'; open('/popup')`),
  '/complains': scripted(`console.error('at https://sso.example/x?token=secret'); throw new Error('boom')`),
  '/talks': scripted('setInterval(() => { for (let i = 0; i < 200; i += 1) console.log(i) }, 4)', '<h1>Talks</h1>'),
  '/drawn': scripted(`setTimeout(() => { document.body.innerHTML = '${form}' }, 600)`, ''),
  '/waits-for-picture': `<title>Waits</title>${form}<img src="/silence">`,
  '/waits-for-script': `<title>Waits</title><h1>Before</h1><script src="/silence"></script>${form}`,
  '/stays': scripted('void 0', ''),
  '/plain': '<title>Plain</title><h1>Something else</h1>',
  '/framed': '<title>Framed</title><iframe src="/end"></iframe>',
  '/frameset': '<title>Frameset</title><frameset cols="50%,50%"><frame src="/plain"><frame src="/end"></frameset>',
  '/shadow': scripted(`document.body.attachShadow({ mode: 'open' }).innerHTML = '${form}'`, ''),
  '/busy': `<title>Busy</title>${form}<script>for (;;);</script>`,
}

const behave: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/silence': () => {},
  '/ring': (response) => response.writeHead(302, { location: '/ring' }).end(),
  '/asks-who': (response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end('<title>Who?</title>'),
  '/file': (response) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(Buffer.alloc(100_000)),
  '/nothing': (response) => response.writeHead(204).end(),
  '/breaks-off': (response) => {
    response.writeHead(200, { 'content-length': 5000 }).write('<title>Breaks off</title><h1>So far</h1>')
    setTimeout(() => response.destroy(), 100)
  },
  '/script-ring': (response) => response.end(`<script>location.href = '/script-ring?' + Math.random()</script>`),
  '/endless': (response) => {
    const timer = setInterval(() => response.write('<p>more</p>'), 50)
    response.on('close', () => clearInterval(timer))
  },
  '/huge': (response) => {
    response.write('<title>Huge</title>')
    for (let megabyte = 0; megabyte < 100; megabyte += 1) response.write(`<p>${'x'.repeat(1_048_576)}`)
    response.end()
  },
}

const pages: Handler = (request, response) => {
  const path = (request.url ?? '').split('?')[0] ?? ''
  asked.push(path)
  response.setHeader('content-type', 'text/html')
  const act = behave[path]
  if (act !== undefined) act(response)
  else if (html[path] !== undefined) response.end(html[path])
  else response.writeHead(404).end()
}

let home = ''
let hosts: Record<string, string> = {}
const asked: string[] = []
const names: string[] = []

async function visit(...paths: string[]) {
  const targets = paths.map((path) => targetAt(`https://sso.example${path}`, path.slice(1)))
  const { evidence, pictures } = await probeWith({ home, hosts, targets })
  expect(evidence).toMatchObject({ mode: 'devtools', notUsed: null, leftBehind: null, complete: true })
  const visits = Object.fromEntries(evidence.visits.map((each) => [new URL(each.url).pathname, each]))
  expect(JSON.stringify(visits)).not.toContain('secret')
  return { visits, pictures }
}

describe.skipIf(without !== undefined)(`pages of every kind in the real browser${without === undefined ? '' : ` (${without})`}`, () => {
  beforeAll(async () => {
    const { root, leaf } = await createHierarchy({ names: ['sso.example'] })
    home = await makeHome([root.cert])
    const SNICallback = (name: string, done: (error: null) => void) => {
      names.push(name)
      done(null)
    }
    hosts = { 'sso.example': `127.0.0.1:${await httpsServer({ key: leaf.key, cert: leaf.chain, SNICallback }, pages)}` }
  })
  afterAll(async () => {
    closeAll()
    await removeHome(home)
  })

  test('that lead on, by script or by themselves', async () => {
    const { visits } = await visit('/leads-on', '/refresh')
    expect(visits['/leads-on']).toMatchObject({
      hops: [{ url: 'https://sso.example/leads-on' }, { url: 'https://sso.example/end?...', statusCode: 200 }],
      finalUrl: 'https://sso.example/end?...',
      page: { title: 'End', passwordFields: 1 },
    })
    expect(visits['/refresh']).toMatchObject({ hops: [{}, { url: 'https://sso.example/end' }], page: { title: 'End' } })
  })

  test('that ask, complain, are drawn late, or show something else', async () => {
    const { visits } = await visit('/asks', '/complains', '/drawn', '/plain')
    expect(visits['/asks']).toMatchObject({ page: { passwordFields: 1 }, error: null, failure: null })
    expect(visits['/complains']?.consoleErrors).toEqual(
      expect.arrayContaining(['at https://sso.example/x?...', expect.stringContaining('boom')]),
    )
    expect(visits['/drawn']).toMatchObject({ page: { passwordFields: 1 }, failure: null })
    expect(visits['/plain']).toMatchObject({ page: { title: 'Plain', passwordFields: 0 }, failure: null })
    expect(asked).not.toContain('/popup')
  })

  test('whose log-on form stands in a frame or a shadow tree', async () => {
    const { visits } = await visit('/framed', '/frameset', '/shadow')
    for (const [path, title] of [
      ['/framed', 'Framed'],
      ['/frameset', 'Frameset'],
      ['/shadow', 'Scripted'],
    ] as const)
      expect(visits[path]).toMatchObject({ page: { title, passwordFields: 1 }, failure: null })
  })

  test('that talk without end leave the others alone', async () => {
    const { visits } = await visit('/talks', '/stays')
    for (const path of ['/talks', '/stays']) expect(visits[path]).toMatchObject({ page: { title: 'Scripted' }, error: null, failure: null })
  })

  test('that are none: a file, nothing, a question who one is, half a page', async () => {
    const { visits } = await visit('/file', '/nothing', '/asks-who', '/breaks-off')
    expect(visits['/file']).toMatchObject({ statusCode: 200, error: 'net::ERR_ABORTED', page: null })
    expect(visits['/nothing']).toMatchObject({ statusCode: 204, error: 'net::ERR_ABORTED', page: null })
    expect(visits['/asks-who']).toMatchObject({ statusCode: 401 })
    expect(visits['/breaks-off']).toMatchObject({
      statusCode: 200,
      error: 'net::ERR_CONTENT_LENGTH_MISMATCH',
      page: { title: 'Breaks off' },
    })
  })

  test('that never come, never end, or lead in a ring', async () => {
    const { visits } = await visit('/silence', '/ring', '/script-ring', '/endless', '/waits-for-picture', '/waits-for-script')
    const limit = { word: 'no-reply', code: 'limit' }
    expect(visits['/silence']).toMatchObject({ failure: limit, hops: [{ statusCode: null }], page: null })
    expect(visits['/ring']).toMatchObject({ error: 'net::ERR_TOO_MANY_REDIRECTS', failure: null })
    expect(visits['/script-ring']).toMatchObject({ failure: { word: 'too-large', code: 'redirects' } })
    expect(visits['/script-ring']?.hops).toHaveLength(30)
    expect(visits['/endless']).toMatchObject({ failure: limit, statusCode: 200, page: { passwordFields: 0 } })
    expect(visits['/waits-for-picture']).toMatchObject({ failure: null, page: { passwordFields: 1 } })
    expect(visits['/waits-for-script']).toMatchObject({ failure: limit, page: { labels: ['Before'], passwordFields: 0 } })
  })

  test('a handshake that hangs', async () => {
    const silent = `127.0.0.1:${await tcpServer(() => {})}`
    const { evidence } = await probeWith({ home, hosts: { 'hangs.example': silent }, targets: [targetAt('https://hangs.example/')] })
    expect(evidence.visits).toMatchObject([{ failure: { word: 'no-reply', code: 'limit' }, error: null, hops: [{ statusCode: null }] }])
  })

  test.skipIf(!full)('that keep the browser busy, or would fill it', async () => {
    for (const path of ['/busy', '/huge']) {
      const { visits } = await visit(path)
      expect(visits[path]).toMatchObject({ statusCode: 200, error: null })
    }
  })

  test('of its own accord the browser asks nobody for anything, not even before its page of a certificate error', async () => {
    names.length = 0
    const strangers: string[] = []
    const server = hosts['sso.example'] ?? ''
    const anybody = `127.0.0.1:${await tcpServer((socket) => socket.once('data', (asked) => strangers.push(asked.toString('latin1'))))}`
    const { evidence } = await probeWith({
      home,
      hosts: { 'sso.example': server, 'wrong.example': server, '*': anybody },
      targets: [targetAt('https://sso.example/stays'), targetAt('https://wrong.example/')],
    })
    expect(evidence.visits).toMatchObject([{ page: { title: 'Scripted' } }, { error: 'net::ERR_CERT_COMMON_NAME_INVALID' }])
    expect(strangers).toEqual([])
    expect([...new Set(names)].toSorted()).toEqual(['sso.example', 'wrong.example'])
  })
})
