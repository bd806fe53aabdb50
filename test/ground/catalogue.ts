/** Every case of the ground. */

import { compose } from './compose.ts'
import { drills } from './drills.ts'
import { composePairs } from './pairs.ts'
import { browserHealthyPieces, browserPieces } from './pieces/browser.ts'
import { dnsNamesPieces } from './pieces/dns-names.ts'
import { dnsOddPieces } from './pieces/dns-odd.ts'
import { dnsPcPieces } from './pieces/dns-pc.ts'
import { dnsRefusingPieces } from './pieces/dns-refusing.ts'
import { dnsRewritingPieces } from './pieces/dns-rewriting.ts'
import { dnsSilentPieces } from './pieces/dns-silent.ts'
import { oddAndHealthy } from './pieces/healthy.ts'
import { pageHealthyPieces, pagePieces } from './pieces/page.ts'
import { portalPieces } from './pieces/page-portal.ts'
import { pathAndPcHealthyPieces, pathAndPcPieces } from './pieces/path-and-pc.ts'
import { proxyBehindPieces } from './pieces/proxy-behind.ts'
import { proxyHealthyPieces } from './pieces/proxy-healthy.ts'
import { proxyPacPieces } from './pieces/proxy-pac.ts'
import { proxyRefusalPieces } from './pieces/proxy-refusals.ts'
import { proxyRequiredPieces } from './pieces/proxy-required.ts'
import { proxyUnreachablePieces } from './pieces/proxy-unreachable.ts'
import { smartcardHealthyPieces, smartcardPieces } from './pieces/smartcard.ts'
import { tlsHealthyPieces, tlsPieces } from './pieces/tls.ts'
import type { Case, Piece } from './scene.ts'

export const faultPieces: readonly Piece[] = [
  ...dnsSilentPieces,
  ...dnsRefusingPieces,
  ...dnsRewritingPieces,
  ...dnsNamesPieces,
  ...dnsPcPieces,
  ...pathAndPcPieces,
  ...pagePieces,
  ...portalPieces,
  ...proxyBehindPieces,
  ...proxyPacPieces,
  ...proxyRefusalPieces,
  ...proxyRequiredPieces,
  ...proxyUnreachablePieces,
  ...tlsPieces,
  ...browserPieces,
  ...smartcardPieces,
]
export const healthyPieces: readonly Piece[] = [
  ...oddAndHealthy,
  ...tlsHealthyPieces,
  ...browserHealthyPieces,
  ...smartcardHealthyPieces,
  ...dnsOddPieces,
  ...pathAndPcHealthyPieces,
  ...pageHealthyPieces,
  ...proxyHealthyPieces,
]
export const everyPiece: readonly Piece[] = [...faultPieces, ...healthyPieces]

export const everyCase: readonly Case[] = [
  ...faultPieces.map((piece) => compose({ name: piece.name, kind: 'fault', pieces: [piece] })),
  ...composePairs(faultPieces),
  ...healthyPieces.map((piece) => compose({ name: piece.name, kind: 'healthy', pieces: [piece] })),
  ...drills,
]
