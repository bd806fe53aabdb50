/** So many at a time, the others in a row that has an end. */

export interface Gate {
  /** Throws `OpenerBusy` where the row is full, at once. */
  enter<T>(work: () => Promise<T>): Promise<T>
}

/** A web framework answers 503 of itself: come again later. */
export class OpenerBusy extends Error {
  readonly statusCode = 503
  constructor() {
    super('more bundles wait to be opened than may')
  }
}

export function createGate(atOnce: number, mostWaiting: number): Gate {
  const waiting: (() => void)[] = []
  let free = atOnce
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return {
    async enter(work) {
      if (free > 0) free -= 1
      else if (waiting.length >= mostWaiting) throw new OpenerBusy()
      else await new Promise<void>((resolve) => void waiting.push(resolve))
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
