/** An HTTP proxy that knows CONNECT alone (RFC 9110 section 9.3.6), and does what its behaviour says. */

import { connect, type Socket } from 'node:net'
import { isBrowserName } from './pages.ts'
import type { Place } from './places.ts'
import type { Running } from './running.ts'
import { startDoor } from './site-server.ts'

export interface ProxyBehaviour {
  /**
   * tunnel · refuse: nothing listens · silent: takes the request and never answers · drop: takes it and hangs up · ssh: it is
   * another kind of server · status: answers every CONNECT with it
   */
  readonly answers: 'tunnel' | 'refuse' | 'silent' | 'drop' | 'ssh' | { readonly status: number; readonly authenticate?: readonly string[] }
  /** Where its tunnels end: at the data centres, or at the lab's other server (an inspection box behind the proxy). */
  /** What calls itself a browser is let through all the same, as one is that has answered the challenge by itself. */
  readonly letsBrowsersPass?: boolean
  readonly leadsTo: 'primary' | 'secondary' | 'stray'
}

/** Names are looked up by the proxy, as proxies do: the terminal's own DNS has no part in it. */
export type ProxyTargets = Readonly<Record<string, Place>>

const MAX_REQUEST_BYTES = 8192

export async function startProxy(place: Place, behaviour: ProxyBehaviour, targets: ProxyTargets): Promise<Running> {
  if (behaviour.answers === 'refuse') return { stop: async () => {} }
  return startDoor(place, (client) => {
    let held = Buffer.alloc(0)
    const onData = (chunk: Buffer) => {
      held = Buffer.concat([held, chunk])
      const end = held.indexOf('\r\n\r\n')
      if (end < 0 && held.length < MAX_REQUEST_BYTES) return
      client.off('data', onData)
      client.pause()
      client.unshift(held.subarray(end + 4))
      answer(client, held.subarray(0, Math.max(end, 0)).toString('latin1'), behaviour, targets)
    }
    client.on('data', onData)
  })
}

function answer(client: Socket, request: string, { answers, letsBrowsersPass }: ProxyBehaviour, targets: ProxyTargets): void {
  const [method, authority = ''] = request.split(' ', 2)
  if (letsBrowsersPass === true && isBrowserName(/^user-agent:(?<name>.*)/im.exec(request)?.groups?.name ?? ''))
    openTunnel(client, targets[authority])
  else if (answers === 'silent') client.resume()
  else if (answers === 'drop') client.destroy()
  else if (answers === 'ssh') client.end('SSH-2.0-Lab\r\n')
  else if (typeof answers === 'object') client.end(statusLine(answers.status, answers.authenticate))
  else if (method !== 'CONNECT') client.end(statusLine(405))
  else openTunnel(client, targets[authority])
}

function openTunnel(client: Socket, target: Place | undefined): void {
  if (target === undefined) {
    client.end(statusLine(502))
    return
  }
  const server = connect({ host: target.address, port: target.port })
  let open = false
  server.once('connect', () => {
    open = true
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    client.pipe(server).pipe(client)
  })
  server.on('error', () => (open ? client.destroy() : client.end(statusLine(502))))
  server.once('end', () => client.end())
  client.once('close', () => server.destroy())
}

function statusLine(status: number, authenticate: readonly string[] = []): string {
  const schemes = authenticate.map((scheme) => `Proxy-Authenticate: ${scheme}\r\n`).join('')
  return `HTTP/1.1 ${status} Lab\r\n${schemes}Content-Length: 0\r\nConnection: close\r\n\r\n`
}
