/** What a guided run is to be, before its first step: the procedure, the session, and what was recorded before. */

import { isDeepStrictEqual } from 'node:util'
import { badFileError, isUserError, type UserError, usageError } from '../cli/errors.ts'
import { mistakeWords } from '../cli/mistake-words.ts'
import { didYouMean } from '../cli/nearest.ts'
import { printable, quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import type { Signer } from '../cms/signer.ts'
import type { FileDoors } from '../profile/files.ts'
import { sessionOn } from './hours.ts'
import { guideMistakes as words } from './mistake-words.ts'
import type { Procedure } from './procedure.ts'
import { builtInProcedures } from './procedures/built-in.ts'
import type { SessionRecord } from './record.ts'

export interface GuideRequest {
  /** Of a built-in procedure. */
  readonly name: string | null
  /** Of a procedure's file. */
  readonly file: string | null
  readonly session: number | null
  /** Names of records. */
  readonly with: string | null
  readonly resume: string | null
}

export interface Plan {
  readonly procedure: Procedure
  /** Null: has to be asked. */
  readonly session: number | null
  /** Of the other sessions. */
  readonly others: readonly SessionRecord[]
  /** What is gone on with. */
  readonly begun: SessionRecord | null
}

/** Null where the command line names none: a record may. */
export async function findProcedure({ name, file }: GuideRequest, io: FileDoors): Promise<Procedure | null | UserError> {
  if (name !== null && file !== null) return usageError(tell(words.namedTwice))
  if (file !== null) {
    const { loadProcedure } = await import('./procedure-file.ts')
    return loadProcedure(file, io)
  }
  if (name === null) return null
  const found = builtInProcedures.find(({ id }) => id === name)
  const ids = builtInProcedures.map(({ id }) => id)
  return found ?? usageError(tell(words.noProcedure, { name: quote(name), hint: didYouMean(name, ids) }))
}

export async function planGuide(
  request: GuideRequest,
  signing: () => Promise<Signer>,
  nowMs: number,
  io: FileDoors,
): Promise<Plan | UserError> {
  if (request.resume !== null) return planResumed(request, request.resume, signing, io)
  const named = await findProcedure(request, io)
  if (isUserError(named)) return named
  const others = request.with === null ? null : await otherSessions(request.with, signing, io)
  if (isUserError(others)) return others
  const procedure = named ?? others?.procedure
  if (procedure === undefined) return usageError(tell(words.nameNeeded))
  if (others !== null && !isDeepStrictEqual(others.procedure, procedure))
    return wrongFile('--with', request.with ?? '', tell(words.otherProcedure, { id: others.procedure.id }))
  const recorded = others?.sessions ?? []
  const session = chooseSession(request.session, procedure, recorded, nowMs)
  if (isUserError(session)) return session
  const twin = recorded.find(({ number }) => number === session)
  if (twin !== undefined) return wrongFile('--with', request.with ?? '', tell(words.sessionThere, { session: session ?? 0 }))
  return { procedure, session, others: recorded, begun: null }
}

async function otherSessions(name: string, signing: () => Promise<Signer>, io: FileDoors) {
  const { readRecord } = await import('./record-file.ts')
  const read = await readRecord('--with', name, await signing(), io)
  if (isUserError(read)) return read
  const sessions = read.record.sessions.map((session) => ({ ...session, from: session.from ?? read.origin }))
  return { procedure: read.record.procedure, sessions }
}

async function planResumed(
  { name, file, session, with: other }: GuideRequest,
  resume: string,
  signing: () => Promise<Signer>,
  io: FileDoors,
): Promise<Plan | UserError> {
  if (name !== null || file !== null || session !== null || other !== null) return usageError(tell(words.resumeAlone))
  const { readRecord } = await import('./record-file.ts')
  const read = await readRecord('--resume', resume, await signing(), io)
  if (isUserError(read)) return read
  if (read.origin.signature === 'another-install') return wrongFile('--resume', resume, tell(words.otherPc))
  const { procedure, sessions } = read.record
  const begun = sessions.find(({ finished, from }) => !finished && from === null)
  if (begun === undefined) return wrongFile('--resume', resume, tell(words.complete))
  return { procedure, session: begun.number, others: sessions.filter((each) => each !== begun), begun }
}

/** The one that was asked for, is on, or is the only one left; else null. */
function chooseSession(
  asked: number | null,
  procedure: Procedure,
  recorded: readonly SessionRecord[],
  nowMs: number,
): number | null | UserError {
  const most = procedure.sessions.length
  if (asked !== null) return asked <= most ? asked : usageError(tell(most === 1 ? words.oneSession : words.sessions, { asked, most }))
  const left = procedure.sessions.map((_, index) => index + 1).filter((number) => !recorded.some((each) => each.number === number))
  if (left.length === 1) return left[0] ?? null
  const on = sessionOn(procedure, nowMs)
  return on !== null && left.includes(on) ? on : null
}

function wrongFile(flag: string, name: string, problem: string): UserError {
  return badFileError(tell(mistakeWords.ofFile, { flag, name: printable(name), problem }))
}
