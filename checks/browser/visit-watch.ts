/** When a page is there: what the browser tells of its loading, and looks at its document in between. */

import { type Failure, failure } from '../failure.ts'
import type { Page } from '../page/evidence.ts'
import { ERROR_PAGE_MS, LOAD_LIMIT_MS, LOOK_AGAIN_MS, SETTLE_MS } from './limits.ts'
import { mayChange } from './visit-page.ts'
import type { VisitRecord } from './visit-record.ts'

export interface Loading {
  readonly stage: 'asked' | 'parsed' | 'loaded'
  /** Takes an event of the main frame, after the record has. */
  take(method: string): void
  wake(): void
  /** Resolves at the next change. */
  changed(): Promise<void>
}

/**
 * Where a page gets another renderer, DevTools joins that one while it may already have loaded a small page: the page's own events
 * are lost then (seen in one of eight loads), and the browser's, frameStoppedLoading, comes every time.
 */
export function createLoading(record: VisitRecord): Loading {
  let stage: Loading['stage'] = 'asked'
  let request: string | null = null
  let next = Promise.withResolvers<void>()
  const wake = () => {
    next.resolve()
    next = Promise.withResolvers()
  }
  return {
    get stage() {
      return stage
    },
    wake,
    changed: () => next.promise,
    take(method) {
      if (record.request !== request) {
        request = record.request
        stage = 'asked'
      }
      // What comes before the answer speaks of the document before.
      const isOfThis = record.answered || record.noDocument
      if (isOfThis && method === 'Page.domContentEventFired' && stage === 'asked') stage = 'parsed'
      if (isOfThis && (method === 'Page.loadEventFired' || method === 'Page.frameStoppedLoading')) stage = 'loaded'
      wake()
    },
  }
}

export interface Watch {
  readonly url: string
  readonly record: VisitRecord
  readonly loading: Loading
  /** Reads the document; null where it does not answer: it is busy with itself, or on its way to another. */
  readonly look: () => Promise<Page | null>
  readonly isAwaited: (page: Page) => boolean
  /** Milliseconds since the request. */
  readonly elapsed: () => number
  readonly stopped: Promise<Failure>
}

export interface Watched {
  readonly page: Page | null
  readonly failure: Failure | null
  readonly elapsedMs: number
}

interface Sight {
  readonly request: string | null
  page: Page | null
  loadedMs: number | null
  /** Since when it shows what is looked for. */
  awaitedMs: number | null
}

/**
 * Waits until the page is there: at its load event, or, where the rest of it lets wait for itself, SETTLE_MS after it shows what is
 * looked for. One that does not show it, but may be drawn by script yet, is looked at again for SETTLE_MS.
 */
export async function watchPage(watch: Watch): Promise<Watched> {
  const { record, loading, elapsed } = watch
  let stop: Failure | null = null
  void watch.stopped.then((why) => {
    stop = why
    loading.wake()
  })
  for (let sight = newSight(null); ; ) {
    // It leads on to another document.
    if (record.request !== sight.request) sight = newSight(record.request)
    if (stop !== null || record.endless) {
      return { page: sight.page, failure: stop ?? failure('too-large', 'redirects'), elapsedMs: sight.loadedMs ?? elapsed() }
    }
    if (record.noDocument) {
      const elapsedMs = elapsed()
      // The browser's own page of the error, for the picture.
      for (const over = elapsedMs + ERROR_PAGE_MS; loading.stage !== 'loaded' && elapsed() < over; ) {
        await Promise.race([loading.changed(), watch.stopped, after(over - elapsed())])
      }
      return { page: null, failure: null, elapsedMs }
    }
    const late = elapsed() >= LOAD_LIMIT_MS
    if (loading.stage === 'loaded') sight.loadedMs ??= elapsed()
    if (loading.stage !== 'asked' || late) {
      const looked = await watch.look()
      if (record.request !== sight.request) continue
      sight.page = looked ?? sight.page
      if (sight.page !== null && watch.isAwaited(sight.page)) sight.awaitedMs ??= elapsed()
    }
    if (isThere(sight, watch) || late) return { page: sight.page, failure: missing(sight), elapsedMs: sight.loadedMs ?? elapsed() }
    const untilLateMs = LOAD_LIMIT_MS - elapsed()
    await Promise.race([loading.changed(), after(loading.stage === 'asked' ? untilLateMs : Math.min(LOOK_AGAIN_MS, untilLateMs))])
  }
}

function newSight(request: string | null): Sight {
  return { request, page: null, loadedMs: null, awaitedMs: null }
}

function isThere({ page, loadedMs, awaitedMs }: Sight, { elapsed, record, url }: Watch): boolean {
  if (awaitedMs !== null) return loadedMs !== null || elapsed() - awaitedMs >= SETTLE_MS
  if (loadedMs === null) return false
  return elapsed() - loadedMs >= SETTLE_MS || (page !== null && !mayChange(page, record.hops.at(-1)?.url ?? url))
}

/** What shows what is looked for is there, whatever of it still loads. */
function missing({ page, loadedMs, awaitedMs }: Sight): Failure | null {
  return awaitedMs !== null || (loadedMs !== null && page !== null) ? null : failure('no-reply', 'limit')
}

export function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => void setTimeout(resolve, Math.max(0, ms), undefined).unref())
}
