/** What a site file says, in plain words, and what it leaves open. */

import { resolverText } from '../../checks/dns/resolvers.ts'
import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { type ByDataCentre, type ContactOwner, contactOwners, type Site } from '../profile/types.ts'
import { contactsOf } from '../report/contacts.ts'
import { labels } from '../report/labels.ts'
import { shownAddress } from '../upload/secrets.ts'
import type { CheckedSite } from './check.ts'
import { checkWords } from './check-words.ts'
import { type SiteWords, siteWords } from './words.ts'

export function checkedLines({ source, site, profiles }: CheckedSite, language: Language): string[] {
  const words = checkWords[language]
  const { names, section } = siteWords[language]
  const titles = profiles.map(({ title }) => title[language])
  const say = (name: keyof SiteWords['names'], text: string) => printable(`  ${names[name]}${labels[language].colon}${text}`)
  const list = (texts: readonly string[]) => (texts.length === 0 ? siteWords[language].notConfigured : texts.join(separators[language]))
  const missing = missingItems(site)
  const unnamed = contactOwners.filter((owner) => site.contacts[owner] === null)
  return [
    printable(fill(words.right, { file: source.file, origin: words.origins[source.origin] }, language)),
    say('profiles', site.profiles.length === 0 ? fill(words.allServices, { profiles: titles }, language) : list(titles)),
    say('resolvers.hkex', list(site.resolvers.hkex.map(resolverText))),
    say('resolvers.custom', list(site.resolvers.custom.map(resolverText))),
    say('addresses', list(byCentre(site.addresses, language))),
    ...(isEmpty(site.probe) ? [] : [say('probe', list(byCentre(site.probe, language)))]),
    say('certificate.issuers', list(site.certificate.issuers)),
    ...(site.certificate.roots.length === 0 ? [] : [say('certificate.roots', list(site.certificate.roots))]),
    say('proxy', proxyWords(site, language)),
    say('smartcard', siteWords[language].smartcard[site.smartcard]),
    say('browser', siteWords[language].browser[site.browser]),
    ...(unnamed.length === contactOwners.length ? [] : [say('contacts', contactText(site, language))]),
    say('upload', uploadText(site, language)),
    ...(site.upload === null ? [] : [say('redaction', words.redaction[site.redaction])]),
    '',
    ...(missing.length === 0 ? [fill(words.complete, { section }, language)] : [fill(words.missing, { section }, language)]),
    ...missing.map(
      (field) => `  ${fill(words.unjudged, { name: names[field], field, what: siteWords[language].unjudged[field] }, language)}`,
    ),
    ...(unnamed.length === 0 ? [] : [fill(words.nobody, { names: unnamed.map((owner) => ownerName(owner, language)) }, language)]),
  ]
}

const separators: Readonly<Record<Language, string>> = { en: ', ', 'zh-HK': '、' }

/** Those that a judge asks for (checks/common/findings.ts). */
export function missingItems({ resolvers, addresses, certificate }: Site): (keyof SiteWords['unjudged'])[] {
  return [
    ...(resolvers.hkex.length === 0 ? (['resolvers.hkex'] as const) : []),
    ...(isEmpty(addresses) ? (['addresses'] as const) : []),
    ...(certificate.issuers.length === 0 ? (['certificate.issuers'] as const) : []),
  ]
}

function isEmpty({ primary, secondary }: ByDataCentre<string>): boolean {
  return primary.length + secondary.length === 0
}

function byCentre(values: ByDataCentre<string>, language: Language): string[] {
  const { centres } = checkWords[language]
  return (['primary', 'secondary'] as const).flatMap((centre) =>
    values[centre].length === 0 ? [] : [fill(centres[centre], { values: values[centre] }, language)],
  )
}

function proxyWords({ proxy }: Site, language: Language): string {
  const { proxies } = checkWords[language]
  if (proxy.kind === 'proxy') return proxy.proxy
  return fill(proxies[proxy.kind], proxy.kind === 'pac' ? { url: proxy.url } : {}, language)
}

function contactText(site: Site, language: Language): string {
  const texts = contactsOf(site, [], language)
  return contactOwners.flatMap((owner) => (site.contacts[owner] === null ? [] : [texts[owner]])).join(language === 'en' ? '; ' : '；')
}

function ownerName(owner: ContactOwner, language: Language): string {
  return labels[language].owners[owner]
}

function uploadText({ upload }: Site, language: Language): string {
  const words = checkWords[language]
  if (upload === null) return words.nowhere
  const text = fill(words.asksFirst, { address: shownAddress(upload) }, language)
  return upload.encryptTo === null ? text : fill(words.encrypted, { text, file: upload.encryptTo }, language)
}
