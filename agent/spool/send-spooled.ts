/** Sends what waits, the oldest first, within a bound: a run's end must not hold a person up. */

import { setTimeout as sleep } from 'node:timers/promises'
import { type Failure, failure } from '../../checks/failure.ts'
import { type Answer, leavesDoubt } from '../upload/answer.ts'
import { mayChangeSoon, waitMs } from '../upload/backoff.ts'
import { type SendDoors, send } from '../upload/send.ts'
import { contentOf, type Damaged, hasItsDigest, type Item } from './item.ts'
import type { Spool } from './spool.ts'

export interface SendBounds {
  /** For each bundle. */
  readonly tries: number
  /** For all of them. */
  readonly withinMs: number
  /** For another process that is sending. */
  readonly lockWaitMs: number
  /** Whether what a server has refused before is sent again: without a new permission it mostly is in vain. */
  readonly refused: 'again' | 'leave'
  /** SHA-256 of the bundle that goes before all others: somebody has just agreed to it, and looks on. */
  readonly first?: string
}

/** At the end of a run somebody waits for the window to say that it is done. */
export const atRunsEnd: SendBounds = { tries: 3, withinMs: 30_000, lockWaitMs: 2000, refused: 'leave' }

/** `terminal-preflight upload` is there for it: as long as a large spool on a slow line takes. */
export const onCommand: SendBounds = { tries: 6, withinMs: 1_800_000, lockWaitMs: 30_000, refused: 'again' }

export interface SpooledDoors extends SendDoors {
  /** From 0 to 1. */
  readonly random?: () => number
}

export interface Summary {
  /** busy: another process is sending · cut: time or patience ended first */
  readonly ended: 'done' | 'busy' | 'cut'
  readonly kept: readonly Item[]
  /** The last answer of this time; what is not among them was not tried. All of them are still in the spool. */
  readonly stayed: readonly { readonly item: Item; readonly answer: Answer | null }[]
  readonly damaged: readonly Damaged[]
  readonly failure: Failure | null
}

/** Told of each try as it ends; with no tries left it stays where it is, or is kept. */
export type OnAnswer = (item: Item, answer: Answer, triesLeft: number) => void

export async function sendSpooled(spool: Spool, doors: SpooledDoors, bounds: SendBounds, onAnswer: OnAnswer): Promise<Summary> {
  const waiting = await spool.list()
  if (waiting.items.length === 0) return { ...nothing, damaged: waiting.damaged, failure: waiting.failure }
  const lock = await spool.holdLock(bounds.lockWaitMs, doors.signal)
  if (lock.kind === 'busy') {
    return { ...nothing, ended: 'busy', stayed: waiting.items.map((item) => ({ item, answer: null })), damaged: waiting.damaged }
  }
  try {
    await spool.sweep(doors.nowMs())
    // As it is now: whoever had the lock has sent some of it.
    return await sendAll(spool, doors, bounds, onAnswer)
  } finally {
    lock.release()
  }
}

const nothing: Summary = { ended: 'done', kept: [], stayed: [], damaged: [], failure: null }

async function sendAll(spool: Spool, doors: SpooledDoors, bounds: SendBounds, onAnswer: OnAnswer): Promise<Summary> {
  const { items: waiting, damaged, failure: unread } = await spool.list()
  const isFirst = ({ bundle: { sha256 } }: Item) => sha256 === bounds.first
  const items = [...waiting.filter(isFirst), ...waiting.filter((item) => !isFirst(item))]
  const limit = AbortSignal.timeout(bounds.withinMs)
  const endMs = performance.now() + bounds.withinMs
  const context = { spool, doors: { ...doors, signal: AbortSignal.any([doors.signal, limit]) }, bounds, endMs, onAnswer }
  const kept: Item[] = []
  const stayed: { item: Item; answer: Answer | null }[] = []
  const altered: Damaged[] = []
  /** Servers that could not be reached: what else is for them waits for the next time. */
  const silent = new Set<string>()
  for (const item of items) {
    const server = URL.parse(item.destination.url)?.origin ?? ''
    const isLeft = bounds.refused === 'leave' && item.lastAnswer?.kind === 'final'
    const outcome = isLeft || silent.has(server) || context.doors.signal.aborted ? null : await sendOne(context, item)
    if (outcome === 'altered') altered.push({ path: item.path, damage: 'digest' })
    else if (outcome?.kind === 'kept') kept.push(item)
    else stayed.push({ item, answer: outcome })
    if (outcome !== null && outcome !== 'altered' && outcome.kind === 'later' && isSilent(outcome)) silent.add(server)
  }
  const ended = context.doors.signal.aborted && stayed.length > 0 ? 'cut' : 'done'
  return { ended, kept, stayed, damaged: [...damaged, ...altered], failure: unread }
}

/** It was not reached, or took the connection and then said nothing until our own limit: the next bundle would wait as long. */
function isSilent({ stage, failure: why }: Extract<Answer, { kind: 'later' }>): boolean {
  return (stage !== 'answer' && stage !== 'file') || why?.word === 'no-reply'
}

interface Context {
  readonly spool: Spool
  readonly doors: SpooledDoors
  readonly bounds: SendBounds
  readonly endMs: number
  readonly onAnswer: OnAnswer
}

async function sendOne(context: Context, first: Item): Promise<Answer | 'altered'> {
  const { spool, doors, bounds, endMs, onAnswer } = context
  // Kept before, but it could not be removed then.
  if (first.lastAnswer?.kind === 'kept') return removed(context, first, { kind: 'kept', statusCode: first.lastAnswer.statusCode ?? 200 })
  const digest = await hasItsDigest(first, doors.signal)
  if (digest === false) return 'altered'
  if (digest === 'cancelled') return cancelled
  let item = first
  for (let tries = 1; ; tries += 1) {
    await spool.begin(item)
    const answer = await send(() => contentOf(item), item.destination, { ...item.bundle, mayBeThere: item.mayBeThere }, doors)
    if (answer.kind === 'kept') return removed(context, item, answer)
    await spool.note(item, answer, doors.nowMs())
    const pauseMs = answer.kind === 'later' ? waitMs(tries, answer.retryAfterMs, (doors.random ?? Math.random)()) : 0
    const again = tries < bounds.tries && mayChangeSoon(answer) && performance.now() + pauseMs < endMs && !doors.signal.aborted
    onAnswer(item, answer, again ? bounds.tries - tries : 0)
    if (!again) return answer
    await sleep(pauseMs, undefined, { signal: doors.signal }).catch(() => {})
    if (doors.signal.aborted) return answer
    item = { ...item, attempts: item.attempts + 1, mayBeThere: item.mayBeThere || leavesDoubt(answer) }
  }
}

const cancelled: Answer = {
  kind: 'later',
  stage: 'file',
  statusCode: null,
  failure: failure('cancelled'),
  reason: '',
  retryAfterMs: null,
}

/** Where it can't be removed (on Windows somebody may hold a file of it) it is written down that it was kept. */
async function removed({ spool, doors, onAnswer }: Context, item: Item, answer: Answer): Promise<Answer> {
  const gone = await spool.remove(item)
  if ('failure' in gone) await spool.note(item, answer, doors.nowMs())
  onAnswer(item, answer, 0)
  return answer
}
