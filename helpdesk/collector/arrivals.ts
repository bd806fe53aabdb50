/**
 * When a bundle came, and in which order those of one signer are noted: whose key was the first hangs on it, and `helpdesk reindex` must come
 * to the same from the receipts.
 */

export interface Arrivals {
  /** Those of one signer one after the other. @param work is told the moment, by the helpdesk's clock, of which no two are alike */
  next<T>(signer: string, work: (receivedMs: number) => Promise<T>): Promise<T>
}

export function createArrivals(nowMs: () => number): Arrivals {
  const last = new Map<string, Promise<unknown>>()
  let latest = 0
  return {
    async next(signer, work) {
      const before = last.get(signer)
      const turn = (async () => {
        await before?.catch(() => {})
        // A clock that is set back must not put what comes now before what came.
        latest = Math.max(nowMs(), latest + 1)
        return work(latest)
      })()
      last.set(signer, turn)
      try {
        return await turn
      } finally {
        if (last.get(signer) === turn) last.delete(signer)
      }
    },
  }
}
