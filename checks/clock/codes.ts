export const clockCodes = ['clock/agrees', 'clock/skewed', 'clock/no-witness', 'clock/hong-kong', 'clock/zone'] as const
export type ClockCode = (typeof clockCodes)[number]
export type ClockCauseCode = 'clock/skewed' | 'clock/zone'
