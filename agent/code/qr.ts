/** The phone code as a QR code for a report. What it holds is `TP1:` and the code as it is read out. */

import { encode } from 'uqr'
import { remembering } from '../../checks/remembering.ts'
import { qrPrefix } from './symbols.ts'

/** Light modules around it: a reader may count on four (ISO/IEC 18004, 9.1). */
const QUIET_ZONE = 4

/** Rows of modules, true where dark, the quiet zone around them. Capitals, digits, `:` and `-` are QR's alphanumeric set, which keeps it small. */
export function qrModules(code: string): readonly (readonly boolean[])[] {
  return encode(`${qrPrefix}${code}`, { ecc: 'M', border: QUIET_ZONE }).data
}

/**
 * A whole `<svg>`, dark on white whatever is around it; its size is the style sheet's. It says nothing to a screen reader: the code stands
 * beside it as text.
 */
export const qrSvg = remembering(draw, 100, 100)

/** Takes 1 ms; on one day the terminals of a fleet have a handful of codes between them. */
function draw(code: string): string {
  const rows = qrModules(code)
  const size = rows.length
  const path = rows
    .flatMap((row, y) => Array.from(runsOf(row), ({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`))
    .join('')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true">`,
    `<path fill="#fff" d="M0 0h${size}v${size}h-${size}z"/><path fill="#000" d="${path}"/></svg>`,
  ].join('')
}

/** Neighbours that are dark, as matches of their own row. */
function runsOf(row: readonly boolean[]): Iterable<RegExpExecArray> {
  return row
    .map((dark) => (dark ? '#' : ' '))
    .join('')
    .matchAll(/#+/g)
}
