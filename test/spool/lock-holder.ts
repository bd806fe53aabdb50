/** Takes the lock of a spool, says so, and keeps it until it is killed. */

import { takeLock } from '../../agent/spool/lock.ts'

const lock = await takeLock(process.argv[2] ?? '', 5000, new AbortController().signal)
process.stdout.write(`${lock.kind}\n`)
setInterval(() => {}, 1000)
