/**
 * `npm run helpdesk -- …`: the helpdesk from its sources. It knows its rules by their hash like a program that was built (agent/version.ts),
 * so that a bundle of an agent with the same rules is compared by them.
 */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

try {
  const [{ rulesSha256 }, { version }] = await Promise.all([
    import('./rules.ts'),
    readFile(join(root, 'package.json'), 'utf8').then(JSON.parse),
  ])
  // Before anything of the program loads: it reads them once.
  Object.assign(globalThis, { __VERSION__: version, __RULES_SHA256__: await rulesSha256(root) })
} catch (error) {
  process.stderr.write(`helpdesk: its sources can't be read (${error instanceof Error ? error.message : String(error)})\n`)
  process.exit(70)
}

await import('../helpdesk/helpdesk.ts')
