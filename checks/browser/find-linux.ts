import { posix } from 'node:path'
import type { Io } from '../io.ts'
import type { Browser } from './evidence.ts'
import { products } from './find-products.ts'
import { unknownVersion } from './find-version.ts'

/**
 * A snap may not write into hidden folders nor into other programs' temporary ones (snapcraft.io/docs/home-interface): who starts one,
 * known by its path, must give it a profile folder that it can write to.
 */
const knownFolders = ['/usr/local/bin', '/usr/bin', '/snap/bin']

/** A PATH has a dozen folders. One of hundreds is a mistake that must not cost the run its time. */
const MAX_PATH_FOLDERS = 32

/** Programs where their makers' packages put them, then their commands in the folders of every distribution, then on the PATH. */
export async function findOnLinux(io: Io): Promise<Browser[]> {
  const listed = new Map<string, Promise<ReadonlySet<string>>>()
  const isThere = async (path: string) => {
    const folder = posix.dirname(path)
    const names = listed.get(folder) ?? namesIn(io, folder)
    listed.set(folder, names)
    return (await names).has(posix.basename(path))
  }
  const firstOf = async (paths: readonly string[]) => {
    const there = await Promise.all(paths.map(isThere))
    return paths.find((_, index) => there[index] === true)
  }
  const pathFolders = foldersOfPath(io.env.PATH)
  const found = await Promise.all(
    products.map(async ({ kind, name, channel, linux = { programs: [], commands: [] } }): Promise<Browser | null> => {
      const commandsIn = (folders: readonly string[]) => linux.commands.flatMap((each) => folders.map((folder) => posix.join(folder, each)))
      const known = await firstOf([...linux.programs, ...commandsIn(knownFolders)])
      const onPath = await firstOf(commandsIn(pathFolders))
      const path = known ?? onPath
      if (path === undefined) return null
      const foundBy = [...(known === undefined ? [] : ['folder' as const]), ...(onPath === undefined ? [] : ['path' as const])]
      return { kind, name, channel, path, ...unknownVersion, foundBy, installedFor: isBelowHome(path, io.env.HOME) ? 'user' : 'machine' }
    }),
  )
  return found.filter((browser) => browser !== null)
}

async function namesIn(io: Io, folder: string): Promise<ReadonlySet<string>> {
  const outcome = await io.files.list(folder)
  return new Set('names' in outcome ? outcome.names : [])
}

function foldersOfPath(path = ''): string[] {
  const absolute = path.split(':').filter((folder) => folder.startsWith('/'))
  const folders = new Set(absolute.map((folder) => folder.replace(/(?<=.)\/+$/, '')))
  // Thousands of names, and no browser: the system administrator's programs, and /bin, which is /usr/bin or has none.
  return [...folders].filter((folder) => folder !== '/bin' && !folder.endsWith('/sbin')).slice(0, MAX_PATH_FOLDERS)
}

function isBelowHome(path: string, home = ''): boolean {
  return home.startsWith('/') && home !== '/' && path.startsWith(`${home.replace(/\/+$/, '')}/`)
}
