/** Is a certificate for encryption? node:crypto doesn't tell: its `keyUsage` is the extended one. */

import { inside, oidOf } from './der.ts'
import { type CertificateParts, extension } from './der-certificate.ts'
import { oids } from './oids.ts'
import { hasUnknownCritical } from './trust-rules.ts'

export type PurposeProblem =
  /** Critical extensions without a rule here, or one that is there twice (RFC 5280 section 4.2). */
  | { readonly code: 'unsupported' }
  | { readonly code: 'damaged' }
  /** It issues certificates; by mistake somebody sent the top of the chain. */
  | { readonly code: 'authority' }
  | { readonly code: 'no-key-encipherment' }
  /** By the names that RFC 5280 section 4.2.1.12 gives them. */
  | { readonly code: 'other-purpose'; readonly purposes: readonly string[] }

/**
 * Extended usages that have nothing to do with files for somebody. One of them beside another one does no harm: emailProtection,
 * anyExtendedKeyUsage, Microsoft's document encryption (1.3.6.1.4.1.311.80.1), or what a company has defined for itself.
 */
const otherPurposes: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
}

/** Bits of the first octet (RFC 5280 section 4.2.1.3). */
const KEY_ENCIPHERMENT = 0x20

export function purposeProblem(parts: CertificateParts): PurposeProblem | undefined {
  if (hasUnknownCritical(parts)) return { code: 'unsupported' }
  const usage = usageOf(parts)
  const purposes = purposesOf(parts)
  const authority = isAuthority(parts)
  if (usage === undefined || purposes === undefined || authority === undefined) return { code: 'damaged' }
  // An authority without usages may do anything; but who asks for an encrypted bundle hardly means the key that issues.
  if (authority && (usage === 'any' || (usage & KEY_ENCIPHERMENT) === 0)) return { code: 'authority' }
  if (usage !== 'any' && (usage & KEY_ENCIPHERMENT) === 0) return { code: 'no-key-encipherment' }
  if (purposes === 'any') return undefined
  const others = purposes.map((oid) => otherPurposes[oid]).filter((name) => name !== undefined)
  return others.length === purposes.length ? { code: 'other-purpose', purposes: others } : undefined
}

function has({ extensions }: CertificateParts, oid: string): boolean {
  return extensions.some((each) => each.oid === oid)
}

/** `any`: it doesn't say. Undefined: it says something that can't be read. */
function usageOf(parts: CertificateParts): number | 'any' | undefined {
  if (!has(parts, oids.keyUsage)) return 'any'
  const usage = extension(parts, oids.keyUsage)
  return usage?.tag === 0x03 ? usage.content[1] : undefined
}

function purposesOf(parts: CertificateParts): readonly string[] | 'any' | undefined {
  if (!has(parts, oids.extKeyUsage)) return 'any'
  const purposes = inside(extension(parts, oids.extKeyUsage), 0x30).map(oidOf)
  return purposes.length === 0 || purposes.includes('') ? undefined : purposes
}

function isAuthority(parts: CertificateParts): boolean | undefined {
  if (!has(parts, oids.basicConstraints)) return false
  const constraints = extension(parts, oids.basicConstraints)
  if (constraints?.tag !== 0x30) return undefined
  const [first] = inside(constraints, 0x30)
  return first?.tag === 0x01 && first.content[0] !== 0
}
