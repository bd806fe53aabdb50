/** What Prometheus reads at /metrics. */

import type { Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  /** Bundles that were kept, by `kind` and `verdict`. */
  readonly kept: Counter<'kind' | 'verdict'>
  /** Uploads that were refused, by `reason`. */
  readonly refused: Counter<'reason'>
  /** Seconds from an upload's first byte to its answer. */
  readonly uploadSeconds: Histogram
  readonly uploadsUnderWay: Gauge
}
