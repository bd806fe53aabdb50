/** From the bytes of a response to text: decompressed up to a bound, decoded by the charset that a browser would take. */

import type { Transform } from 'node:stream'
import { type Failure, failure, failureOf } from '../failure.ts'

/** A log-on or landing page has some tens of kilobytes; what counts stands in its first half megabyte or nowhere. */
export const MAX_BODY_BYTES = 524_288

export interface Decoded {
  readonly bytes: Buffer
  /** There was more than MAX_BODY_BYTES of it. */
  readonly cut: boolean
  readonly failure: Failure | null
}

/** Undoes the content coding (RFC 9110 section 8.4.1). What was decompressed before an error, or before the bound, is kept. */
export async function decompress(body: Buffer, coding: string): Promise<Decoded> {
  const decoder = await decoderFor(coding.trim().toLowerCase(), body)
  if (decoder === null) return { bytes: body, cut: false, failure: null }
  if (decoder === undefined) return { bytes: Buffer.alloc(0), cut: false, failure: failure('not-supported', 'content-coding') }
  const chunks: Buffer[] = []
  let length = 0
  try {
    decoder.end(body)
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length > MAX_BODY_BYTES) return { bytes: Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES), cut: true, failure: null }
    }
    return { bytes: Buffer.concat(chunks), cut: false, failure: null }
  } catch (error) {
    return { bytes: Buffer.concat(chunks), cut: true, failure: { ...failureOf(error), word: 'malformed' } }
  } finally {
    decoder.destroy()
  }
}

/** @returns null where nothing is to be undone, undefined for a coding that we did not ask for */
async function decoderFor(coding: string, body: Buffer): Promise<Transform | null | undefined> {
  if (coding === '' || coding === 'identity') return null
  const { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } = await import('node:zlib')
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip()
  if (coding === 'br') return createBrotliDecompress()
  // "deflate" is zlib's format; some servers leave zlib's header out, whose first byte says 8 in its low half (RFC 1950).
  if (coding === 'deflate') return ((body[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()
  return undefined
}

/** By byte order mark, `Content-Type`, <meta charset>, in this order; UTF-8 where none says anything that is known. */
export function decodeText(bytes: Buffer, contentType: string | null): string {
  const label = byteOrderMark(bytes) ?? charsetOf(contentType ?? '') ?? metaCharset(bytes) ?? 'utf-8'
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined
}

function charsetOf(contentType: string): string | undefined {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1]
}

/** A browser looks for it in the first 1,024 bytes. A page that could be read so far is not UTF-16, whatever it says. */
function metaCharset(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 1024).toString('latin1')
  const label = charsetOf(/<meta\s[^>]*charset[^>]*>/i.exec(head)?.[0] ?? '')
  return label?.toLowerCase().startsWith('utf-16') ? 'utf-8' : label
}
