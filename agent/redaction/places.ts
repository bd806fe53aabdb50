/** Addresses and servers in the middle of a text, for the policy that maps them. */

import { isIP } from 'node:net'
import type { Names } from './names.ts'

const hardware = /(?<![0-9a-f:.-])(?:[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![0-9a-f:-])/gi
const four = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g
const six = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\d{1,3}(?:\.\d{1,3}){3})?(?![\w:])/gi
const share = /\\\\([\w.-]+)(?=\\)/g

export function withoutPlaces(text: string, names: Names): string {
  return text
    .replace(hardware, (mac) => `mac-${names.tag('hardware', mac.toLowerCase().replace(/[^0-9a-f]/g, ''))}`)
    .replace(share, (_all, server: string) => `\\\\${names.host(server)}`)
    .replace(six, (each) => (isIP(each) === 6 ? names.address(each) : each))
    .replace(four, (each) => (isIP(each) === 4 ? names.address(each) : each))
}
