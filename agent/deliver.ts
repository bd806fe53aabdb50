/** Hands the report over: files first, then the screen; only then does the exit code speak of the verdict. */

import { tmpdir } from 'node:os'
import type { CheckId } from '../checks/check.ts'
import { failureOf } from '../checks/failure.ts'
import { hongKongTime } from '../checks/hong-kong-time.ts'
import type { Io } from '../checks/io.ts'
import { fill, type Language } from '../checks/text.ts'
import { type ExitCode, exitCodes } from './cli/exit-codes.ts'
import type { RunOptions } from './cli/flags.ts'
import { printable } from './cli/quote.ts'
import { inLanguage } from './cli/told.ts'
import type { DeliveryPlan } from './delivery/plan.ts'
import type { ReadySigner } from './delivery/signer.ts'
import type { Verdict } from './diagnosis/verdict.ts'
import { holdsAnswer, takesStdout } from './formats/destination.ts'
import { makeRunFolder, makeTemporaryFolder } from './output/folder.ts'
import type { Log } from './output/log.ts'
import { writeProblem, writeRun } from './output/write.ts'
import type { Configuration } from './profile/load.ts'
import { labels } from './report/labels.ts'
import { checkName } from './report/words.ts'
import type { RunOutcome } from './run.ts'
import type { Terminal } from './terminal.ts'
import type { OwnWindow } from './window/own-window.ts'

const verdictCodes = {
  ready: exitCodes.ready,
  attention: exitCodes.attention,
  'not-ready': exitCodes.notReady,
  undetermined: exitCodes.undetermined,
} as const satisfies Record<Verdict, ExitCode>

export interface Delivery {
  readonly options: RunOptions
  readonly configuration: Configuration
  readonly language: Language
  readonly io: Io
  readonly terminal: Terminal
  /** Of a double-click: it is small, and goes with the program. */
  readonly window?: OwnWindow | undefined
  readonly log: Log
  readonly dataFolder: string
  readonly plan: DeliveryPlan
  readonly signer: Promise<ReadySigner>
}

export async function deliver(outcome: RunOutcome, delivery: Delivery): Promise<ExitCode> {
  const { options, terminal } = delivery
  const { report } = outcome
  const folder = await writeFolder(outcome, delivery)
  const formatsSafe = !holdsAnswer(options) || (await (await import('./formats/write.ts')).writeFormats(outcome, delivery, 'end'))
  if (!takesStdout(options) && !options.silent) {
    // Measuring what a line takes of the screen starts ICU: no run needs it that shows none.
    const { screenLines } = await import('./report/screen.ts')
    const { window } = delivery
    if (window === undefined || options.verbose) terminal.stdout.write(`${(await screenLines(outcome, delivery, folder)).join('\n')}\n`)
    else await (await import('./window/show.ts')).showInWindow(outcome, { ...delivery, window }, folder)
  }
  // Without a report that is safe somewhere the code says that this program failed, never READY.
  const safe = formatsSafe && (folder !== null || options.ephemeral || holdsAnswer(options))
  if (!safe) return exitCodes.internal
  const code = verdictCodes[report.verdict]
  // It stands from here on, whatever becomes of the bundle.
  process.exitCode = code
  const sent = await passOn(outcome, delivery, folder)
  return code === exitCodes.ready && options.delivery.requireUpload && !sent ? exitCodes.uploadKept : code
}

/** What a run that leaves nothing behind and sends nothing needs is nothing. */
async function passOn(outcome: RunOutcome, delivery: Delivery, folder: string | null): Promise<boolean> {
  const { options, terminal, log } = delivery
  if (options.ephemeral && delivery.plan.upload === null) return false
  const { deliverBundle } = await import('./delivery/deliver-bundle.ts')
  const { silent, ephemeral } = options
  const screen = takesStdout(options) ? terminal.stderr : terminal.stdout
  const { sent } = await deliverBundle(outcome, {
    ...delivery,
    folder,
    ephemeral,
    say: (line) => void (silent || screen.write(`${delivery.window === undefined ? '' : '  '}${line}\n`)),
    warn: (line) => void terminal.stderr.write(`terminal-preflight: ${line}\n`),
  })
  // The run's own log tells of it too; what is in the bundle was made without.
  if (folder !== null) await log.writeTo(folder)
  return sent
}

/** The folder asked for, else the user's own; where that can't be written, the temporary folder. Null where nothing was written. */
async function writeFolder(outcome: RunOutcome, delivery: Delivery): Promise<string | null> {
  const { options, configuration, io, terminal, log } = delivery
  if (options.ephemeral) return null
  const { outputFolder } = options
  const time = hongKongTime(Date.parse(outcome.report.startedAt))
  const own = { place: delivery.dataFolder, make: () => makeRunFolder(delivery.dataFolder, time) }
  const choices =
    outputFolder === null
      ? [own, { place: tmpdir(), make: makeTemporaryFolder }]
      : [{ place: outputFolder, make: async () => outputFolder }]
  for (const { place, make } of choices) {
    const written = await make().then(
      (folder) => writeRun(io, folder, outcome, configuration.settings, log),
      (error) => ({ failure: failureOf(error), path: place }),
    )
    if ('folder' in written) return written.folder
    terminal.stderr.write(
      `terminal-preflight: ${printable(written.path)}: ${inLanguage(writeProblem(written.failure), delivery.language)}\n`,
    )
  }
  return null
}

export function interruptedLine(done: readonly CheckId[], language: Language): string {
  const names = done.map((check) => checkName(check, language))
  return fill(labels[language].interrupted, { done: names.length > 0 ? names : ['–'] }, language)
}
