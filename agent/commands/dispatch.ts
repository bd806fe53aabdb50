/** The commands beside `run`, by their names. Each loads when it is asked for. */

import { type Language, languages } from '../../checks/text.ts'
import { usageError } from '../cli/errors.ts'
import type { ExitCode } from '../cli/exit-codes.ts'
import { didYouMean } from '../cli/nearest.ts'
import { quote } from '../cli/quote.ts'
import { type Command, type CommandDoors, complain, runCommand } from './command.ts'

type Load = () => Promise<Command>

export const commands: Readonly<Record<string, Load>> = {
  'bundle verify': async () => (await import('./bundle-verify.ts')).bundleVerify,
  'bundle show': async () => (await import('./bundle-show.ts')).bundleShow,
  'bundle explain': async () => (await import('./bundle-explain.ts')).bundleExplain,
  'bundle diff': async () => (await import('./bundle-diff.ts')).bundleDiff,
  'bundle open': async () => (await import('./bundle-open.ts')).bundleOpen,
  upload: async () => (await import('./upload.ts')).upload,
  request: async () => (await import('./request.ts')).request,
  code: async () => (await import('./code.ts')).code,
  causes: async () => (await import('./causes.ts')).causes,
  'site init': async () => (await import('./site-init.ts')).siteInit,
  'site check': async () => (await import('./site-check.ts')).siteCheck,
  guide: async () => (await import('./guide.ts')).guide,
  about: async () => (await import('./about.ts')).about,
  completion: async () => (await import('./completion.ts')).completion,
}

/** Commands of two words, by the first of them: what is printed where the second is missing. */
const groups: Readonly<Record<string, () => Promise<Command['help']>>> = {
  bundle: async () => (await import('./bundle-help.ts')).bundleHelp,
  site: async () => (await import('../site/help.ts')).siteHelp,
}

/** @param argv behind the program's own name; its first is one of `commandNames` */
export async function dispatch(argv: readonly string[], doors: CommandDoors): Promise<ExitCode> {
  const [first = '', second = ''] = argv
  const group = Object.hasOwn(groups, first) ? groups[first] : undefined
  const [name, rest] = group === undefined ? [first, argv.slice(1)] : [`${first} ${second}`, argv.slice(2)]
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load !== undefined) return runCommand(name, await load(), rest, doors)
  const names = Object.keys(commands).flatMap((each) => (each.startsWith(`${first} `) ? [each.slice(first.length + 1)] : []))
  if (group !== undefined && (second === '' || second.startsWith('-') || second === '/?')) {
    const help = await group()
    const asked = second !== ''
    const stream = asked ? doors.terminal.stdout : doors.terminal.stderr
    stream.write(help[askedLanguage(argv) ?? doors.language])
    return asked ? 0 : 64
  }
  return complain(doors.terminal, usageError(`${first} ${quote(second)} is nothing that there is${didYouMean(second, names)}`))
}

/** Before anything is parsed: help is given in the language that it is asked for in. */
function askedLanguage(argv: readonly string[]): Language | undefined {
  return languages.find((each) => argv.includes(`--lang=${each}`) || argv[argv.indexOf('--lang') + 1] === each)
}
