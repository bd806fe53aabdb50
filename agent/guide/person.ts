/** Asks the person: three answers, a remark, and no secret. */

import { printable } from '../cli/quote.ts'
import { wrapText } from '../report/wrap.ts'
import type { Terminal } from '../terminal.ts'
import type { Answer } from './record.ts'
import { looksLikeSecret } from './secrets.ts'
import type { GuideWords } from './words.ts'

/** Undefined where the person ends it instead (Ctrl-C, Ctrl-D, a window that closes). */
export type Ask = (question: string) => Promise<string | undefined>

export interface Person {
  readonly ask: Ask
  readonly terminal: Pick<Terminal, 'stdout' | 'columns'>
  readonly words: GuideWords
}

const LONGEST = 300

/** Each line within the terminal's columns; what is set in stays set in where it goes on. */
export function say({ terminal }: Pick<Person, 'terminal'>, lines: readonly string[]): void {
  const shown = lines.flatMap((line) => {
    const indent = /^ */.exec(line)?.[0] ?? ''
    return wrapText(line, Math.max(terminal.columns - indent.length - 1, 20)).map((part) => indent + part)
  })
  terminal.stdout.write(`${shown.join('\n')}\n`)
}

/** A line of the person's own, which may be empty. What looks like a secret is not kept, and asked for anew. */
export async function askText(question: string, person: Person): Promise<string | undefined> {
  for (;;) {
    const written = await person.ask(question)
    if (written === undefined) return undefined
    if (!looksLikeSecret(written)) return kept(written)
    say(person, [person.words.secret])
  }
}

export interface Answered {
  readonly answer: Answer
  readonly remark: string
}

/** Nothing but one of the three counts; why not is asked where it isn't said along with it. */
export async function askAnswer(question: string, person: Person): Promise<Answered | undefined> {
  for (;;) {
    const written = await person.ask(question)
    if (written === undefined) return undefined
    const answered = parseAnswer(written)
    if (answered === undefined) {
      say(person, [looksLikeSecret(written) ? person.words.secret : person.words.again])
      continue
    }
    const secret = looksLikeSecret(answered.remark)
    if (secret) say(person, [person.words.secret])
    if (!secret && (answered.answer === 'yes' || answered.remark !== '')) return answered
    const remark = await askText(person.words.whatInstead, person)
    return remark === undefined ? undefined : { ...answered, remark }
  }
}

/** Digits, since not every console lets Chinese be typed. */
const spellings: Readonly<Record<Answer, RegExp>> = {
  yes: /^(?:[1１]|yes|y|是)(?![\p{L}\p{N}])/iu,
  'not-done': /^(?:[3３]|not done|s|未做)(?![\p{L}\p{N}])/iu,
  no: /^(?:[2２]|no|n|否)(?![\p{L}\p{N}])/iu,
}

export function parseAnswer(written: string): Answered | undefined {
  const text = written.trim()
  for (const answer of ['yes', 'not-done', 'no'] as const) {
    const found = spellings[answer].exec(text)?.[0]
    if (found !== undefined) return { answer, remark: kept(text.slice(found.length).replace(/^[\s,.;:，、。；：=-]+/u, '')) }
  }
  return undefined
}

/** Yes means yes; anything else is no. */
export async function askYes(question: string, { ask }: Pick<Person, 'ask'>): Promise<boolean | undefined> {
  const written = await ask(question)
  return written === undefined ? undefined : /^\s*(?:y|yes|1|是|好)\s*$/iu.test(written)
}

function kept(text: string): string {
  return printable(text.toWellFormed().trim()).slice(0, LONGEST)
}
