import { win32 } from 'node:path'
import type { Io, RegistryKey } from '../io.ts'
import { isTheUsersSession } from '../session.ts'
import type { Browser } from './evidence.ts'
import { type Product, products } from './find-products.ts'
import { unknownVersion, type Version, versionIn, versionOfFolders } from './find-version.ts'

const appPaths = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths'

interface Place {
  readonly path: string
  /** Undefined for one that lies where no maker puts it: then its file's name alone tells what it is. */
  readonly product: Product | undefined
  readonly foundBy: Browser['foundBy'][number]
}

/** Known folders first, then what "App Paths" names (learn.microsoft.com/windows/win32/shell/app-registration). */
export async function findOnWindows(io: Io, signal: AbortSignal): Promise<Browser[]> {
  const users = isTheUsersSession(io.env)
  const registered = await registeredPlaces(io, users ? ['HKLM', 'HKCU'] : ['HKLM'], signal)
  const byPath = Map.groupBy([...knownPlaces(io.env, users), ...registered], ({ path }) => path.toLowerCase())
  const found = await Promise.all([...byPath.values()].map((places) => browserAt(io, places, signal)))
  return found.filter((browser) => browser !== null)
}

function knownPlaces(env: Io['env'], users: boolean): Place[] {
  const variables = ['ProgramFiles(x86)', 'ProgramFiles', 'ProgramW6432', ...(users ? ['LOCALAPPDATA'] : [])]
  const roots = new Set(variables.map((name) => env[name]).filter(isLocalPath))
  return products.flatMap((product) => {
    const { windows } = product
    if (windows === undefined) return []
    return [...roots].map((root): Place => ({ path: win32.join(root, windows.folder, windows.executable), product, foundBy: 'folder' }))
  })
}

async function registeredPlaces(io: Io, hives: readonly string[], signal: AbortSignal): Promise<Place[]> {
  const keys = hives.flatMap((hive) => ['msedge.exe', 'chrome.exe'].map((executable) => ({ hive, executable })))
  const places = await Promise.all(
    keys.map(async ({ hive, executable }): Promise<Place[]> => {
      const outcome = await io.registry.read(`${hive}\\${appPaths}\\${executable}`, signal, 'values')
      const path = 'key' in outcome ? registeredPath(outcome.key, executable, io.env) : undefined
      return path === undefined ? [] : [{ path, product: productAt(path), foundBy: 'app-paths' }]
    }),
  )
  return places.flat()
}

/**
 * The default value names the executable. reg.exe prints that value's name in the PC's language ("(Default)", "(預設值)"), so it is
 * known by what it holds: the other values of such a key are folders and flags.
 */
function registeredPath(key: RegistryKey, executable: string, env: Io['env']): string | undefined {
  const paths = Object.entries(key.values).flatMap(([name, value]) => {
    const path = typeof value === 'string' ? cleanPath(value, env) : ''
    return isLocalPath(path) && win32.basename(path).toLowerCase() === executable ? [{ name, path }] : []
  })
  return (paths.find(({ name }) => name === '') ?? paths[0])?.path
}

/** Some programs write it between quotation marks, or with %ProgramFiles%. */
function cleanPath(value: string, env: Io['env']): string {
  const bare = value.trim().replace(/^"(?<path>[^"]*)".*$/, '$<path>')
  const expanded = bare.replace(/%(?<name>[^%]+)%/g, (whole, name: string) => env[name] ?? whole)
  return expanded === '' ? '' : win32.normalize(expanded)
}

/** On a drive of this PC: a share may not answer for a minute, and what lies there is no installed browser. */
function isLocalPath(path: string | undefined): path is string {
  return path !== undefined && /^[a-z]:\\/i.test(path) && path.length < 32_767
}

function productAt(path: string): Product | undefined {
  const lowered = path.toLowerCase()
  return products.find(
    ({ windows }) => windows !== undefined && lowered.endsWith(`\\${windows.folder}\\${windows.executable}`.toLowerCase()),
  )
}

async function browserAt(io: Io, places: readonly Place[], signal: AbortSignal): Promise<Browser | null> {
  const [{ path, product } = { path: '', product: undefined }] = places
  const executable = win32.basename(path).toLowerCase()
  const listed = await io.files.list(win32.dirname(path))
  const foundBy = [...new Set(places.map((place) => place.foundBy))]
  if ('failure' in listed) {
    // A folder that may not be looked into is not one that is not there: what Windows itself names is taken at its word.
    const absent = listed.failure.word === 'file-missing' || listed.failure.word === 'not-a-directory'
    if (absent || !foundBy.includes('app-paths')) return null
  } else if (!listed.names.some((name) => name.toLowerCase() === executable)) return null
  const installedFor = isBelowUser(path, io.env) ? 'user' : 'machine'
  const version = await versionAt(io, path, 'names' in listed ? listed.names : [])
  const known = version.version === null ? await updatersVersion(io, product, installedFor, signal) : version
  return {
    kind: product?.kind ?? (executable === 'msedge.exe' ? 'edge' : 'chrome'),
    name: product?.name ?? executable,
    channel: product?.channel ?? 'unknown',
    path,
    ...known,
    foundBy: known.versionFrom === 'update-client' ? [...foundBy, 'update-client'] : foundBy,
    installedFor,
  }
}

function isBelowUser(path: string, env: Io['env']): boolean {
  return ['LOCALAPPDATA', 'USERPROFILE'].some((name) => {
    const folder = env[name]
    return isLocalPath(folder) && path.toLowerCase().startsWith(`${folder.toLowerCase().replace(/\\+$/, '')}\\`)
  })
}

async function versionAt(io: Io, path: string, names: readonly string[]): Promise<Version> {
  const outcome = await io.windows.fileVersion(path)
  const ofFile = 'version' in outcome ? versionIn(outcome.version) : null
  if (ofFile !== null) return { version: ofFile, versionFrom: 'file' }
  const ofFolder = versionOfFolders(names, win32.basename(path).toLowerCase())
  return ofFolder === null ? unknownVersion : { version: ofFolder, versionFrom: 'folder' }
}

/** The updaters are 32-bit programs: on 64-bit Windows the machine's key lies in the 32-bit view, and the user's has but one. */
async function updatersVersion(
  io: Io,
  product: Product | undefined,
  installedFor: Browser['installedFor'],
  signal: AbortSignal,
): Promise<Version> {
  const client = product?.windows?.updateClient
  if (client === undefined) return unknownVersion
  const outcome = await io.registry.read(
    `${installedFor === 'user' ? 'HKCU\\SOFTWARE' : 'HKLM\\SOFTWARE\\WOW6432Node'}\\${client}`,
    signal,
    'values',
  )
  const value = 'key' in outcome ? Object.entries(outcome.key.values).find(([name]) => name.toLowerCase() === 'pv')?.[1] : undefined
  const version = typeof value === 'string' ? versionIn(value) : null
  return version === null ? unknownVersion : { version, versionFrom: 'update-client' }
}
