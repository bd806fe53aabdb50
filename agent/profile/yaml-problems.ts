import type { YAMLError } from 'yaml'
import { quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { withFullWidthOfLine } from './full-width.ts'
import { syntaxWords, yamlWords } from './mistake-words.ts'

export function syntaxProblem(error: YAMLError, text: string): string {
  const problem = tell(syntaxWords[error.code])
  if (error.code === 'DUPLICATE_KEY') return tell(yamlWords.ofKey, { key: quote(keyAt(text, error.pos[0])), problem })
  return withFullWidthOfLine(problem, lineAt(text, error.pos[0]))
}

/** Long enough for any line that a person writes. */
const LONGEST_LINE = 1000

function lineAt(text: string, offset: number): string {
  const before = text.slice(Math.max(offset - LONGEST_LINE, 0), offset)
  const behind = text.slice(offset, offset + LONGEST_LINE)
  return before.slice(before.search(/[^\r\n]*$/)) + (/^[^\r\n]*/.exec(behind)?.[0] ?? '')
}

function keyAt(text: string, offset: number): string {
  return /^[^:\r\n]{0,80}/.exec(text.slice(offset))?.[0].trim() ?? ''
}
