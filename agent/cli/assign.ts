/** The arguments taken apart by yargs, which is loaded only where there are any. */

import yargs, { type Options } from 'yargs'
import type { FlagKind, FlagTable } from './flag-table.ts'

/** Each flag's values in their order: none for one that wasn't given, `['']` for one whose value is missing, `['true']` for a switch. */
export interface Assigned {
  readonly flags: Readonly<Record<string, readonly string[]>>
  /** What is no flag and no flag's value. */
  readonly others: readonly string[]
}

/** Stands for "--json" without a value, as a lone hyphen does for the standard output elsewhere. */
export const STANDARD_OUTPUT = '-'

export function assignFlags(argv: readonly string[], table: FlagTable): Assigned {
  const parser = yargs(
    argv.map((token) => withoutGreed(token, table)),
    '.',
  )
    // For a message in another language yargs would look for a file beside the program; what could need one is refused before.
    .locale('en')
    .help(false)
    .version(false)
    .exitProcess(false)
    .fail(false)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'duplicate-arguments-array': true,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .options(Object.fromEntries(Object.entries(table).map(([name, kind]) => [name, optionsOf(kind)])))
  const { _: others, $0: _program, ...flags } = parser.parseSync()
  return {
    flags: Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, [value].flat().map(String)])),
    others: others.map(String),
  }
}

function optionsOf({ takes }: FlagKind): Options {
  return takes === 'nothing' ? { type: 'boolean' } : { type: 'string', requiresArg: false }
}

/** A text option takes the next argument as its value; one whose value is optional has it behind an equals sign or not at all. */
function withoutGreed(token: string, table: FlagTable): string {
  return Object.entries(table).some(([name, kind]) => kind.takes === 'optional-value' && token === `--${name}`)
    ? `${token}=${STANDARD_OUTPUT}`
    : token
}
