/** Starts the browser with a fresh profile, has every address visited at once, and leaves nothing: no process, no folder. */

import { aborted } from '../aborted.ts'
import { type Failure, failure } from '../failure.ts'
import { inParallel } from '../in-parallel.ts'
import type { Conversation, Io, TemporaryFolder } from '../io.ts'
import type { PageMarker, ProxySetting } from '../settings.ts'
import { createWire, type DevTools } from './devtools.ts'
import type { BrowserKind } from './evidence.ts'
import { versionIn } from './find-version.ts'
import { identityOf } from './identity.ts'
import { commonArguments, debuggingArguments, launchEnvironment } from './launch.ts'
import { FOLDER_LOOK_MS, GOODBYE_LIMIT_MS, MAX_FOLDER_BYTES, MAX_TABS_AT_ONCE, START_LIMIT_MS } from './limits.ts'
import { textOf } from './values.ts'
import { type Seen, visitPage } from './visit.ts'
import type { Reader } from './visit-page.ts'
import { after } from './visit-watch.ts'

/** An address, and what it is recognised by for each target that has it. */
export interface Errand {
  readonly url: string
  readonly markers: readonly (PageMarker | null)[]
}

export interface DriveContext {
  readonly io: Io
  /** The browser's program. */
  readonly path: string
  readonly proxy: ProxySetting
  /** Who made it removes it. */
  readonly folder: TemporaryFolder
  /** The profile's folder in it. */
  readonly profile: string
  readonly reader: Promise<Reader>
  /** This program's own attempts at the pages have come to their end. */
  readonly othersEnded: Promise<void>
  readonly kind: BrowserKind
  readonly signal: AbortSignal
}

export type Driven =
  | {
      readonly startMs: number
      /** "156.0.8078.79" */
      readonly version: string | null
      readonly seen: readonly Seen[]
    }
  /** It did not start, or never answered: no-reply. */
  | { readonly failure: Failure }

/** Over DevTools by pipe: everything is seen. */
export async function drive(errands: readonly Errand[], context: DriveContext): Promise<Driven> {
  const { io, path, folder, profile, signal } = context
  const startedMs = io.clock.monotonicMs()
  const ending = new AbortController()
  const environment = launchEnvironment(folder.path)
  const wire = createWire()
  const { devtools } = wire
  const conversation = await io.processes.converse(path, [...commonArguments(profile, context.proxy), ...debuggingArguments], {
    signal: AbortSignal.any([signal, ending.signal]),
    env: { ...environment },
    onData: wire.onData,
  })
  if ('failure' in conversation) return conversation
  wire.connect(conversation)
  try {
    const version = await Promise.race([
      devtools.send('Browser.getVersion'),
      after(START_LIMIT_MS),
      aborted(signal).then(() => ({ failure: failure('cancelled') })),
    ])
    if (version === undefined) return { failure: failure('no-reply', 'limit') }
    if ('failure' in version) return { failure: version.failure }
    const startMs = io.clock.monotonicMs() - startedMs
    const waiting = takeTabs(devtools)
    watchFolder(folder, devtools, conversation)
    const identity = identityOf(context.kind, textOf(version.result.userAgent) ?? '')
    const closesTabs = errands.length > MAX_TABS_AT_ONCE
    const seen = await inParallel(errands, MAX_TABS_AT_ONCE, ({ url, markers }) =>
      visitPage(url, markers, { ...context, devtools, waiting, identity, clock: io.clock, closesTabs }),
    )
    return { startMs, version: versionIn(textOf(version.result.product) ?? ''), seen }
  } finally {
    const cleansUp = io.platform === 'win32' || environment.TMPDIR === undefined
    await end(conversation, cleansUp ? devtools : null, signal)
  }
}

/**
 * Every tab waits for us before its first packet: its session, by its target. No file is taken, no second window stays open. Dialogs
 * are answered where they come up, permissions denied by a switch.
 */
function takeTabs(devtools: DevTools): ReadonlyMap<string, string> {
  const waiting = new Map<string, string>()
  devtools.listen((method, { targetInfo, sessionId, waitingForDebugger }) => {
    const { targetId, openerId, type } = (targetInfo ?? {}) as { targetId?: unknown; openerId?: unknown; type?: unknown }
    if (method === 'Target.attachedToTarget' && waitingForDebugger === true) waiting.set(textOf(targetId) ?? '', textOf(sessionId) ?? '')
    if (method === 'Target.targetCreated' && type === 'page' && textOf(openerId) !== null)
      void devtools.send('Target.closeTarget', { targetId })
  })
  void devtools.send('Browser.setDownloadBehavior', { behavior: 'deny' })
  void devtools.send('Target.setDiscoverTargets', { discover: true })
  // Pages alone: workers would wait as well, and nobody would let them go.
  const filter = [{ type: 'page' }]
  void devtools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter })
  return waiting
}

/** The switch for the cache bounds that alone: what else a page stores is looked at, and too much ends the browser. */
function watchFolder(folder: TemporaryFolder, devtools: DevTools, { kill }: Conversation): void {
  void (async () => {
    for (let over = false; !over; ) {
      over = (await Promise.race([devtools.ended.then(() => true), after(FOLDER_LOOK_MS)])) === true
      if (!over && (await folder.size()) > MAX_FOLDER_BYTES) kill()
    }
  })()
}

/**
 * Nothing of a passing profile is worth a goodbye, which takes 100 ms; but where it has files elsewhere, and on Windows, where no tree
 * is killed at one blow, the browser ends its own best.
 */
async function end(conversation: Conversation, goodbye: DevTools | null, signal: AbortSignal): Promise<void> {
  if (goodbye !== null && !signal.aborted) {
    void goodbye.send('Browser.close')
    await Promise.race([conversation.ended, after(GOODBYE_LIMIT_MS), aborted(signal)])
  }
  conversation.kill()
  await Promise.race([conversation.ended, after(GOODBYE_LIMIT_MS)])
}
