export const browserCodes = [
  'browser/edge-found',
  'browser/other-found',
  'browser/missing',
  'browser/current',
  'browser/outdated',
  'browser/version-unknown',
  'browser/terminals-dns',
  'browser/secure-dns',
  'browser/allowed',
  'browser/policy-blocks',
  'browser/popups-allowed',
  'browser/popups-blocked',
  'browser/page-loads',
  'browser/page-unexpected',
  'browser/page-fails',
  'browser/page-agrees',
  'browser/root-unknown',
  'browser/page-not-asked',
  'browser/page-forbidden',
  'browser/page-not-finished',
] as const
export type BrowserCode = (typeof browserCodes)[number]

export type BrowserCauseCode = Extract<
  BrowserCode,
  | 'browser/missing'
  | 'browser/outdated'
  | 'browser/secure-dns'
  | 'browser/policy-blocks'
  | 'browser/popups-blocked'
  | 'browser/page-unexpected'
  | 'browser/page-fails'
>
