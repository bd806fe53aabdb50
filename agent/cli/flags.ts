/** The command line. Nothing here prints or ends the program: the caller does, with what it gets back. */

import type { ProxySetting, Settings } from '../../checks/settings.ts'
import type { Language } from '../../checks/text.ts'
import type { ResolverLists } from '../profile/settings.ts'
import type { Assigned } from './assign.ts'
import type { DeliveryOptions } from './delivery-flags.ts'
import { isUserError, type UserError } from './errors.ts'
import { exitCodes } from './exit-codes.ts'
import { flagTable } from './flag-table.ts'
import { readOptions } from './flag-values.ts'
import type { FormatOptions } from './format-flags.ts'
import type { RepeatOptions } from './repeat-flags.ts'
import { misspelling } from './spelling.ts'
import { type TextContext, textAsked } from './text-asked.ts'

export interface RunOptions extends FormatOptions, RepeatOptions {
  /** As given: built-in names and file names. */
  readonly profiles: readonly string[]
  readonly site: string | null
  readonly resolvers: Partial<ResolverLists>
  readonly proxy: ProxySetting | null
  readonly browser: Settings['browser'] | null
  readonly smartcard: Settings['smartcard'] | null
  /** Names of PEM files. */
  readonly roots: readonly string[]
  readonly delivery: DeliveryOptions
  readonly outputFolder: string | null
  /** Null: the language of this PC. */
  readonly language: Language | null
  readonly verbose: boolean
  readonly dryRun: boolean
  readonly ephemeral: boolean
  readonly silent: boolean
  readonly deadlineMs: number
}

export type ParsedFlags =
  | { readonly kind: 'run'; readonly options: RunOptions }
  | { readonly kind: 'text'; readonly text: string; readonly exitCode: typeof exitCodes.ready }
  | UserError

/** Reads the arguments behind the program's own name. What they say wrongly is a `UserError` with exit code 64. */
export async function parseFlags(argv: readonly string[], context: TextContext): Promise<ParsedFlags> {
  const text = await textAsked(argv, context)
  if (text !== undefined) return { kind: 'text', text, exitCode: exitCodes.ready }
  const wrong = misspelling(argv, flagTable)
  if (wrong !== undefined) return wrong
  const options = readOptions(await assign(argv))
  return isUserError(options) ? options : { kind: 'run', options }
}

/** A double-click has no arguments, and needs no parser. */
async function assign(argv: readonly string[]): Promise<Assigned> {
  return argv.length === 0 ? { flags: {}, others: [] } : (await import('./assign.ts')).assignFlags(argv, flagTable)
}
