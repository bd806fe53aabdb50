/** One documented address in a tab of its own: loaded, looked at, pictured. Nothing is typed, nothing is clicked. */

import { aborted } from '../aborted.ts'
import { type Failure, failure } from '../failure.ts'
import type { Clock } from '../io.ts'
import { limitSignal } from '../limit.ts'
import type { PageMarker } from '../settings.ts'
import type { DevTools, Reply } from './devtools.ts'
import type { BrowserVisit } from './evidence.ts'
import {
  ANSWER_LIMIT_MS,
  LAST_CHANCE_MS,
  LEAST_PATIENCE_MS,
  LOOK_AGAIN_MS,
  MAX_CONSOLE_MESSAGES,
  MAX_SCREENSHOT_BYTES,
  PAGE_LIMIT_MS,
  PICTURE_TRIES,
  WINDOW,
} from './limits.ts'
import { type Json, objectOf, textOf } from './values.ts'
import { DOCUMENT_EXPRESSION, isAwaited, pageOf, type Reader } from './visit-page.ts'
import { ABORTED, createRecord } from './visit-record.ts'
import { after, createLoading, watchPage } from './visit-watch.ts'

export interface VisitContext {
  readonly devtools: DevTools
  /** Sessions with tabs that wait to be let go, by target. */
  readonly waiting: ReadonlyMap<string, string>
  readonly clock: Clock
  readonly reader: Promise<Reader>
  /** Parameters of Emulation.setUserAgentOverride. */
  readonly identity: Json | null
  readonly othersEnded: Promise<void>
  /** Where more come after: what nobody looks at any more gives them its memory and its turn. */
  readonly closesTabs: boolean
  /** Fires when the run is cut short. */
  readonly signal: AbortSignal
}

/** A visit, and its picture beside it. */
export interface Seen {
  readonly visit: Omit<BrowserVisit, 'screenshot'>
  readonly png: Buffer | null
}

export function nothingSeen(url: string, why: Failure | null, elapsedMs = 0): Seen {
  const nothing = { finalUrl: null, statusCode: null, error: null, tls: null, page: null, consoleErrors: [] }
  return { visit: { url, hops: [], ...nothing, failure: why, elapsedMs }, png: null }
}

const ofItsConsole: ReadonlySet<string> = new Set(['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded'])

/** Ends within PAGE_LIMIT_MS whatever the page does, and at once when the run is cut short or the browser ends; what was seen is kept. */
export async function visitPage(url: string, markers: readonly (PageMarker | null)[], context: VisitContext): Promise<Seen> {
  const { devtools, clock, reader, identity } = context
  const startedMs = clock.monotonicMs()
  const stopped = stopOf(context, limitSignal(PAGE_LIMIT_MS))
  const tab = await Promise.race([openTab(url, context), stopped])
  if ('word' in tab) return nothingSeen(url, tab, clock.monotonicMs() - startedMs)

  const record = createRecord(url, tab.frame)
  const loading = createLoading(record)
  const send = (method: string, params: Json = {}) => devtools.send(method, params, tab.session)
  let said = 0
  devtools.listen((method, params) => {
    if (ofItsConsole.has(method)) {
      said += 1
      if (said === MAX_CONSOLE_MESSAGES) for (const domain of ['Runtime', 'Log']) void send(`${domain}.disable`)
    }
    // What it was opened with gives way to Page.navigate.
    if (record.request === null && method === 'Network.loadingFailed' && params.errorText === ABORTED) return
    record.take(method, params)
    if (method === 'Page.javascriptDialogOpening') {
      // That it is left, no page may refuse; anything else that one asks is answered with no.
      void send('Page.handleJavaScriptDialog', { accept: params.type === 'beforeunload' })
    }
    if (params.frameId === undefined || params.frameId === tab.frame) loading.take(method)
  }, tab.session)
  // With WebAuthn a page gets an authenticator of DevTools' own, and there is none: Windows would ask the person for a key or a finger.
  for (const domain of ['Page', 'Runtime', 'Log', 'WebAuthn']) void send(`${domain}.enable`)
  void send('Emulation.setDeviceMetricsOverride', { ...WINDOW, deviceScaleFactor: 1, mobile: false })
  // It would keep the bodies of all answers.
  void send('Network.enable', { maxTotalBufferSize: 1024, maxResourceBufferSize: 1024 })
  if (identity !== null) void send('Emulation.setUserAgentOverride', identity)
  const requestedMs = clock.monotonicMs()
  void send('Page.navigate', { url }).then((reply) => {
    if ('result' in reply) record.takeNavigation(reply.result)
    loading.wake()
  })
  void send('Runtime.runIfWaitingForDebugger')

  const {
    page,
    failure: why,
    elapsedMs,
  } = await watchPage({
    url,
    record,
    loading,
    look: async () => {
      // Until something comes a tab shows an empty document of its own.
      if (record.hops.every(({ statusCode }) => statusCode === null)) return null
      const reply = await answerOf(send('Runtime.evaluate', { expression: DOCUMENT_EXPRESSION, returnByValue: true }), stopped)
      const html = textOf(objectOf(reply?.result).value) ?? ''
      return html === '' ? null : pageOf(html, await reader)
    },
    isAwaited: (found) => isAwaited(found, markers),
    elapsed: () => clock.monotonicMs() - requestedMs,
    stopped: Promise.race([stopped, hopeless(context, record)]),
  })
  // Of a tab in which nothing has come there is nothing to see, and the browser, which still waits, takes seconds to say so.
  const isEmpty = why !== null && !record.answered && record.error === null
  const png = isEmpty ? null : await picture(() => send('Page.captureScreenshot', { format: 'png' }), stopped)
  if (context.closesTabs) void devtools.send('Target.closeTarget', { targetId: tab.frame })
  const { hops, tls, error, consoleErrors, answered } = record
  const last = hops.at(-1)
  const finalUrl = answered ? (last?.url ?? null) : null
  const kept = { hops: [...hops], consoleErrors: [...consoleErrors] }
  return { visit: { url, ...kept, finalUrl, statusCode: last?.statusCode ?? null, error, failure: why, tls, page, elapsedMs }, png }
}

