/**
 * A program of its own that reads the card readers, since a process keeps for ever to the service that it found first. Each line on stdin is a
 * limit in milliseconds and asks once; each answer is a line of JSON. Its exit code is 7, whatever hangs in it, and the last line says that who
 * listens for the end was told.
 * With a file's name it asks once and writes the answer there, for systems whose pipes Node cannot write to.
 */

import { writeFileSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { endNow } from '../../checks/io/native.ts'
import { realSmartcards } from '../../checks/io/smartcards.ts'

const smartcards = realSmartcards(process.platform)
const never = new AbortController().signal
const [file] = process.argv.slice(2)
if (file === undefined) process.on('exit', (code) => writeSync(1, `end ${code}\n`))
if (file !== undefined) {
  writeFileSync(file, JSON.stringify(await smartcards.readers(3000, never)))
} else {
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = `${JSON.stringify(await smartcards.readers(Number(line), never))}\n`
    await new Promise((resolve) => process.stdout.write(answer, resolve))
  }
}
await endNow(7)
