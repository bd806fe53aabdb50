/** The helpdesk's own program, as a process that can be killed. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { repository } from '../../../scripts/bundle.ts'

export interface Service {
  readonly url: string
  readonly child: ChildProcess
  /** All that it wrote to its log. */
  readonly log: () => string
  /** As when the power goes. */
  kill(): Promise<void>
  /** As a service manager ends it. @returns its exit code */
  end(): Promise<number | null>
}

export const helpdeskProgram = join(repository, 'scripts/helpdesk.ts')

/** Resolves when it listens. */
export async function startService(folder: string, flags: readonly string[] = []): Promise<Service> {
  const args = [helpdeskProgram, 'serve', '--data', folder, '--listen', '127.0.0.1:0', '--key-type', 'ec', ...flags]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8')
  })
  const gone = once(child, 'exit')
  const url = await Promise.race([firstLine(child.stdout), gone.then(() => undefined)])
  if (url === undefined) throw new Error(`the helpdesk did not start: ${log}`)
  return {
    url,
    child,
    log: () => log,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async end() {
      child.kill('SIGTERM')
      await gone
      return child.exitCode
    },
  }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string | undefined> {
  for await (const line of createInterface(stream)) return line
  return undefined
}
