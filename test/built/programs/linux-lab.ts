/**
 * The healthy lab at its real ports, for as long as the standard input stays open: says which flags lead to it as one line of JSON. It runs
 * inside a network of its own (test/built/support/world.ts), and so does whoever uses it.
 */

import { startBenchLab } from '../../bench/lab.ts'

const lab = await startBenchLab()
process.stdout.write(`${JSON.stringify({ folder: lab.folder, flags: lab.flags.slice(0, -3) })}\n`)
for await (const _ of process.stdin);
await lab.stop()
