/** The signing key that IT rolls out: a PKCS#12 with a key, its certificate and those above it. */

import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { Signer } from '../cms/signer.ts'
import { openPkcs12 } from './pkcs12.ts'

/** A key with a long chain has 20 KB. Who reads the file stops here too. */
export const MOST_KEY_FILE_BYTES = 262_144

export const keyFileProblems = [
  'wrong-password',
  'not-pkcs12',
  'no-key',
  'no-certificate',
  'unsupported',
  'key-and-certificate-differ',
  'too-large',
  'weak-key',
  'several-keys',
] as const
export type KeyFileProblem = (typeof keyFileProblems)[number]

/** `too-large`: the file, or the work that it asks for. */
export async function readSigningKey(
  p12: Uint8Array,
  password: string,
): Promise<{ readonly signer: Signer } | { readonly problem: KeyFileProblem }> {
  if (p12.length > MOST_KEY_FILE_BYTES) return { problem: 'too-large' }
  const bags = await openPkcs12(p12, password)
  if ('problem' in bags) return bags
  const [der, another] = bags.keys
  if (der === undefined) return { problem: 'no-key' }
  if (another !== undefined) return { problem: 'several-keys' }
  const key = parse(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
  if (key === undefined) return { problem: 'unsupported' }
  const unfit = unfitness(key)
  if (unfit !== undefined) return { problem: unfit }
  if (bags.certificates.length === 0) return { problem: 'no-certificate' }
  const certificates = bags.certificates.map((each) => parse(() => new X509Certificate(each))).filter((each) => each !== undefined)
  // Of several for one key, as after a renewal, the one that holds longest.
  const [own] = certificates
    .filter((each) => each.checkPrivateKey(key))
    .toSorted((one, other) => other.validToDate.getTime() - one.validToDate.getTime())
  return own === undefined
    ? { problem: 'key-and-certificate-differ' }
    : { signer: { key, certificates: [own, ...chainAbove(own, certificates)] } }
}

/** NIST SP 800-57 part 1 and Node's own default (OpenSSL's security level 2) draw the line there. */
const LEAST_RSA_BITS = 2048
const curves: ReadonlySet<string | undefined> = new Set(['prime256v1', 'secp384r1', 'secp521r1'])

function unfitness({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): 'weak-key' | 'unsupported' | undefined {
  if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_RSA_BITS ? 'weak-key' : undefined
  return asymmetricKeyType === 'ec' && curves.has(asymmetricKeyDetails?.namedCurve) ? undefined : 'unsupported'
}

/** In order, each having signed the one before, up to a root or as far as the file goes. */
function chainAbove(own: X509Certificate, certificates: readonly X509Certificate[]): X509Certificate[] {
  const chain: X509Certificate[] = []
  const left = new Set(certificates.filter((each) => each.fingerprint256 !== own.fingerprint256))
  for (let current = own; ; ) {
    const below = current
    const issuer = signs(below, below) ? undefined : [...left].find((each) => signs(each, below))
    if (issuer === undefined) return chain
    left.delete(issuer)
    chain.push(issuer)
    current = issuer
  }
}

/** Some keys of somebody else's certificates node:crypto can't use; those sign nothing here. */
function signs(issuer: X509Certificate, subject: X509Certificate): boolean {
  return parse(() => subject.checkIssued(issuer) && subject.verify(issuer.publicKey)) ?? false
}

function parse<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
