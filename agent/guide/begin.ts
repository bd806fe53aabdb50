/** Which session, whether it is its time, and who goes through it. */

import { hostname } from 'node:os'
import { fill } from '../../checks/text.ts'
import { accountName } from '../account-name.ts'
import { version } from '../version.ts'
import type { GuideDoors } from './guide.ts'
import { timingOf } from './hours.ts'
import { sessionLines } from './lines.ts'
import { askText, askYes, type Person, say } from './person.ts'
import type { Plan } from './plan.ts'
import type { GuideSession, Procedure } from './procedure.ts'
import type { SessionRecord } from './record.ts'

export interface Begun {
  readonly session: SessionRecord
  readonly planned: GuideSession
}

/** Undefined where the person stops, not-wanted where it isn't the time. */
export async function begin(
  { procedure, session: chosen, begun }: Plan,
  person: Person,
  { io, language }: GuideDoors,
): Promise<Begun | 'not-wanted' | undefined> {
  const { words } = person
  const number = chosen ?? (await askSession(procedure, person))
  const planned = number === undefined ? undefined : procedure.sessions[number - 1]
  if (number === undefined || planned === undefined) return undefined
  const nowMs = io.clock.wallMs()
  const timing = timingOf(planned, nowMs)
  say(person, [...sessionLines(procedure, number, timing, nowMs, language), ''])
  if (begun !== null) {
    say(person, [fill(words.resumed, { done: begun.seenByMachine.length + begun.reportedByPerson.length }, language)])
    return { session: begun, planned }
  }
  if (timing === 'before' || timing === 'after') {
    const goesOn = await askYes(words.goOn, person)
    if (goesOn !== true) return goesOn === undefined ? undefined : 'not-wanted'
  }
  const name = await askText(words.who, person)
  if (name === undefined) return undefined
  const startedAt = new Date(io.clock.wallMs()).toISOString()
  const session: SessionRecord = {
    number,
    startedAt,
    endedAt: startedAt,
    finished: false,
    timing,
    person: name,
    terminal: { hostName: hostname(), account: accountName(), platform: io.platform, programVersion: version },
    runs: [],
    seenByMachine: [],
    reportedByPerson: [],
    from: null,
  }
  return { session, planned }
}

async function askSession({ sessions }: Procedure, person: Person): Promise<number | undefined> {
  for (;;) {
    const written = await person.ask(fill(person.words.whichSession, { most: sessions.length }, 'en'))
    if (written === undefined) return undefined
    const number = Number(written.normalize('NFKC').trim())
    if (sessions[number - 1] !== undefined) return number
  }
}
