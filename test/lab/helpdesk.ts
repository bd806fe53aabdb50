/** The other end, in the lab: a helpdesk of its own on loopback, as its own program, that asks for a bundle and shows it. */

import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { fileDigest, startVisit } from './helpdesk-visit.ts'

export interface LabHelpdesk extends AsyncDisposable {
  /** The file that a run answers. */
  readonly request: string
  readonly case: string
  readonly logOn: { readonly name: string; readonly password: string }
  /** The inbox's own page of a bundle, as a browser that has logged on gets it; null where there is none. */
  shown(bundle: string): Promise<string | null>
}

const program = resolve(import.meta.dirname, '../../scripts/helpdesk.ts')
/** The one that stands in the README; another one where that is taken. */
const ports = [8480, 0]
const CASE = 'LAB-1'

/**
 * @param folder of its data: what came stays from run to run
 * @throws Error with what the program said, where it does not start
 */
export async function startLabHelpdesk(folder: string): Promise<LabHelpdesk> {
  const service = await startService(folder)
  try {
    const request = join(folder, `${CASE}.preflight-request`)
    const password = randomBytes(9).toString('base64url')
    const name = 'lab'
    const [, invited] = await Promise.all([
      // Not encrypted: the bundle in lab-output is to be looked at with plain openssl.
      helpdesk(['request', 'new', '--data', folder, '--case', CASE, '--no-encrypt', '--force', '--output', request]),
      helpdesk(['account', 'invite', name, '--role', 'admin', '--data', folder]),
    ])
    const [link = ''] = invited.match(/http:\/\/\S+\/invitations\/\S+/) ?? []
    const visit = await startVisit(link, password)
    return {
      request,
      case: CASE,
      logOn: { name, password },
      async shown(bundle) {
        const address = `${service.url}/bundles/${await fileDigest(bundle)}`
        return (await visit.sees(address)) ? address : null
      },
      async [Symbol.asyncDispose]() {
        await rm(request, { force: true })
        await service.end()
      },
    }
  } catch (error) {
    await service.end()
    throw error
  }
}

interface Service {
  readonly url: string
  end(): Promise<void>
}

async function startService(folder: string): Promise<Service> {
  let said = ''
  for (const port of ports) {
    const log = join(folder, 'helpdesk.log')
    const args = [program, 'serve', '--data', folder, '--listen', `127.0.0.1:${port}`, '--name', 'Lab helpdesk', '--log', log]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
    const ended = once(child, 'exit')
    const first = once(createInterface(child.stdout), 'line').then(([line]) => String(line))
    const url = await Promise.race([first, ended.then(() => null)])
    if (url === null) continue
    // Ctrl-C at a terminal reaches it by itself.
    return {
      url,
      async end() {
        child.kill()
        await ended
      },
    }
  }
  throw new Error(said.trim())
}

async function helpdesk(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, '--lang', 'en'])
  return stdout
}
