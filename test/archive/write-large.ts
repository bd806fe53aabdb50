/** A process of its own, so that its peak is what the archive takes. Usage: write-large.ts FILE */

import { measure } from '../../agent/archive/measure.ts'
import { archive } from '../../agent/archive/write.ts'

const file = process.argv[2] ?? ''
const peakMb = () => process.resourceUsage().maxRSS / 1024
const beforeMb = peakMb()
const measured = await measure('a.png', { file })
let bytes = 0
for await (const piece of archive([measured])) bytes += piece.length
console.info(JSON.stringify({ bytes, peakMb: Math.round(peakMb()), grownMb: Math.round(peakMb() - beforeMb) }))
