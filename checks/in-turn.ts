/** Work that can wait, such as loading what is needed later: one piece in each turn of the event loop, so that what came in meanwhile is answered between two pieces. */

let last: Promise<unknown> = Promise.resolve()

/**
 * Does `work` when everything asked for before it is done, and not in this turn: what is being sent now is on its way first
 * (sockets of UDP and TCP hand their first packet to the system before a turn ends, where the address is known).
 */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(nextTurn).then(work)
  last = mine.catch(() => {})
  return mine
}

const QUIET_LOOK_MS = 10
/** Busier than this, the loop keeps whoever comes now waiting. */
const BUSY = 0.5

/** Resolves when the event loop was mostly idle for a moment, so that what is begun then keeps nobody waiting and waits for nobody; at the latest after `limitMs`. */
export async function quiet(limitMs: number): Promise<void> {
  for (let left = limitMs; left > 0; left -= QUIET_LOOK_MS) {
    const before = performance.eventLoopUtilization()
    await new Promise((resolve) => setTimeout(resolve, QUIET_LOOK_MS))
    if (performance.eventLoopUtilization(before).utilization < BUSY) return
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
