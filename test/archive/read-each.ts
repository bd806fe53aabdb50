/** A process of its own, so that its peak is what reading takes. Usage: read-each.ts FILE… */

import { readFileSync } from 'node:fs'
import { readArchive } from '../../agent/archive/read.ts'

const peakMb = () => process.resourceUsage().maxRSS / 1024
for (const path of process.argv.slice(2)) {
  const bytes = new Uint8Array(readFileSync(path))
  const before = { ms: performance.now(), peakMb: peakMb() }
  const read = readArchive(bytes)
  const took = { ms: Math.round(performance.now() - before.ms), grownMb: Math.round(peakMb() - before.peakMb) }
  const result =
    'problem' in read
      ? read.problem
      : { files: read.files.size, bytes: [...read.files.values()].reduce((sum, { length }) => sum + length, 0) }
  console.info(JSON.stringify({ ...took, result }))
}
