/** Milliseconds that never go back, since some moment. Not by `performance`, at whose first use Node loads its whole perf_hooks: a megabyte. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1000 + nanoseconds / 1e6
}
