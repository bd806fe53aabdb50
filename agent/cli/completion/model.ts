/** What can be written on the command line, as the completion of a shell needs it. */

import { type FlagTable, flagTable } from '../flag-table.ts'

/**
 * yargs has scripts for bash and zsh too, which start the program at each press of Tab: that takes as long as a start, knows no value behind an
 * equals sign, and PowerShell has none. What these know is written out in them.
 */
export const shells = ['bash', 'zsh', 'powershell'] as const
export type Shell = (typeof shells)[number]

export interface CompletedCommand {
  /** `bundle verify`; `run` also where no command stands. */
  readonly name: string
  /** With their hyphens. */
  readonly flags: readonly string[]
  /** Those of them that take the next word as their value. */
  readonly taking: readonly string[]
  /** The words that a flag's value may be, by the flag; where there are none it is a file. */
  readonly choices: ReadonlyMap<string, readonly string[]>
}

const common: FlagTable = { lang: flagTable.lang, help: flagTable.help }

/** @param commands the flags of each, by its name */
export function completedCommands(commands: Readonly<Record<string, FlagTable>>): CompletedCommand[] {
  const others = Object.entries(commands).map(([name, flags]) => completed(name, { ...flags, ...common }))
  return [completed('run', flagTable), ...others]
}

/** Words that a command of one word takes as its argument. */
const argumentWords: Readonly<Record<string, readonly string[]>> = { completion: shells }

/** What may stand first, and behind the first: `bundle` → `verify`, `show` … */
export function wordsAfter(commands: readonly CompletedCommand[], first: string | null): string[] {
  const all = commands.map(({ name }) => name.split(' '))
  const words = first === null ? all.map(([word = '']) => word) : all.filter(([word]) => word === first).flatMap(([, word]) => word ?? [])
  return [...new Set([...words, ...(first === null ? [] : (argumentWords[first] ?? []))])]
}

/** Commands behind which one of a few words stands. */
export function groupsOf(commands: readonly CompletedCommand[]): string[] {
  const firsts = new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))
  return [...firsts].filter((first) => wordsAfter(commands, first).length > 0)
}

function completed(name: string, table: FlagTable): CompletedCommand {
  const entries = Object.entries(table)
  const choices = entries.flatMap(([flag, kind]) =>
    kind.takes === 'value' && kind.choices !== undefined ? [[`--${flag}`, kind.choices] as const] : [],
  )
  return {
    name,
    flags: entries.map(([flag]) => `--${flag}`),
    taking: entries.flatMap(([flag, { takes }]) => (takes === 'value' ? [`--${flag}`] : [])),
    choices: new Map(choices),
  }
}
