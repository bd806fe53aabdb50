/** Flags of which one of a few words is wanted. */

import type { Read } from '../profile/readers.ts'
import { didYouMean } from './nearest.ts'
import { quote } from './quote.ts'

/** Null where the flag wasn't given. */
export function maybe<T>(text: string | null, read: (text: string) => Read<T>): Read<T | null> {
  return text === null ? { value: null } : read(text)
}

/** One of a few words; `what` is what they are words for. */
export function oneOf<const T extends string>(choices: readonly T[], what: string): (text: string) => Read<T> {
  return (text) => {
    const value = choices.find((each) => each === text)
    return value === undefined ? { problem: `${quote(text)} is no ${what} that there is${didYouMean(text, choices)}` } : { value }
  }
}
