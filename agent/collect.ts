/** Runs every probe at once: what depends on another listens to its stream, so that a run is as long as its slowest chain. */

import { type Begin, type CheckId, checkIds, type Probe, type ProbeContext } from '../checks/check.ts'
import type { EventByCheck } from '../checks/evidence.ts'
import { inTurn, quiet } from '../checks/in-turn.ts'
import type { Io } from '../checks/io.ts'
import { probes } from '../checks/probes.ts'
import type { Settings } from '../checks/settings.ts'
import { createStream, type Stream } from '../checks/stream.ts'
import type { Evidence, Missing } from './judge.ts'

/** A probe that does not come back after the deadline (it should at once) is left behind after this. */
const GRACE_MS = 500

/**
 * The browser takes longest of all. Where nothing else keeps the event loop it is found and started within some milliseconds, amid the
 * others in more than a hundred: they begin when it has started, or after this.
 */
const HEAD_START_MS = 100

/** No other check needs the reader, and its native library takes 8 ms to load: not while packets are waited for, unless they take longer than this. */
const AFTER_NETWORK_MS = 300

export interface CheckRun {
  readonly id: CheckId
  readonly elapsedMs: number
}

export interface Collected {
  readonly evidence: Evidence
  readonly missing: Missing
  readonly runs: readonly CheckRun[]
  /** Files that belong to the evidence and are not JSON, by name. */
  readonly attachments: ReadonlyMap<string, Uint8Array>
}

export type Progress = (check: CheckId, state: 'running' | 'done') => void

/**
 * `signal` fires at the deadline or on Ctrl-C. Never throws: a probe that does is our own bug, and is said.
 * Checks that are not in `wanted` are not run: their streams end at once, and they leave no evidence.
 */
export async function collect(
  settings: Settings,
  io: Io,
  signal: AbortSignal,
  onProgress: Progress,
  wanted: readonly CheckId[] = checkIds,
): Promise<Collected> {
  const streams = Object.fromEntries(checkIds.map((id) => [id, createStream()])) as { [K in CheckId]: Stream<EventByCheck[K]> }
  const evidence: Record<string, unknown> = {}
  const attachments = new Map<string, Uint8Array>()
  const missing: { [K in CheckId]?: Missing[K] } = {}

  const attach = (name: string, content: Uint8Array) => void attachments.set(name, content)

  async function runOne(id: CheckId, given: Io = io): Promise<CheckRun> {
    const startedMs = io.clock.monotonicMs()
    onProgress(id, 'running')
    try {
      const outcome = await Promise.race([
        callProbe(probes[id] as Probe, streams, { settings, io: given, signal, attach }),
        afterGrace(signal),
      ])
      if (outcome === 'left-behind') missing[id] = { reason: 'deadline' }
      else evidence[id] = outcome
    } catch (error) {
      missing[id] = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
    streams[id].end()
    onProgress(id, 'done')
    return { id, elapsedMs: io.clock.monotonicMs() - startedMs }
  }

  for (const id of checkIds) if (!wanted.includes(id)) streams[id].end()
  const begun: { [K in CheckId]?: Promise<CheckRun> } = {}
  const beginning = (when: Begin) => wanted.filter((id) => (probes[id] as Probe).begins?.(settings) === when)
  for (const id of signal.aborted ? [] : beginning('first')) {
    const { given, converses } = watched(io)
    const running = runOne(id, given)
    begun[id] = running
    const headStart = Promise.race([converses, running, after(HEAD_START_MS, signal)])
    // What others load has to wait as well.
    void inTurn(() => headStart)
    await headStart
  }
  for (const id of wanted.length > 1 ? beginning('when-quiet') : []) {
    begun[id] = Promise.race([quiet(AFTER_NETWORK_MS), after(AFTER_NETWORK_MS, signal)]).then(() => runOne(id))
  }
  const runs = await Promise.all(wanted.map((id) => begun[id] ?? runOne(id)))
  return { evidence: evidence as Evidence, missing, runs, attachments }
}

function callProbe<I extends CheckId>(
  probe: Probe<I>,
  streams: ProbeContext<I>['upstream'],
  given: Pick<ProbeContext<I>, 'settings' | 'io' | 'signal' | 'attach'>,
) {
  const emit: ProbeContext<I>['emit'] = (event) => (streams[probe.id] as unknown as Stream<EventByCheck[I]>).push(event)
  return probe.probe({ ...given, emit, upstream: streams })
}

/** The same, and a word when the first program is talked with: it has been started then. */
function watched(io: Io): { readonly given: Io; readonly converses: Promise<void> } {
  const { promise: converses, resolve } = Promise.withResolvers<void>()
  const converse: Io['processes']['converse'] = (...args) => {
    const conversation = io.processes.converse(...args)
    resolve()
    return conversation
  }
  return { given: { ...io, processes: { ...io.processes, converse } }, converses }
}

/** At once when the signal fires. */
function after(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const end = () => {
    clearTimeout(timer)
    resolve()
  }
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
  return promise
}

function afterGrace(signal: AbortSignal): Promise<'left-behind'> {
  const { promise, resolve } = Promise.withResolvers<'left-behind'>()
  const start = () => setTimeout(() => resolve('left-behind'), GRACE_MS).unref()
  if (signal.aborted) start()
  else signal.addEventListener('abort', start, { once: true })
  return promise
}
