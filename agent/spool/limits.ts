/** Bounds of the spool. A full one is said and never deletes. */

export interface SpoolLimits {
  readonly items: number
  readonly bytes: number
}

export const spoolLimits: SpoolLimits = {
  // Three months of one bundle a day that nobody could send; a number that a person still looks through.
  items: 100,
  // Two hundred usual bundles (2 MB), or a few with large logs. What lies beside the report must not fill a terminal's disk.
  bytes: 500_000_000,
}

/** Roots of --upload-ca, and a URL: Mozilla's whole list is 230 KiB. */
export const MAX_DELIVERY_BYTES = 1024 * 1024

/** No run takes so long to add a bundle: what is half made and older was left by one that was killed. */
export const LEFT_BEHIND_AFTER_MS = 3_600_000

/** Between two looks at a lock that another process has. */
export const LOCK_POLL_MS = 100
