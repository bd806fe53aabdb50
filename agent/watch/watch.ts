/**
 * `--watch 30s --until ready`: the same check again and again, for the minutes of a switch-over. The browser takes longest and loads most of
 * the machine and of HKEX's servers: after the first round the others go without it, until one of them sees something else than before, or
 * what is waited for. Then one with the browser decides. `--browser on` has it started each time.
 */

import { fill, type Language } from '../../checks/text.ts'
import type { Watch } from '../cli/repeat-flags.ts'
import { hasFormats, takesStdout } from '../formats/destination.ts'
import type { Asked } from '../formats/write.ts'
import type { Configuration } from '../profile/load.ts'
import { labels } from '../report/labels.ts'
import type { Report } from '../report/schema.ts'
import { pause } from './pause.ts'
import { isReached, type Round, type Stopped, stateOf } from './round.ts'
import { clockTime, statusLine } from './status-line.ts'
import { watchWords } from './words.ts'

export interface Watching extends Asked {
  readonly watch: Watch
  readonly language: Language
}

type RunRound = (configuration: Configuration) => Promise<Round | Stopped>

/** The last round, once what is waited for is there; its report is delivered as that of any run. */
export async function watch(watching: Watching, runRound: RunRound): Promise<Round | Stopped> {
  const { watch, terminal, language } = watching
  const look = looking(watching, runRound)
  const say = sayOn(watching)
  let last: Report | undefined
  say(fill(watchWords[language].start[watch.until ?? 'forever'], { seconds: watch.everyMs / 1000 }, language))
  say(watchWords[language].hint)
  for (let rounds = 1; ; rounds += 1) {
    const round = await look(last)
    if ('interrupted' in round) return stopped(round, rounds - 1, last, watching)
    const { report } = round.outcome
    const changed = last !== undefined && stateOf(report) !== stateOf(last)
    say(await statusLine(report, columnsOf(watching)))
    const reached = isReached(watch.until, report, changed)
    if (changed || reached) ring(watching)
    if (reached) return round
    last = report
    await writeRound(round, watching)
    if (!(await pause(watch.everyMs, terminal.interrupted))) return stopped({ interrupted: [] }, rounds, last, watching)
  }
}

/** Runs a round: without the browser where that tells enough. */
function looking({ configuration, options, watch }: Watching, runRound: RunRound) {
  const { settings } = configuration
  const light: Configuration = { ...configuration, settings: { ...settings, browser: 'off' } }
  let lightTells = settings.browser === 'on' && options.browser !== 'on'
  return async (last: Report | undefined): Promise<Round | Stopped> => {
    const goesLight = lightTells && last !== undefined
    if (goesLight) {
      const round = await runRound(light)
      if ('interrupted' in round) return round
      const { report } = round.outcome
      if (stateOf(report) === stateOf(last) && !isReached(watch.until, report, false)) return round
    }
    const round = await runRound(configuration)
    // Only the browser sees this page: without it every round would look like a change.
    if (goesLight && !('interrupted' in round) && stateOf(round.outcome.report) === stateOf(last)) lightTells = false
    return round
  }
}

/** What is a file, or a line each, has its new content in every round. */
async function writeRound({ outcome }: Round, watching: Watching): Promise<void> {
  const { json, formats } = watching.options
  if (json === null && !hasFormats(formats)) return
  const { writeFormats } = await import('../formats/write.ts')
  await writeFormats(outcome, watching, 'round')
}

function sayOn({ options, terminal }: Watching): (line: string) => void {
  if (options.silent) return () => {}
  const stream = takesStdout(options) ? terminal.stderr : terminal.stdout
  return (line) => void stream.write(`${line}\n`)
}

/** Null where nobody watches: a line in a log stays whole. */
function columnsOf({ terminal }: Watching): number | null {
  return terminal.progress === undefined ? null : terminal.columns
}

/** Only where somebody sits. */
function ring({ options, terminal }: Watching): void {
  if (!options.silent) terminal.progress?.write('\u0007')
}

function stopped({ interrupted }: Stopped, rounds: number, last: Report | undefined, { options, language }: Watching): Stopped {
  if (options.silent) return { interrupted, line: null }
  const words = watchWords[language]
  if (last === undefined) return { interrupted, line: words.stoppedAtOnce }
  const verdict = labels[language].verdicts[last.verdict]
  const line = fill(words.stopped, { rounds, verdict, time: clockTime(Date.parse(last.startedAt)) }, language)
  return { interrupted, line }
}
