/** The far end of (c), a process of its own: two name servers and a TLS server at 200 addresses. Waits for a line on stdin until its addresses are there. */

import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:tls'
import * as dnsPacket from 'dns-packet'
import { createHierarchy } from '../support/certificates.ts'
import { addressOf, resolverAddresses } from './many-places.ts'

const { leaf } = await createHierarchy({ names: ['*.bench.example'] })
await once(process.stdin, 'data')

for (const address of resolverAddresses) {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1_048_576 })
  socket.on('message', (message, from) => {
    const { id, questions = [] } = dnsPacket.decode(message)
    const [question] = questions
    const index = Number(/^target-(\d+)\./.exec(question?.name ?? '')?.[1] ?? -1)
    const answers =
      question !== undefined && index >= 0 && question.type === 'A'
        ? [{ type: 'A' as const, name: question.name, ttl: 60, data: addressOf(index) }]
        : []
    socket.send(dnsPacket.encode({ type: 'response', id: id ?? 0, flags: index >= 0 ? 0 : 3, questions, answers }), from.port, from.address)
  })
  socket.bind(53, address)
  await once(socket, 'listening')
}
const server = createServer({ key: leaf.key, cert: leaf.chain })
server.on('tlsClientError', () => {})
server.listen({ port: 443, host: '0.0.0.0', backlog: 1024 })
await once(server, 'listening')
process.stdout.write('listening\n')
