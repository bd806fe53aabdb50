/** The lab's own flags; everything else is the agent's and is passed on. */

import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { nearest } from '../../agent/cli/nearest.ts'
import { quote } from '../../agent/cli/quote.ts'
import { type Language, languages } from '../../checks/text.ts'
import type { Fault } from './fault.ts'
import { faultNamed, faults, healthy } from './faults.ts'

export type StartFlags =
  | { readonly kind: 'list'; readonly language: Language }
  | { readonly kind: 'help'; readonly language: Language }
  | {
      readonly kind: 'run'
      readonly fault: Fault
      readonly language: Language
      readonly passedOn: readonly string[]
      readonly helpdesk: boolean
    }
  | { readonly kind: 'error'; readonly line: string; readonly exitCode: typeof exitCodes.usage }

/** @param ownLanguage of this PC, where `--lang` says none */
export function parseStart(argv: readonly string[], ownLanguage: Language): StartFlags {
  const { values, others } = takeOut(argv, ['--fault', '--lang'])
  const language = values['--lang'] ?? ownLanguage
  if (!isLanguage(language)) return wrong(`--lang ${quote(language)}: write en or zh-HK`)
  if (others.some((token) => helpFlags.includes(token))) return { kind: 'help', language }
  if (others.includes('--faults')) return { kind: 'list', language }
  const name = values['--fault'] ?? healthy.name
  const fault = faultNamed(name)
  if (fault === undefined) return wrong(`no fault is called ${quote(name)}${hint(name)}`)
  const passedOn = others.filter((token) => token !== '--no-helpdesk')
  return { kind: 'run', fault, language, passedOn, helpdesk: passedOn.length === others.length && !passedOn.some(sendsElsewhere) }
}

/** As the agent has them (agent/cli/text-asked.ts). */
const helpFlags: readonly string[] = ['--help', '-h', '-?', '/?']

/** Flags by which a run sends nothing, asks nothing, or sends it to somebody else. */
function sendsElsewhere(token: string): boolean {
  return /^--(?:dry-run|ephemeral|silent|nagios|no-upload|upload|request|encrypt-to|output|watch)(?:$|[=-])/.test(token)
}

function wrong(line: string): StartFlags {
  return { kind: 'error', line, exitCode: exitCodes.usage }
}

function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text)
}

/** `--name value` and `--name=value`; the last one counts. A name at the very end has the value ''. */
function takeOut(argv: readonly string[], names: readonly string[]): { values: Record<string, string | undefined>; others: string[] } {
  const values: Record<string, string | undefined> = {}
  const others: string[] = []
  for (let at = 0; at < argv.length; at++) {
    const token = argv[at] ?? ''
    const name = names.find((each) => token === each || token.startsWith(`${each}=`))
    if (name === undefined) others.push(token)
    else values[name] = token === name ? (argv[++at] ?? '') : token.slice(name.length + 1)
  }
  return { values, others }
}

/** People leave the area out, or mistake a letter. */
function hint(name: string): string {
  const names = faults.map((fault) => fault.name)
  const sameEnd = names.filter((each) => name !== '' && each.split('/')[1] === name)
  const near = sameEnd.length > 0 ? sameEnd : [nearest(name, names) ?? nearestEnd(name, names)].filter((each) => each !== undefined)
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '; --faults lists them'
}

function nearestEnd(name: string, names: readonly string[]): string | undefined {
  const end = nearest(
    name.split('/').at(-1) ?? '',
    names.map((each) => each.split('/')[1] ?? each),
  )
  return names.find((each) => (each.split('/')[1] ?? each) === end)
}
