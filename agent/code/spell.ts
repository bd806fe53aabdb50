/** A code as it is said over a bad line: digits and letters as words. */

import type { Language } from '../../checks/text.ts'
import { codeWords } from './words.ts'

/** One text a group: `500G` is "five zero zero Golf". */
export function spelledGroups(code: string, language: Language): string[] {
  const { spelling } = codeWords[language]
  return code.split('-').map((group) => Array.from(group, (symbol) => spelling[symbol] ?? symbol).join(' '))
}
