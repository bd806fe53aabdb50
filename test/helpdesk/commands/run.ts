/** The helpdesk's command line in this process, over a folder of a test's own. */

import { PassThrough } from 'node:stream'
import { realIo } from '../../../checks/io/real.ts'
import { main } from '../../../helpdesk/main.ts'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export async function runHelpdesk(argv: readonly string[], interrupted: AbortSignal = new AbortController().signal): Promise<Ran> {
  const [stdout, stderr] = [collecting(), collecting()]
  const io = { ...realIo(), env: { LANG: 'en_HK.UTF-8' } }
  const terminal = { stdout: stdout.stream, stderr: stderr.stream, colours: false, columns: 200, interrupted }
  const code = await main(argv, io, terminal, '/nowhere/helpdesk')
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function collecting() {
  const stream = new PassThrough({ highWaterMark: 2 ** 20 })
  return { stream, text: () => String(stream.read() ?? '') }
}
