/** Where on the way from the PC to the log-on page a cause sits: by its code, and where the code leaves it open by who mends it. */

import type { Owner } from '../../../checks/cause.ts'
import { remembering } from '../../../checks/remembering.ts'

/** In the order of the way. */
export const places = ['pc', 'dns', 'network', 'centre', 'page'] as const
export type Place = (typeof places)[number]

/** What a whole area speaks of. TLS is not here: a certificate may be the server's fault, an inspecting gateway's or the PC's. */
const byArea: Readonly<Record<string, Place>> = {
  network: 'pc',
  host: 'pc',
  clock: 'pc',
  browser: 'pc',
  smartcard: 'pc',
  dns: 'dns',
  path: 'network',
  proxy: 'network',
  page: 'page',
}

/** Codes that sit elsewhere than the rest of their area. */
const byCode: Readonly<Record<string, Place>> = {
  // Lines, rules and copies on the PC itself, before any server is asked.
  'dns/hosts-override': 'pc',
  'dns/policy-rule': 'pc',
  'dns/cache-stale': 'pc',
  'dns/local-block': 'pc',
  'path/local-block': 'pc',
  // A proxy is there; the PC is not set to use it.
  'proxy/required': 'pc',
  'page/captive-portal': 'network',
  'browser/page-unexpected': 'page',
  'tls/issuer-unexpected': 'centre',
}

const byOwner: Readonly<Record<Owner, Place>> = {
  'terminal-user': 'pc',
  'site-it': 'pc',
  'site-network': 'network',
  'line-vendor': 'network',
  hkex: 'centre',
}

/** Null for what is nowhere on the way: a value that the site file lacks. */
export function placeOf({ code, owner }: { readonly code: string; readonly owner: Owner }): Place | null {
  const [area = ''] = code.split('/')
  if (area === 'site') return null
  return own(byCode, code) ?? own(byArea, area) ?? byOwner[owner]
}

/** A bundle of another version may hold a code that is called "constructor". */
function own(table: Readonly<Record<string, Place>>, name: string): Place | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** Questions that are asked at each place. */
const questions: Readonly<Record<Place, readonly string[]>> = {
  pc: [
    'network.route',
    'network.ways',
    'host.',
    'clock.',
    'smartcard.',
    'dns.hosts',
    'dns.policy',
    'browser.present',
    'browser.version',
    'browser.policy',
    'browser.popups',
    'browser.secure-dns',
  ],
  dns: ['dns.'],
  network: ['path.connect', 'path.host', 'path.loss', 'path.speed', 'proxy.'],
  centre: ['path.hello', 'tls.'],
  page: ['page.', 'browser.page'],
}

/** Where a finding was made. */
export function placeOfFinding(id: string): Place | null {
  return placeOfQuestion(questionOf(id))
}

/** What a finding answers: the first word of its id. */
export function questionOf(id: string): string {
  const end = id.indexOf(' ')
  return end < 0 ? id : id.slice(0, end)
}

/** Asked of every finding for every place; there are some fifty questions. */
const placeOfQuestion = remembering(
  (question): Place | null =>
    places.find((place) => questions[place].some((each) => (each.endsWith('.') ? question.startsWith(each) : question === each))) ?? null,
  100,
  50,
)
