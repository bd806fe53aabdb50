/** Faults of the lab that its servers alone play, so that a program which sees the real machine meets them too. */

export const playedFaults = [
  'dns/preferred-silent',
  'dns/alternate-closed',
  'dns/refuses',
  'dns/name-unknown',
  'path/some-addresses',
  'path/reset-on-hello',
  'path/large-packets-lost',
  'tls/expired',
  'tls/name-mismatch',
  'tls/intercepted',
  'tls/protocol-too-old',
  'page/server-error',
] as const
