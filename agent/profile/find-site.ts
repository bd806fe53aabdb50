import { badFileError, noInputError, type UserError } from '../cli/errors.ts'
import { mistakeWords } from '../cli/mistake-words.ts'
import { printable } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { builtInSite, hasBuiltInSite } from './built-in.ts'
import { type FileDoors, isAbsent, MAX_FILE_BYTES, pathRules, readProblem } from './files.ts'
import { fileWords } from './mistake-words.ts'
import type { SiteOrigin } from './types.ts'

export interface SiteSource {
  readonly file: string
  readonly origin: SiteOrigin
  readonly content: Buffer
}

/**
 * The site file: the one that `--site` names; else `site.yaml` beside the program or in the machine's own folder; else the one that the
 * executable was made with. Two of the former are a contradiction that nobody but the person can solve (78): taking one would silently
 * judge by the wrong addresses.
 * A file that is there and can't be read is an error (66), never "no site file".
 */
export async function findSite(named: string | null, programFolder: string, io: FileDoors): Promise<SiteSource | UserError | null> {
  if (named !== null)
    return (
      (await readSite(named, 'flag', io)) ??
      noInputError(tell(mistakeWords.ofFile, { flag: '--site', name: printable(named), problem: tell(fileWords.notThere) }))
    )
  const path = pathRules(io.platform)
  const beside = path.join(programFolder, 'site.yaml')
  const machine = path.join(machineFolder(io), 'site.yaml')
  const [ours, theMachines] = await Promise.all([
    readSite(beside, 'beside-program', io),
    beside === machine ? null : readSite(machine, 'machine-folder', io),
  ])
  if (ours !== null && theMachines !== null) return badFileError(tell(fileWords.twoSiteFiles, { beside, machine }))
  return ours ?? theMachines ?? (hasBuiltInSite() ? readSite(builtInSite, 'built-in', io) : null)
}

/** The folder that only an administrator of this PC writes to. */
export function machineFolder({ platform, env }: Pick<FileDoors, 'platform' | 'env'>): string {
  if (platform === 'win32') return win32Folder(env.ProgramData)
  return platform === 'darwin' ? '/Library/Application Support/TerminalPreflight' : '/etc/terminal-preflight'
}

function win32Folder(programData: string | undefined): string {
  return `${programData === undefined || programData === '' ? 'C:\\ProgramData' : programData}\\TerminalPreflight`
}

async function readSite(file: string, origin: SiteOrigin, io: FileDoors): Promise<SiteSource | UserError | null> {
  const read = await io.files.read(file, MAX_FILE_BYTES)
  if ('content' in read) return { file, origin, content: read.content }
  if (isAbsent(read.failure)) return null
  const values = { flag: '--site', name: printable(file), problem: readProblem(read.failure, MAX_FILE_BYTES) }
  const line = tell(origin === 'flag' ? mistakeWords.ofFile : mistakeWords.ofName, values)
  return read.failure.word === 'too-large' ? badFileError(line) : noInputError(line)
}
