/** Writes what was asked for beside the screen. Each format is a function from the report to a text, and loads when it is asked for. */

import type { Io } from '../../checks/io.ts'
import type { RunOptions } from '../cli/flags.ts'
import { mistakeWords } from '../cli/mistake-words.ts'
import { printable } from '../cli/quote.ts'
import { inLanguage, tell } from '../cli/told.ts'
import { removeHalvesOf } from '../output/leftovers.ts'
import { jsonText, writeProblem } from '../output/write.ts'
import type { Configuration } from '../profile/load.ts'
import type { RunOutcome } from '../run.ts'
import type { Terminal } from '../terminal.ts'
import { documentsOf, type Wanted } from './destination.ts'

export interface Asked {
  readonly options: RunOptions
  readonly configuration: Configuration
  readonly io: Io
  readonly terminal: Terminal
}

/**
 * round: of a watch that goes on; on standard output then only what is a line each, since a document is one. Files are written first: what
 * stands on standard output speaks of a report that is safe. False where one could not be written; that is said.
 */
export async function writeFormats(outcome: RunOutcome, asked: Asked, when: 'round' | 'end'): Promise<boolean> {
  const { options, io, terminal } = asked
  const wanted = documentsOf(options)
  let allWritten = true
  for (const { flag, destination } of wanted) {
    if (destination === 'stdout') continue
    const write = flag === 'prometheus' ? (await import('./shared-file.ts')).writeSharedFile : io.files.write
    const written = await write(destination.file, await textOf(flag, outcome, asked))
    if (!('failure' in written)) {
      await removeHalvesOf(destination.file)
      continue
    }
    allWritten = false
    const line = tell(mistakeWords.ofFile, { flag: `--${flag}`, name: printable(destination.file), problem: writeProblem(written.failure) })
    terminal.stderr.write(`terminal-preflight: ${inLanguage(line, outcome.report.language)}\n`)
  }
  const onStdout = wanted.filter(({ flag, destination }) => destination === 'stdout' && (when === 'end' || flag === 'json-lines'))
  for (const { flag } of onStdout) terminal.stdout.write(await textOf(flag, outcome, asked))
  if (options.formats.nagios && allWritten) {
    const { nagiosText } = await import('./nagios.ts')
    terminal.stdout.write(nagiosText(outcome.report, options))
  }
  return allWritten
}

async function textOf(flag: Wanted['flag'], outcome: RunOutcome, { configuration }: Asked): Promise<string> {
  const { report } = outcome
  switch (flag) {
    case 'json':
      return jsonText(report)
    case 'json-lines':
      return (await import('./json-lines.ts')).jsonLinesText(report)
    case 'junit':
      return (await import('./junit.ts')).junitText(report)
    case 'prometheus':
      return (await import('./prometheus.ts')).prometheusText(report)
    case 'html':
      return (await import('../report/html/from-run.ts')).runHtml(outcome, configuration)
  }
}
