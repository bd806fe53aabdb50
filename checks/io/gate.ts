/** Lets at most `width` tasks be at work at once; the others wait their turn, first come first served. */
export interface Gate {
  /** Waits for a place and returns how to give it back. Throws the signal's reason where it fires first. */
  enter(signal: AbortSignal): Promise<() => void>
}

export function createGate(width: number): Gate {
  const waiting: (() => void)[] = []
  let inside = 0
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) inside -= 1
    else next()
  }
  return {
    async enter(signal) {
      signal.throwIfAborted()
      if (inside < width) inside += 1
      else {
        const turn = Promise.withResolvers<void>()
        waiting.push(turn.resolve)
        const cancel = () => {
          const at = waiting.indexOf(turn.resolve)
          if (at >= 0) waiting.splice(at, 1)
          turn.reject(signal.reason)
        }
        signal.addEventListener('abort', cancel, { once: true })
        try {
          await turn.promise
        } finally {
          signal.removeEventListener('abort', cancel)
        }
      }
      let left = false
      return () => {
        if (!left) leave()
        left = true
      }
    },
  }
}
