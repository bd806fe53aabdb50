/**
 * From the certificates that a server sent to the roots that vouch for them, by issuer and verified signature. An issuer may have
 * several certificates for one key (renewed, or signed by two authorities), so that several paths lead up; as browsers do, the one
 * is taken that has nothing against it.
 */

import { type Certificate, signs } from './certificate.ts'
import type { Anchor, StoreName } from './evidence.ts'
import type { RootStore } from './stores.ts'
import { hasWeakKey, hasWeakSignature } from './strength.ts'

export interface Found {
  readonly path: readonly Certificate[]
  readonly completedBy: readonly Certificate[]
  readonly anchors: readonly Anchor[]
  readonly namesakes: readonly StoreName[]
  readonly sameOrganisation: readonly StoreName[]
  readonly storesAsked: readonly StoreName[]
}

/** Longer than any real path, and more of them: they bound what a peer's certificates that all sign each other can cost. */
const MAX_PATH = 12
const MAX_PATHS = 16

/**
 * Builds the path and looks for its anchors. `openSystem` is called only where no flag's root and no bundled one vouches
 * for it, and gives `undefined` where there is no time left to ask.
 *
 * @param chain as sent, the server's own certificate first
 * @param others what other servers sent in this run: a link that this one left out may be among them
 * @param wallMs by the PC's clock, as browsers judge dates
 */
export function findAnchors(
  chain: readonly [Certificate, ...Certificate[]],
  others: readonly Certificate[],
  stores: readonly RootStore[],
  openSystem: () => RootStore | undefined,
  wallMs: number,
): Found {
  const sent = pathsFrom(chain[0], chain)
  let longer: Path[] | undefined
  const whole = () => (longer ??= pathsFrom(chain[0], [...chain, ...others]))
  const anchored = (paths: readonly Path[], asked: readonly RootStore[]) => {
    const ending = paths.map((path) => anchoredIn(path, asked)).filter((path) => path !== undefined)
    return best(ending, wallMs)
  }
  const publicStores = stores.filter(({ name }) => name === 'flag' || name === 'bundled')
  const knownBy = (asked: readonly RootStore[]) => anchored(sent, asked) ?? anchored(whole(), asked)
  const found = knownBy(publicStores)
  const system = found === undefined ? openSystem() : undefined
  const asked = system === undefined ? stores : [...stores, system]
  const known = found ?? (system && knownBy([system])) ?? knownBy(stores)
  return {
    ...(known === undefined ? lost(best(sent, wallMs) ?? [chain[0]], asked) : reached(chain, known, asked)),
    storesAsked: asked.map(({ name }) => name),
  }
}

type Path = readonly Certificate[]

/** Every way from a certificate to its issuer and on, as long as one is there. What was sent first is tried first. */
function pathsFrom(leaf: Certificate, candidates: readonly Certificate[]): Path[] {
  const known = new Map<Certificate, readonly Certificate[]>()
  const issuersOf = (certificate: Certificate) => {
    const issuers = known.get(certificate) ?? signersOf(certificate, candidates)
    known.set(certificate, issuers)
    return issuers
  }
  const ended: Path[] = []
  for (const open: Path[] = [[leaf]]; open.length > 0 && ended.length < MAX_PATHS; ) {
    const path = open.pop() as Path
    const issuers = path.length < MAX_PATH ? issuersOf(path.at(-1) as Certificate).filter((each) => !path.includes(each)) : []
    if (issuers.length === 0) ended.push(path)
    open.push(...issuers.map((issuer) => [...path, issuer]).toReversed())
  }
  return ended
}

/** Each signature is verified. The signer holds its name in the bytes that the signed one gives: most need no more than this look. */
function signersOf(certificate: Certificate, candidates: readonly Certificate[]): readonly Certificate[] {
  if (certificate.selfIssued) return []
  return [...new Set(candidates.filter((each) => each.der.includes(certificate.issuerName) && each.x509.ca && signs(each, certificate)))]
}

/** The path up to the first certificate that one of the stores vouches for. */
function anchoredIn(path: Path, stores: readonly RootStore[]): Path | undefined {
  const end = path.findIndex((each) => stores.some((store) => store.anchorsOf(each).length > 0))
  return end < 0 ? undefined : path.slice(0, end + 1)
}

/** What holds now comes before what does not, then what no browser calls weak, then what holds longest: a wrong clock leaves only that. */
function best(paths: readonly Path[], wallMs: number): Path | undefined {
  const holds = (path: Path) => path.every(({ x509 }) => wallMs >= x509.validFromDate.getTime() && wallMs <= x509.validToDate.getTime())
  const isStrong = (path: Path) => !path.some(({ x509 }) => hasWeakKey(x509) || hasWeakSignature(x509))
  const endsMs = (path: Path) => Math.min(...path.map(({ x509 }) => x509.validToDate.getTime()))
  return paths
    .map((path) => ({ path, holds: holds(path), isStrong: isStrong(path), endsMs: endsMs(path) }))
    .toSorted((a, b) => Number(b.holds) - Number(a.holds) || Number(b.isStrong) - Number(a.isStrong) || b.endsMs - a.endsMs)[0]?.path
}

function reached(chain: readonly Certificate[], known: Path, stores: readonly RootStore[]): Omit<Found, 'storesAsked'> {
  const last = known.at(-1) as Certificate
  return {
    path: known.filter((each) => chain.includes(each)),
    completedBy: known.filter((each) => !chain.includes(each)),
    anchors: stores.flatMap((store) => store.anchorsOf(last).map((root) => anchorOf(store.name, root))),
    namesakes: [],
    sameOrganisation: [],
  }
}

function lost(path: Path, stores: readonly RootStore[]): Omit<Found, 'storesAsked'> {
  const last = path.at(-1) as Certificate
  const organisation = /^O=(.+)$/m.exec(last.x509.issuer)?.[1]
  return {
    path,
    completedBy: [],
    anchors: [],
    namesakes: stores.filter((store) => store.namesIssuerOf(last)).map(({ name }) => name),
    sameOrganisation:
      organisation === undefined ? [] : stores.filter((store) => store.hasOrganisation(organisation)).map(({ name }) => name),
  }
}

function anchorOf(store: StoreName, root: Certificate): Anchor {
  return { store, sha256: root.sha256, pem: root.x509.toString(), distributedByMicrosoft: null }
}
