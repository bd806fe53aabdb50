/** Every case of the ground. */

import { compose } from './compose.ts'
import { dnsPieces } from './pieces/dns.ts'
import { pathPieces } from './pieces/path.ts'
import type { Case, Piece } from './scene.ts'

export const faultPieces: readonly Piece[] = [...dnsPieces, ...pathPieces]
export const healthyPieces: readonly Piece[] = []
export const everyPiece: readonly Piece[] = [...faultPieces, ...healthyPieces]

export const everyCase: readonly Case[] = [
  ...faultPieces.map((piece) => compose({ name: piece.name, kind: 'fault', pieces: [piece] })),
  ...healthyPieces.map((piece) => compose({ name: piece.name, kind: 'healthy', pieces: [piece] })),
]
