/** Commands found by their names, of one word or two. The agent's are in dispatch.ts, the helpdesk's in helpdesk/commands/dispatch.ts. */

import { usageError } from '../cli/errors.ts'
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts'
import { askedLanguage } from '../cli/language.ts'
import { didYouMean } from '../cli/nearest.ts'
import { quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { type Command, complain, helpWords, runCommand, type SpokenDoors } from './command.ts'
import { commandWords } from './mistake-words.ts'

export interface CommandTable<Doors extends SpokenDoors> {
  /** Each loads when it is asked for. */
  readonly commands: Readonly<Record<string, () => Promise<Command<Doors>>>>
  /** Commands of two words, by the first of them: what is printed where the second is missing. */
  readonly groups: Readonly<Record<string, () => Promise<Command['help']>>>
}

export { askedLanguage }

/** @param argv behind the program's own name; its first is the first word of a command that there is */
export async function runByName<Doors extends SpokenDoors>(
  { commands, groups }: CommandTable<Doors>,
  argv: readonly string[],
  doors: Doors,
): Promise<ExitCode> {
  const [first = '', second = ''] = argv
  const group = Object.hasOwn(groups, first) ? groups[first] : undefined
  const [name, rest] = group === undefined ? [first, argv.slice(1)] : [`${first} ${second}`, argv.slice(2)]
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load !== undefined) return runCommand(name, await load(), rest, doors)
  const names = Object.keys(commands).flatMap((each) => (each.startsWith(`${first} `) ? [each.slice(first.length + 1)] : []))
  if (group !== undefined && (second === '' || second.startsWith('-') || second === '/?')) {
    const help = await group()
    const asked = argv.some((token) => helpWords.includes(token))
    const stream = asked ? doors.terminal.stdout : doors.terminal.stderr
    stream.write(help[askedLanguage(argv) ?? doors.language])
    return asked ? exitCodes.ready : exitCodes.usage
  }
  const wrong = usageError(tell(commandWords.noSuchCommand, { first, second: quote(second), hint: didYouMean(second, names) }))
  return complain(doors.terminal, wrong, doors.program, askedLanguage(argv) ?? doors.language)
}
