/** What pieces about smart cards are made of. */

import type { Severity } from '../../../checks/cause.ts'
import type { PcChange } from '../../lab/fault.ts'
import type { Piece, Scene } from '../scene.ts'
import { blocker, note, piece } from './make.ts'

export interface CardFault {
  readonly name: string
  readonly does: string
  readonly code: string
  readonly subject?: string
  readonly owner: 'site-it' | 'terminal-user'
  readonly scene: Scene
}

export function windows(change: PcChange): Scene {
  return { pc: { system: 'windows', windows: change } }
}

/** An id that USB-IF gave to nobody, of its class of smart card readers. */
export const ofUsb = { id: 'ffff:0001', name: 'Ground USB reader', classes: [0x0b] }

/** Where the card is optional it is noted; where the site needs it, it stops the log-on. */
export function twice({ name, does, code, subject, owner, scene }: CardFault): Piece[] {
  const expected = (severity: Severity) => [severity === 'note' ? note(code, subject) : blocker(code, subject, owner)]
  const made = (suffix: string, need: string, words: string, severity: Severity) =>
    piece(`smartcard/${name}${suffix}`, {
      does: `${does}; ${words}`,
      scene: { ...scene, siteFile: { smartcard: need } },
      expected: expected(severity),
      touches: ['smartcard'],
    })
  return [
    made('', 'optional', 'the card is optional here', 'note'),
    made('-required', 'required', 'this site logs on by smart card', 'blocker'),
  ]
}
