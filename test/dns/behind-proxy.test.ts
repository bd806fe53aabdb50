/** Where a proxy of Edge's opens every way, nobody waits for DNS that is closed. */

import { expect, test } from 'vitest'
import { dnsProbe } from '../../checks/dns/probe.ts'
import { failure } from '../../checks/failure.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { ProxyEvent } from '../../checks/proxy/evidence.ts'
import type { HandshakeRecord } from '../../checks/schema.ts'
import { createStream } from '../../checks/stream.ts'
import { emptySettings, probeContext } from '../support/context.ts'

const hosts = ['www.example', 'sso.example']
const settings = {
  ...emptySettings,
  targets: hosts.map((host) => ({ profiles: ['p'], id: host, url: `https://${host}/`, host, port: 443, page: null })),
}

const route = (host: string, proxies: readonly string[]): ProxyEvent => ({
  kind: 'route',
  url: `https://${host}/`,
  host,
  port: 443,
  proxies,
  direct: proxies.length === 0,
})

function handshake(host: string, done: boolean): ProxyEvent {
  const outcome: HandshakeRecord['outcome'] = done
    ? { kind: 'done', protocol: 'TLSv1.3', cipher: '', alpn: null, chain: [], ocsp: null, clientCertificateRequested: false }
    : { kind: 'failed', failure: failure('no-reply'), bytesRead: 0 }
  return { kind: 'handshake', record: { host, port: 443, via: { kind: 'proxy', proxy: 'p:3128' }, hello: 'big', elapsedMs: 1, outcome } }
}

/** How long a look-up that hangs keeps the probe, and whether it was called off. */
async function waits(events: readonly ProxyEvent[]): Promise<'called off' | 'its whole time'> {
  const proxy = createStream<ProxyEvent>()
  for (const event of events) proxy.push(event)
  proxy.end()
  const base = probeContext<'dns'>()
  const lookup = async (names: readonly string[], _limitMs: number, signal: AbortSignal) => {
    const { promise, resolve } = Promise.withResolvers<string>()
    signal.addEventListener('abort', () => resolve('called off'), { once: true })
    setTimeout(() => resolve('its whole time'), 2500)
    said = await promise
    return Object.fromEntries(names.map((name) => [name, { failure: failure('no-reply', 'limit'), elapsedMs: 0 }]))
  }
  let said = ''
  const evidence = await dnsProbe.probe({
    ...base,
    settings,
    io: injectedIo({ machine: { lookup } }),
    upstream: { ...base.upstream, proxy },
  })
  expect(evidence.complete).toBe(true)
  return said as 'called off'
}

test.concurrent.each<['called off' | 'its whole time', string, readonly ProxyEvent[]]>([
  ['called off', 'TLS comes from every host through the proxy', hosts.flatMap((host) => [route(host, ['p:3128']), handshake(host, true)])],
  [
    'its whole time',
    'one host is reached directly',
    [route('www.example', ['p:3128']), handshake('www.example', true), route('sso.example', [])],
  ],
  ['its whole time', 'nothing comes through it', hosts.flatMap((host) => [route(host, ['p:3128']), handshake(host, false)])],
])('%s: %s', async (expected, _, events) => {
  expect(await waits(events)).toBe(expected)
})
