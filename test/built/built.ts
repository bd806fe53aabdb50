/** The built files, as users get them: what `npm run package` left in dist/package. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../../scripts/bundle.ts'

/** Another folder than dist/package, for whoever tests what was built elsewhere. */
export const builtFolder = process.env.TERMINAL_PREFLIGHT_BUILT ?? join(repository, 'dist/package')

export const linuxExecutable = join(builtFolder, 'terminal-preflight')
export const windowsExecutable = join(builtFolder, 'terminal-preflight.exe')

/** Why there is nothing to test; undefined where there is. */
export function missingBuilt(file: string): string | undefined {
  return existsSync(file) ? undefined : `${file.slice(builtFolder.length + 1)} is not built: npm run package`
}
