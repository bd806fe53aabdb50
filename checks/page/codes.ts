export const pageCodes = [
  'page/landing',
  'page/log-on-form',
  'page/answered',
  'page/seen-in-browser',
  'page/unexpected',
  'page/not-recognised',
  'page/needs-cookies',
  'page/redirect-loop',
  'page/redirected-away',
  'page/sent-unencrypted',
  'page/captive-portal',
  'page/certificate-first',
  'page/forbidden',
  'page/not-found',
  'page/server-error',
  'page/outside-service-hours',
  'page/no-answer',
  'page/unreachable',
  'page/integrated-authentication',
  'page/not-asked',
  'page/not-finished',
] as const
export type PageCode = (typeof pageCodes)[number]

/** `page/unreachable` is a symptom alone: the causes of the other checks explain it. */
export type PageCauseCode = Extract<
  PageCode,
  | 'page/captive-portal'
  | 'page/redirected-away'
  | 'page/sent-unencrypted'
  | 'page/redirect-loop'
  | 'page/forbidden'
  | 'page/not-found'
  | 'page/server-error'
  | 'page/outside-service-hours'
  | 'page/unexpected'
  | 'page/no-answer'
>
