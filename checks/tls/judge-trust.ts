/** Who vouches for the certificate, and what it means that nobody does. */

import type { X509Certificate } from 'node:crypto'
import type { Args, Finding, Reason, Status } from '../check.ts'
import { hongKongTime } from '../hong-kong-time.ts'
import { question } from '../questions.ts'
import type { Settings } from '../settings.ts'
import type { TlsCode } from './codes.ts'
import type { Presented } from './evidence.ts'
import { isExpectedIssuer } from './judge-issuer.ts'
import { nameText, parseName, shortName } from './names.ts'
import { revocationStatus } from './ocsp.ts'
import { certificateArgs, readPem, type Seen, type Shown } from './seen.ts'
import { inspectionProduct } from './vendors.ts'

/** What makes interception certain: a product's name, an issuer that is not the expected one, a root that somebody installed. */
export type Witness = 'vendor' | 'issuer' | 'installed-root'

interface Answer {
  readonly code: TlsCode
  readonly status: Status
  readonly reason?: Reason
  readonly args?: Args
}

/** One finding: the first of the questions below that has an answer. */
export function trustFinding(seen: Seen, shown: Shown, settings: Settings): Finding {
  const answer = vouchedFor(shown, settings) ?? unknown(shown, settings)
  const { args: more, ...rest } = answer
  return {
    id: question.tlsTrust(seen.host, seen.viaText),
    check: 'tls',
    subject: seen.host,
    ...rest,
    args: {
      ...certificateArgs(seen, shown),
      ...topArgs(shown),
      product: productOf(shown) ?? null,
      store: storeOf(shown.presented) ?? null,
      ...more,
    },
  }
}

/** The path ends in a root: whose, decides. */
function vouchedFor(shown: Shown, settings: Settings): Answer | undefined {
  const { anchors, completedBy, storesAsked } = shown.presented
  const store = storeOf(shown.presented)
  if (store === undefined) return undefined
  if (store === 'system') {
    const witness = witnessOf(shown, settings)
    if (witness !== undefined) return intercepted(shown, 'warning', witness)
  }
  // Nobody else was asked, because the time was up.
  if (store === 'site' && !storesAsked.includes('system')) return { code: 'tls/not-judged', status: 'not-checked', reason: 'deadline' }
  if (completedBy.length > 0) return incomplete(shown)
  if (store === 'site')
    return { code: 'tls/root-not-installed', status: 'problem', args: { root: nameText(readPem(anchors[0]?.pem)?.subject ?? '') } }
  return revoked(shown) ?? { code: 'tls/trusted', status: 'ok' }
}

/** Nobody vouches for the end of the path. */
function unknown(shown: Shown, settings: Settings): Answer {
  const { presented, path } = shown
  if (!presented.storesAsked.includes('system')) return { code: 'tls/not-judged', status: 'not-checked', reason: 'deadline' }
  if (productOf(shown) !== undefined) return intercepted(shown, 'problem', 'vendor')
  if (path.length === 1 && presented.endsSelfIssued) return { code: 'tls/self-signed', status: 'problem' }
  if (isUnexpected(shown, settings)) return intercepted(shown, 'problem', 'issuer')
  if (!presented.endsSelfIssued && lacksLink(shown)) return incomplete(shown)
  return { code: 'tls/unknown-issuer', status: 'problem' }
}

/** Which store's word counts: a public one's before the PC's own, and that before what only the site file says. */
export function storeOf({ anchors }: Presented): Presented['anchors'][number]['store'] | undefined {
  const order = ['flag', 'bundled', 'system', 'site'] as const
  return order.find((store) => anchors.some((anchor) => anchor.store === store))
}

/** Why a root that only the PC's own store knows is an inspection box's, and not a private authority that the site means to have. */
function witnessOf(shown: Shown, settings: Settings): Witness | undefined {
  if (productOf(shown) !== undefined) return 'vendor'
  if (settings.issuers.length > 0) return isExpectedIssuer(shown, settings) ? undefined : 'issuer'
  const { anchors } = shown.presented
  const known = anchors.some((anchor) => anchor.store === 'site' || anchor.distributedByMicrosoft === true)
  return known ? undefined : 'installed-root'
}

function isUnexpected(shown: Shown, settings: Settings): boolean {
  return settings.issuers.length > 0 && !isExpectedIssuer(shown, settings)
}

function intercepted(shown: Shown, status: 'warning' | 'problem', witness: Witness): Answer {
  const middlebox = middleboxOf(shown)
  return { code: 'tls/intercepted', status, args: { witness, middlebox, installedRoot: witness === 'installed-root' ? middlebox : null } }
}

/** What people would look for in their certificate store or on a box's label. */
export function middleboxOf(shown: Shown): string {
  const top = (shown.path.at(-1) ?? shown.leaf).issuer
  return productOf(shown) ?? shortName(top)
}

/** Only the issuers' names: what a server is called is its own affair. */
function productOf({ path, roots }: Shown): string | undefined {
  return inspectionProduct([...path.map(({ issuer }) => issuer), ...roots.map(({ subject }) => subject)].map(parseName))
}

function incomplete(shown: Shown): Answer {
  const last = lastSent(shown)
  return { code: 'tls/chain-incomplete', status: 'problem', args: { missing: nameText(last.issuer), caIssuers: caIssuersOf(last) ?? null } }
}

/** The last certificate of the path that the server itself sent. */
function lastSent({ path, presented, leaf }: Shown): X509Certificate {
  return path[presented.path.length - 1] ?? leaf
}

/**
 * Whether the end of the path hangs in the air because a link was left out, and not because nobody knows its authority.
 * What speaks for the link: a store holds a root of the issuer's organisation; or a server sent its certificate alone and
 * that says where its issuer's lies (as every public authority's does, while what inspection boxes forge does not).
 * What speaks against it: a store holds the issuer's very name, so the link would be that root, and it did not sign.
 */
function lacksLink({ presented, path, sent, leaf }: Shown): boolean {
  const last = path.at(-1) ?? leaf
  // What was sent as the issuer, and did not sign or may not sign, was not left out.
  const wasSent = sent.some((each) => each.subject === last.issuer && !each.raw.equals(last.raw))
  if (presented.namesakes.length > 0 || wasSent) return false
  return presented.sameOrganisation.length > 0 || (path.length === 1 && caIssuersOf(leaf) !== undefined)
}

/** Authority information access: where the issuer's certificate can be had over HTTP (RFC 5280 section 4.2.2.1). */
function caIssuersOf(certificate: X509Certificate): string | undefined {
  return /^CA Issuers - URI:(https?:\/\/\S+)$/im.exec(certificate.infoAccess ?? '')?.[1]
}

function revoked({ path, leaf, ocsp, roots }: Shown): Answer | undefined {
  const issuer = path[1] ?? roots[0]
  const found = issuer === undefined ? undefined : revocationStatus(ocsp, leaf, issuer)
  if (found?.status !== 'revoked') return undefined
  return { code: 'tls/revoked', status: 'problem', args: { revokedAt: found.revokedAtMs === null ? '?' : hongKongTime(found.revokedAtMs) } }
}

function topArgs({ path, leaf }: Shown): Args {
  return { top: shortName((path.at(-1) ?? leaf).issuer) }
}
