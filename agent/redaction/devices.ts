/** Readers and their serial numbers. */

import { SOME_TEXT } from './hosts.ts'
import type { Names } from './names.ts'
import { text } from './texts.ts'

/** pcsc-lite writes "Maker Model [Interface] (serial number) 00 00". */
const bracketed = /\((?=[^)]*\d)[^)]{4,}\)/g
/** What is longer than any model's number. */
const numberLike = /\b(?=(?:[A-Za-z]*\d){4})[A-Za-z0-9]{8,}\b/g

export function reader(name: string, names: Names): string {
  const plain = text(name, names)
  if (!names.strict) return plain
  const token = (serial: string) => `serial-${names.tag('serial', serial)}`
  return plain.replace(bracketed, (serial) => `(${token(serial)})`).replace(numberLike, token)
}

/** "072f:90cc": vendor and product (USB 2.0 specification, section 9.6.1). */
export function usbId(id: string): string {
  return /^[0-9a-f]{4}:[0-9a-f]{4}/i.exec(id)?.[0] ?? SOME_TEXT
}
