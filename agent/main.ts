/** The command line from end to end: flags, configuration, run, report, exit code. Everything that it touches is handed to it. */

import { homedir, hostname } from 'node:os'
import { dirname } from 'node:path'
import { isSea } from 'node:sea'
import type { Io } from '../checks/io.ts'
import type { Language } from '../checks/text.ts'
import { commandNames } from './cli/command-names.ts'
import { errorLines, isUserError, type UserError } from './cli/errors.ts'
import { type ExitCode, exitCodes } from './cli/exit-codes.ts'
import { parseFlags, type RunOptions } from './cli/flags.ts'
import { askedLanguage, systemLanguage } from './cli/language.ts'
import type { Watch } from './cli/repeat-flags.ts'
import { type DeliveryPlan, planDelivery } from './delivery/plan.ts'
import { type PlannedRequest, planRequest } from './delivery/request.ts'
import { type ReadySigner, readySigner } from './delivery/signer.ts'
import { holdsAnswer, takesStdout } from './formats/destination.ts'
import { dataFolder } from './output/folder.ts'
import { createLog } from './output/log.ts'
import { withBuiltInFiles } from './profile/built-in.ts'
import { type Configuration, loadConfiguration } from './profile/load.ts'
import { liveProgress, noProgress } from './progress.ts'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'
import type { Round, Stopped } from './watch/round.ts'
import type { OwnWindow } from './window/own-window.ts'

/** Where the program is and what is its own; a test or the lab puts both elsewhere. */
export interface Home {
  /** Where a site file or a request may lie beside the program: the executable's folder, from a checkout the bundle's. */
  readonly programFolder: string
  /** Device key, known installs, spool, and the reports that nobody names a folder for. */
  readonly dataFolder: string
}

function ownHome(io: Io): Home {
  return {
    programFolder: dirname(isSea() ? process.execPath : (process.argv[1] ?? process.execPath)),
    dataFolder: dataFolder(io.platform, io.env, homedir()),
  }
}

/** Runs the program with `argv` (behind its own name) and returns its exit code; writes to `terminal` and, unless --ephemeral, to the output folder. */
export async function main(argv: readonly string[], machine: Io, terminal: Terminal, home: Home = ownHome(machine)): Promise<ExitCode> {
  if (!argv.includes('--nagios') || commandNames.includes(argv[0] ?? '')) return answer(argv, machine, terminal, home)
  const { asPlugin } = await import('./formats/plugin.ts')
  return asPlugin(terminal, (own) => answer(argv, machine, own, home))
}

async function answer(argv: readonly string[], machine: Io, terminal: Terminal, home: Home): Promise<ExitCode> {
  const io = withBuiltInFiles(machine)
  const ownLanguage = systemLanguage(io.env)
  if (commandNames.includes(argv[0] ?? '')) {
    io.machine.keepLibraryIn?.(home.dataFolder)
    const { dispatch } = await import('./commands/dispatch.ts')
    return dispatch(argv, { io, terminal, language: ownLanguage, ...home })
  }
  const parsed = await parseFlags(argv, { version, language: ownLanguage })
  if (isUserError(parsed)) return complain(terminal, parsed, askedLanguage(argv) ?? ownLanguage)
  if (parsed.kind === 'text') {
    terminal.stdout.write(parsed.text)
    return parsed.exitCode
  }
  const { options } = parsed
  const language = options.language ?? ownLanguage
  io.machine.keepLibraryIn?.(options.ephemeral ? null : home.dataFolder)
  // It starts while the files are read; where they are wrong it is asked nothing and ends with us.
  if (!options.dryRun && options.splayMs === 0) io.machine.prepareLookup?.()
  const doors = { language, io, terminal, ...home }
  const request = await requestOf(options, doors)
  if (isUserError(request)) return complain(terminal, request, language)
  const first = await prepare(options, request, undefined, doors)
  if (isUserError(first)) return complain(terminal, first, language)
  const window = options.silent || options.dryRun ? undefined : await ownWindowOf(terminal)
  if (request !== null && !options.silent && !options.dryRun) await showRequest(request, options, language, terminal)
  const chosen = window !== undefined && isUnsaid(options, first) ? await choose({ window, request, ...doors }) : undefined
  const prepared = chosen === undefined ? first : await prepare(options, request, chosen, doors)
  if (isUserError(prepared)) return complain(terminal, prepared, language)
  const { configuration, plan } = prepared
  if (options.dryRun) {
    const { dryRunLines } = await import('./dry-run.ts')
    terminal.stdout.write(`${dryRunLines(configuration, plan, io, language).join('\n')}\n`)
    return exitCodes.ready
  }
  if (options.splayMs > 0) {
    const { waitBySplay } = await import('./watch/splay.ts')
    if (!(await waitBySplay({ options, language, clock: io.clock, terminal }))) return exitCodes.interrupted
  }
  return runAndReport({ options, configuration, plan, language, io, terminal, window, dataFolder: home.dataFolder })
}

/** Undefined where the window is somebody else's too, and stays when the program ends. */
async function ownWindowOf({ window }: Terminal): Promise<OwnWindow | undefined> {
  if ((await window?.isOwn()) !== true) return undefined
  // Over the window, in place of the executable's path.
  process.title = 'Terminal Preflight'
  return window
}

/** Neither the command line nor the site file says which services this PC is for. */
function isUnsaid({ profiles }: RunOptions, { configuration }: Ready): boolean {
  return profiles.length === 0 && configuration.site.profiles.length === 0
}

type Choice = Doors & { readonly window: OwnWindow; readonly request: PlannedRequest | null }

