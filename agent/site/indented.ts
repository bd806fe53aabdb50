import { wrapText } from '../report/wrap.ts'

/** Each line within the columns; what is set in stays set in, and what goes on below it two columns more. */
export function indented(lines: readonly string[], columns: number): string[] {
  return lines.flatMap((line) => {
    const indent = line.slice(0, line.length - line.trimStart().length)
    const room = Math.max(columns - indent.length - 2, 20)
    return wrapText(line.trimStart(), room).map((part, index) => (index === 0 ? `${indent}${part}` : `${indent}  ${part}`).trimEnd())
  })
}
