/** `node linux-collector.ts PORT FOLDER`: a helpdesk's collector on loopback, which keeps what it gets in FOLDER, by its digest. */

import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { bodyOf } from '../../upload/servers.ts'

const [port = '', folder = ''] = process.argv.slice(2)
createServer(async (request, response) => {
  const body = await bodyOf(request)
  const sha256 = createHash('sha256').update(body).digest('hex')
  const file = join(folder, sha256)
  const isNamedSo = request.url === `/bundles/${sha256}` && request.headers.authorization === 'Bearer built'
  if (isNamedSo && !existsSync(file)) writeFileSync(file, body)
  response.writeHead(isNamedSo ? 201 : 422).end()
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'))
