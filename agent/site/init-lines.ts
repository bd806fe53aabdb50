/** What `site init` says on the screen. */

import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { labels } from '../report/labels.ts'
import type { Report } from '../report/schema.ts'
import type { GivenSite } from './file-text.ts'
import { initWords } from './init-words.ts'
import type { Observed } from './observe.ts'
import { proxyText } from './proxy-text.ts'
import { siteWords } from './words.ts'

export function writtenLines(file: string, observed: Observed, given: GivenSite, language: Language): string[] {
  const words = initWords[language]
  const { names, section, unjudged } = siteWords[language]
  const put = (text: string, args: Readonly<Record<string, string>>) => printable(fill(text, args, language))
  const list = (texts: readonly string[]) => (texts.length === 0 ? words.nothingSeen : texts.join(language === 'en' ? ', ' : '、'))
  const line = (name: string, text: string) => printable(`  ${name}${labels[language].colon}${text}`)
  const missing = (['resolvers.hkex', 'addresses'] as const).filter((item) => item !== 'resolvers.hkex' || given.hkex.length === 0)
  return [
    put(words.written, { file }),
    '',
    put(words.seen, { verdict: labels[language].verdicts[observed.verdict] }),
    line(names.profiles, list(given.profiles.length > 0 ? given.profiles : given.allProfiles)),
    line(
      names['resolvers.custom'],
      list([...new Set([...given.custom, ...observed.resolvers.filter(({ answered }) => answered).map(({ text }) => text)])]),
    ),
    ...addressLines(observed).map((text) => printable(`  ${text}`)),
    line(names['certificate.issuers'], list(observed.issuers.map(({ name }) => name))),
    line(names.proxy, proxyText(observed.proxy, language)),
    '',
    put(words.notFilledIn, { section }),
    ...missing.map((item) => `  ${put(words.unjudged, { name: names[item], what: unjudged[item] })}`),
    '',
    ...words.next.map((text) => put(text, { file: /\s/.test(file) ? `"${file}"` : file })),
  ]
}

/** `www.ccass.com 10.1.0.1, 10.2.0.1` */
function addressLines({ addresses }: Observed): string[] {
  return [...Map.groupBy(addresses, ({ host }) => host)].map(
    ([host, group]) => `${host}  ${group.map(({ address }) => address).join(', ')}`,
  )
}

export function refusedLines({ verdict, causes }: Pick<Report, 'verdict' | 'causes'>, language: Language): string[] {
  const words = initWords[language]
  return [
    fill(words.refused, { verdict: labels[language].verdicts[verdict] }, language),
    ...causes
      .filter(({ severity }) => severity !== 'note')
      .map(({ title, code }) => printable(fill(words.refusedWhy, { title, code }, language))),
    words.anyway,
  ]
}
