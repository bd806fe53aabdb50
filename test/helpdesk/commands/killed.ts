/** The helpdesk's program, killed in the midst of what it does. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { helpdeskProgram } from '../support/service.ts'

/**
 * Runs a command and kills it so long after it has begun its work.
 * @param hasBegun looked at again and again
 * @returns whether it was killed; false where it came to its end before
 */
export async function killed(argv: readonly string[], hasBegun: () => boolean, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [helpdeskProgram, ...argv], { stdio: 'ignore' })
  const gone = once(child, 'exit')
  while (child.exitCode === null && !hasBegun()) await wait(1)
  await Promise.race([gone, wait(afterMs)])
  child.kill('SIGKILL')
  await gone
  return child.signalCode === 'SIGKILL'
}
