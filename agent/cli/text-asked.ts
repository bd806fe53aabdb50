/** What is answered by a text alone: the help and the version. Nothing else is loaded for it. */

import type { Language } from '../../checks/text.ts'
import { commandNames } from './command-names.ts'

export interface TextContext {
  readonly version: string
  /** Of this PC, for the help where `--lang` says none. */
  readonly language: Language
}

/** `/?` is what people at a Windows prompt try first. */
const helpFlags: readonly string[] = ['--help', '-h', '-?', '/?']

/** Undefined where something else is asked for; commands have helps of their own. */
export async function textAsked(argv: readonly string[], context: TextContext): Promise<string | undefined> {
  if (commandNames.includes(argv[0] ?? '')) return undefined
  if (argv.some((token) => helpFlags.includes(token))) return helpText(argv, context)
  return argv.includes('--version') ? `terminal-preflight ${context.version}\n` : undefined
}

async function helpText(argv: readonly string[], context: TextContext): Promise<string> {
  const at = argv.findLastIndex((token) => token === '--lang' || token.startsWith('--lang='))
  const asked = argv[at]?.startsWith('--lang=') ? argv[at].slice('--lang='.length) : argv[at + 1]
  const language = at >= 0 && (asked === 'en' || asked === 'zh-HK') ? asked : context.language
  return language === 'en' ? (await import('./help.en.ts')).helpEn : (await import('./help.zh-HK.ts')).helpZhHk
}
