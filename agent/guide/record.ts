/** The record of a guided run: what a machine saw and what a person reported, in lists of their own. The contract "terminal-preflight/guide-record/1". */

import * as z from 'zod'
import { quote } from '../cli/quote.ts'
import { findingSchema } from '../report/schema.ts'
import { timings } from './hours.ts'
import { procedureSchema } from './procedure-schema.ts'

const when = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const line = z.string().max(300)
const verdict = z.enum(['ready', 'attention', 'not-ready', 'undetermined'])

/** One run of the checks, as its report told it. */
const run = z.strictObject({
  startedAt: when,
  verdict,
  /** Of the report; notes are left out. */
  causes: z.array(
    z.strictObject({
      code: line,
      severity: z.enum(['blocker', 'warning']),
      subject: line,
      args: findingSchema.shape.args,
      owner: z.enum(['terminal-user', 'site-it', 'site-network', 'line-vendor', 'hkex']),
    }),
  ),
  /** Site values that were not configured. */
  notJudged: z.array(line),
  /** What DNS gave; data centres where the site file has their ranges. */
  names: z.array(z.strictObject({ name: line, addresses: z.array(line), dataCentres: z.array(z.enum(['primary', 'secondary'])) })),
  /** The address that this PC used; null where nothing was reached directly. */
  source: line.nullable(),
  /** The sealed evidence beside the record; null where it could not be written. */
  bundle: z.strictObject({ file: line, sha256 }).nullable(),
  rules: z.strictObject({ version: line, sha256: line }),
})

/** not-as-expected: something came, and it has to be looked at. */
const machineStep = z.strictObject({
  step: line,
  at: when,
  outcome: z.enum(['seen', 'not-as-expected', 'not-seen', 'not-checked']),
  /** Which of the session's runs. */
  run: z.int().min(0),
  /** What the outcome follows from. */
  findings: z.array(findingSchema).max(60),
  /** Pages of which no source prints that this service uses them. */
  inferred: z.array(line).max(20),
})

const personStep = z.strictObject({
  step: line,
  at: when,
  answer: z.enum(['yes', 'no', 'not-done']),
  remark: line,
})

const terminal = z.strictObject({ hostName: line, account: line, platform: line, programVersion: line })

/** signature: of the record that a session was read from. */
const origin = z.strictObject({ file: line, sha256, signature: z.enum(['this-install', 'another-install', 'none']) })

const session = z.strictObject({
  number: z.int().min(1).max(9),
  startedAt: when,
  endedAt: when,
  finished: z.boolean(),
  /** Of its hours, by this PC's clock, when it began. */
  timing: z.enum(timings),
  /** Who went through it, as that person wrote it; may be empty. */
  person: line,
  terminal,
  runs: z.array(run).max(50),
  seenByMachine: z.array(machineStep).max(50),
  reportedByPerson: z.array(personStep).max(50),
  /** Null: recorded in this very run. */
  from: origin.nullable(),
})

export const recordSchema = z
  .strictObject({
    schema: z.literal('terminal-preflight/guide-record/1'),
    language: z.enum(['en', 'zh-HK']),
    /** Whole, so that the record says in years to come what was asked. */
    procedure: procedureSchema,
    sessions: z.array(session).min(1).max(9),
  })
  .superRefine(({ procedure, sessions }, context) => {
    for (const [index, each] of sessions.entries()) {
      const path = ['sessions', index]
      const planned = procedure.sessions[each.number - 1]
      if (planned === undefined || sessions.findIndex(({ number }) => number === each.number) !== index) {
        context.addIssue({ code: 'custom', path, message: `${each.number} is no session of its procedure, or stands twice` })
        continue
      }
      const kindOf = (id: string) => planned.steps.find((step) => step.id === id)?.kind
      const wrong = [
        ...each.seenByMachine.filter(({ step, run: at }) => kindOf(step) !== 'machine' || each.runs[at] === undefined),
        ...each.reportedByPerson.filter(({ step }) => kindOf(step) !== 'person'),
      ]
      for (const { step } of wrong)
        context.addIssue({ code: 'custom', path, message: `${quote(step)} is no such step of session ${each.number}` })
    }
  })
  .meta({ title: 'Record of a guided run of Terminal Preflight', description: 'What a machine saw and what a person reported' })

export type GuideRecord = z.output<typeof recordSchema>
export type SessionRecord = GuideRecord['sessions'][number]
export type RunRecord = SessionRecord['runs'][number]
/** By a machine alone. */
export type MachineSeen = SessionRecord['seenByMachine'][number]
/** By a person alone. */
export type PersonReported = SessionRecord['reportedByPerson'][number]
export type Answer = PersonReported['answer']
export type Outcome = MachineSeen['outcome']
/** Of a record that was read back: by whose key. */
export type ReadRecordSignature = NonNullable<SessionRecord['from']>['signature']
