/** Breaks text into lines of a width in columns; a Chinese character takes two, and may begin a line as well as a word may. */

import stringWidth from 'string-width'

const opening = '（「『《〈【“‘'
const closing = '，。、；：！？」』》〉】）”’…'
const wide = '\\p{Script=Han}\\u3000-\\u303F\\uFF00-\\uFFEF'
/**
 * What stays together: blanks · a run without blanks or Chinese (a host name, a command), or one Chinese character; either
 * with the punctuation that may not stand at the end or the beginning of a line (W3C, "Requirements for Chinese Text Layout", 3.1).
 */
const unit = new RegExp(`\\s+|[${opening}]*(?:[^\\s${wide}]+|[${wide}])[${closing}]*`, 'gu')

export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const [piece] of text.matchAll(unit)) {
    for (const part of stringWidth(piece) > columns ? cut(piece, columns) : [piece]) {
      if (stringWidth(line + part.trimEnd()) > columns) {
        lines.push(line.trimEnd())
        line = ''
      }
      line += line === '' ? part.trimStart() : part
    }
  }
  return [...lines, line.trimEnd()]
}

/** A piece that is wider than a whole line is cut where the line ends. */
function cut(piece: string, columns: number): string[] {
  const parts = ['']
  let width = 0
  for (const character of piece) {
    const own = stringWidth(character)
    if (width + own > columns) {
      parts.push('')
      width = 0
    }
    parts[parts.length - 1] += character
    width += own
  }
  return parts
}

/** Each line within the terminal's columns; what goes on below it is set in, so that it is seen where the next one begins. */
export function wrapped(lines: readonly string[], { columns }: { readonly columns: number }): string[] {
  const [indent, room] = ['  ', Math.max(columns - 2, 20)]
  return lines.flatMap((line) => wrapText(line, room).map((part, index) => (index === 0 ? part : `${indent}${part}`)))
}
