/** Text beside text: a heading, A and B, each wrapped in a column of its own. */

import stringWidth from 'string-width'
import { printable } from '../cli/quote.ts'
import { wrapText } from '../report/wrap.ts'

const MIN_COLUMNS = 40
const MAX_COLUMNS = 100
const INDENT = 2
const GAP = 1
/** Of the room: enough for "10.1.0.10:443" at 80 columns. */
const HEAD_SHARE = 0.26

export function widthOf(columns: number): number {
  return Math.min(Math.max(columns, MIN_COLUMNS), MAX_COLUMNS)
}

/** Wraps one text with an indent; what stands in a bundle may be anything, so that nothing reaches the terminal that it would obey. */
export function wrapped(text: string, indent: number, columns: number, mark = ''): string[] {
  const lines = wrapText(printable(text), widthOf(columns) - indent - mark.length - 1)
  return lines.map((line, index) => `${' '.repeat(indent)}${index === 0 ? mark : ' '.repeat(mark.length)}${line}`)
}

/** Each cell is a list of texts, one below the other. */
export function rowLines(head: string, a: readonly string[], b: readonly string[], columns: number): string[] {
  const room = widthOf(columns) - 1 - INDENT - 2 * GAP
  const headWidth = Math.floor(room * HEAD_SHARE)
  const cellWidth = Math.floor((room - headWidth) / 2)
  const cells = [[head], a, b].map((texts, index) =>
    texts.flatMap((text) => wrapText(printable(text), index === 0 ? headWidth : cellWidth)),
  )
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, at) =>
    `${' '.repeat(INDENT)}${cells.map((lines, index) => padded(lines[at] ?? '', (index === 0 ? headWidth : cellWidth) + GAP)).join('')}`.trimEnd(),
  )
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}
