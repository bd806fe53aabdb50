/** What Prometheus reads at /metrics. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { rules, version } from '../../agent/version.ts'

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

/** Of every name of ours; those of the process have the names that Prometheus gave them. */
export const METRIC = 'terminal_preflight_helpdesk_'

/** Seconds. A bundle of 200 KB takes some tens of milliseconds from the same house, and its time limit (minutes) from a slow line. */
const uploadBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]

/** A registry of its own: two helpdesks in one process count apart. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({ name: `${METRIC}info`, help: 'Which program runs, with which rules', labelNames: ['version', 'rules'], registers }).set(
    { version, rules: rules.sha256 },
    1,
  )
  return {
    registry,
    kept: new Counter({ name: `${METRIC}bundles_kept_total`, help: 'Bundles that were kept', labelNames: ['kind', 'verdict'], registers }),
    refused: new Counter({ name: `${METRIC}uploads_refused_total`, help: 'Uploads that were refused', labelNames: ['reason'], registers }),
    uploadSeconds: new Histogram({
      name: `${METRIC}upload_seconds`,
      help: 'From the first byte of an upload to its answer',
      buckets: uploadBuckets,
      registers,
    }),
    uploadsUnderWay: new Gauge({ name: `${METRIC}uploads_under_way`, help: 'Uploads that are being received', registers }),
  }
}
