import { mergeScenes } from '../compose.ts'
import type { Piece } from '../scene.ts'
import { bothWebs, piece, web } from './make.ts'
import { tlsChainPieces } from './tls-chain.ts'
import { tlsDatesPieces } from './tls-dates.ts'
import { tlsHandshakePieces } from './tls-handshake.ts'
import { tlsInterceptionPieces } from './tls-interception.ts'
import { tlsNamesPieces } from './tls-names.ts'
import { tlsStrengthPieces } from './tls-strength.ts'
import { companyNamed, tlsTrustPieces } from './tls-trust.ts'

export const tlsPieces: readonly Piece[] = [
  ...tlsDatesPieces,
  ...tlsNamesPieces,
  ...tlsTrustPieces,
  ...tlsInterceptionPieces,
  ...tlsChainPieces,
  ...tlsStrengthPieces,
  ...tlsHandshakePieces,
]

/** What looks wrong and is not. */
export const tlsHealthyPieces: readonly Piece[] = [
  piece('tls/renewed-beside-expired', {
    does: 'both names send their issuer’s certificate that ended and, after it, the renewed one of the same key',
    scene: bothWebs({ certificate: 'renewed-beside-expired' }),
    expected: [],
    touches: ['sso', 'www'],
  }),
  piece('tls/no-longer-revoked', {
    does: 'the 2FA server has a new certificate, and still staples that the one before it was revoked',
    scene: web('sso', { certificate: 'no-longer-revoked' }),
    expected: [],
    touches: ['sso'],
  }),
  piece('tls/company-root-installed', {
    does: 'the 2FA server’s certificate comes from the company’s root, which the site file names and this PC has',
    scene: mergeScenes([companyNamed, { pc: { roots: ['company'] } }, web('sso', { certificate: 'company-root' })]),
    expected: [],
    touches: ['sso', 'trust'],
  }),
  piece('tls/inspected-as-meant', {
    does: 'the site’s router opens TLS by the company’s authority, which the site file names as issuer, and its root is installed',
    scene: mergeScenes([companyNamed, { pc: { roots: ['company'] }, interception: { authority: 'company' } }]),
    expected: [],
    touches: ['sso', 'www', 'trust'],
  }),
]
