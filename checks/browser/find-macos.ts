import type { Io } from '../io.ts'
import type { Browser } from './evidence.ts'
import { type Product, products } from './find-products.ts'
import { unknownVersion, type Version, versionIn } from './find-version.ts'

/** Chrome's has 20 KB. */
const INFO_PLIST_MAX_BYTES = 262_144

/** Application bundles, for everybody and for this user alone. */
export async function findOnMacos(io: Io): Promise<Browser[]> {
  const home = io.env.HOME ?? ''
  const roots: { readonly folder: string; readonly installedFor: Browser['installedFor'] }[] = [
    { folder: '/Applications', installedFor: 'machine' },
    ...(home.startsWith('/') ? [{ folder: `${home}/Applications`, installedFor: 'user' as const }] : []),
  ]
  const found = await Promise.all(
    roots.map(async ({ folder, installedFor }) => {
      const outcome = await io.files.list(folder)
      const names = new Set('names' in outcome ? outcome.names : [])
      const there = products.filter(({ macos }) => macos !== undefined && names.has(`${macos}.app`))
      return Promise.all(there.map((product) => browserIn(io, folder, product, installedFor)))
    }),
  )
  return found.flat().filter((browser) => browser !== null)
}

async function browserIn(
  io: Io,
  folder: string,
  { kind, name, channel, macos = '' }: Product,
  installedFor: Browser['installedFor'],
): Promise<Browser | null> {
  const contents = `${folder}/${macos}.app/Contents`
  const outcome = await io.files.list(`${contents}/MacOS`)
  if (!('names' in outcome && outcome.names.includes(macos))) return null
  const version = await versionOfBundle(io, `${contents}/Info.plist`)
  return { kind, name, channel, path: `${contents}/MacOS/${macos}`, ...version, foundBy: ['folder'], installedFor }
}

/** A property list may be XML or binary (CFBinaryPList.c); browsers ship theirs as XML, and of a binary one nothing is told. */
async function versionOfBundle(io: Io, path: string): Promise<Version> {
  const outcome = await io.files.read(path, INFO_PLIST_MAX_BYTES)
  if ('failure' in outcome) return unknownVersion
  const text = /<key>CFBundleShortVersionString<\/key>\s*<string>(?<version>[^<]{1,64})<\/string>/.exec(outcome.content.toString('utf8'))
  const version = versionIn(text?.groups?.version ?? '')
  return version === null ? unknownVersion : { version, versionFrom: 'file' }
}
