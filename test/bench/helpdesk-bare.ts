/** What the helpdesk is held against: a server that writes what is PUT to the disk as durably as the helpdesk does, and does no more. */

import { mkdir, open, rename } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'

const [folder = '.'] = process.argv.slice(2)
const [incoming, objects] = [join(folder, 'incoming'), join(folder, 'objects')]
for (const each of [incoming, objects]) await mkdir(each, { recursive: true })

const server = createServer(async (request, response) => {
  const name = basename(request.url ?? '')
  const file = await open(join(incoming, name), 'wx', 0o600)
  for await (const piece of request) await file.writeFile(piece)
  await file.datasync()
  await file.close()
  await rename(join(incoming, name), join(objects, name))
  const handle = await open(objects, 'r')
  await handle.sync()
  await handle.close()
  response.writeHead(201).end()
})
server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }))
process.once('disconnect', () => process.exit())
