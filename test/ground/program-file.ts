import { fileURLToPath } from 'node:url'

/** The agent as its users have it: one file, built from these sources (program.ts). */
export const programFile = fileURLToPath(new URL('../../dist/ground/terminal-preflight.cjs', import.meta.url))
