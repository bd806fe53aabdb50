/** The command line from end to end: flags, configuration, run, report, exit code. Everything that it touches is handed to it. */

import { dirname } from 'node:path'
import { isSea } from 'node:sea'
import type { Io } from '../checks/io.ts'
import type { Language } from '../checks/text.ts'
import { isUserError, mistakeLine, type UserError } from './cli/errors.ts'
import { type ExitCode, exitCodes } from './cli/exit-codes.ts'
import { parseFlags, type RunOptions } from './cli/flags.ts'
import { systemLanguage } from './cli/language.ts'
import { createLog } from './output/log.ts'
import { type Configuration, loadConfiguration } from './profile/load.ts'
import { liveProgress, noProgress } from './progress.ts'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'

/** Runs the program with `argv` (behind its own name) and returns its exit code; writes to `terminal` and, unless --ephemeral, to the output folder. */
export async function main(argv: readonly string[], io: Io, terminal: Terminal): Promise<ExitCode> {
  const ownLanguage = systemLanguage(io.env)
  const parsed = await parseFlags(argv, { version, language: ownLanguage })
  if (isUserError(parsed)) return complain(terminal, parsed)
  if (parsed.kind === 'text') {
    terminal.stdout.write(parsed.text)
    return parsed.exitCode
  }
  const { options } = parsed
  const language = options.language ?? ownLanguage
  // It starts while the files are read; where they are wrong it is asked nothing and ends with us.
  if (!options.dryRun) io.machine.prepareLookup?.()
  const configuration = await loadConfiguration(options, programFolder(), io)
  if (isUserError(configuration)) return complain(terminal, configuration)
  if (options.dryRun) {
    const { dryRunLines } = await import('./dry-run.ts')
    terminal.stdout.write(`${dryRunLines(configuration, io, language).join('\n')}\n`)
    return exitCodes.ready
  }
  return runAndReport(options, configuration, language, io, terminal)
}

/** One line for each mistake, so that a file is mended in one go; the first is the one that the exit code speaks of. */
function complain(terminal: Terminal, error: UserError): ExitCode {
  const lines = error.mistakes.length > 1 ? error.mistakes.map(mistakeLine) : [error.line]
  terminal.stderr.write(lines.map((line) => `terminal-preflight: ${line}\n`).join(''))
  return error.exitCode
}

/** Where a site file may lie beside the program: the executable's folder, from a checkout the bundle's. */
function programFolder(): string {
  return dirname(isSea() ? process.execPath : (process.argv[1] ?? process.execPath))
}

async function runAndReport(
  options: RunOptions,
  configuration: Configuration,
  language: Language,
  io: Io,
  terminal: Terminal,
): Promise<ExitCode> {
  const { deadlineMs, silent } = options
  const log = createLog(io.clock.wallMs)
  const progress = terminal.progress !== undefined && !silent ? liveProgress(terminal.progress, language, deadlineMs) : noProgress
  const outcome = await run(
    { configuration, language, deadlineMs, interrupted: terminal.interrupted, onProgress: progress.onProgress },
    io,
    log,
  )
  progress.stop()
  if ('interrupted' in outcome) {
    const { interruptedLine } = await import('./deliver.ts')
    terminal.stderr.write(`${interruptedLine(outcome.interrupted, language)}\n`)
    return exitCodes.interrupted
  }
  const { deliver } = await import('./deliver.ts')
  return deliver(outcome, { options, configuration, language, io, terminal, log })
}
