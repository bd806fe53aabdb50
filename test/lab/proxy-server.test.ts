import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { onFreePlaces, type Places } from './places.ts'
import { type PacBehaviour, startPac } from './plain-servers.ts'
import { type ProxyBehaviour, startProxy } from './proxy-server.ts'
import type { Running } from './running.ts'
import { startDoor } from './site-server.ts'

const PATIENCE_MS = 300
const started: Running[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.stop()))
})

/** A proxy, and behind it a server that says "hello" first and then everything that it is told. */
function serve(behaviour: Partial<ProxyBehaviour>): Promise<Places> {
  return onFreePlaces(false, async (places) => {
    const [target] = places.primary.sso
    if (target === undefined) throw new Error('no target')
    const targets = { 'sso.example:443': target, 'dead.example:443': places.pac }
    const greeter = (socket: Socket) => {
      socket.write('hello ')
      socket.pipe(socket)
    }
    started.push(await startDoor(target, greeter))
    started.push(await startProxy(places.proxy, { answers: 'tunnel', leadsTo: 'primary', ...behaviour }, targets))
    return places
  })
}

/** Everything that comes back until the connection ends or nothing more comes. */
async function say({ proxy }: Places, text: string): Promise<string> {
  const socket = connect({ host: proxy.address, port: proxy.port })
  let heard = ''
  socket.on('data', (chunk) => {
    heard += String(chunk)
  })
  try {
    await once(socket, 'connect')
    socket.write(text)
    await once(socket, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ABORT_ERR') return String((error as NodeJS.ErrnoException).code)
  } finally {
    socket.destroy()
  }
  return heard
}

const connectTo = (authority: string) => `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`

describe('the proxy', () => {
  test('opens a tunnel and loses nothing of what was sent with the request', async () => {
    const heard = await say(await serve({}), `${connectTo('sso.example:443')}early`)
    expect(heard).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\nhello early$/)
  })
  test.each<[string, Partial<ProxyBehaviour>, string, string]>([
    ['a name that it does not know', {}, connectTo('other.example:443'), 'HTTP/1.1 502 '],
    ['a server that is not there', {}, connectTo('dead.example:443'), 'HTTP/1.1 502 '],
    ['anything but CONNECT', {}, 'GET http://sso.example/ HTTP/1.1\r\n\r\n', 'HTTP/1.1 405 '],
    ['everybody, when it forbids', { answers: { status: 403 } }, connectTo('sso.example:443'), 'HTTP/1.1 403 '],
  ])('refuses %s', async (_name, behaviour, request, expected) => {
    expect((await say(await serve(behaviour), request)).slice(0, expected.length)).toBe(expected)
  })
  test('names the ways to log on to it', async () => {
    const heard = await say(await serve({ answers: { status: 407, authenticate: ['Negotiate', 'NTLM'] } }), connectTo('sso.example:443'))
    expect(heard).toMatch(/^HTTP\/1\.1 407 /)
    expect(heard).toContain('Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n')
  })
  test('takes the request and says nothing', async () => {
    expect(await say(await serve({ answers: 'silent' }), connectTo('sso.example:443'))).toBe('')
  })
  test('takes the request and hangs up', async () => {
    expect(await say(await serve({ answers: 'drop' }), connectTo('sso.example:443'))).toBe('')
  })
  test('is another kind of server', async () => {
    expect(await say(await serve({ answers: 'ssh' }), connectTo('sso.example:443'))).toMatch(/^SSH-2\.0-/)
  })
  test('is not there', async () => {
    expect(await say(await serve({ answers: 'refuse' }), '')).toBe('ECONNREFUSED')
  })
})

describe('the proxy’s script', () => {
  test.each<[PacBehaviour['answers'], number, string]>([
    ['proxy', 200, 'PROXY 127.0.0.1:'],
    ['dead-first', 200, '"PROXY 127.0.0.1:1; PROXY 127.0.0.1:'],
    ['direct', 200, '"DIRECT"'],
    ['missing', 404, ''],
    ['syntax', 200, '"PROXY '],
    ['throws', 200, 'noSuchFunction'],
    ['web-page', 200, '<!doctype html>'],
  ])('when it is %s', async (answers, status, content) => {
    const pac = await onFreePlaces(false, async (places) => {
      started.push(await startPac(places.pac, { answers }, places.proxy))
      return places.pac
    })
    const response = await fetch(`http://${pac.address}:${pac.port}/proxy.pac`)
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(content)
  })
})
