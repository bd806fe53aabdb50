/** Signs of a Chinese keyboard where a file means its own: they look alike, and to a program they are text like any other. */

import { tell } from '../cli/told.ts'
import { fullWidthWords as words } from './mistake-words.ts'

/** Forms of ASCII (Unicode, Halfwidth and Fullwidth Forms) of which values and files are made. Brackets of a sentence are none. */
const wide = /[０-９Ａ-Ｚａ-ｚ：，［］｛｝＝／．－＃＊＆＂＇＠＿＋、。]/g
const curly = /[“”‘’]/g
const blank = /\u3000/
/** Which a text may end with too, and yet none begins with it by intent. */
export const beginsCurly = /^[“”‘’＂＇]/

/** The problem, and behind it which of these signs the text holds; most hold none. */
export function withFullWidth(problem: string, text: string): string {
  const signs = distinct(text, wide)
  const quotes = distinct(text, curly)
  const noted = [
    ...(signs === '' ? [] : [tell(words.signs, { signs, plain: Array.from(signs, plainOf).join('') })]),
    ...(quotes === '' ? [] : [tell(words.quotes, { signs: quotes })]),
    ...(blank.test(text) ? [tell(words.blank)] : []),
  ]
  return noted.reduce((whole, note) => tell(words.noted, { problem: whole, note }), problem)
}

/** The same for a line of a file, of which comments and what stands in quotes are no part. */
export function withFullWidthOfLine(problem: string, line: string): string {
  return withFullWidth(problem, line.replace(/"[^"]*"|'[^']*'|(?<=^|\s)#.*$/g, ''))
}

function distinct(text: string, kind: RegExp): string {
  return [...new Set(text.match(kind))].join('')
}

function plainOf(sign: string): string {
  if (sign === '、') return ','
  return sign === '。' ? '.' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0)
}
