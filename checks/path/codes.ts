/** Ways in which an address does not answer; each is a finding and, for a whole host, a cause. */
export const pathFailureCodes = [
  'path/no-reply',
  'path/refused',
  'path/prohibited',
  'path/unreachable',
  'path/local-block',
  'path/reset-on-hello',
  'path/large-packets-lost',
  'path/large-answers-lost',
  'path/not-tls',
  'path/fails',
] as const
export type PathFailureCode = (typeof pathFailureCodes)[number]

export const pathCodes = [
  ...pathFailureCodes,
  'path/connects',
  'path/hello-answered',
  'path/host-reachable',
  'path/host-unreachable',
  'path/host-without-address',
  'path/quick',
  'path/slow',
  'path/packets-lost',
  'path/cut-short',
  'network/no-route',
] as const
export type PathCode = (typeof pathCodes)[number]

export type PathCauseCode = PathFailureCode | 'path/some-addresses' | 'path/standby-silent' | 'path/slow' | 'path/packets-lost'
