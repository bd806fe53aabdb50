/** `site init`: one run without a site file, and a new one from what it saw. */

import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { resolverText } from '../../checks/dns/resolvers.ts'
import type { Language } from '../../checks/text.ts'
import { isUserError, noInputError, type UserError, usageError } from '../cli/errors.ts'
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts'
import type { RunOptions } from '../cli/flags.ts'
import { mistakeWords } from '../cli/mistake-words.ts'
import { printable } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import type { CommandDoors } from '../commands/command.ts'
import { wrongFile } from '../formats/places.ts'
import { removeHalvesOf } from '../output/leftovers.ts'
import { createLog } from '../output/log.ts'
import { writeProblem } from '../output/write.ts'
import { builtinProfile } from '../profile/builtin.ts'
import { isAbsent, MAX_FILE_BYTES, pathRules } from '../profile/files.ts'
import { findSite } from '../profile/find-site.ts'
import type { Configuration } from '../profile/load.ts'
import { fileWords } from '../profile/mistake-words.ts'
import { namedByFlag } from '../profile/named-file.ts'
import { loadProfiles } from '../profile/profiles.ts'
import { loadRoots } from '../profile/roots.ts'
import { assembleSettings } from '../profile/settings.ts'
import { loadSite } from '../profile/site.ts'
import { emptySite } from '../profile/types.ts'
import { liveProgress, noProgress } from '../progress.ts'
import { type RunOutcome, run } from '../run.ts'
import { type GivenSite, siteFileText } from './file-text.ts'
import { indented } from './indented.ts'
import { refusedLines, writtenLines } from './init-lines.ts'
import { observe } from './observe.ts'

export interface InitRequest {
  readonly options: Pick<RunOptions, 'profiles' | 'resolvers' | 'proxy' | 'browser' | 'smartcard' | 'roots' | 'deadlineMs'>
  /** Null: where a run would look for it, beside the program. */
  readonly output: string | null
  readonly language: Language
  readonly silent: boolean
  readonly force: boolean
  readonly anyway: boolean
}

const verdictCodes = {
  ready: exitCodes.ready,
  attention: exitCodes.attention,
  'not-ready': exitCodes.notReady,
  undetermined: exitCodes.undetermined,
} as const

/** Writes nothing where a file is there already, where the verdict was not READY, or where it was interrupted. */
export async function initSite(request: InitRequest, doors: CommandDoors): Promise<ExitCode | UserError> {
  const { language, silent } = request
  const { io, terminal } = doors
  const output = request.output ?? pathRules(io.platform).join(doors.programFolder, 'site.yaml')
  const inTheWay = (await wrongFile('output', output)) ?? (await whatIsThere(output, request, doors))
  if (inTheWay !== undefined) return inTheWay
  const configuration = await configurationFor(request, doors)
  if (isUserError(configuration)) return configuration
  const outcome = await look(configuration, request, doors)
  if ('interrupted' in outcome) {
    const { interruptedLine } = await import('../deliver.ts')
    terminal.stderr.write(`${interruptedLine(outcome.interrupted, language)}\n`)
    return exitCodes.interrupted
  }
  const { report } = outcome
  if (report.verdict !== 'ready' && !request.anyway) {
    terminal.stderr.write(`${indented(refusedLines(report, language), terminal.columns).join('\n')}\n`)
    return verdictCodes[report.verdict]
  }
  const observed = observe(outcome)
  const given = givenBy(request, configuration, output)
  const text = siteFileText(observed, given, language)
  const readBack = loadSite(output, Buffer.from(text))
  if (isUserError(readBack)) throw new Error(`site init wrote what site check would refuse: ${readBack.line}`)
  const written = await io.files.write(output, text)
  if ('failure' in written)
    return noInputError(tell(mistakeWords.ofFile, { flag: '--output', name: printable(output), problem: writeProblem(written.failure) }))
  await removeHalvesOf(output)
  if (!silent) terminal.stdout.write(`${indented(writtenLines(output, observed, given, language), terminal.columns).join('\n')}\n`)
  return exitCodes.ready
}

/** What is there and can't be read is there as well. */
async function whatIsThere(output: string, request: InitRequest, doors: CommandDoors): Promise<UserError | undefined> {
  if (request.force) return undefined
  if (request.output === null) return whatIsUsed(doors)
  const read = await doors.io.files.read(output, MAX_FILE_BYTES)
  if ('failure' in read && isAbsent(read.failure)) return undefined
  return alreadyThere(output)
}

/** A second one, in the other place where a run looks, would be a contradiction: no run would go on. */
async function whatIsUsed({ io, programFolder }: CommandDoors): Promise<UserError | undefined> {
  const source = await findSite(null, programFolder, io)
  if (isUserError(source)) return source
  return source === null || source.origin === 'built-in' ? undefined : alreadyThere(source.file)
}

function alreadyThere(file: string): UserError {
  return usageError(tell(fileWords.alreadyThere, { file: printable(file) }))
}

/** No site file that lies somewhere counts: the new one says what was seen without it. */
async function configurationFor({ options }: InitRequest, { io }: CommandDoors): Promise<Configuration | UserError> {
  const named = (flag: string, names: readonly string[]) => names.map((name) => namedByFlag(flag, name))
  const profiles = await loadProfiles(named('--profile', options.profiles), io)
  if (isUserError(profiles)) return profiles
  const trustedRoots = await loadRoots(named('--root', options.roots), io)
  if (isUserError(trustedRoots)) return trustedRoots
  const { resolvers, proxy, browser, smartcard } = options
  return {
    settings: assembleSettings(profiles, emptySite, { resolvers, proxy, browser, smartcard, siteRoots: [], trustedRoots }),
    profiles,
    site: emptySite,
    siteFile: null,
    uploadFiles: { encryptTo: null, ca: null },
  }
}

async function look(
  configuration: Configuration,
  { options, language, silent }: InitRequest,
  { io, terminal }: CommandDoors,
): Promise<RunOutcome | Extract<Awaited<ReturnType<typeof run>>, { interrupted: unknown }>> {
  const { deadlineMs } = options
  io.machine.prepareLookup?.()
  const progress = terminal.progress !== undefined && !silent ? liveProgress(terminal.progress, language, deadlineMs) : noProgress
  try {
    const { interrupted } = terminal
    return await run({ configuration, language, deadlineMs, interrupted, onProgress: progress.onProgress }, io, createLog(io.clock.wallMs))
  } finally {
    progress.stop()
  }
}

function givenBy({ options }: InitRequest, { settings, profiles }: Configuration, output: string): GivenSite {
  const { resolvers, proxy } = options
  return {
    profiles: options.profiles.map((name) => fromSiteFile(name, output)),
    allProfiles: profiles.map(({ id }) => id),
    hkex: (resolvers.hkex ?? []).map(resolverText),
    custom: (resolvers.custom ?? []).map(resolverText),
    proxy,
    smartcard: settings.smartcard,
    browser: settings.browser,
  }
}

/** A file that a site file names stands relative to it; one that lies elsewhere is named whole. */
function fromSiteFile(name: string, output: string): string {
  const builtin = builtinProfile(name)
  if (builtin !== undefined) return builtin.id
  const file = resolve(name)
  const near = relative(dirname(resolve(output)), file)
  if (near.startsWith('..') || isAbsolute(near)) return file
  return near.includes('.') || near.includes('/') ? near : join('.', near)
}
