export const smartcardCodes = ['smartcard/readable', 'smartcard/unreadable', 'smartcard/not-read'] as const
export type SmartcardCode = (typeof smartcardCodes)[number]
export type SmartcardCauseCode = 'smartcard/unreadable'
