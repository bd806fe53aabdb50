/** Opens a PKCS#12 (RFC 7292). What is in the bags is handed out as DER: node:crypto reads EC, which node-forge's own reader refuses. */

import { checkMac, decrypt, type Rounds, roundsOfAFile, type Secret } from './pkcs12-decrypt.ts'

export interface Bags {
  /** PKCS#8, as they stand in the file. */
  readonly keys: readonly Buffer[]
  readonly certificates: readonly Buffer[]
}

export type Pkcs12Problem = 'wrong-password' | 'not-pkcs12' | 'unsupported' | 'too-large'

/** pkcs-7 data and encryptedData (RFC 2315 section 14) */
const DATA = '1.2.840.113549.1.7.1'
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
/** RFC 2985 section 5.3.1 */
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1'

/** Each may cost a derivation; a chain has five certificates. */
const MOST_BAGS = 100

/** Rounds of derivation are counted over the whole file and refused (`too-large`) before they are done. */
export async function openPkcs12(file: Uint8Array, password: string): Promise<Bags | { readonly problem: Pkcs12Problem }> {
  try {
    return await open(file, password)
  } catch {
    // The libraries' words for ASN.1 that isn't what it should be; nothing of it is the user's to mend.
    return { problem: 'not-pkcs12' }
  }
}

async function open(file: Uint8Array, password: string): Promise<Bags | { readonly problem: Pkcs12Problem }> {
  const { AuthenticatedSafe, PFX } = await import('pkijs')
  const { OctetString } = await import('asn1js')
  const { authSafe, macData } = PFX.fromBER(new Uint8Array(file))
  // Other integrity by a signature (RFC 7292 section 3.1): nobody exports so.
  if (authSafe.contentType !== DATA) return { problem: 'unsupported' }
  if (!(authSafe.content instanceof OctetString)) return { problem: 'not-pkcs12' }
  const content = new Uint8Array(authSafe.content.getValue())
  const rounds = roundsOfAFile()
  let secret: Secret = password
  if (macData !== undefined) {
    const candidates: readonly Secret[] = password === '' ? ['', null] : [password]
    let verdict = await checkMac(macData, content, secret, rounds)
    for (const other of candidates.slice(1)) {
      if (verdict !== 'wrong') break
      secret = other
      verdict = await checkMac(macData, content, secret, rounds)
    }
    if (verdict !== 'right') return { problem: verdict === 'wrong' ? 'wrong-password' : verdict }
  }
  const found: { keys: Buffer[]; certificates: Buffer[] } = { keys: [], certificates: [] }
  for (const { contentType, content: part } of AuthenticatedSafe.fromBER(content).safeContents) {
    const opened = await openPart(contentType, part, secret, rounds)
    if ('problem' in opened) return opened
    const bags = await readBags(opened.content, secret, rounds)
    if ('problem' in bags) return bags
    found.keys.push(...bags.keys)
    found.certificates.push(...bags.certificates)
  }
  return found
}

async function openPart(contentType: string, part: unknown, secret: Secret, rounds: Rounds) {
  const { OctetString } = await import('asn1js')
  const { EncryptedData } = await import('pkijs')
  if (contentType === DATA && part instanceof OctetString) return { content: new Uint8Array(part.getValue()) }
  // envelopedData: encrypted to a certificate's key, not by a password
  if (contentType !== ENCRYPTED_DATA) return { problem: 'unsupported' } as const
  const { encryptedContentInfo } = new EncryptedData({ schema: part })
  const encrypted = new Uint8Array(encryptedContentInfo.getEncryptedContent())
  return decrypt(encryptedContentInfo.contentEncryptionAlgorithm, encrypted, secret, rounds)
}

async function readBags(content: Uint8Array, secret: Secret, rounds: Rounds): Promise<Bags | { readonly problem: Pkcs12Problem }> {
  const { CertBag, PKCS8ShroudedKeyBag, PrivateKeyInfo, SafeContents } = await import('pkijs')
  const { OctetString } = await import('asn1js')
  const { safeBags } = SafeContents.fromBER(new Uint8Array(content))
  if (safeBags.length > MOST_BAGS) return { problem: 'too-large' }
  const keys: Buffer[] = []
  const certificates: Buffer[] = []
  for (const { bagValue } of safeBags) {
    if (bagValue instanceof PKCS8ShroudedKeyBag) {
      const encrypted = new Uint8Array(bagValue.encryptedData.getValue())
      const decrypted = await decrypt(bagValue.encryptionAlgorithm, encrypted, secret, rounds)
      if ('problem' in decrypted) return decrypted
      keys.push(decrypted.content)
    } else if (bagValue instanceof PrivateKeyInfo) {
      keys.push(Buffer.from(bagValue.toSchema().toBER()))
    } else if (bagValue instanceof CertBag && bagValue.certId === X509_CERTIFICATE && bagValue.certValue instanceof OctetString) {
      certificates.push(Buffer.from(bagValue.certValue.getValue()))
    }
  }
  return { keys, certificates }
}
