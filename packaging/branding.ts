/** What a firm's IT gives an executable of its own: its site file, with the files that this names, and whose requests it trusts. */

import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize, posix } from 'node:path'
import { isUserError, mistakeLine, type UserError } from '../agent/cli/errors.ts'
import { builtInSite, replaceBuiltIn, withBuiltInFiles } from '../agent/profile/built-in.ts'
import { loadConfiguration } from '../agent/profile/load.ts'
import { readCertificates } from '../agent/profile/pem.ts'
import { loadSite } from '../agent/profile/site.ts'
import type { Site } from '../agent/profile/types.ts'
import { realIo } from '../checks/io/real.ts'
import { PackagingError } from './tools.ts'

export interface Branding {
  /** By the names that agent/profile/built-in.ts reads them with; empty without a site file. */
  readonly siteFiles: ReadonlyMap<string, Buffer>
  /** PEM certificates, one behind the other; empty where nobody is trusted. */
  readonly trustedSigners: string
}

/**
 * Reads and checks everything, so that no executable goes out that refuses its own site file. Throws a PackagingError that names file, line
 * and field.
 */
export async function readBranding(site: string | undefined, trust: readonly string[]): Promise<Branding> {
  const siteFiles = site === undefined ? new Map<string, Buffer>() : await readSiteFiles(site)
  const pems = await Promise.all(trust.map(readTrusted))
  return { siteFiles, trustedSigners: pems.flat().join('') }
}

async function readSiteFiles(site: string): Promise<ReadonlyMap<string, Buffer>> {
  const content = await read(site, '--site')
  const loaded = loadSite(site, content)
  if (isUserError(loaded)) throw asPackagingError(loaded, site)
  const files = new Map([[builtInSite, content]])
  for (const name of namedFiles(loaded.value)) {
    if (isAbsolute(name) || /^[A-Za-z]:|\\/.test(name) || normalize(name).startsWith('..')) {
      throw new PackagingError(`${site}: ${name} lies elsewhere; a built-in site file names files in its own folder or below it`)
    }
    files.set(posix.join(posix.dirname(builtInSite), name), await read(join(dirname(site), name), site))
  }
  await refuseWhatTheProgramWould(files, site)
  return files
}

/** The program itself reads them, as it will on a terminal: profiles and roots too are then known to be right. */
async function refuseWhatTheProgramWould(files: ReadonlyMap<string, Buffer>, site: string): Promise<void> {
  replaceBuiltIn((name) => files.get(name))
  const nothing = { profiles: [], site: null, resolvers: {}, proxy: null, browser: null, smartcard: null, roots: [] }
  const failure = { failure: { word: 'file-missing', code: 'ENOENT' } } as const
  const io = withBuiltInFiles({ ...realIo(), env: {}, files: { ...realIo().files, read: async () => failure } })
  const configuration = await loadConfiguration(nothing, '.', io)
  if (isUserError(configuration)) throw asPackagingError(configuration, site)
}

/** Told of the file as the person knows it. */
function asPackagingError({ mistakes, line }: UserError, site: string): PackagingError {
  const lines = mistakes.map((mistake) => mistakeLine(mistake.file === builtInSite ? { ...mistake, file: site } : mistake))
  return new PackagingError(lines.length > 0 ? lines.join('\n') : line)
}

/** Profiles by name are built in. */
function namedFiles({ profiles, certificate, upload }: Site): readonly string[] {
  const ownProfiles = profiles.filter((name) => /\.ya?ml$/i.test(name))
  return [...ownProfiles, ...certificate.roots, ...[upload?.encryptTo, upload?.ca].filter((name) => typeof name === 'string')]
}

async function readTrusted(file: string): Promise<readonly string[]> {
  const certificates = readCertificates(await read(file, '--trust'))
  if ('problem' in certificates) throw new PackagingError(`--trust ${file}: ${certificates.problem}`)
  return certificates.value
}

async function read(file: string, namedBy: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new PackagingError(`${namedBy}: ${file} can't be read (${error instanceof Error && 'code' in error ? error.code : 'unknown'})`)
  }
}