/** Whom the machine trusts says it by its request; else the person is asked. */
async function choose({ request, terminal, ...doors }: Choice): Promise<readonly string[] | undefined> {
  const { chooseProfiles } = await import('./window/choose-profiles.ts')
  const asks = request?.signer.trusted !== true
  return chooseProfiles({ ...doors, asks, print: (line) => void terminal.stdout.write(`${line}\n`) })
}

interface Doors extends Home {
  readonly language: Language
  readonly io: Io
  readonly terminal: Terminal
}

interface Ready {
  readonly configuration: Configuration
  readonly plan: DeliveryPlan
}

function requestOf({ silent, delivery }: RunOptions, { language, io, terminal, programFolder }: Doors) {
  const warn = (line: string) => void terminal.stderr.write(`terminal-preflight: ${line}\n`)
  return planRequest(delivery, { io, programFolder, language, silent, interactive: terminal.ask !== undefined, warn })
}

/** Everything else that can be wrong before the first probe. @param chosen what a double-click was answered; none means all */
async function prepare(
  options: RunOptions,
  request: PlannedRequest | null,
  chosen: readonly string[] | undefined,
  { language, io, terminal, programFolder }: Doors,
): Promise<Ready | UserError> {
  const { silent, delivery } = options
  const misplaced = holdsAnswer(options) || options.outputFolder !== null ? await wrongPlaceOf(options) : undefined
  if (misplaced !== undefined) return misplaced
  const configuration = await loadConfiguration({ ...options, ...profilesFor(request, options, chosen) }, programFolder, io)
  if (isUserError(configuration)) return configuration
  const interactive = terminal.ask !== undefined
  const plan = await planDelivery(delivery, configuration, request, { io, terminal, language, silent, interactive })
  return isUserError(plan) ? plan : { configuration, plan }
}

async function wrongPlaceOf(options: RunOptions): Promise<UserError | undefined> {
  const { wrongPlace } = await import('./formats/places.ts')
  return wrongPlace(options)
}

/**
 * What was accepted says what is checked; what is only asked about adds to what the PC is for, so that no stranger narrows the verdict.
 * Where nobody has said what it is for, whom the machine trusts may say it.
 */
function profilesFor(request: PlannedRequest | null, { profiles }: RunOptions, chosen: readonly string[] | undefined) {
  if (profiles.length > 0) return { profiles }
  if (request === null) return { profiles: chosen ?? [] }
  const requested = request.request.profiles
  if (request.consent === 'accepted') return { profiles: requested }
  if (chosen !== undefined) return { profiles: chosen.length === 0 ? [] : [...chosen, ...requested] }
  return { profiles, alsoProfiles: requested, profilesUnlessSaid: request.signer.trusted ? requested : [] }
}

/** Who asks, and for what: seen before anything is done. */
async function showRequest(request: PlannedRequest, options: RunOptions, language: Language, terminal: Terminal): Promise<void> {
  const [{ requestLines }, { deliveryWords }] = await Promise.all([import('./request/show.ts'), import('./delivery/words.ts')])
  const lines = [deliveryWords[language].requestTitle, ...requestLines(request, language).map((line) => `  ${line}`), '']
  ;(takesStdout(options) ? terminal.stderr : terminal.stdout).write(`${lines.join('\n')}\n`)
}

function complain(terminal: Terminal, error: UserError, language: Language): ExitCode {
  const lines = errorLines(error, language)
  terminal.stderr.write(lines.map((line) => `terminal-preflight: ${line}\n`).join(''))
  return error.exitCode
}

interface Prepared {
  readonly options: RunOptions
  readonly configuration: Configuration
  readonly plan: DeliveryPlan
  readonly language: Language
  readonly io: Io
  readonly terminal: Terminal
  /** Of a double-click. */
  readonly window: OwnWindow | undefined
  readonly dataFolder: string
}

async function runAndReport(prepared: Prepared): Promise<ExitCode> {
  const { options, configuration, plan, language, terminal, dataFolder } = prepared
  const { ephemeral } = options
  const running = options.watch === null ? runRound(configuration, prepared) : watchRounds(options.watch, prepared)
  const needsNoKey = ephemeral && plan.upload === null
  const signer = needsNoKey
    ? noSigner
    : readySigner({
        keyFile: plan.keyFile,
        dataFolder,
        hostName: hostname(),
        policy: plan.policy,
        ephemeral,
        checked: running.catch(() => {}),
      })
  // Told where it is needed.
  signer.catch(() => {})
  const round = await running
  if ('interrupted' in round) {
    const { interruptedLine } = await import('./deliver.ts')
    const line = round.line === undefined ? interruptedLine(round.interrupted, language) : round.line
    if (line !== null) terminal.stderr.write(`${line}\n`)
    return exitCodes.interrupted
  }
  const { deliver } = await import('./deliver.ts')
  return deliver(round.outcome, { ...prepared, log: round.log, signer })
}

async function runRound(configuration: Configuration, { options, language, io, terminal }: Prepared): Promise<Round | Stopped> {
  const { deadlineMs, silent } = options
  const log = createLog(io.clock.wallMs)
  const progress = terminal.progress !== undefined && !silent ? liveProgress(terminal.progress, language, deadlineMs) : noProgress
  const { onProgress } = progress
  const outcome = await run({ configuration, language, deadlineMs, interrupted: terminal.interrupted, onProgress }, io, log)
  progress.stop()
  return 'interrupted' in outcome ? outcome : { outcome, log }
}

async function watchRounds(watch: Watch, prepared: Prepared): Promise<Round | Stopped> {
  const watching = await import('./watch/watch.ts')
  return watching.watch({ ...prepared, watch }, (configuration) => runRound(configuration, prepared))
}

const noSigner: Promise<ReadySigner> = Promise.reject(new Error('no bundle, no key'))
noSigner.catch(() => {})
