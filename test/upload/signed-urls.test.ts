import { createServer, type IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { Destination } from '../../agent/upload/destination.ts'
import { putRequest } from '../../agent/upload/request.ts'
import { listen } from '../proxy/servers.ts'
import { bundleOf, sendBundle } from './bundles.ts'
import { bodyOf } from './servers.ts'
import { presign, startBucket } from './signed-urls.ts'

const bundle = bundleOf(5, 200_000)
const checksum = Buffer.from(bundle.sha256, 'hex').toString('base64')
const credentials = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' }
const date = '20260401T000000Z'

function presigned(url: string): Destination {
  return { kind: 'presigned', url, token: null, ca: [] }
}

test('our signer is AWS’s: the example of "Authenticating requests: using query parameters"', () => {
  const url = presign(
    { method: 'GET', url: 'https://examplebucket.s3.amazonaws.com/test.txt', date: '20130524T000000Z', expiresS: 86_400 },
    credentials,
  )
  expect(url).toContain('X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404')
})

describe('a presigned address', () => {
  const put = (url: string, headers: Readonly<Record<string, string>> = {}) =>
    presign({ method: 'PUT', url, date, expiresS: 600, headers }, credentials)

  test('goes out as it is, with no header that was not signed', async () => {
    await using bucket = await startBucket(credentials)
    const url = put(`${bucket.url}/bucket/case%207/it's(1)+2.zip`)
    expect(await sendBundle(bundle, presigned(url))).toEqual({ kind: 'kept', statusCode: 200 })
    expect(bucket.requests[0]?.url).toBe(url.slice(bucket.url.length))
    expect(Object.keys(bucket.requests[0]?.headers ?? {}).sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ])
    expect([...bucket.objects.values()][0]?.equals(bundle.bytes)).toBe(true)
  })

  test('with a signed checksum, type and condition', async () => {
    await using bucket = await startBucket(credentials)
    const url = put(`${bucket.url}/bucket/b.zip`, {
      'x-amz-checksum-sha256': checksum,
      'content-type': bundle.mediaType,
      'if-none-match': '*',
    })
    expect(await sendBundle(bundle, presigned(url))).toEqual({ kind: 'kept', statusCode: 200 })
    expect(bucket.requests[0]?.headers['x-amz-checksum-sha256']).toBe(checksum)
    expect(await sendBundle(bundle, presigned(url), {}, { mayBeThere: true })).toEqual({ kind: 'kept', statusCode: 412 })
    // Its name is not its content: unless a try of ours may have got through, what is there may be somebody else's.
    expect(await sendBundle(bundle, presigned(url))).toMatchObject({ kind: 'final', problem: 'already-there', statusCode: 412 })
  })

  test('with the checksum in its query, where SDKs put it', async () => {
    await using bucket = await startBucket(credentials)
    const url = put(`${bucket.url}/bucket/b.zip?x-amz-checksum-sha256=${encodeURIComponent(checksum)}`)
    expect(await sendBundle(bundle, presigned(url))).toEqual({ kind: 'kept', statusCode: 200 })
    expect(bucket.requests[0]?.headers['x-amz-checksum-sha256']).toBeUndefined()
  })

  test('signed for another bundle', async () => {
    await using bucket = await startBucket(credentials)
    const other = Buffer.from(bundleOf(6, 10).sha256, 'hex').toString('base64')
    const inHeader = put(`${bucket.url}/bucket/b.zip`, { 'x-amz-checksum-sha256': other })
    expect(await sendBundle(bundle, presigned(inHeader))).toMatchObject({
      kind: 'final',
      statusCode: 403,
      reason: expect.stringMatching(/^SignatureDoesNotMatch: /),
    })
    const inQuery = put(`${bucket.url}/bucket/b.zip?x-amz-checksum-sha256=${encodeURIComponent(other)}`)
    expect(await sendBundle(bundle, presigned(inQuery))).toMatchObject({
      kind: 'final',
      statusCode: 400,
      reason: 'BadDigest: The SHA256 you specified did not match the calculated checksum.',
    })
    expect(bucket.objects.size).toBe(0)
  })

  test('tampered with: refused, and its signature is not in the reason', async () => {
    await using bucket = await startBucket(credentials)
    const url = put(`${bucket.url}/bucket/b.zip`).replace('X-Amz-Expires=600', 'X-Amz-Expires=601')
    const answer = await sendBundle(bundle, presigned(url))
    expect(answer).toMatchObject({ kind: 'final', problem: 'refused', statusCode: 403, reason: expect.stringMatching(/you gave …$/) })
    expect(JSON.stringify(answer)).not.toContain(new URL(url).searchParams.get('X-Amz-Signature'))
  })

  test('the server of the test refuses a header that was not signed, so it would have seen one', async () => {
    await using bucket = await startBucket(credentials)
    const response = await fetch(put(`${bucket.url}/bucket/b.zip`), {
      method: 'PUT',
      body: 'x',
      headers: { 'x-amz-checksum-sha256': checksum },
    })
    expect(response.status).toBe(403)
  })
})

