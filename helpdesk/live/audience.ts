/** Whoever looks at a list that stays new: a stream of Server-Sent Events each (HTML Standard, section 9.2), bounded in number, time and size. */

import { PassThrough, type Readable } from 'node:stream'
import type { News, NewsItem } from '../server/news.ts'

export interface AudienceLimits {
  /** Proxies and the server's own idle limit end a silent connection after a minute. */
  readonly heartbeatMs: number
  /**
   * News is told together, at most once in this time: a hundred uploads are one look at the list. Numbers that the index keeps for a second
   * (index/inbox.ts) are new by then.
   */
  readonly gatherMs: number
  /** A page at which nobody sits must not keep a session alive (ASVS 4.0 3.3.2): then live.js asks anew only where somebody is there. */
  readonly longestMs: number
  readonly mostListeners: number
  readonly mostOfOne: number
}

export const audienceLimits: AudienceLimits = {
  heartbeatMs: 15_000,
  gatherMs: 1100,
  longestMs: 15 * 60_000,
  mostListeners: 500,
  mostOfOne: 20,
}

/** What waits for a client that doesn't read; an event has some twenty bytes. */
const MOST_WAITING_BYTES = 16 * 1024
/** Milliseconds until a browser asks again after a break. */
const RETRY_MS = 3000

export interface Audience {
  /**
   * @param who an account's id
   * @param mayStay asked at each heartbeat; the stream ends where it says no
   * @returns null where there are too many already
   */
  join(who: string, mayStay: () => Promise<boolean>): Readable | null
  close(): void
}

interface Listener {
  readonly who: string
  readonly stream: PassThrough
  readonly mayStay: () => Promise<boolean>
  readonly sinceMs: number
}

export function createAudience(news: News, limits: AudienceLimits = audienceLimits): Audience {
  // In the order in which they came.
  const listeners = new Set<Listener>()
  const untold = new Set<NewsItem['kind']>()
  let gathering: NodeJS.Timeout | undefined

  const tell = () => {
    gathering = undefined
    const events = [...untold].map(event).join('')
    untold.clear()
    for (const listener of listeners) write(listener, events)
  }
  const stopListening = news.listen(({ kind }) => {
    untold.add(kind)
    if (listeners.size > 0) gathering ??= setTimeout(tell, limits.gatherMs).unref()
    else untold.clear()
  })
  const heart = setInterval(() => {
    for (const listener of listeners) void beat(listener)
  }, limits.heartbeatMs).unref()

  const beat = async (listener: Listener) => {
    const isOver = performance.now() - listener.sinceMs > limits.longestMs
    // Where it can't be told whether somebody may stay, he may not.
    if (isOver || !(await listener.mayStay().catch(() => false))) end(listener)
    else write(listener, ':\n\n')
  }

  return {
    join(who, mayStay) {
      const own = [...listeners].filter((listener) => listener.who === who)
      const [oldest] = own
      if (oldest !== undefined && own.length >= limits.mostOfOne) end(oldest)
      if (listeners.size >= limits.mostListeners) return null
      const listener: Listener = { who, mayStay, stream: new PassThrough(), sinceMs: performance.now() }
      listeners.add(listener)
      // The browser has gone, or the stream has ended.
      listener.stream.once('close', () => listeners.delete(listener))
      listener.stream.on('error', () => listeners.delete(listener))
      listener.stream.write(`retry: ${RETRY_MS}\n\n`)
      return listener.stream
    },
    close() {
      stopListening()
      clearInterval(heart)
      clearTimeout(gathering)
      // No word that it is over: they come back when the service does.
      for (const { stream } of listeners) stream.end()
      listeners.clear()
    },
  }

  function end(listener: Listener): void {
    listeners.delete(listener)
    listener.stream.end(event('over'))
  }

  function write(listener: Listener, text: string): void {
    if (text === '' || !listeners.has(listener)) return
    listener.stream.write(text)
    // Whoever doesn't read is let go; the browser asks again, and looks at the whole list then.
    if (listener.stream.writableLength + listener.stream.readableLength > MOST_WAITING_BYTES) listener.stream.destroy()
  }
}

/** Without data an event is none. */
function event(kind: NewsItem['kind'] | 'over'): string {
  return `event: ${kind}\ndata: 1\n\n`
}
