/** Flags of which one of a few words is wanted. */

import type { Read } from '../profile/readers.ts'
import { phrase, mistakeWords as words } from './mistake-words.ts'
import { nearest } from './nearest.ts'
import { quote } from './quote.ts'
import { bothWays, inLanguage, tell } from './told.ts'

/** Null where the flag wasn't given. */
export function maybe<T>(text: string | null, read: (text: string) => Read<T>): Read<T | null> {
  return text === null ? { value: null } : read(text)
}

/** One of a few words; `what` is what they are words for, without its article. */
export function oneOf<const T extends string>(choices: readonly T[], what: string): (text: string) => Read<T> {
  return (text) => {
    const value = choices.find((each) => each === text)
    return value === undefined
      ? { problem: tell(words.notOneOf, { text: quote(text), what: kindOf(what), hint: hintFor(text, choices) }) }
      : { value }
  }
}

function kindOf(what: string): string {
  return bothWays(`${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`, inLanguage(phrase(what), 'zh-HK'))
}

/** The one that is meant, or else all. */
function hintFor(text: string, choices: readonly string[]): string {
  const near = nearest(text, choices)
  if (near !== undefined) return tell(words.didYouMean, { near })
  return tell(words.oneOrOther, { others: choices.slice(0, -1), last: choices.at(-1) ?? '' })
}
