/** The addresses of one host, A beside B. */

import { fill, type Language } from '../../checks/text.ts'
import { labels } from '../report/labels.ts'
import { rowLines, wrapped } from './diff-columns.ts'
import type { DiffView } from './diff-lines.ts'
import type { HostDiff, LookUp, Place, WayState } from './diff-schema.ts'
import { diffText } from './diff-text.ts'

export function hostLines(host: HostDiff, { language, columns, style }: DiffView): string[] {
  const [words, { colon }] = [diffText[language], labels[language]]
  const { hostsFile } = host
  const row = (head: string, a: readonly string[], b: readonly string[]) => rowLines(head, a, b, columns)
  return [
    ...wrapped(`${host.host}${colon}${movementText(host, language)}`, 0, columns).map((line) => style.strong(line)),
    ...row('', ['A'], ['B']),
    ...host.lookUps.flatMap(({ roles, a, b }) => row(rolesText(roles, language), lookUpTexts(a, language), lookUpTexts(b, language))),
    ...(hostsFile.a.length + hostsFile.b.length === 0
      ? []
      : row(words.hostsFile, listed(hostsFile.a, language), listed(hostsFile.b, language))),
    ...host.ways.flatMap(({ way, place, a, b }) => row(placed(way, place, language), wayTexts(a, language), wayTexts(b, language))),
    ...host.certificates.flatMap((part) => wrapped(words.certificates[part], 2, columns)),
  ]
}

/** Whether its addresses moved; where that can't be told, why. */
export function movementText({ movement, why }: HostDiff, language: Language): string {
  const words = diffText[language]
  const moved = words.movements[movement]
  return why === null ? moved : fill(labels[language].bracketed, { text: moved, more: words.why[why] }, language)
}

export function rolesText(roles: readonly string[], language: Language): string {
  const names = roles.map((role) => (role === 'system' ? diffText[language].applications : roleName(role, language)))
  return fill('{names}', { names }, language)
}

function roleName(role: string, language: Language): string {
  const [list = '', position = ''] = role.split('-')
  const { resolverRoles } = labels[language]
  return fill(resolverRoles[role] ?? resolverRoles[list] ?? role, { position }, language)
}

export function lookUpTexts(lookUp: LookUp | null, language: Language): string[] {
  const { nothing, seconds } = diffText[language]
  if (lookUp === null) return [nothing]
  if (lookUp.addresses.length === 0) return [failureText(lookUp.failure, language) || nothing]
  const more = [
    ...(lookUp.place === null || lookUp.place === 'unknown' ? [] : [placeName(lookUp.place, language)]),
    ...(lookUp.ttlSeconds === null ? [] : [fill(seconds, { seconds: lookUp.ttlSeconds }, language)]),
  ]
  return [...lookUp.addresses, ...(more.length === 0 ? [] : [fill('{more}', { more }, language)])]
}

/** A way that was tried, and which data centre it leads to where the site's ranges tell. */
export function placed(way: string, place: Place | null, language: Language): string {
  return place === null || place === 'unknown'
    ? way
    : fill(labels[language].bracketed, { text: way, more: placeName(place, language) }, language)
}

/** Short, as it stands in a column. */
function placeName(place: Place, language: Language): string {
  const { codeWords } = labels[language]
  return place === 'primary' || place === 'secondary' ? (codeWords.dataCentres?.[place] ?? place) : diffText[language].short[place]
}

export function listed(addresses: readonly string[], language: Language): readonly string[] {
  return addresses.length === 0 ? [diffText[language].nothing] : addresses
}

function failureText(failure: string | null, language: Language): string {
  return failure === null ? '' : (labels[language].codeWords.failure?.[failure] ?? failure)
}

export function wayTexts(way: WayState | null, language: Language): string[] {
  const words = diffText[language]
  if (way === null) return [words.nothing]
  const { connect, hellos, certificate } = way
  const connecting = {
    connected: words.connected,
    failed: fill(words.failed, { failure: failureText(connect.failure, language) }, language),
    'not-tried': words.notTried,
  }[connect.outcome]
  return [
    connecting,
    ...hellos.map(
      ({ hello, protocol, failure }) =>
        `${words.hellos[hello] ?? hello}${labels[language].colon}${protocol ?? failureText(failure, language)}`,
    ),
    ...(certificate === null ? [] : [fill(words.until, { issuer: certificate.issuer, date: certificate.expires.slice(0, 10) }, language)]),
  ]
}
