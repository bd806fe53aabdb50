/** npm's packages as parts of the program, with the work of others that lies within them. */

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PackageURL } from 'packageurl-js'
import { PackagingError } from '../tools.ts'
import { acceptedLicence } from './licence-rules.ts'
import { reviewedText, shippedTexts, tidy } from './licence-texts.ts'
import { entryOf, type Lock, neededPaths, sha512Of } from './lock.ts'
import { noticesIn } from './notices.ts'
import type { Part } from './part.ts'
import { type Inside, lookedAt } from './unseen.ts'

/** Its archives hold the library alone; the licence is in the package that they belong to. */
const koffiNative = /^@koromix\/koffi-/

/** `node_modules/@a/b/lib/c.js`: `node_modules/@a/b`, of nested ones the innermost. undefined for files that are in no package. */
export function packageOf(file: string): string | undefined {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]
}

/** The inverse: `@a/b`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/**
 * @param path of the package, from `root`
 * @param files of it that are in the program, from `root`
 * @param included whether what it needs is in the program too
 */
export async function packageParts(
  root: string,
  lock: Lock,
  path: string,
  files: readonly string[],
  included: (path: string) => boolean,
): Promise<Part[]> {
  const name = nameOf(path)
  const entry = entryOf(lock, path)
  const { version, license } = koffiNative.test(name) ? entry : await installed(root, path, entry.version)
  const what = `${name} ${version}`
  const insides = await partsInside(root, path, name)
  return [
    {
      purl: purlOf(name, version),
      name,
      version,
      ...licenceOf(what, license),
      texts: await textsOf(root, path, what, files),
      sha512: sha512Of(entry),
      needs: [
        ...neededPaths(lock, path)
          .filter(included)
          .map((each) => purlOf(nameOf(each), entryOf(lock, each).version)),
        ...insides.map(({ purl }) => purl),
      ],
    },
    ...insides,
  ]
}

export function purlOf(name: string, version: string): string {
  const [scope, own] = name.startsWith('@') ? name.split('/') : [undefined, name]
  return new PackageURL('npm', scope, own ?? name, version, undefined, undefined).toString()
}

async function installed(root: string, path: string, locked: string): Promise<{ readonly version: string; readonly license?: unknown }> {
  const found = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8')) as {
    readonly version: string
    readonly license?: unknown
  }
  if (found.version !== locked) throw new PackagingError(`${path} is ${found.version}, and ${locked} in package-lock.json; run npm ci`)
  return found
}

function licenceOf(what: string, expression: unknown): Pick<Part, 'licence' | 'offered'> {
  const licence = typeof expression === 'string' ? acceptedLicence(expression) : undefined
  if (licence !== undefined) return licence === expression ? { licence } : { licence, offered: String(expression) }
  const named = expression === undefined ? 'names no licence' : `is under ${JSON.stringify(expression)}`
  throw new PackagingError(`${what} ${named}, which packaging/third-party/licence-rules.ts does not accept; do without the package`)
}

async function textsOf(root: string, path: string, what: string, files: readonly string[]): Promise<string[]> {
  const name = nameOf(path)
  const folder = join(root, koffiNative.test(name) ? 'node_modules/koffi' : path)
  const shipped = await shippedTexts(folder)
  const reviewed = shipped.length > 0 ? undefined : await reviewedText(name)
  const texts = reviewed === undefined ? shipped : [reviewed]
  if (texts.length === 0) {
    throw new PackagingError(
      `${what} ships no licence text; find it where its author keeps it, and put it into packaging/third-party/texts/`,
    )
  }
  const sources = await Promise.all(
    files
      .toSorted()
      .filter((file) => /\.[cm]?js$/.test(file))
      .map((file) => readFile(join(root, file), 'utf8')),
  )
  return [...new Set([...texts, ...sources.flatMap((source) => noticesIn(source, texts))])]
}

async function partsInside(root: string, path: string, name: string): Promise<Part[]> {
  const looked = Object.hasOwn(lookedAt, name) ? lookedAt[name] : undefined
  if (looked === undefined) return []
  const bytes = await readFile(join(root, path, looked.file)).catch(() => '')
  if (createHash('sha256').update(bytes).digest('hex') !== looked.sha256) {
    throw new PackagingError(
      `${path}/${looked.file} is another file than was looked at; say in packaging/third-party/unseen.ts what is in it`,
    )
  }
  return Promise.all(looked.inside.map((each) => partInside(each, join(root, path))))
}

async function partInside({ name, version, licence, purl, shipped }: Inside, folder: string): Promise<Part> {
  const text = shipped === undefined ? await reviewedText(name) : tidy(await readFile(join(folder, shipped), 'utf8'))
  if (text === undefined)
    throw new PackagingError(`packaging/third-party/texts/${name}.txt is missing; it holds the licence of ${name} ${version}`)
  return { purl, name, version, ...licenceOf(`${name} ${version}`, licence), texts: [text], needs: [] }
}
