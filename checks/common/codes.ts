/** Codes that any check may give. */
export const commonCodes = ['site/not-configured', 'run/not-checked', 'run/error'] as const
export type CommonCode = (typeof commonCodes)[number]
export type CommonCauseCode = 'site/not-configured'
