/** From the certificates that a server sent to the roots that vouch for them, by issuer and verified signature. */

import { type Certificate, signs } from './certificate.ts'
import type { Anchor, StoreName } from './evidence.ts'
import type { RootStore } from './stores.ts'

export interface Found {
  readonly path: readonly Certificate[]
  readonly completedBy: readonly Certificate[]
  readonly anchors: readonly Anchor[]
  readonly namesakes: readonly StoreName[]
  readonly sameOrganisation: readonly StoreName[]
  readonly storesAsked: readonly StoreName[]
}

/** Longer than any real path; it bounds what a peer's certificates that sign each other in a ring can cost. */
const MAX_PATH = 12

/**
 * Builds the path and looks for its anchors. `openSystem` is called only where no flag's root and no bundled one vouches
 * for it, and gives `undefined` where there is no time left to ask.
 *
 * @param chain as sent, the server's own certificate first
 * @param others what other servers sent in this run: a link that this one left out may be among them
 */
export function findAnchors(
  chain: readonly [Certificate, ...Certificate[]],
  others: readonly Certificate[],
  stores: readonly RootStore[],
  openSystem: () => RootStore | undefined,
): Found {
  const sent = walk(chain[0], chain)
  let longer: Certificate[] | undefined
  const whole = () => (longer ??= walk(chain[0], [...chain, ...others]))
  const publicStores = stores.filter(({ name }) => name === 'flag' || name === 'bundled')
  const knownBy = (asked: readonly RootStore[]) => anchored(sent, asked) ?? anchored(whole(), asked)
  const found = knownBy(publicStores)
  const system = found === undefined ? openSystem() : undefined
  const asked = system === undefined ? stores : [...stores, system]
  const best = found ?? (system && knownBy([system])) ?? knownBy(stores)
  return {
    ...(best === undefined ? lost(sent, asked) : reached(sent, best, asked)),
    storesAsked: asked.map(({ name }) => name),
  }
}

/** From a certificate to its issuer as long as one is there; each step's signature is verified. */
function walk(leaf: Certificate, candidates: readonly Certificate[]): Certificate[] {
  const path = [leaf]
  for (let last = leaf; !last.selfIssued && path.length < MAX_PATH; ) {
    // The issuer holds its name in the bytes that the signed one gives: most candidates need no more than this look.
    const issuer = candidates.find(
      (each) => each.der.includes(last.issuerName) && !path.includes(each) && each.x509.ca && signs(each, last),
    )
    if (issuer === undefined) return path
    path.push(issuer)
    last = issuer
  }
  return path
}

/** The path up to the first certificate that one of the stores vouches for. */
function anchored(path: readonly Certificate[], stores: readonly RootStore[]): readonly Certificate[] | undefined {
  const end = path.findIndex((each) => stores.some((store) => store.anchorsOf(each).length > 0))
  return end < 0 ? undefined : path.slice(0, end + 1)
}

function reached(sent: readonly Certificate[], best: readonly Certificate[], stores: readonly RootStore[]): Omit<Found, 'storesAsked'> {
  const last = best.at(-1) as Certificate
  return {
    path: best.filter((each) => sent.includes(each)),
    completedBy: best.filter((each) => !sent.includes(each)),
    anchors: stores.flatMap((store) => store.anchorsOf(last).map((root) => anchorOf(store.name, root))),
    namesakes: [],
    sameOrganisation: [],
  }
}

function lost(path: readonly Certificate[], stores: readonly RootStore[]): Omit<Found, 'storesAsked'> {
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
