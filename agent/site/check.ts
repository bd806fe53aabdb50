/** `site check`: a site file with all that it names, as many mistakes in one go as show: values where it is YAML, files where the values are right. */

import { fill, type Language, languages } from '../../checks/text.ts'
import { badFileError, isUserError, type Mistake, noInputError, type UserError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { printable } from '../cli/quote.ts'
import { bothWays, inLanguage } from '../cli/told.ts'
import { readRecipient } from '../cms/recipient.ts'
import { recipientProblemText } from '../cms/recipient-text.ts'
import type { CommandDoors } from '../commands/command.ts'
import type { LoadedDocument } from '../profile/document.ts'
import { pathRules } from '../profile/files.ts'
import { findSite, machineFolder, type SiteSource } from '../profile/find-site.ts'
import { type NamedFile, namedBySite, readNamed } from '../profile/named-file.ts'
import { loadProfiles } from '../profile/profiles.ts'
import { loadRoots } from '../profile/roots.ts'
import { loadSite } from '../profile/site.ts'
import type { ParsedProfile, Site } from '../profile/types.ts'
import { checkWords } from './check-words.ts'

export interface CheckedSite {
  readonly source: Pick<SiteSource, 'file' | 'origin'>
  readonly site: Site
  /** All built-in ones where the file names none. */
  readonly profiles: readonly ParsedProfile[]
}

/** 66 where a file can't be read, 78 where one is wrong: then with all mistakes, in the order of the file. */
export async function checkSite(
  name: string | null,
  language: Language,
  { io, programFolder }: Pick<CommandDoors, 'io' | 'programFolder'>,
): Promise<CheckedSite | UserError> {
  const source = await findSite(name, programFolder, io)
  // Here it is an argument, and no flag.
  if (isUserError(source)) return { ...source, line: withoutFlag(source.line) }
  if (source === null) {
    const path = pathRules(io.platform)
    const places = { beside: path.join(programFolder, 'site.yaml'), machine: path.join(machineFolder(io), 'site.yaml') }
    return noInputError(printable(fill(checkWords[language].none, places, language)))
  }
  const document = loadSite(source.file, source.content)
  if (isUserError(document)) return document
  const named = (field: readonly PropertyKey[], file: string) => namedBySite(document, field, file, io.platform)
  const site = document.value
  const profiles = site.profiles.map((each, index) => named(['profiles', index], each))
  const found = [
    ...(await Promise.all(profiles.map((each) => loadProfiles([each], io)))),
    ...(await Promise.all(site.certificate.roots.map((file, index) => loadRoots([named(['certificate', 'roots', index], file)], io)))),
    ...(await uploadFiles(document, named, language, io)),
  ].filter(isUserError)
  if (found.length > 0) return together(found)
  const loaded = await loadProfiles(profiles, io)
  return isUserError(loaded) ? loaded : { source, site, profiles: loaded }
}

/** Of what is sent: read by a run only where something is to be sent, and by then it is late. */
async function uploadFiles(
  { value: { upload } }: LoadedDocument<Site>,
  named: (field: readonly PropertyKey[], file: string) => NamedFile,
  language: Language,
  io: CommandDoors['io'],
): Promise<readonly unknown[]> {
  if (upload === null) return []
  return Promise.all([
    ...(upload.ca === null ? [] : [loadRoots([named(['upload', 'ca'], upload.ca)], io)]),
    ...(upload.encryptTo === null ? [] : [readEncryptTo(named(['upload', 'encryptTo'], upload.encryptTo), language, io)]),
  ])
}

/** Larger than any certificate. */
const MOST_CERTIFICATE_BYTES = 65_536

async function readEncryptTo(named: NamedFile, language: Language, io: CommandDoors['io']): Promise<unknown> {
  const content = await readNamed(named, MOST_CERTIFICATE_BYTES, io)
  if (isUserError(content)) return content
  const read = readRecipient(content, { nowMs: io.clock.wallMs() })
  return 'problem' in read ? named.refuse(exitCodes.badFile, recipientProblemText(read.problem, language)) : read
}

/** What is wrong outweighs what is missing, as the former needs somebody to think. */
function together(errors: readonly UserError[]): UserError {
  const mistakes = errors.flatMap((each): readonly Mistake[] => each.mistakes)
  const [first] = errors
  const worst = errors.find(({ exitCode }) => exitCode === exitCodes.badFile) ?? first
  if (worst === undefined) return badFileError('')
  return { ...worst, mistakes: mistakes.toSorted((one, other) => one.line - other.line || one.column - other.column) }
}

function withoutFlag(line: string): string {
  const [english, chinese] = languages.map((language) => inLanguage(line, language).replace(/^--site /, ''))
  return bothWays(english ?? line, chinese ?? line)
}
