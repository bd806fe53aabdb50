/**
 * AWS Signature Version 4 in a query, from both sides, as AWS publishes it ("Authenticating requests: using query parameters"), and a
 * server that stores only what is signed so: an independent look at what we send.
 */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { listen, type Running } from '../proxy/servers.ts'
import { bodyOf } from './servers.ts'

export interface Credentials {
  readonly id: string
  readonly secret: string
  readonly region: string
}

export interface ToSign {
  readonly method: string
  /** Without a query of a signature. */
  readonly url: string
  /** `20130524T000000Z` */
  readonly date: string
  readonly expiresS: number
  /** Besides `host`, which is always signed. */
  readonly headers?: Readonly<Record<string, string>>
}

export function presign({ method, url, date, expiresS, headers = {} }: ToSign, { id, secret, region }: Credentials): string {
  const address = new URL(url)
  const signed: Record<string, string> = { host: address.host, ...headers }
  const names = Object.keys(signed).sort()
  const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`
  const query: [string, string][] = [
    ...address.searchParams,
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${id}/${scope}`],
    ['X-Amz-Date', date],
    ['X-Amz-Expires', String(expiresS)],
    ['X-Amz-SignedHeaders', names.join(';')],
  ]
  const signature = signatureOf({ method, path: address.pathname, query, signed, names, date, scope }, secret)
  return `${address.origin}${address.pathname}?${canonicalQuery(query)}&X-Amz-Signature=${signature}`
}

interface Signable {
  readonly method: string
  readonly path: string
  readonly query: readonly [string, string][]
  readonly signed: Readonly<Record<string, string | undefined>>
  readonly names: readonly string[]
  readonly date: string
  readonly scope: string
}

function signatureOf({ method, path, query, signed, names, date, scope }: Signable, secret: string): string {
  const headers = names.map((name) => `${name}:${(signed[name] ?? '').trim().replace(/ +/g, ' ')}\n`).join('')
  const request = [method, path, canonicalQuery(query), headers, names.join(';'), 'UNSIGNED-PAYLOAD'].join('\n')
  const text = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(request).digest('hex')].join('\n')
  const key = scope.split('/').reduce<Buffer>((each, part) => hmac(each, part), Buffer.from(`AWS4${secret}`))
  return hmac(key, text).toString('hex')
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/** Sorted by name, escaped as RFC 3986 has it. */
function canonicalQuery(query: readonly [string, string][]): string {
  const pairs = query.map(([name, value]) => [escaped(name), escaped(value)] as const)
  return pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
}

export interface Bucket extends Running {
  readonly url: string
  readonly objects: ReadonlyMap<string, Buffer>
  readonly requests: readonly { readonly url: string; readonly headers: IncomingHttpHeaders }[]
}

export async function startBucket(credentials: Credentials): Promise<Bucket> {
  const objects = new Map<string, Buffer>()
  const requests: { url: string; headers: IncomingHttpHeaders }[] = []
  const running = await listen(
    createServer(async (request, response) => {
      const url = request.url ?? ''
      requests.push({ url, headers: request.headers })
      const body = await bodyOf(request).catch(() => undefined)
      if (body === undefined) return
      const refusal = refusalOf(request.method ?? '', url, request.headers, body, credentials)
      const path = url.split('?')[0] ?? ''
      if (refusal !== undefined)
        return void response.writeHead(refusal.status, { 'content-type': 'application/xml' }).end(errorXml(refusal))
      if (request.headers['if-none-match'] === '*' && objects.has(path))
        return void response
          .writeHead(412, { 'content-type': 'application/xml' })
          .end(errorXml({ code: 'PreconditionFailed', message: 'At least one of the pre-conditions you specified did not hold' }))
      objects.set(path, body)
      response.writeHead(200, { etag: '"x"' }).end()
    }),
  )
  return { ...running, url: `http://127.0.0.1:${running.port}`, objects, requests }
}

interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

function refusalOf(
  method: string,
  address: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
  { secret }: Credentials,
): Refusal | undefined {
  const url = new URL(address, 'http://host')
  const query = [...url.searchParams].filter(([name]) => name !== 'X-Amz-Signature')
  const of = (name: string) => url.searchParams.get(name) ?? ''
  const names = of('X-Amz-SignedHeaders').split(';')
  const unsigned = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !names.includes(name))
  if (unsigned.length > 0)
    return { status: 403, code: 'AccessDenied', message: 'There were headers present in the request which were not signed' }
  if (headers.authorization !== undefined) return { status: 400, code: 'InvalidArgument', message: 'Only one auth mechanism allowed' }
  const scope = of('X-Amz-Credential').split('/').slice(1).join('/')
  const signed = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]))
  const expected = signatureOf({ method, path: url.pathname, query, signed, names, date: of('X-Amz-Date'), scope }, secret)
  const given = of('X-Amz-Signature')
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected)))
    return { status: 403, code: 'SignatureDoesNotMatch', message: `The signature we calculated does not match, you gave ${given}` }
  const checksum = headers['x-amz-checksum-sha256'] ?? url.searchParams.get('x-amz-checksum-sha256')
  if (typeof checksum === 'string' && checksum !== createHash('sha256').update(body).digest('base64'))
    return { status: 400, code: 'BadDigest', message: 'The SHA256 you specified did not match the calculated checksum.' }
  return undefined
}

function errorXml({ code, message }: Pick<Refusal, 'code' | 'message'>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>1</RequestId></Error>`
}
