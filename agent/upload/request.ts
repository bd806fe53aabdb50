/** What is asked of a server of each kind: the address, and that service's own headers. */

import type { Destination } from './destination.ts'

export interface BundleFacts {
  /** Hexadecimal. */
  readonly sha256: string
  readonly size: number
  readonly mediaType: string
  readonly name: string
}

export interface PutRequest {
  readonly url: URL
  /** Path and query as they go out: those of a signed address are not written anew. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  /** 412 and its like answer a condition that we set. */
  readonly conditional: boolean
}

/** RFC 9110 section 13.1.2: only where nothing is there yet. */
const ifNothingIsThere = { 'if-none-match': '*' } as const

/** @param destination its address was looked at before (readUploadUrl) */
export function putRequest({ kind, url: address, token }: Destination, { sha256, size, mediaType }: BundleFacts): PutRequest {
  const url = new URL(address)
  url.hash = ''
  const headers = { 'user-agent': 'TerminalPreflight/1', 'content-type': mediaType, 'content-length': String(size) }
  switch (kind) {
    case 'collector': {
      url.pathname = `${url.pathname.replace(/\/+$/, '')}/${sha256}`
      return {
        url,
        target: url.pathname + url.search,
        headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...ifNothingIsThere },
        conditional: true,
      }
    }
    case 'presigned': {
      const signed = signedHeaders(url)
      return {
        url,
        target: verbatim(address, url),
        headers: {
          ...headers,
          // A header of S3's own that was not signed makes S3 refuse the whole ("headers present in the request which were not signed").
          ...(signed.has('x-amz-checksum-sha256') ? { 'x-amz-checksum-sha256': base64(sha256) } : {}),
          ...(signed.has('x-amz-content-sha256') ? { 'x-amz-content-sha256': sha256 } : {}),
          // Its name is not that of the content: "something is there" says nothing, unless whoever signed the address wants it.
          ...(signed.has('if-none-match') ? ifNothingIsThere : {}),
        },
        conditional: signed.has('if-none-match'),
      }
    }
    case 'azure-sas':
      // The version is that of the signature (`sv`) where x-ms-version is not sent (Microsoft, "Versioning for Azure Storage").
      return {
        url,
        target: verbatim(address, url),
        headers: { ...headers, 'x-ms-blob-type': 'BlockBlob', ...ifNothingIsThere },
        conditional: true,
      }
  }
}

/** AWS, "Authenticating requests: using query parameters": the names whose values the signature holds, in small letters. */
function signedHeaders(url: URL): ReadonlySet<string> {
  const parameters = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]))
  return new Set((parameters.get('x-amz-signedheaders') ?? '').toLowerCase().split(';'))
}

/** As it stands in the address, where HTTP can carry that: `URL` would escape a few characters that a signature was made over. */
function verbatim(address: string, url: URL): string {
  const written = /^https?:\/\/[^/?#]*(?<target>[^#]*)/i.exec(address)?.groups?.target ?? ''
  if (!/^[\x21-\x7e]*$/.test(written)) return url.pathname + url.search
  return written.startsWith('/') ? written : `/${written}`
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64')
}
