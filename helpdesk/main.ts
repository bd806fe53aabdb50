/** The helpdesk's command line from end to end. Everything that it touches is handed to it. */

import { homedir } from 'node:os'
import { usageError } from '../agent/cli/errors.ts'
import { type ExitCode, exitCodes } from '../agent/cli/exit-codes.ts'
import { systemLanguage } from '../agent/cli/language.ts'
import { didYouMean } from '../agent/cli/nearest.ts'
import { quote } from '../agent/cli/quote.ts'
import { askedLanguage } from '../agent/commands/by-name.ts'
import { complain } from '../agent/commands/command.ts'
import { helpdeskFolder } from '../agent/output/folder.ts'
import type { Terminal } from '../agent/terminal.ts'
import { version } from '../agent/version.ts'
import { dispatch, firstWords, wholeHelp } from './commands/dispatch.ts'
import { type HelpdeskDoors, PROGRAM } from './commands/doors.ts'

/** `/?` is what people at a Windows prompt try first. */
const helpWords = ['--help', '-h', '-?', '/?']

/**
 * Runs one command and returns its exit code.
 * @param argv behind the program's own name
 * @param dataFolder where `--data` says nothing; a test puts it elsewhere
 */
export async function main(
  argv: readonly string[],
  io: HelpdeskDoors['io'],
  terminal: Terminal,
  dataFolder: string = helpdeskFolder(io.platform, io.env, homedir()),
): Promise<ExitCode> {
  const language = systemLanguage(io.env)
  const [first] = argv
  if (first !== undefined && firstWords.includes(first)) return dispatch(argv, { program: PROGRAM, io, terminal, language, dataFolder })
  if (argv.some((token) => helpWords.includes(token))) {
    terminal.stdout.write((await wholeHelp())[askedLanguage(argv) ?? language])
    return exitCodes.ready
  }
  if (argv.includes('--version')) {
    terminal.stdout.write(`${PROGRAM} ${version}\n`)
    return exitCodes.ready
  }
  const known = first === undefined || first.startsWith('-') ? `${PROGRAM} --help lists the commands` : undefined
  const line = `say what to do${known === undefined ? `: ${quote(first ?? '')} is no command${didYouMean(first ?? '', firstWords)}` : `; ${known}`}`
  return complain(terminal, usageError(line), PROGRAM)
}