describe('an Azure Blob address', () => {
  /** Put Blob, as Microsoft describes it: needs x-ms-blob-type and a length; 409 BlobAlreadyExists for a condition that is not met. */
  async function startContainer() {
    const blobs = new Map<string, Buffer>()
    const requests: { url: string; headers: IncomingHttpHeaders }[] = []
    const running = await listen(
      createServer(async (request, response) => {
        const url = request.url ?? ''
        requests.push({ url, headers: request.headers })
        const body = await bodyOf(request).catch(() => undefined)
        if (body === undefined) return
        const refuse = (status: number, code: string) => {
          response.writeHead(status, { 'content-type': 'application/xml', 'x-ms-error-code': code })
          response.end(
            `\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>Text of ${code}.\nRequestId:1</Message></Error>`,
          )
        }
        if (request.headers.authorization !== undefined || !url.includes('&sig=abc%2Bdef%3D')) return refuse(403, 'AuthenticationFailed')
        if (request.headers['x-ms-blob-type'] !== 'BlockBlob') return refuse(400, 'MissingRequiredHeader')
        if (request.headers['if-none-match'] === '*' && blobs.has(url)) return refuse(409, 'BlobAlreadyExists')
        blobs.set(url, body)
        response.writeHead(201).end()
      }),
    )
    return { ...running, blobs, requests, url: `http://127.0.0.1:${running.port}/bundles/b.zip?sv=2025-05-05&sr=b&sp=cw&sig=abc%2Bdef%3D` }
  }

  test('gets a block blob once', async () => {
    await using container = await startContainer()
    const destination: Destination = { kind: 'azure-sas', url: container.url, token: null, ca: [] }
    expect(await sendBundle(bundle, destination)).toEqual({ kind: 'kept', statusCode: 201 })
    expect(container.requests[0]?.url).toBe('/bundles/b.zip?sv=2025-05-05&sr=b&sp=cw&sig=abc%2Bdef%3D')
    expect([...container.blobs.values()][0]?.equals(bundle.bytes)).toBe(true)
    expect(await sendBundle(bundle, destination, {}, { mayBeThere: true })).toEqual({ kind: 'kept', statusCode: 409 })
    // An address that is used again for another bundle: it is not overwritten, and what is to be sent is not taken for kept.
    expect(await sendBundle(bundleOf(9, 10), destination)).toEqual({
      kind: 'final',
      problem: 'already-there',
      statusCode: 409,
      reason: 'BlobAlreadyExists: Text of BlobAlreadyExists. RequestId:1',
    })
  })

  test('that has expired', async () => {
    await using container = await startContainer()
    const url = container.url.replace('abc%2B', 'zzz%2B')
    expect(await sendBundle(bundle, { kind: 'azure-sas', url, token: null, ca: [] })).toMatchObject({
      kind: 'final',
      problem: 'refused',
      statusCode: 403,
    })
  })
})

test('a token goes with a collector alone', () => {
  for (const kind of ['presigned', 'azure-sas'] as const) {
    const { headers } = putRequest({ kind, url: 'https://a.example/b?c=d', token: 'stray', ca: [] }, bundle)
    expect(Object.values(headers).join()).not.toContain('stray')
  }
})
