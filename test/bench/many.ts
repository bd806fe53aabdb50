/** (c) Many targets at 20 ms of delay: DNS, connecting and one hello. The servers wait; loopback itself has no delay. */

import * as dnsPacket from 'dns-packet'
import { createSocket } from 'node:dgram'
import { createServer, type Server } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { collect } from '../../agent/collect.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Settings } from '../../checks/settings.ts'
import { createHierarchy } from '../support/certificates.ts'
import { median, say } from './measure.ts'

const DELAY_MS = 20
const ROUNDS = 7
const MANY = 200
const FEW = 3

const hostName = (index: number) => `target-${index}.bench.example`
const addressOf = (index: number) => `127.1.${index >> 8}.${(index & 255) + 1}`
const resolvers = ['127.0.3.1', '127.0.3.2']

async function startResolver(address: string): Promise<{ port: number; close: () => void }> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const { id, questions: [question] = [] } = dnsPacket.decode(message)
    const index = Number(/^target-(\d+)\./.exec(question?.name ?? '')?.[1] ?? -1)
    const found = index >= 0 && question?.type === 'A'
    const rcode = index >= 0 ? 0 : 3
    const answers = found ? [{ type: 'A' as const, name: question.name, ttl: 60, data: addressOf(index) }] : []
    const answer = dnsPacket.encode({ type: 'response', id: id ?? 0, flags: rcode, questions: question === undefined ? [] : [question], answers })
    setTimeout(() => socket.send(answer, from.port, from.address), DELAY_MS)
  })
  await new Promise<void>((resolve) => socket.bind(0, address, resolve))
  return { port: socket.address().port, close: () => socket.close() }
}

async function startTls(): Promise<{ server: Server; port: number }> {
  const { leaf } = await createHierarchy({ names: ['*.bench.example'] })
  const secureContext = createSecureContext({ key: leaf.key, cert: leaf.chain })
  const server = createServer((socket) => {
    socket.on('error', () => {})
    setTimeout(() => new TLSSocket(socket, { isServer: true, secureContext }).on('error', () => {}), DELAY_MS)
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  return { server, port: (server.address() as { port: number }).port }
}

const { server, port } = await startTls()
const started = await Promise.all(resolvers.map(startResolver))

function settingsFor(count: number): Settings {
  return {
    profiles: [],
    targets: Array.from({ length: count }, (_, index) => ({ profiles: [], id: `${index}`, url: `https://${hostName(index)}:${port}/`, host: hostName(index), port, page: null })),
    resolvers: started.map((each, index) => ({ address: resolvers[index] ?? '', port: each.port, roles: [`hkex-${index + 1}`] as const })),
    ranges: { primary: [], secondary: [] },
    extraAddresses: [],
    issuers: [],
    siteRoots: [],
    trustedRoots: [],
    proxy: { kind: 'direct' },
  }
}

async function spanMs(count: number): Promise<number> {
  const startedMs = performance.now()
  const { evidence } = await collect(settingsFor(count), injectedIo({}), new AbortController().signal, () => {}, ['dns', 'path'])
  const elapsedMs = performance.now() - startedMs
  const greeted = evidence.path?.handshakes.filter(({ outcome }) => outcome.kind === 'done').length
  if (greeted !== count) throw new Error(`${greeted} of ${count} targets were greeted`)
  return elapsedMs
}

const few: number[] = []
const many: number[] = []
await spanMs(FEW)
for (let round = 0; round < ROUNDS; round++) {
  few.push(await spanMs(FEW))
  many.push(await spanMs(MANY))
}
for (const each of started) each.close()
server.close()
const ratio = median(many) / median(few)
say(`(c) ${MANY} targets × ${resolvers.length} resolvers at ${DELAY_MS} ms: over ${FEW} targets`, `${ratio.toFixed(2)} (${median(many).toFixed(0)} ms / ${median(few).toFixed(0)} ms)`, { at: 4, is: ratio })
process.exit()
