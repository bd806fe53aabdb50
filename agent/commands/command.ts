/** What every command beside `run` shares: its arguments taken apart, its help, its mistakes. */

import type { Io } from '../../checks/io.ts'
import { type Language, languages } from '../../checks/text.ts'
import type { Assigned } from '../cli/assign.ts'
import { maybe, oneOf } from '../cli/choices.ts'
import { isUserError, type UserError, usageError } from '../cli/errors.ts'
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts'
import type { FlagTable } from '../cli/flag-table.ts'
import { missingValue } from '../cli/flag-values.ts'
import { askedLanguage } from '../cli/language.ts'
import { ofFlag, phrase, mistakeWords as words } from '../cli/mistake-words.ts'
import { quote } from '../cli/quote.ts'
import { misspelling } from '../cli/spelling.ts'
import { inLanguage, tell } from '../cli/told.ts'
import type { Terminal } from '../terminal.ts'

/** Everything that a command touches. */
export interface CommandDoors {
  readonly io: Io
  readonly terminal: Terminal
  /** Of this PC, where `--lang` says none. */
  readonly language: Language
  /** Where the program keeps what is its own. */
  readonly dataFolder: string
  readonly programFolder: string
}

/** What is needed to take arguments apart and to tell what is wrong with them. */
export interface SpokenDoors extends Pick<CommandDoors, 'terminal' | 'language'> {
  /** The program's name, as it is typed; the agent's where nothing is said. */
  readonly program?: string
}

export interface Command<Doors extends SpokenDoors = CommandDoors> {
  /** Flags beside --lang and --help. */
  readonly flags: FlagTable
  /** Names of the arguments that it takes, in their order; the last `optional` of them may be left out. */
  readonly takes: readonly string[]
  readonly optional?: number
  readonly help: Readonly<Record<Language, string>>
  readonly run: (given: Given, doors: Doors) => Promise<ExitCode | UserError>
}

export interface Given {
  readonly arguments: readonly string[]
  readonly language: Language
  values(flag: string): readonly string[]
  first(flag: string): string | null
  isOn(flag: string): boolean
}

const common = {
  lang: { takes: 'value', repeatable: false, wants: 'en or zh-HK' },
  help: { takes: 'nothing' },
} as const satisfies FlagTable

const AGENT = 'terminal-preflight'

export const helpWords: readonly string[] = ['--help', '-h', '-?', '/?']

/** Prints what a command prints, and returns its exit code. */
export async function runCommand<Doors extends SpokenDoors>(
  name: string,
  command: Command<Doors>,
  argv: readonly string[],
  doors: Doors,
): Promise<ExitCode> {
  const { terminal, program = AGENT } = doors
  const given = await readGiven(`${program} ${name}`, command, argv, doors.language)
  if (isUserError(given)) return complain(terminal, given, program, askedLanguage(argv) ?? doors.language)
  if (argv.some((token) => helpWords.includes(token))) {
    terminal.stdout.write(command.help[given.language])
    return exitCodes.ready
  }
  const outcome = await command.run(given, doors)
  return isUserError(outcome) ? complain(terminal, outcome, program, given.language) : outcome
}

async function readGiven(
  name: string,
  command: Pick<Command, 'flags' | 'takes' | 'optional'>,
  argv: readonly string[],
  ownLanguage: Language,
): Promise<Given | UserError> {
  const table = { ...command.flags, ...common }
  const asksForHelp = argv.some((token) => helpWords.includes(token))
  const own = argv.filter((token) => !helpWords.includes(token))
  const wrong = misspelling(own, table, `${name} --help`)
  if (wrong !== undefined) return wrong
  const { assignFlags } = await import('../cli/assign.ts')
  const { flags, others } = assignFlags(own, table)
  const language = maybe(flags.lang?.[0] ?? null, oneOf(languages, 'language'))
  if ('problem' in language) return usageError(ofFlag('--lang', language.problem))
  const problem = asksForHelp ? undefined : (missingValue(flags, table) ?? countProblem(name, command, others))
  return problem === undefined ? givenOf(flags, others, language.value ?? ownLanguage) : usageError(problem)
}

function givenOf(flags: Assigned['flags'], others: readonly string[], language: Language): Given {
  const values = (flag: string) => flags[flag] ?? []
  const first = (flag: string) => values(flag)[0] ?? null
  return { arguments: others, language, values, first, isOn: (flag) => first(flag) === 'true' }
}

function countProblem(
  name: string,
  { takes, optional = 0 }: Pick<Command, 'takes' | 'optional'>,
  others: readonly string[],
): string | undefined {
  const missing = takes[others.length]
  if (missing !== undefined && others.length < takes.length - optional)
    return tell(words.argumentMissing, { command: name.slice(name.indexOf(' ') + 1), what: phrase(missing), program: name })
  const stray = others[takes.length]
  return stray === undefined
    ? undefined
    : tell(words.notExpected, { argument: quote(stray), hint: tell(words.helpShows, { program: name }) })
}

/** One line for each mistake. */
export function complain({ stderr }: Pick<Terminal, 'stderr'>, error: UserError, program = AGENT, language: Language = 'en'): ExitCode {
  stderr.write(`${program}: ${inLanguage(error.line, language)}\n`)
  return error.exitCode
}

export function printLines({ stdout }: Pick<Terminal, 'stdout'>, lines: readonly string[]): void {
  stdout.write(`${lines.join('\n')}\n`)
}
