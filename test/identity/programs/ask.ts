/** `ask.ts line|unseen`: asks at its terminal, and prints what was answered. */

import { askLine, askUnseen } from '../../../agent/identity/ask.ts'

const ask = process.argv[2] === 'line' ? askLine : askUnseen
const answer = await ask('Password:', { input: process.stdin, output: process.stderr })
process.stdout.write(`<${JSON.stringify({ answer })}>`)
