/** What the helpdesk's commands touch. */

import type { Command, SpokenDoors } from '../../agent/commands/command.ts'
import type { Io } from '../../checks/io.ts'

/** As it is typed. */
export const PROGRAM = 'helpdesk'

export interface HelpdeskDoors extends SpokenDoors {
  readonly program: typeof PROGRAM
  readonly io: Pick<Io, 'clock' | 'env' | 'files' | 'platform'>
  /** Where the helpdesk keeps what is its own, where `--data` says nothing. */
  readonly dataFolder: string
}

export type HelpdeskCommand = Command<HelpdeskDoors>

/** Every command takes it. */
export const dataFlag = { data: { takes: 'value', repeatable: false, wants: 'the name of a folder' } } as const
