/** `--splay 10m`: a fleet that starts at one hour does not come to the same servers in one second. */

import { randomInt } from 'node:crypto'
import type { Clock } from '../../checks/io.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { RunOptions } from '../cli/flags.ts'
import { takesStdout } from '../formats/destination.ts'
import type { Terminal } from '../terminal.ts'
import { pause } from './pause.ts'
import { clockTime } from './status-line.ts'
import { watchWords } from './words.ts'

export interface Splaying {
  readonly options: RunOptions
  readonly language: Language
  readonly clock: Pick<Clock, 'wallMs'>
  readonly terminal: Terminal
}

/** Waits between nothing and the whole time, every millisecond as likely. False where it is interrupted; that is said. */
export async function waitBySplay({ options, language, clock, terminal }: Splaying): Promise<boolean> {
  const words = watchWords[language]
  const ms = randomInt(options.splayMs + 1)
  if (!options.silent) {
    const stream = takesStdout(options) ? terminal.stderr : terminal.stdout
    const line = fill(words.splay, { time: clockTime(clock.wallMs() + ms), seconds: Math.ceil(ms / 1000) }, language)
    stream.write(`${line}\n`)
  }
  const waited = await pause(ms, terminal.interrupted)
  // A plug-in is silent, and yet has to say why it has no answer.
  if (!waited && (!options.silent || options.formats.nagios)) terminal.stderr.write(`${words.splayStopped}\n`)
  return waited
}
