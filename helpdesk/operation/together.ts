/** Each waits for the disk, which does well with some at once. */
const TOGETHER = 16

/** Works on some at once, and gives the results in their order. Throws what the first failure throws, when those beside it have ended. */
export async function* together<T, R>(items: readonly T[], work: (item: T) => Promise<R>): AsyncGenerator<R> {
  for (let at = 0; at < items.length; at += TOGETHER) {
    const settled = await Promise.allSettled(items.slice(at, at + TOGETHER).map(work))
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason
      yield each.value
    }
  }
}
