/** Everything that a run is configured by. With neither a site file nor a profile file no heavy library is loaded. */

import type { ProxySetting, Settings } from '../../checks/settings.ts'
import { isUserError, type UserError } from '../cli/errors.ts'
import type { LoadedDocument } from './document.ts'
import type { FileDoors } from './files.ts'
import { findSite, type SiteSource } from './find-site.ts'
import { type NamedFile, namedByFlag, namedBySite } from './named-file.ts'
import { loadProfiles } from './profiles.ts'
import { loadRoots } from './roots.ts'
import { assembleSettings, type ResolverLists } from './settings.ts'
import { emptySite, type ParsedProfile, type Site, type SiteOrigin } from './types.ts'

/** The flags that configure, as `parseFlags` gives them. */
export interface ConfigurationFlags {
  /** Names of built-in profiles or of files; empty: the site's, else all built-in ones. */
  readonly profiles: readonly string[]
  /** Built-in ones that are added where the site's list is one that lacks them. */
  readonly alsoProfiles?: readonly string[]
  /** Built-in ones in place of all of them, where nothing else says any. */
  readonly profilesUnlessSaid?: readonly string[]
  readonly site: string | null
  /** Each name that is given replaces the site's list of that name. */
  readonly resolvers: Partial<ResolverLists>
  readonly proxy: ProxySetting | null
  readonly browser: Settings['browser'] | null
  readonly smartcard: Settings['smartcard'] | null
  /** Names of PEM files. */
  readonly roots: readonly string[]
}

export interface Configuration {
  readonly settings: Settings
  readonly profiles: readonly ParsedProfile[]
  readonly site: Site
  /** Null where there is no site file. */
  readonly siteFile: { readonly path: string; readonly origin: SiteOrigin } | null
  /** Files that the site file names for the upload; read where a bundle is sent. */
  readonly uploadFiles: { readonly encryptTo: NamedFile | null; readonly ca: NamedFile | null }
}

/**
 * Reads site file, profiles and certificates. What is wrong ends with: 64 an unknown profile name, 66 a named file that can't
 * be read, 78 a file that was read and is wrong.
 * @param programFolder the folder of the executable (from a checkout: of the bundle), where a site file may lie beside it
 */
export async function loadConfiguration(
  flags: ConfigurationFlags,
  programFolder: string,
  io: FileDoors,
): Promise<Configuration | UserError> {
  const source = await findSite(flags.site, programFolder, io)
  if (isUserError(source)) return source
  const document = source === null ? noSiteFile : await readSite(source)
  if (isUserError(document)) return document
  const site = document.value
  const namedInSite = (field: readonly PropertyKey[], names: readonly string[]) =>
    names.map((name, index) => namedBySite(document, [...field, index], name, io.platform))

  const fromFlags = flags.profiles.map((name) => namedByFlag('--profile', name))
  const fromSite = namedInSite(['profiles'], site.profiles)
  // None means all, to which nothing can be added.
  const requested = fromSite.length === 0 ? flags.profilesUnlessSaid : flags.alsoProfiles
  const added = (requested ?? []).map((name) => namedByFlag('--request', name))
  const profiles = await loadProfiles(fromFlags.length > 0 ? fromFlags : [...fromSite, ...added], io)
  if (isUserError(profiles)) return profiles
  const siteRoots = await loadRoots(namedInSite(['certificate', 'roots'], site.certificate.roots), io)
  if (isUserError(siteRoots)) return siteRoots
  const trustedRoots = await loadRoots(
    flags.roots.map((name) => namedByFlag('--root', name)),
    io,
  )
  if (isUserError(trustedRoots)) return trustedRoots

  const settings = assembleSettings(profiles, site, {
    resolvers: flags.resolvers,
    proxy: flags.proxy,
    browser: flags.browser,
    smartcard: flags.smartcard,
    siteRoots,
    trustedRoots,
  })
  const uploadFile = (field: 'encryptTo' | 'ca') => {
    const name = site.upload?.[field] ?? null
    return name === null ? null : namedBySite(document, ['upload', field], name, io.platform)
  }
  return {
    settings,
    profiles,
    site,
    siteFile: source === null ? null : { path: source.file, origin: source.origin },
    uploadFiles: { encryptTo: uploadFile('encryptTo'), ca: uploadFile('ca') },
  }
}

/** Says nothing, so nothing in it can be wrong. */
const noSiteFile: LoadedDocument<Site> = {
  file: '',
  value: emptySite,
  mistakeAt: (_field, problem) => ({ file: '', line: 1, column: 1, field: '', problem }),
}

async function readSite({ file, content }: SiteSource): Promise<LoadedDocument<Site> | UserError> {
  const { loadSite } = await import('./site.ts')
  return loadSite(file, content)
}
