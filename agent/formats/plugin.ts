/** `--nagios` around a whole run: whatever goes wrong is one line that begins as a plug-in's has to, and exit code 3, UNKNOWN. */

import { type ExitCode, exitCodes } from '../cli/exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { nagiosProblem } from './nagios.ts'

/** What our own lines on standard error begin with. */
const OWN_NAME = /^terminal-preflight: /

/** @param run writes its answer to standard output, and troubles to standard error: Icinga reads both as one, so that they come after the line */
export async function asPlugin(terminal: Terminal, run: (own: Terminal) => Promise<ExitCode>): Promise<ExitCode> {
  const troubles: string[] = []
  let answered = false
  const { progress: _live, ask: _question, askUnseen: _password, ...shown } = terminal
  const code = await run({
    ...shown,
    stdout: {
      write(text) {
        answered = true
        return terminal.stdout.write(text)
      },
    },
    stderr: { write: (text) => troubles.push(text) },
  }).catch((error: unknown) => {
    troubles.push(`this program failed (${error instanceof Error ? error.message : String(error)})`)
    return exitCodes.internal
  })
  if (answered) for (const trouble of troubles) terminal.stderr.write(trouble)
  else terminal.stdout.write(nagiosProblem(troubles.map(withoutName).join('; ') || 'no answer'))
  return code > exitCodes.undetermined ? exitCodes.undetermined : code
}

function withoutName(trouble: string): string {
  return trouble.trim().replace(OWN_NAME, '')
}
