/** Does the same with each, `width` of them at once, and tells what came of it in their order. */
export async function inParallel<T, R>(all: readonly T[], width: number, work: (each: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const rest = all.entries()
  const worker = async () => {
    // One iterator for all workers: each takes what is next.
    for (const [index, each] of rest) results[index] = await work(each, index)
  }
  await Promise.all(Array.from({ length: Math.min(width, all.length) }, worker))
  return results
}
