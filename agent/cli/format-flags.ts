/** The flags that say in which forms the report goes out. */

import { type Destination, type DocumentFlag, documentFlags, type Formats } from '../formats/destination.ts'
import type { Read } from '../profile/readers.ts'
import type { Assigned } from './assign.ts'
import { mistakeWords as words } from './mistake-words.ts'
import { quote } from './quote.ts'
import { tell } from './told.ts'

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
  const problem =
    clashOf(json === null ? documents : { json, ...documents }, nagios) ??
    (nagios ? notForPlugin(flags) : undefined) ??
    notForCollector(documents.prometheus)
  return problem === undefined ? { value: { json, formats: { documents, nagios } } } : { problem }
}

/** Two that would stand in one place. */
function clashOf(given: Readonly<Record<string, Destination>>, nagios: boolean): string | undefined {
  const places = [...Object.entries(given), ...(nagios ? [['nagios', 'stdout'] as const] : [])]
  for (const [index, [flag, destination]] of places.entries()) {
    const other = places.slice(index + 1).find(([, each]) => fileOf(each) === fileOf(destination))
    if (other === undefined) continue
    return destination === 'stdout'
      ? tell(words.bothToStdout, { one: flag, other: other[0] })
      : tell(words.bothToFile, { one: flag, other: other[0], file: quote(destination.file) })
  }
  return undefined
}

function fileOf(destination: Destination): string {
  return destination === 'stdout' ? '-' : destination.file
}

/** node_exporter and windows_exporter pass over every other name, and say nothing of it. */
function notForCollector(prometheus: Destination | undefined): string | undefined {
  if (prometheus === undefined || prometheus === 'stdout' || prometheus.file.endsWith('.prom')) return undefined
  const { file } = prometheus
  return tell(words.notProm, { file: quote(file), meant: quote(`${file.replace(/\.[^./\\]*$/, '')}.prom`) })
}

/** What would end with a code that a monitoring system reads otherwise, or never end. */
function notForPlugin(flags: Assigned['flags']): string | undefined {
  if (flags['dry-run'] !== undefined) return tell(words.dryPlugin)
  if (flags.watch !== undefined) return tell(words.watchPlugin)
  if (flags['require-upload'] !== undefined) return tell(words.uploadPlugin)
  return undefined
}
