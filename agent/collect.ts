/** Runs every probe at once: what depends on another listens to its stream, so that a run is as long as its slowest chain. */

import { type CheckId, checkIds, type Probe, type ProbeContext } from '../checks/check.ts'
import type { EventByCheck } from '../checks/evidence.ts'
import type { Io } from '../checks/io.ts'
import { probes } from '../checks/probes.ts'
import type { Settings } from '../checks/settings.ts'
import { createStream, type Stream } from '../checks/stream.ts'
import type { Evidence, Missing } from './judge.ts'

/** A probe that does not come back after the deadline (it should at once) is left behind after this. */
const GRACE_MS = 500

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

  async function runOne(id: CheckId): Promise<CheckRun> {
    const startedMs = io.clock.monotonicMs()
    onProgress(id, 'running')
    try {
      const outcome = await Promise.race([callProbe(probes[id] as Probe, streams, { settings, io, signal, attach }), afterGrace(signal)])
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
  const runs = await Promise.all(wanted.map(runOne))
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

function afterGrace(signal: AbortSignal): Promise<'left-behind'> {
  const { promise, resolve } = Promise.withResolvers<'left-behind'>()
  const start = () => setTimeout(() => resolve('left-behind'), GRACE_MS).unref()
  if (signal.aborted) start()
  else signal.addEventListener('abort', start, { once: true })
  return promise
}
