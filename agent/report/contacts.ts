/** Whom the answer names: the site's own contacts, and HKEX's hotline only for what HKEX can mend. */

import type { Owner } from '../../checks/cause.ts'
import type { Language } from '../../checks/text.ts'
import type { Contact, Hotline, ParsedProfile, Site } from '../profile/types.ts'
import { labels } from './labels.ts'

export type Contacts = Readonly<Record<Owner, string>>

export function contactsOf(site: Site, profiles: readonly ParsedProfile[], language: Language): Contacts {
  const names = labels[language].owners
  const own = (owner: 'site-it' | 'site-network' | 'line-vendor') => withContact(names[owner], site.contacts[owner])
  const hotlines = [...new Map(profiles.flatMap(({ hotline }) => (hotline === null ? [] : [[hotline.phone, hotline] as const]))).values()]
  return {
    'terminal-user': names['terminal-user'],
    'site-it': own('site-it'),
    'site-network': own('site-network'),
    'line-vendor': own('line-vendor'),
    hkex: hotlines.length === 0 ? names.hkex : `${names.hkex} (${hotlines.map((hotline) => hotlineText(hotline, language)).join(', ')})`,
  }
}

function withContact(owner: string, contact: Contact | null): string {
  const parts = [contact?.name, contact?.phone, contact?.email].filter((part) => typeof part === 'string' && part !== '')
  return parts.length === 0 ? owner : `${owner} (${parts.join(', ')})`
}

function hotlineText({ name, phone }: Hotline, language: Language): string {
  return `${name[language]} ${phone}`
}
