/** `recognise.ts FOLDER FROM TO`: recognises the installs of these numbers one after the other, as a helpdesk's process would. */

import { recogniseInstall } from '../../../agent/identity/known-installs.ts'

const [folder = '', from = '0', to = '0'] = process.argv.slice(2)
const answers: string[] = []
for (let number = Number(from); number < Number(to); number += 1) {
  const digits = number.toString(16)
  const signed = { install: digits.padStart(32, '0'), spkiSha256: digits.padStart(64, '0'), name: `T${number}` }
  const answer = await recogniseInstall(folder, signed, 1_700_000_000_000)
  answers.push('known' in answer ? answer.known : JSON.stringify(answer))
}
process.stdout.write(JSON.stringify(answers))
