/**
 * Drills of the switch: session 1 leads to the primary data centre, session 2 by the same names to the secondary one, and what keeps what
 * it was told goes on keeping it. The primary one is off in session 2 unless a drill says otherwise.
 */

import type { ExpectedCause } from '../lab/fault.ts'
import { mergeScenes, verdictOf } from './compose.ts'
import { centreDrills } from './drills-centre.ts'
import { dnsDrills } from './drills-dns.ts'
import type { Case, Scene } from './scene.ts'

export interface Drill {
  readonly name: string
  readonly does: string
  readonly why?: string
  /** In both sessions. */
  readonly scene: Scene
  /** In session 2 beside that. */
  readonly later?: Scene
  /** Of each session. */
  readonly expected: readonly [readonly ExpectedCause[], readonly ExpectedCause[]]
  readonly together?: Case['together']
}

const switched: Scene = { live: 'secondary', web: { primary: { www: { software: 'none' }, sso: { software: 'none' } } } }

function drill({ name, does, why, scene, later = {}, expected: [first, second], together }: Drill): Case {
  return {
    name,
    kind: 'drill',
    does,
    ...(why === undefined ? {} : { why }),
    ...(together === undefined ? {} : { together }),
    sessions: [
      { scene, expected: first, verdict: verdictOf(first) },
      { scene: mergeScenes([scene, switched, later]), expected: second, verdict: verdictOf(second) },
    ],
  }
}

export const drills: readonly Case[] = [...dnsDrills, ...centreDrills].map(drill)
