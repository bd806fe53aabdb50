/**
 * The far end of (c), a process of its own: two name servers and a TLS server at 200 addresses. Waits for a line on stdin until its
 * addresses are there. It shares two cores with who is measured, so it does no more than it must.
 */

import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:tls'
import { createHierarchy } from '../support/certificates.ts'
import { addressOf, resolverAddresses } from './many-places.ts'

const { leaf } = await createHierarchy({ names: ['*.bench.example'] })
await once(process.stdin, 'data')

for (const address of resolverAddresses) {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1_048_576 })
  socket.on('message', (query, from) => socket.send(answerTo(query), from.port, from.address))
  socket.bind(53, address)
  await once(socket, 'listening')
}
const server = createServer({ key: leaf.key, cert: leaf.chain })
server.on('tlsClientError', () => {})
server.listen({ port: 443, host: '0.0.0.0', backlog: 1024 })
await once(server, 'listening')
process.stdout.write('listening\n')

/** Header and question as they came (RFC 1035 section 4.1), and the address where one is asked for. */
function answerTo(query: Buffer): Buffer {
  const nameEnd = query.indexOf(0, 12)
  const question = query.subarray(12, nameEnd + 5)
  const index = Number(/^.target-(\d+)/s.exec(question.toString('latin1'))?.[1] ?? -1)
  const found = index >= 0 && question.at(-3) === 1
  const header = Buffer.from([...query.subarray(0, 2), 0x81, index >= 0 ? 0x80 : 0x83, 0, 1, 0, found ? 1 : 0, 0, 0, 0, 0])
  const record = found ? [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...addressOf(index).split('.').map(Number)] : []
  return Buffer.concat([header, question, Buffer.from(record)])
}
