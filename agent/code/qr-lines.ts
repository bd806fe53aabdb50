/** The phone code as a QR code on a console. */

import { styleText } from 'node:util'
import { qrModules } from './qr.ts'

/** Light above, light below. */
const halfBlocks = [' ', '▄', '▀', '█'] as const

/**
 * Two rows of modules in one line of half-blocks; at most 33 columns and 17 lines. Light modules are drawn: with colours in white on black, and
 * without them right for a dark console.
 */
export function qrLines(code: string, colours: boolean): string[] {
  const rows = qrModules(code)
  const paint = (line: string) => (colours ? styleText(['whiteBright', 'bgBlack'], line, { validateStream: false }) : line)
  return rows.flatMap((upper, y) => (y % 2 === 0 ? [paint(pairedLine(upper, rows[y + 1]))] : []))
}

/** Below the last row nothing is drawn. */
function pairedLine(upper: readonly boolean[], lower: readonly boolean[] | undefined): string {
  return upper.map((dark, x) => halfBlocks[Number(!dark) * 2 + Number(lower?.[x] === false)]).join('')
}

/**
 * Whether a terminal shows half-blocks. Node writes to a Windows console in UTF-16, whatever its code page, and its fonts have them; elsewhere
 * the locale says whether the terminal takes UTF-8 (POSIX, Base Definitions 8.2).
 */
export function drawsHalfBlocks(platform: string, env: Readonly<Record<string, string | undefined>>): boolean {
  if (platform === 'win32') return true
  return env.TERM !== 'dumb' && /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '')
}
