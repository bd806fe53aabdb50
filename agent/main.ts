/** The command line from end to end: flags, configuration, run, report, exit code. Everything that it touches is handed to it. */

import { homedir, hostname } from 'node:os'
import { dirname } from 'node:path'
import { isSea } from 'node:sea'
import type { Io } from '../checks/io.ts'
import type { Language } from '../checks/text.ts'
import { commandNames } from './cli/command-names.ts'
import { isUserError, mistakeLine, type UserError } from './cli/errors.ts'
import { type ExitCode, exitCodes } from './cli/exit-codes.ts'
import { parseFlags, type RunOptions } from './cli/flags.ts'
import { systemLanguage } from './cli/language.ts'
import type { Watch } from './cli/repeat-flags.ts'
import { type DeliveryPlan, planDelivery } from './delivery/plan.ts'
import { type PlannedRequest, planRequest } from './delivery/request.ts'
import { type ReadySigner, readySigner } from './delivery/signer.ts'
import { takesStdout } from './formats/destination.ts'
import { dataFolder } from './output/folder.ts'
import { createLog } from './output/log.ts'
import { withBuiltInFiles } from './profile/built-in.ts'
import { type Configuration, loadConfiguration } from './profile/load.ts'
import { liveProgress, noProgress } from './progress.ts'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'
import type { Round, Stopped } from './watch/round.ts'
import type { Choosing } from './window/choose-profiles.ts'
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
  if (isUserError(parsed)) return complain(terminal, parsed)
  if (parsed.kind === 'text') {
    terminal.stdout.write(parsed.text)
    return parsed.exitCode
  }
  const { options } = parsed
  const language = options.language ?? ownLanguage
  io.machine.keepLibraryIn?.(options.ephemeral ? null : home.dataFolder)
  // It starts while the files are read; where they are wrong it is asked nothing and ends with us.
  if (!options.dryRun && options.splayMs === 0) io.machine.prepareLookup?.()
  const first = await prepare(options, language, io, terminal, home)
  if (isUserError(first)) return complain(terminal, first)
  const window = options.silent || options.dryRun ? undefined : await ownWindowOf(terminal)
  const chosen = window !== undefined && asksForProfiles(options, first) ? await choose({ io, window, language, ...home }, terminal) : []
  const prepared = chosen.length > 0 ? await prepare({ ...options, profiles: chosen }, language, io, terminal, home) : first
  if (isUserError(prepared)) return complain(terminal, prepared)
  const { configuration, plan } = prepared
  if (options.dryRun) {
    const { dryRunLines } = await import('./dry-run.ts')
    terminal.stdout.write(`${dryRunLines(configuration, plan, io, language).join('\n')}\n`)
    return exitCodes.ready
  }
  if (plan.request !== null && !options.silent) await showRequest(plan.request, options, language, terminal)
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

/** Nobody has said which services this PC is for. */
function asksForProfiles({ profiles }: RunOptions, { configuration, plan }: Ready): boolean {
  return profiles.length === 0 && configuration.site.profiles.length === 0 && plan.request === null
}

async function choose(choosing: Omit<Choosing, 'print'>, { stdout }: Terminal): Promise<readonly string[]> {
  const { chooseProfiles } = await import('./window/choose-profiles.ts')
  return chooseProfiles({ ...choosing, print: (line) => void stdout.write(`${line}\n`) })
}

interface Ready {
  readonly configuration: Configuration
  readonly plan: DeliveryPlan
}

/** Everything that can be wrong before the first probe. */
async function prepare(
  options: RunOptions,
  language: Language,
  io: Io,
  terminal: Terminal,
  { programFolder }: Home,
): Promise<Ready | UserError> {
  const { silent, delivery } = options
  const interactive = terminal.ask !== undefined
  const warn = (line: string) => void terminal.stderr.write(`terminal-preflight: ${line}\n`)
  const request = await planRequest(delivery, { io, programFolder, language, silent, interactive, warn })
  if (isUserError(request)) return request
  const configuration = await loadConfiguration({ ...options, ...profilesFor(request, options) }, programFolder, io)
  if (isUserError(configuration)) return configuration
  const plan = await planDelivery(delivery, configuration, request, { io, terminal, language, silent, interactive })
  return isUserError(plan) ? plan : { configuration, plan }
}

/** What was accepted says what is checked; what is only asked about adds to it, so that no stranger narrows the verdict. */
function profilesFor(request: PlannedRequest | null, { profiles }: RunOptions) {
  if (request === null || profiles.length > 0) return { profiles, alsoProfiles: [] }
  const requested = request.request.profiles
  return request.consent === 'accepted' ? { profiles: requested, alsoProfiles: [] } : { profiles, alsoProfiles: requested }
}

/** Who asks, and for what: seen before anything is done. */
async function showRequest(request: PlannedRequest, options: RunOptions, language: Language, terminal: Terminal): Promise<void> {
  const [{ requestLines }, { deliveryWords }] = await Promise.all([import('./request/show.ts'), import('./delivery/words.ts')])
  const lines = [deliveryWords[language].requestTitle, ...requestLines(request, language).map((line) => `  ${line}`), '']
  ;(takesStdout(options) ? terminal.stderr : terminal.stdout).write(`${lines.join('\n')}\n`)
}

/** One line for each mistake, so that a file is mended in one go; the first is the one that the exit code speaks of. */
function complain(terminal: Terminal, error: UserError): ExitCode {
  const lines = error.mistakes.length > 1 ? error.mistakes.map(mistakeLine) : [error.line]
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
    terminal.stderr.write(`${round.line ?? interruptedLine(round.interrupted, language)}\n`)
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
