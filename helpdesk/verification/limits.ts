/** What one bundle may cost. Each bound is far above what an honest bundle takes, and far below what would stop the service. */

import { ARCHIVE_LIMITS } from '../../agent/archive/bounds.ts'

/**
 * From the moment that a thread has the file. A usual bundle takes some 10 ms, one of 200 targets 1 s; but evidence that keeps
 * to every bound of its schema can be made to keep a judge busy for tens of seconds, and an uploader waits for the answer.
 */
export const TIME_LIMIT_MS = 10_000

/** Until a thread has begun: one that was just replaced loads its program first, some seconds on a busy PC. */
export const START_LIMIT_MS = 60_000

/** A thread's own heap, MiB: JSON of the largest size that is read comes to some 150. Bytes of files lie beside it. */
export const HEAP_LIMIT_MIB = 512

/** So many wait for a thread; whoever comes then is told to come again. At 10 ms each the last one waits a second or two. */
export const MOST_WAITING = 256

/** The largest archive, with its directory and its envelope. */
export const MOST_FILE_BYTES = ARCHIVE_LIMITS.totalBytes + 2 ** 20

/** What the index keeps of a bundle. */
export const MOST_FINDINGS = 200
export const MOST_CAUSES = 50
export const MOST_PROFILES = 50
/** Characters: a name of DNS has 253 at most, a URL mostly less. */
export const LONGEST_TEXT = 300

/** Characters of markup that a browser on a phone still shows; two hundred targets come to some 2 million. */
export const MOST_MARKUP = 4_000_000
export const MOST_EXPLAINED_LINES = 4000
