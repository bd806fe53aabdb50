/** Filled in by the build; from source they say so. */
declare const __VERSION__: string | undefined
declare const __RULES_SHA256__: string | undefined

export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.1.0-source'

/** The judges and causes that a report was made by; the hash is over their sources, so that two builds with equal rules say so. */
export const rules = { version, sha256: typeof __RULES_SHA256__ === 'string' ? __RULES_SHA256__ : 'source' } as const
