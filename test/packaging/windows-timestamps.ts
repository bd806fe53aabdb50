/** A time-stamp server on loopback (RFC 3161 section 3.4), by openssl. */

import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { makeCertificate } from './windows-fixtures.ts'

export interface TimestampServer {
  /** Any other path below it gives 404. */
  readonly url: string
  requests(): number
  stop(): Promise<void>
}

export async function startTimestampServer(folder: string): Promise<TimestampServer> {
  const usages = ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=critical,timeStamping']
  const { certificate, key } = makeCertificate(folder, 'timestamps', { subject: '/CN=Timestamps of a test', extensions: usages })
  const [config, query, serial] = [join(folder, 'tsa.cnf'), join(folder, 'query.tsq'), join(folder, 'tsa.serial')]
  writeFileSync(serial, '01')
  writeFileSync(
    config,
    `[tsa]\ndefault_tsa = only\n[only]\nserial = ${serial}\nsigner_cert = ${certificate}\nsigner_key = ${key}\nsigner_digest = sha256
default_policy = 1.2.3.4\ndigests = sha256, sha512\ness_cert_id_alg = sha256\n`,
  )
  let requests = 0
  const server = createServer(async (request, response) => {
    requests += 1
    writeFileSync(query, await buffer(request))
    if (request.url !== '/') return response.writeHead(404).end()
    const reply = ['ts', '-reply', '-config', config, '-queryfile', query]
    const { stdout } = await promisify(execFile)('openssl', reply, { encoding: 'buffer' })
    return response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(stdout)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests: () => requests,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
