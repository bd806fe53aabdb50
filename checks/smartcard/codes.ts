export const smartcardCodes = [
  'smartcard/service-runs',
  'smartcard/service-stopped',
  'smartcard/reader-found',
  'smartcard/no-reader',
  'smartcard/card-present',
  'smartcard/no-card',
  'smartcard/card-mute',
  'smartcard/remote-session',
  'smartcard/driver-missing',
  'smartcard/not-asked',
  'smartcard/switched-off',
] as const
export type SmartcardCode = (typeof smartcardCodes)[number]
export type SmartcardCauseCode = Extract<
  SmartcardCode,
  `smartcard/${'service-stopped' | 'no-reader' | 'no-card' | 'card-mute' | 'remote-session' | 'driver-missing'}`
>
