import { badFileError, isUserError, type UserError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { didYouMean } from '../cli/nearest.ts'
import { printable } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { builtinProfile, builtinProfileIds, builtinProfiles, looksLikeFile } from './builtin.ts'
import { type FileDoors, MAX_FILE_BYTES } from './files.ts'
import { withFullWidth } from './full-width.ts'
import { fileWords } from './mistake-words.ts'
import { type NamedFile, readNamed } from './named-file.ts'
import type { ParsedProfile } from './types.ts'

/** The profiles that are named, or all built-in ones where none is. Naming one twice changes nothing. */
export async function loadProfiles(named: readonly NamedFile[], io: FileDoors): Promise<readonly ParsedProfile[] | UserError> {
  if (named.length === 0) return builtinProfiles
  const different = [...new Map(named.map((each) => [builtinProfile(each.name)?.id ?? each.path, each])).values()]
  const profiles: { readonly name: string; readonly profile: ParsedProfile }[] = []
  for (const each of different) {
    const profile = await loadNamed(each, io)
    if (isUserError(profile)) return profile
    const twin = profiles.find((other) => other.profile.id === profile.id)
    if (twin !== undefined)
      return badFileError(tell(fileWords.twins, { id: profile.id, one: printable(twin.name), other: printable(each.name) }))
    profiles.push({ name: each.name, profile })
  }
  return profiles.map(({ profile }) => profile)
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
  return withFullWidth(tell(fileWords.noProfile, { hint: didYouMean(name, builtinProfileIds) }), name)
}
