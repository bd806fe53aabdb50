/** Tells whoever looks at an inbox that something came or went. */

import { EventEmitter } from 'node:events'

export interface NewsItem {
  readonly kind: 'bundle' | 'removed' | 'refused' | 'request'
  /** A digest, or a request's id; empty where it isn't known which (live/watch-records.ts). */
  readonly subject: string
}

export interface News {
  tell(item: NewsItem): void
  /** @returns how to stop listening */
  listen(listener: (item: NewsItem) => void): () => void
}

/** A helpdesk has some dozens of people, each with a few tabs. */
const MOST_LISTENERS = 1000

export function createNews(): News {
  const emitter = new EventEmitter().setMaxListeners(MOST_LISTENERS)
  return {
    tell: (item) => void emitter.emit('news', item),
    listen(listener) {
      emitter.on('news', listener)
      return () => void emitter.off('news', listener)
    },
  }
}
