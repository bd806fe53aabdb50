/** The helpdesk's command line from end to end. Everything that it touches is handed to it. */

import { homedir } from 'node:os'
import { usageError } from '../agent/cli/errors.ts'
import { type ExitCode, exitCodes } from '../agent/cli/exit-codes.ts'
import { askedLanguage, systemLanguage } from '../agent/cli/language.ts'
import { didYouMean } from '../agent/cli/nearest.ts'
import { quote } from '../agent/cli/quote.ts'
import { tell } from '../agent/cli/told.ts'
import { complain, helpWords } from '../agent/commands/command.ts'
import { helpdeskFolder } from '../agent/output/folder.ts'
import type { Terminal } from '../agent/terminal.ts'
import { version } from '../agent/version.ts'
import { dispatch, firstWords, wholeHelp } from './commands/dispatch.ts'
import { type HelpdeskDoors, PROGRAM } from './commands/doors.ts'
import { TYPED } from './typed.ts'

const words = {
  noSuchCommand: { en: 'say what to do: {name} is no command{hint}', 'zh-HK': '請指明要做甚麼：沒有指令 {name}{hint}' },
  nothingAsked: { en: 'say what to do; {help} lists the commands', 'zh-HK': '請指明要做甚麼；所有指令見 {help}' },
} as const

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
  const isCommand = first !== undefined && !first.startsWith('-') && !helpWords.includes(first)
  if (!isCommand && argv.some((token) => helpWords.includes(token))) {
    terminal.stdout.write((await wholeHelp())[askedLanguage(argv) ?? language])
    return exitCodes.ready
  }
  if (!isCommand && argv.includes('--version')) {
    terminal.stdout.write(`${PROGRAM} ${version}\n`)
    return exitCodes.ready
  }
  const line = isCommand
    ? tell(words.noSuchCommand, { name: quote(first), hint: didYouMean(first, firstWords) })
    : tell(words.nothingAsked, { help: `${TYPED} --help` })
  return complain(terminal, usageError(line), PROGRAM, askedLanguage(argv) ?? language)
}
