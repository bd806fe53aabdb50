/** The same by sc.exe, which needs no library of ours. Its labels and some of its words are localised; the numbers stand. */

import { type Failure, failure } from '../../failure.ts'
import type { Processes, WindowsService } from '../../io.ts'
import { startOf, stateOf } from './service.ts'
import { win32Failure } from './win32-error.ts'

/** sc.exe answers in some 50 ms; on a PC whose disk is busy in seconds. */
const SC_LIMIT_MS = 3000

export async function serviceByCommand(
  processes: Pick<Processes, 'execFile'>,
  systemRoot: string,
  name: string,
  signal: AbortSignal,
): Promise<WindowsService | { readonly failure: Failure }> {
  const ask = async (command: string): Promise<{ readonly number: number } | { readonly failure: Failure }> => {
    const options = { limitMs: SC_LIMIT_MS, signal, encoding: 'latin1' } as const
    const outcome = await processes.execFile(`${systemRoot}\\System32\\sc.exe`, [command, name], options)
    if ('failure' in outcome) return { failure: outcome.failure }
    // It exits with Windows' own error code: 1060 where there is no such service.
    if (outcome.exitCode !== 0) return { failure: win32Failure(outcome.exitCode, `sc ${command}`) }
    const number = secondNumber(outcome.stdout)
    return number === undefined ? { failure: failure('malformed') } : { number }
  }
  const [state, start] = await Promise.all([ask('query'), ask('qc')])
  if ('failure' in state) return state
  if ('failure' in start) return start
  return { state: stateOf(state.number), start: startOf(start.number) }
}

/**
 * Both commands print the service's name, then its fields, each on a line of its own, indented, with a label, a colon, a number and
 * the number's name: TYPE first (hexadecimal), then STATE or START_TYPE.
 */
export function secondNumber(output: string): number | undefined {
  const fields = output.split(/\r?\n/).flatMap((line) => /^\s+[^\s:][^:]*:\s*(?<number>[\da-f]+)\s+\S/i.exec(line)?.groups?.number ?? [])
  const number = fields[1]
  return number === undefined ? undefined : Number(number)
}
