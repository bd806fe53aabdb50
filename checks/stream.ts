/** A replaying stream: what one probe tells the others while it still runs. A late listener hears everything from the start. */

export interface Upstream<T> extends AsyncIterable<T> {
  /** Resolves when the probe has ended: nothing more will come. */
  readonly ended: Promise<void>
}

export interface Stream<T> extends Upstream<T> {
  push(event: T): void
  end(): void
}

export function createStream<T>(): Stream<T> {
  const events: T[] = []
  let over = false
  let wake = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const notify = () => {
    wake.resolve()
    wake = Promise.withResolvers<void>()
  }
  return {
    ended: ended.promise,
    push(event) {
      if (over) return
      events.push(event)
      notify()
    },
    end() {
      over = true
      ended.resolve()
      notify()
    },
    async *[Symbol.asyncIterator]() {
      for (let next = 0; ; ) {
        while (next < events.length) yield events[next++] as T
        if (over) return
        await wake.promise
      }
    },
  }
}
