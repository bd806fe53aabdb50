/** The built files, as users get them: what `npm run package` left in dist/package. */

import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../../scripts/bundle.ts'

/** Another folder than dist/package, for whoever tests what was built elsewhere. */
const elsewhere = process.env.TERMINAL_PREFLIGHT_BUILT
export const builtFolder = elsewhere ?? join(repository, 'dist/package')

export const linuxExecutable = join(builtFolder, 'terminal-preflight')
export const windowsExecutable = join(builtFolder, 'terminal-preflight.exe')

/** Why there is nothing to test; undefined where there is. What an older source was built into says nothing of this one. */
export function missingBuilt(file: string): string | undefined {
  const name = file.slice(builtFolder.length + 1)
  if (!existsSync(file)) return `${name} is not built: npm run package`
  if (elsewhere !== undefined || statSync(file).mtimeMs >= newestSourceMs()) return undefined
  return `${name} is older than the sources: npm run package`
}

function newestSourceMs(): number {
  const files = ['agent', 'checks', 'packaging', 'scripts'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map(({ parentPath, name }) => join(parentPath, name)),
  )
  return Math.max(...[...files, join(repository, 'package-lock.json')].map((file) => statSync(file).mtimeMs))
}
