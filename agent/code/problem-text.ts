import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import type { CodeProblem } from './phone-code.ts'
import { codeWords } from './words.ts'

/** One line: what is wrong with a code that was typed, and what to ask for. */
export function codeProblemText(problem: CodeProblem, language: Language): string {
  const { problems } = codeWords[language]
  if (problem.kind === 'symbol') return fill(problems.symbol, { symbol: printable(problem.symbol), group: problem.group }, language)
  if (problem.kind === 'mistyped' && problem.groups.length > 0)
    return fill(problems['mistyped-where'], { groups: problem.groups.map(String) }, language)
  if (problem.kind !== 'length') return problems[problem.kind]
  return problem.expected === null
    ? fill(problems.length, { symbols: problem.symbols }, language)
    : fill(problems.groups, { expected: problem.expected / 4 }, language)
}
