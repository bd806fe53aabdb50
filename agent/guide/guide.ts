/** A guided run from end to end: what a machine can see is checked, what only a person can do is asked, and both are recorded apart. */

import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { hongKongTime } from '../../checks/hong-kong-time.ts'
import type { Io } from '../../checks/io.ts'
import { fill, type Language } from '../../checks/text.ts'
import { isUserError, type UserError } from '../cli/errors.ts'
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts'
import { printable } from '../cli/quote.ts'
import type { Signer } from '../cms/signer.ts'
import { readySigner } from '../delivery/signer.ts'
import { identityLabels } from '../identity/labels.ts'
import { makeRunFolder, makeTemporaryFolder } from '../output/folder.ts'
import { type ConfigurationFlags, loadConfiguration } from '../profile/load.ts'
import type { Terminal } from '../terminal.ts'
import { begin } from './begin.ts'
import { exitCodeOf } from './exit-code.ts'
import { introLines } from './lines.ts'
import { type Ask, type Person, say } from './person.ts'
import { type GuideRequest, planGuide } from './plan.ts'
import type { Procedure } from './procedure.ts'
import type { GuideRecord, SessionRecord } from './record.ts'
import { pathsOf, type RecordPaths, writeRecord, writeUnfinished } from './record-file.ts'
import { goThrough } from './steps.ts'
import { guideWords } from './words.ts'

export interface GuideDoors {
  readonly io: Io
  readonly terminal: Terminal
  readonly language: Language
  readonly dataFolder: string
  readonly programFolder: string
  readonly ask: Ask
}

export interface GuideOptions extends GuideRequest {
  /** Null: a folder of its own in the user's data folder; with --resume the record's. */
  readonly outputFolder: string | null
  /** Profiles that are named here go before the procedure's. */
  readonly configuration: ConfigurationFlags
}

export async function runGuide(options: GuideOptions, doors: GuideDoors): Promise<ExitCode | UserError> {
  const { io, terminal, language } = doors
  const words = guideWords[language]
  const person: Person = { ask: doors.ask, terminal, words }
  let begunSigning: Promise<Signer> | undefined
  const signing = () => {
    begunSigning ??= ownSigner(doors)
    return begunSigning
  }
  const plan = await planGuide(options, signing, io.clock.wallMs(), io)
  if (isUserError(plan)) return plan
  const { procedure } = plan
  const profiles = options.configuration.profiles.length > 0 ? options.configuration.profiles : procedure.profiles
  const configuration = await loadConfiguration({ ...options.configuration, profiles }, doors.programFolder, io)
  if (isUserError(configuration)) return configuration

  say(person, introLines(procedure, language))
  const begun = await begin(plan, person, doors)
  if (begun === undefined || begun === 'not-wanted') {
    say(person, ['', words.notGone])
    return begun === undefined ? exitCodes.interrupted : exitCodes.undetermined
  }
  const paths = await placeOf(options, procedure, begun.session.number, doors)
  // At the first run it is made, which takes a while: beside the checks. Told where it is needed.
  const signed = signing()
  signed.catch(() => {})
  const recordOf = (session: SessionRecord): GuideRecord => ({
    schema: 'terminal-preflight/guide-record/1',
    language,
    procedure,
    sessions: [...plan.others, session].toSorted((one, other) => one.number - other.number),
  })
  const session = await goThrough(begun.session, begun.planned, {
    ...doors,
    person,
    configuration,
    signer: signed,
    folder: dirname(paths.record),
    keep: async (unfinished) => {
      const kept = await writeUnfinished(recordOf(unfinished), paths, io)
      if ('failed' in kept) warnUnwritten(kept, doors)
    },
  })
  const signer = await signed
  if (session.seenByMachine.length + session.reportedByPerson.length === 0) {
    say(person, ['', words.notGone])
    return exitCodes.interrupted
  }
  const written = await writeRecord(recordOf(session), paths, signer, io.clock.wallMs(), io)
  if ('failed' in written) {
    warnUnwritten(written, doors)
    return exitCodes.internal
  }
  say(person, endLines(recordOf(session), session, paths, language))
  return session.finished ? exitCodeOf(session) : exitCodes.interrupted
}

async function ownSigner({ dataFolder, terminal, language }: GuideDoors): Promise<Signer> {
  const { signer, trouble } = await readySigner({
    keyFile: null,
    dataFolder,
    hostName: hostname(),
    policy: 'standard',
    ephemeral: false,
    checked: Promise.resolve(),
  })
  for (const { code } of trouble) terminal.stderr.write(`terminal-preflight: ${identityLabels[language].deviceKey[code]}\n`)
  return signer
}

/** Where the record goes. A new name each time: what was recorded before is never written over, but by what goes on with it. */
async function placeOf(
  { resume, outputFolder }: GuideOptions,
  { id }: Procedure,
  session: number,
  { io, dataFolder }: GuideDoors,
): Promise<RecordPaths> {
  if (resume !== null) return pathsOf(resume.replace(/(?:\.unfinished)?\.json$/, ''))
  const time = hongKongTime(io.clock.wallMs())
  const folder = outputFolder ?? (await makeRunFolder(dataFolder, time).catch(makeTemporaryFolder))
  return pathsOf(join(folder, `guide-${id}-session-${session}-${time.replace(/[-:]/g, '').replace(' ', '-')}`))
}

function endLines({ procedure, sessions }: GuideRecord, session: SessionRecord, paths: RecordPaths, language: Language): string[] {
  const words = guideWords[language]
  const path = printable(paths.record)
  return [
    '',
    session.finished ? words.finished : fill(words.interrupted, { path }, language),
    fill(words.recordAt, { path }, language),
    fill(words.pageAt, { path: printable(paths.page) }, language),
    ...(session.finished && sessions.length < procedure.sessions.length ? [fill(words.withHint, { path }, language)] : []),
  ]
}

function warnUnwritten({ failed, code }: { readonly failed: string; readonly code: string }, { terminal, language }: GuideDoors): void {
  const line = fill(guideWords[language].notWritten, { path: printable(failed), reason: code }, language)
  terminal.stderr.write(`terminal-preflight: ${line}\n`)
}
