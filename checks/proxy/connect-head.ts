/** What a proxy answers to CONNECT, read from its bytes (RFC 9112 section 4, RFC 9110 section 11.7.1). */

export interface ConnectHead {
  readonly statusCode: number
  readonly authenticationSchemes: readonly string[]
}

export type HeadProgress =
  | { readonly kind: 'more' }
  | { readonly kind: 'done'; readonly head: ConnectHead /** Bytes that belong to the tunnel. */; readonly rest: Buffer }
  | { readonly kind: 'not-http' }
  | { readonly kind: 'too-large' }

/** As much as Node's own HTTP parser takes. */
export const MAX_HEAD_BYTES = 16_384

/** Says as early as it can that no answer in HTTP/1 is coming, so that a wrong port does not look like silence. */
export function readHead(received: Buffer): HeadProgress {
  const start = received.toString('latin1', 0, 7)
  if (!'HTTP/1.'.startsWith(start)) return { kind: 'not-http' }
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return received.length > MAX_HEAD_BYTES ? { kind: 'too-large' } : { kind: 'more' }
  if (end > MAX_HEAD_BYTES) return { kind: 'too-large' }
  const [statusLine = '', ...fields] = received.toString('latin1', 0, end).split('\r\n')
  const status = /^HTTP\/1\.\d (?<code>[1-9]\d{2})(?: |$)/.exec(statusLine)?.groups?.code
  if (status === undefined) return { kind: 'not-http' }
  const schemes = fields.flatMap((field) => {
    const [name = '', ...value] = field.split(':')
    return name.trim().toLowerCase() === 'proxy-authenticate' ? challengeSchemes(value.join(':')) : []
  })
  return {
    kind: 'done',
    head: { statusCode: Number(status), authenticationSchemes: [...new Set(schemes)] },
    rest: received.subarray(end + 4),
  }
}

/** The schemes of a list of challenges: `Negotiate, Basic realm="a, b"`. A part with "=" right after its first word is a parameter. */
export function challengeSchemes(value: string): string[] {
  const parts = value.match(/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g) ?? []
  return parts.flatMap((part) => /^\s*(?<scheme>[!#$%&'*+.^_`|~\w-]+)(?!\s*=[^=])(?=\s|$)/.exec(part)?.groups?.scheme ?? [])
}
