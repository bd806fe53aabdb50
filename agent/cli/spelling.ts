/** What a parser forgives and a person should hear: flags that there aren't, flags given twice, switches with a value. */

import { type UserError, usageError } from './errors.ts'
import type { FlagTable } from './flag-table.ts'
import { mistakeWords as words } from './mistake-words.ts'
import { nearest } from './nearest.ts'
import { quote } from './quote.ts'
import { tell } from './told.ts'

/**
 * The first such mistake. A value can't begin with a hyphen unless it follows an equals sign, so every such argument is a flag.
 * @param lists the command line that lists the flags
 */
export function misspelling(argv: readonly string[], table: FlagTable, lists = 'terminal-preflight --help'): UserError | undefined {
  const seen = new Set<string>()
  for (const token of argv) {
    const { groups: { hyphens = '', name = '', value } = {} } = /^(?<hyphens>-+)(?<name>[^=]*)(?:=(?<value>.*))?$/s.exec(token) ?? {}
    if (hyphens === '') continue
    const kind = Object.hasOwn(table, name) ? table[name] : undefined
    if (hyphens !== '--' || kind === undefined) return unknownFlag(hyphens + name, name, Object.keys(table), lists)
    if (kind.takes === 'nothing' && value !== undefined) return usageError(tell(words.noValue, { name, value: quote(`=${value}`) }))
    if (seen.has(name) && !(kind.takes === 'value' && kind.repeatable)) return usageError(tell(words.twice, { name }))
    seen.add(name)
  }
  return undefined
}

function unknownFlag(flag: string, name: string, names: readonly string[], lists: string): UserError {
  const near = nearest(name, names)
  const hint = near === undefined ? tell(words.flagsListed, { lists }) : tell(words.flagMeant, { near })
  return usageError(tell(words.unknownFlag, { flag: quote(flag), hint }))
}
