/** All that is between the PC and the servers, and the PC itself. */

import type { Piece } from '../scene.ts'
import { clockHealthyPieces, clockPieces } from './clock.ts'
import { hostHealthyPieces, hostPieces } from './host.ts'
import { networkPieces } from './network.ts'
import { waysHealthyPieces, waysPieces } from './network-ways.ts'
import { helloPieces, narrowHealthyPieces } from './path-hello.ts'
import { otherAnswerPieces } from './path-other-answers.ts'
import { refusedPieces } from './path-refused.ts'
import { silentPieces } from './path-silent.ts'
import { someHealthyPieces, somePieces } from './path-some.ts'

export const pathAndPcPieces: readonly Piece[] = [
  ...silentPieces,
  ...refusedPieces,
  ...otherAnswerPieces,
  ...helloPieces,
  ...somePieces,
  ...networkPieces,
  ...waysPieces,
  ...clockPieces,
  ...hostPieces,
]
export const pathAndPcHealthyPieces: readonly Piece[] = [
  ...narrowHealthyPieces,
  ...someHealthyPieces,
  ...waysHealthyPieces,
  ...clockHealthyPieces,
  ...hostHealthyPieces,
]
