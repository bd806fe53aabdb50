/**
 * Whom a cause of the phone code speaks of: one of HKEX's hosts or pages, and which DNS server or data centre. Closed tables; a value's place
 * in its list is what the code carries, so that nothing is ever taken out or moved.
 */

/** Three bits. */
export const codeTargets = [
  /** No host: the PC as a whole, a DNS server, the reader. */
  'none',
  /** The host of CCASS's and DMS's landing pages. */
  'landing-host',
  'ccass-page',
  'dms-page',
  'two-factor-server',
  /** More than one host. */
  'several',
  /** A host of another profile, or one that was met on the way. */
  'other',
] as const
export type CodeTarget = (typeof codeTargets)[number]

/** Four bits. A DNS server by its role, HKEX's before the site's own before those that the PC is set to; or a data centre. */
export const codePlaces = [
  'none',
  'hkex-preferred',
  'hkex-alternate',
  'hkex-both',
  'hkex-other',
  'custom-first',
  'custom-second',
  'custom-several',
  'custom-other',
  'configured-first',
  'configured-second',
  'configured-several',
  'configured-other',
  /** DNS servers of more than one kind. */
  'mixed',
  'primary-data-centre',
  'secondary-data-centre',
] as const
export type CodePlace = (typeof codePlaces)[number]
