/** Step by step: kept after each, so that whoever stops, or is stopped, loses none. */

import { fill } from '../../checks/text.ts'
import type { Signer } from '../cms/signer.ts'
import { createLog } from '../output/log.ts'
import type { Configuration } from '../profile/load.ts'
import { liveProgress, noProgress } from '../progress.ts'
import { type RunOutcome, run } from '../run.ts'
import type { GuideDoors } from './guide.ts'
import { machineLines, stepLines } from './lines.ts'
import { machineSeen, runRecord } from './machine.ts'
import { askAnswer, type Person, say } from './person.ts'
import type { GuideSession, MachineStep, PersonStep } from './procedure.ts'
import type { SessionRecord } from './record.ts'
import { saveBundle } from './run-bundle.ts'

/** As of any run. */
const DEADLINE_MS = 20_000

export interface StepDoors extends GuideDoors {
  readonly person: Person
  readonly configuration: Configuration
  readonly signer: Promise<Signer>
  /** Where the evidence goes. */
  readonly folder: string
  readonly keep: (session: SessionRecord) => Promise<void>
}

/** The session as far as it came; `finished` where every step of it is recorded. */
export async function goThrough(begun: SessionRecord, planned: GuideSession, doors: StepDoors): Promise<SessionRecord> {
  const { io, terminal, person, language } = doors
  let session = begun
  let ran: RunOutcome | undefined
  for (const [index, step] of planned.steps.entries()) {
    if (isRecorded(session, step.id)) continue
    say(person, ['', ...stepLines(step, { at: index + 1, of: planned.steps.length }, language)])
    if (step.kind === 'machine') {
      const looked = await look(session, step, ran, doors)
      if (looked === undefined) return session
      ;({ session, ran } = looked)
    } else {
      const reported = await askAbout(step, doors)
      if (reported === undefined || terminal.interrupted.aborted) return session
      session = { ...session, reportedByPerson: [...session.reportedByPerson, reported] }
    }
    const finished = planned.steps.every(({ id }) => isRecorded(session, id))
    session = { ...session, finished, endedAt: new Date(io.clock.wallMs()).toISOString() }
    await doors.keep(session)
  }
  return session
}

function isRecorded({ seenByMachine, reportedByPerson }: SessionRecord, id: string): boolean {
  return seenByMachine.some(({ step }) => step === id) || reportedByPerson.some(({ step }) => step === id)
}

async function askAbout(step: PersonStep, { person, io }: StepDoors): Promise<SessionRecord['reportedByPerson'][number] | undefined> {
  const answered = await askAnswer(step.success === null ? person.words.done : person.words.seenAsk, person)
  return answered === undefined ? undefined : { step: step.id, at: new Date(io.clock.wallMs()).toISOString(), ...answered }
}

/** The session's machine steps share one run: they are made one after the other, before anybody logs on. */
async function look(
  session: SessionRecord,
  step: MachineStep,
  earlier: RunOutcome | undefined,
  doors: StepDoors,
): Promise<{ readonly session: SessionRecord; readonly ran: RunOutcome } | undefined> {
  const outcome = earlier ?? (await runChecks(doors))
  if (outcome === undefined) return undefined
  const runs = earlier === undefined ? [...session.runs, runRecord(outcome, await seal(outcome, doors))] : session.runs
  const seen = machineSeen(step, outcome, doors.configuration, runs.length - 1)
  say(doors.person, machineLines(seen, earlier === undefined ? outcome : null, doors.configuration, doors))
  return { session: { ...session, runs, seenByMachine: [...session.seenByMachine, seen] }, ran: outcome }
}

async function runChecks({ configuration, language, terminal, io }: StepDoors): Promise<RunOutcome | undefined> {
  const log = createLog(io.clock.wallMs)
  const progress = terminal.progress === undefined ? noProgress : liveProgress(terminal.progress, language, DEADLINE_MS)
  const request = { configuration, language, deadlineMs: DEADLINE_MS, interrupted: terminal.interrupted, onProgress: progress.onProgress }
  try {
    const outcome = await run(request, io, log)
    return 'interrupted' in outcome ? undefined : outcome
  } finally {
    progress.stop()
  }
}

async function seal(outcome: RunOutcome, { configuration, signer, folder, io, terminal, person, language }: StepDoors) {
  const { bundle, code } = await saveBundle(outcome, configuration, await signer, folder, io.clock.wallMs())
  if (code !== null) terminal.stderr.write(`terminal-preflight: ${fill(person.words.noBundle, { reason: code }, language)}\n`)
  return bundle
}
