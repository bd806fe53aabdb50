/** Whom the answer names: the site's own contacts, and HKEX's hotline only for what HKEX can mend. */

import type { Owner } from '../../checks/cause.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { Contact, ContactOwner, Hotline, ParsedProfile, Site } from '../profile/types.ts'
import { labels } from './labels.ts'

export type Contacts = Readonly<Record<Owner, string>>

/** @param names of the owners, where not as they are told whoever sits at the terminal */
export function contactsOf(
  site: Pick<Site, 'contacts'>,
  profiles: readonly Pick<ParsedProfile, 'hotline'>[],
  language: Language,
  names = labels[language].owners,
): Contacts {
  const own = (owner: ContactOwner) => bracketed(names[owner], partsOf(site.contacts[owner]), language)
  const hotlines = [...new Map(profiles.flatMap(({ hotline }) => (hotline === null ? [] : [[hotline.phone, hotline] as const]))).values()]
  return {
    'terminal-user': names['terminal-user'],
    'site-it': own('site-it'),
    'site-network': own('site-network'),
    'line-vendor': own('line-vendor'),
    hkex: bracketed(
      names.hkex,
      hotlines.map((hotline) => hotlineText(hotline, language)),
      language,
    ),
  }
}

function partsOf(contact: Contact | null): string[] {
  return [contact?.name, contact?.phone, contact?.email].filter((part) => typeof part === 'string').filter((part) => part !== '')
}

function bracketed(text: string, more: readonly string[], language: Language): string {
  return more.length === 0 ? text : fill(labels[language].bracketed, { text, more }, language)
}

function hotlineText({ name, phone }: Hotline, language: Language): string {
  return `${name[language]} ${phone}`
}