/**
 * A window for each, so that each is on top and is drawn. It is opened with the address itself, waits for us before its first packet,
 * and is then sent there anew, since only Page.navigate says why nothing came: one that shows about:blank first gets another renderer
 * for its page, which takes 100 ms more.
 */
async function openTab(
  url: string,
  { devtools, waiting }: VisitContext,
): Promise<{ readonly frame: string; readonly session: string } | Failure> {
  const made = await devtools.send('Target.createTarget', { url, newWindow: true, ...WINDOW })
  if ('failure' in made) return made.failure
  const frame = textOf(made.result.targetId) ?? ''
  const own = waiting.get(frame)
  if (own !== undefined) return { frame, session: own }
  const attached = await devtools.send('Target.attachToTarget', { targetId: frame, flatten: true })
  if ('failure' in attached) return attached.failure
  return { frame, session: waiting.get(frame) ?? textOf(attached.result.sessionId) ?? '' }
}

/** The browser refuses while it changes from one page to another, as to its own page of an error. */
async function picture(ask: () => Promise<Reply>, stopped: Promise<Failure>): Promise<Buffer | null> {
  for (let left = PICTURE_TRIES; left > 0; left -= 1) {
    const answer = await answerOf(ask(), stopped)
    const png = Buffer.from(textOf(answer?.data) ?? '', 'base64')
    if (png.length > 0) return png.length > MAX_SCREENSHOT_BYTES ? null : png
    if ((await Promise.race([after(LOOK_AGAIN_MS), stopped])) !== undefined) return null
  }
  return null
}

/** @returns null where none came in time */
async function answerOf(asked: Promise<Reply>, stopped: Promise<Failure>): Promise<Json | null> {
  const reply = await Promise.race([asked, stopped, after(ANSWER_LIMIT_MS)])
  return reply !== undefined && 'result' in reply ? reply.result : null
}

/** Nothing came to this program, and after some patience nothing here: neither will. */
async function hopeless({ othersEnded }: VisitContext, record: { readonly answered: boolean }): Promise<Failure> {
  await Promise.all([othersEnded, after(LEAST_PATIENCE_MS)])
  await after(LAST_CHANCE_MS)
  return record.answered ? new Promise<never>(() => {}) : failure('no-reply', 'limit')
}

/** Why a visit ends before its page is there. */
function stopOf({ devtools, signal }: VisitContext, limit: AbortSignal): Promise<Failure> {
  return Promise.race([
    aborted(signal).then(() => failure('cancelled')),
    aborted(limit).then(() => failure('no-reply', 'limit')),
    devtools.ended,
  ])
}
