import { badFileError, isUserError, type UserError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { didYouMean } from '../cli/nearest.ts'
import { printable } from '../cli/quote.ts'
import { builtinProfile, builtinProfileIds, builtinProfiles, looksLikeFile } from './builtin.ts'
import { type FileDoors, MAX_FILE_BYTES } from './files.ts'
import { type NamedFile, readNamed } from './named-file.ts'
import type { ParsedProfile } from './types.ts'

/** The profiles that are named, or all built-in ones where none is. Naming one twice changes nothing. */
export async function loadProfiles(named: readonly NamedFile[], io: FileDoors): Promise<readonly ParsedProfile[] | UserError> {
  if (named.length === 0) return builtinProfiles
  const different = [...new Map(named.map((each) => [isBuiltin(each) ? each.name : each.path, each])).values()]
  const profiles: { readonly name: string; readonly profile: ParsedProfile }[] = []
  for (const each of different) {
    const profile = await loadNamed(each, io)
    if (isUserError(profile)) return profile
    const twin = profiles.find((other) => other.profile.id === profile.id)
    if (twin !== undefined)
      return badFileError(
        `two profiles have the id ${profile.id}: ${printable(twin.name)} and ${printable(each.name)}; name one of them, or give the file's another id`,
      )
    profiles.push({ name: each.name, profile })
  }
  return profiles.map(({ profile }) => profile)
}

function isBuiltin({ name }: NamedFile): boolean {
  return builtinProfileIds.includes(name)
}

async function loadNamed(named: NamedFile, io: FileDoors): Promise<ParsedProfile | UserError> {
  const builtin = builtinProfile(named.name)
  if (builtin !== undefined) return builtin
  // A misspelt name in the site file is that file's mistake; on the command line it is the command line's.
  if (!looksLikeFile(named.name))
    return named.refuse(named.origin === 'flag' ? exitCodes.usage : exitCodes.badFile, unknownProfile(named.name))
  const content = await readNamed(named, MAX_FILE_BYTES, io)
  if (isUserError(content)) return content
  const { loadProfile } = await import('./profile-file.ts')
  return loadProfile(named.path, content)
}

/** Completes the name of a profile that there isn't. */
export function unknownProfile(name: string): string {
  return `is no profile${didYouMean(name, builtinProfileIds)} (a profile file is named with its folder or ending: lab.yaml)`
}
