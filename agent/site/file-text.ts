/**
 * The text of a new site file: what was seen as values, where it came from and what nobody could see as comments. `# …` is said to the reader;
 * `#field: …` is a field that counts once the `#` is gone, each by itself: what stands above it is a field already, or stands in the same line.
 */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import type { ProxySetting, Settings } from '../../checks/settings.ts'
import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { labels } from '../report/labels.ts'
import { wrapText } from '../report/wrap.ts'
import { type FileWords, fileWords } from './file-words.ts'
import type { Observed, SeenIssuer, SeenResolver } from './observe.ts'
import { proxyText } from './proxy-text.ts'
import { siteWords } from './words.ts'

/** What the person said on the command line: it goes into the file as it is. */
export interface GivenSite {
  /** Names of built-in ones, or of files as the site file would name them; empty where nobody said. */
  readonly profiles: readonly string[]
  readonly allProfiles: readonly string[]
  readonly hkex: readonly string[]
  readonly custom: readonly string[]
  readonly proxy: ProxySetting | null
  readonly smartcard: Settings['smartcard']
  readonly browser: Settings['browser']
}

const COLUMNS = 100

/** One thing after the other; an empty line between them. */
export function siteFileText(observed: Observed, given: GivenSite, language: Language): string {
  const words = fileWords[language]
  const put = (text: string, args: Readonly<Record<string, string | number>> = {}) => fill(text, args, language)
  const ready = observed.verdict === 'ready'
  const blocks = [
    [
      ...comment(put(words.head, { time: hongKongTime(observed.startedAtMs).slice(0, 16) })),
      ...comment(put(words.verdict, { verdict: labels[language].verdicts[observed.verdict] })),
      ...(ready ? [] : comment(words.notGood)),
      ...comment(words.how),
    ],
    profilesBlock(given, words),
    resolversBlock(observed.resolvers, given, language),
    addressesBlock(observed, language),
    issuersBlock(observed.issuers, ready, language),
    [...comment(put(words.proxy, { proxy: proxyText(observed.proxy, language) })), `proxy: ${scalar(proxyValue(given.proxy))}`],
    [
      ...comment(put(words.smartcard, siteWords[language].smartcard)),
      ...comment(observed.readers === null ? words.readersUnknown : put(words.readers, { count: observed.readers })),
      `smartcard: ${scalar(given.smartcard)}`,
    ],
    [
      ...comment(put(words.browser, siteWords[language].browser)),
      ...comment(observed.browser === null ? words.browserNone : put(words.browserFound, { browser: observed.browser })),
      // YAML 1.1 readers take a bare on for a yes.
      `browser: ${scalar(given.browser)}`,
    ],
    [
      ...comment(words.contacts),
      'contacts:',
      `  #site-it: { name: ${scalar(words.contactName)}, phone: "…" }`,
      '  #site-network: { name: "…", phone: "…" }',
      '  #line-vendor: { name: "…", phone: "…" }',
    ],
    comment(words.more),
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function profilesBlock({ profiles, allProfiles }: GivenSite, words: FileWords): string[] {
  const said = profiles.length > 0
  return [...comment(said ? words.profilesGiven : words.profilesAll), 'profiles:', ...items(said ? profiles : allProfiles)]
}

function resolversBlock(seen: readonly SeenResolver[], { hkex, custom }: GivenSite, language: Language): string[] {
  const words = fileWords[language]
  const own = seen.filter(({ text }) => ![...hkex, ...custom].includes(text))
  return [
    ...comment(words.resolvers),
    'resolvers:',
    ...comment(own.length + custom.length > 0 ? words.custom : words.noCustom, '  '),
    ...customLines(own, custom, language),
    ...comment(fill(words.hkex, { section: siteWords[language].section }, language), '  '),
    ...(hkex.length > 0 ? ['  hkex:', ...givenItems(hkex, words)] : ['  #hkex: []']),
  ]
}

/** Where none can be asked the field itself is a comment, in one line with what it holds. */
function customLines(own: readonly SeenResolver[], given: readonly string[], language: Language): string[] {
  const asked = given.length > 0 || own.some(isUsable)
  const said = (each: SeenResolver) => comment(sourceOf(each, language), asked ? '    ' : '  ')
  if (!asked) return [...own.flatMap(said), ...(own.length === 0 ? [] : [`  #custom: [${own.map(({ text }) => scalar(text)).join(', ')}]`])]
  const lines = own.flatMap((each) => [...said(each), ...items([each.text], isUsable(each) ? '    ' : '    #')])
  return ['  custom:', ...givenItems(given, fileWords[language]), ...lines]
}

function givenItems(texts: readonly string[], { byFlag }: FileWords): string[] {
  return texts.length === 0 ? [] : [...comment(byFlag, '    '), ...items(texts, '    ')]
}

function isUsable({ answered, onlyHere }: SeenResolver): boolean {
  return answered && !onlyHere
}

function sourceOf(seen: SeenResolver, language: Language): string {
  const words = fileWords[language]
  const sources = seen.adapters.map(({ name, origin }) => fill(words.byAdapter, { adapter: name, origin: words.origins[origin] }, language))
  const doubts = [...(seen.answered ? [] : [words.silent]), ...(seen.onlyHere ? [words.onlyHere] : [])]
  return sentences([...(sources.length > 0 ? sources : [words.bySystem]), ...doubts], language)
}

function addressesBlock({ addresses }: Observed, language: Language): string[] {
  const words = fileWords[language]
  const seen = addresses.map(
    ({ ttlSeconds, ...each }) => fill(words.seen, each, language) + (ttlSeconds === null ? '' : fill(words.ttl, { ttlSeconds }, language)),
  )
  return [
    ...comment(fill(words.addresses, { section: siteWords[language].section }, language)),
    ...(seen.length > 0 ? seen : [words.noneSeen]).flatMap((line) => comment(line)),
    ...comment(words.oneLook),
    'addresses:',
    '  #primary: []',
    '  #secondary: []',
    ...comment(words.probe),
    'probe:',
    '  #secondary: []',
  ]
}

function issuersBlock(issuers: readonly SeenIssuer[], ready: boolean, language: Language): string[] {
  const words = fileWords[language]
  const lines = issuers.flatMap(({ name, authority, hosts }) => [
    ...comment(fill(words.issuer, { hosts }, language), '    '),
    ...(authority === null ? [] : comment(fill(words.authority, { authority }, language), '    ')),
    ...items([name], ready ? '    ' : '    #'),
  ])
  return [
    ...comment(words.issuers),
    'certificate:',
    ...(issuers.length === 0
      ? [...comment(words.noIssuer, '  '), '  #issuers: []']
      : [...(ready ? [] : comment(words.issuersUnsure, '  ')), '  issuers:', ...lines]),
    ...comment(words.roots, '  '),
    '  #roots: []',
  ]
}

function proxyValue(setting: ProxySetting | null): string {
  if (setting === null) return 'system'
  return setting.kind === 'proxy' ? `http://${setting.proxy}` : setting.kind === 'pac' ? `pac+${setting.url}` : setting.kind
}

function items(texts: readonly string[], indent = '  '): string[] {
  return texts.map((text) => `${indent}- ${scalar(text)}`)
}

/** In double quotes, which JSON writes as YAML reads them (YAML 1.2.2 section 7.3.1). */
function scalar(text: string): string {
  return /^[A-Za-z][\w-]*$/.test(text) && !/^(?:on|off|yes|no|true|false|null|y|n)$/i.test(text) ? text : JSON.stringify(text)
}

function comment(text: string, indent = ''): string[] {
  return wrapText(printable(text), COLUMNS - indent.length - 2).map((line) => `${indent}# ${line}`)
}

function sentences(texts: readonly string[], language: Language): string {
  return texts.join(language === 'en' ? ' ' : '')
}
