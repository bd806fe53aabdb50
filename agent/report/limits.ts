/** What a verdict cannot promise. */

import { fill, type Language } from '../../checks/text.ts'
import { labels } from './labels.ts'
import type { Report } from './schema.ts'

/** HKEX's cautions, and whose software this is not. */
export function cautionsOf(language: Language): string {
  const { cautions, space, notHkex } = labels[language]
  return `${cautions}${space}${notHkex}`
}

/** A log-on that nobody saw cannot be said to work today. */
export function isPageUnseen({ findings }: Report): boolean {
  return findings.some(({ id, status }) => status === 'warning' && (id.startsWith('page.reach ') || id.startsWith('browser.page ')))
}

/** Where nothing was reached directly, HKEX sees the proxy's address. */
export function noProgramKnows({ findings, language }: Report): string {
  const words = labels[language]
  const source = findings.find(({ code }) => code === 'path/connects')?.args.source
  return typeof source === 'string' ? fill(words.noProgramKnows, { source }, language) : words.noProgramKnowsBehindProxy
}
