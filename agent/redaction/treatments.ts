/** What may become of a field: a closed set, so that a policy is data that somebody can read. */

import type { RedactionPolicy } from './policy.ts'

/** In words, for redaction.json: the reader of a bundle looks up what was done to a field. */
export const treatments = {
  keep: 'Stays as it was recorded: numbers, times, words of a closed list, certificates and digests.',
  drop: 'Left out: null, or an empty list.',
  present: 'Says only that there was something: [text].',
  code: 'An error code or a word of a protocol stays; anything that is not shaped like one is treated as text.',
  version: 'A version stays, also one that could be read as an address; anything else is treated as text.',
  date: 'A date stays; anything else says only that there was something.',
  'media-type': 'Type and subtype stay, parameters but the character set go.',
  address: 'An IP address, with its zone.',
  range: 'A range of addresses; its length stays.',
  endpoint: 'An address or a host name, with its port and scheme; lists of them; what a script answered.',
  host: 'A host name or an address.',
  pattern: 'Hosts, addresses and URLs with wildcards; what fits a target stays.',
  'policy-value': 'By the name of the policy: a word, a URL, a list of patterns, proxies, or a path.',
  url: 'A URL without user, password, query and fragment; what looks like a token in its path is replaced.',
  reference: 'A URL that may be relative to another one.',
  refresh: 'The content of <meta http-equiv="refresh">: seconds, and a URL.',
  path: 'A path of a file or a registry key; the name of a profile folder is a token, or the whole path below it goes.',
  text: 'Free text: credentials, tokens, queries of URLs, e-mail addresses and names that are known are replaced in it.',
  labels: 'Texts of a page: what the profile expects there stays; others are treated as text, or say only that there was some.',
  reader: 'The name of a device, without its serial number.',
  'usb-id': 'Vendor and product.',
  adapter: 'The name of a network adapter: the usual ones stay.',
  computer: 'The name of the PC.',
  account: 'The account: those that every system has stay.',
  error: 'Our own error: treated as text, or its kind alone.',
} as const

export type Treatment = keyof typeof treatments

/** A field, and what becomes of it: the same under both policies, or a treatment for each. */
export type Fields = Readonly<Record<string, Treatment | Readonly<Record<RedactionPolicy, Treatment>>>>

export function byPolicy(standard: Treatment, strict: Treatment): Readonly<Record<RedactionPolicy, Treatment>> {
  return { standard, strict }
}
