/** Where HKEX's own words on the matter of a cause stand. What HKEX printed nothing about has none. */

import type { Language } from '../../checks/text.ts'
import { type BuiltinProfileId, builtinProfile } from '../profile/builtin.ts'

interface Place {
  readonly profile: BuiltinProfileId
  readonly part: Readonly<Record<Language, string>>
}

/** The annex has the test with Edge, and names the section for the network's details. */
const annex: Place = { profile: 'ccms', part: { en: 'Annex', 'zh-HK': '附件' } }
const annexOne: Place = { profile: 'ccass', part: { en: 'Annex 1', 'zh-HK': '附件一' } }

interface Sources {
  readonly circulars: readonly Place[]
  readonly section: boolean
}

const nowhere: Sources = { circulars: [], section: false }

/** Details of the network stand in the section; the page, its browser and the smartcard in the circulars; clocks and Windows in neither. */
const ofAreas: Readonly<Record<string, Sources>> = {
  site: { circulars: [annex], section: true },
  network: { circulars: [], section: true },
  dns: { circulars: [annex], section: true },
  path: { circulars: [annex], section: true },
  proxy: { circulars: [annex], section: true },
  tls: { circulars: [], section: true },
  page: { circulars: [annex, annexOne], section: false },
  browser: { circulars: [annex], section: false },
  smartcard: { circulars: [annexOne], section: false },
  clock: nowhere,
  host: nowhere,
}

/** A new area needs a line above, if only to say that HKEX printed nothing about it. */
export const areasWithSources: readonly string[] = Object.keys(ofAreas)

export interface CauseSources {
  /** Titles of circulars, with the part of each. */
  readonly circulars: readonly string[]
  /** "Section 4.7-4.9", as a whole: which of them it is isn't public. */
  readonly section: string | null
}

export function sourcesOf(code: string, language: Language): CauseSources {
  const area = code.split('/', 1)[0] ?? ''
  const found = Object.hasOwn(ofAreas, area) ? ofAreas[area] : undefined
  return {
    circulars: (found?.circulars ?? []).flatMap(({ profile, part }) => {
      const circular = builtinProfile(profile)?.circular ?? null
      return circular === null
        ? []
        : [language === 'en' ? `${circular.name.en}, ${part.en}` : `《${circular.name['zh-HK']}》${part['zh-HK']}`]
    }),
    section: found?.section === true ? (builtinProfile('ccms')?.circular?.section ?? null) : null,
  }
}
