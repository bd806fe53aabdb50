/** The bytes of a request's CMS, from a file as it arrives. */

const BEGIN = '-----BEGIN CMS-----'
const END = '-----END CMS-----'
/** A SEQUENCE: what DER begins with. */
const SEQUENCE = 0x30

/**
 * DER as it is, or the only PEM block (RFC 7468 section 9) of a text: mail programs mangle binaries, and put greetings around what
 * they are given. What stands around the block is not signed and never looked at. Null where there is neither.
 */
export function envelopeOf(content: Buffer): Buffer | null {
  if (content[0] === SEQUENCE) return content
  const [, after, ...more] = content.toString('latin1').split(BEGIN)
  const [body, end] = after?.split(END) ?? []
  if (more.length > 0 || body === undefined || end === undefined) return null
  const base64 = body.replace(/\s+/g, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && base64.length % 4 === 0 ? Buffer.from(base64, 'base64') : null
}
