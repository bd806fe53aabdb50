/** The flags that say in which forms the report goes out. */

import { type Destination, type DocumentFlag, documentFlags, type Formats } from '../formats/destination.ts'
import type { Read } from '../profile/readers.ts'
import type { Assigned } from './assign.ts'
import { quote } from './quote.ts'

export interface FormatOptions {
  readonly json: Destination | null
  readonly formats: Formats
}

/** A lone hyphen is the standard output, for each of them. */
export function readFormatOptions(flags: Assigned['flags']): Read<FormatOptions> {
  const destination = (name: 'json' | DocumentFlag): Destination | null => {
    const text = flags[name]?.[0]
    return text === undefined ? null : text === '-' ? 'stdout' : { file: text }
  }
  const documents = Object.fromEntries(
    documentFlags.flatMap((flag) => {
      const where = destination(flag)
      return where === null ? [] : [[flag, where]]
    }),
  ) as Formats['documents']
  const json = destination('json')
  const nagios = flags.nagios?.[0] === 'true'
  const problem = clashOf(json === null ? documents : { json, ...documents }, nagios) ?? (nagios ? notForPlugin(flags) : undefined)
  return problem === undefined ? { value: { json, formats: { documents, nagios } } } : { problem }
}

/** Two that would stand in one place. */
function clashOf(given: Readonly<Record<string, Destination>>, nagios: boolean): string | undefined {
  const places = [...Object.entries(given), ...(nagios ? [['nagios', 'stdout'] as const] : [])]
  for (const [index, [flag, destination]] of places.entries()) {
    const other = places.slice(index + 1).find(([, each]) => fileOf(each) === fileOf(destination))
    if (other === undefined) continue
    return destination === 'stdout'
      ? `--${flag} and --${other[0]} both write to the standard output; give one of them a file, or leave it out`
      : `--${flag} and --${other[0]} both write to ${quote(destination.file)}; give them a file each`
  }
  return undefined
}

function fileOf(destination: Destination): string {
  return destination === 'stdout' ? '-' : destination.file
}

/** What would end with a code that a monitoring system reads otherwise, or never end. */
function notForPlugin(flags: Assigned['flags']): string | undefined {
  if (flags['dry-run'] !== undefined) return '--dry-run finds nothing out that --nagios could tell; leave out one'
  if (flags.watch !== undefined) return '--nagios answers once, and --watch goes on; leave out one'
  if (flags['require-upload'] !== undefined) return '--nagios has no code for an upload that was kept; leave out --require-upload'
  return undefined
}
