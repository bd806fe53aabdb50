/** Two faults at once that have nothing to do with one another: both are named, and nothing else. */

import type { ExpectedCause } from '../lab/fault.ts'
import { type Composed, compose } from './compose.ts'
import type { Case, Piece } from './scene.ts'

interface Pair {
  readonly of: readonly [string, string]
  /** Where together they weigh otherwise than each by itself, and why. */
  readonly expected?: readonly ExpectedCause[]
  readonly why?: string
}

const pairs: readonly Pair[] = [
  // A server for names and a server for pages.
  { of: ['dns/alternate-dropped', 'tls/expired-rsa'] },
  { of: ['dns/alternate-nobody-listens', 'path/reset-by-firewall'] },
  { of: ['dns/alternate-prohibited', 'path/reset-by-the-pc'] },
  { of: ['dns/preferred-dropped-at-site', 'tls/others-certificate'] },
  { of: ['dns/preferred-refuses-source', 'path/plain-http'] },
  { of: ['dns/preferred-without-zone-file', 'page/landing-not-found'] },
  { of: ['dns/echo-instead', 'path/big-hello-dropped'] },
  { of: ['dns/tcp-dropped-not-needed', 'tls/begins-tomorrow'] },
  { of: ['dns/ttl-of-a-day', 'path/admin-prohibited'] },
  { of: ['dns/rewritten-by-both', 'path/nobody-listens'] },
  { of: ['dns/rewritten-by-forwarder', 'tls/revoked-at-2fa'] },
  { of: ['dns/name-gone-at-alternate', 'path/hello-reset-at-site'] },
  { of: ['dns/alternate-refuses-foreign-zone', 'path/dropped-landing-page'] },
  { of: ['dns/both-slow', 'tls/ends-tomorrow-rsa'] },
  // What the PC keeps of one name, and a fault of the other.
  { of: ['dns/hosts-pinned', 'page/landing-other-page'] },
  { of: ['dns/hosts-to-nobody', 'tls/revoked-at-ccass'] },
  { of: ['dns/hosts-to-stranger', 'path/narrow-inward-for-one'] },
  { of: ['dns/hosts-to-old-address', 'path/dropped-landing-page'] },
  { of: ['dns/pc-second-server-dead', 'tls/self-signed-at-both-names'] },
  // One name and the other.
  { of: ['dns/no-address-anywhere', 'path/dropped-landing-page'] },
  { of: ['dns/split-horizon-unbound', 'tls/revoked-at-ccass'] },
  { of: ['dns/sinkhole', 'page/landing-other-page'] },
  { of: ['dns/forwarder-validation-fails', 'tls/begins-later-rsa'] },
  { of: ['dns/outside-and-good', 'path/dropped-landing-page'] },
  { of: ['path/dropped-at-site', 'page/landing-not-found'] },
  { of: ['path/one-address-dropped', 'tls/ends-tomorrow-rsa'] },
  { of: ['path/big-hello-swallowed', 'tls/name-in-subject-alone'] },
  { of: ['path/prohibited-on-the-pc', 'tls/revoked-at-ccass'] },
  { of: ['path/server-mute', 'page/landing-other-page'] },
  { of: ['page/forbidden', 'path/dropped-landing-page'] },
  { of: ['page/goes-in-circles', 'tls/begins-later-rsa'] },
  { of: ['page/maintenance', 'tls/revoked-at-ccass'] },
  { of: ['tls/intermediate-left-out', 'path/dropped-landing-page'] },
  { of: ['tls/company-root-missing', 'path/dropped-landing-page'] },
  // The clock, and what does not hang by it.
  { of: ['clock/servers-400-days-behind', 'dns/alternate-dropped'] },
  { of: ['clock/servers-year-ahead', 'path/reset-by-firewall'] },
  { of: ['clock/20-minutes-ahead', 'path/dropped-at-site'] },
  { of: ['clock/hours-behind', 'dns/preferred-dropped-at-site'] },
  { of: ['clock/zone-london', 'tls/router-answers'] },
  // The browser, the reader and the PC, and the network.
  { of: ['browser/blocklist-names-host', 'dns/alternate-dropped'] },
  { of: ['browser/outdated', 'path/dropped-at-site'] },
  { of: ['browser/another-page', 'path/dropped-landing-page'] },
  { of: ['smartcard/no-reader-required', 'path/reset-by-firewall'] },
  { of: ['smartcard/card-mute-required', 'dns/alternate-dropped'] },
  { of: ['host/windows-10', 'tls/expired-rsa'] },
  // A box on the way, and what it does not touch.
  { of: ['tls/inspected', 'dns/alternate-dropped'] },
  { of: ['tls/site-file-names-another-issuer', 'page/unavailable'] },
  { of: ['page/portal-in-place-of-one', 'dns/alternate-dropped'] },
  { of: ['proxy/squid-asks-basic', 'smartcard/no-card-required'] },
  { of: ['proxy/nobody-at-address', 'smartcard/no-reader-required'] },
]

export function composePairs(pieces: readonly Piece[]): Case[] {
  const named = new Map(pieces.map((piece) => [piece.name, piece]))
  return pairs.map(({ of, ...rest }) => {
    const found = of.map((name) => {
      const piece = named.get(name)
      if (piece === undefined) throw new RangeError(`no such piece: ${name}`)
      return piece
    })
    return compose({
      name: `pair/${of.map((name) => name.replace('/', '-')).join('+')}`,
      kind: 'pair',
      pieces: found,
      ...rest,
    } satisfies Composed)
  })
}
