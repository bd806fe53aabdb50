/** A whole helpdesk in this process, on loopback, over a folder of its own. */

import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger, transports } from 'winston'
import type { Role } from '../../../helpdesk/accounts/accounts.ts'
import { collectorLimits } from '../../../helpdesk/collector/limits.ts'
import type { Desk, DeskOptions } from '../../../helpdesk/desk.ts'
import type { KeysWish } from '../../../helpdesk/keys/open-keys.ts'
import { closeDesk, type DeskDoors, openDesk } from '../../../helpdesk/server/open-desk.ts'
import { createServer, type ServerOptions } from '../../../helpdesk/server/server.ts'

export interface RunningDesk {
  readonly url: string
  readonly folder: string
  readonly desk: Desk
  /** Lines of its log. */
  readonly logged: readonly string[]
  /** Makes an account, logs it on by the password page, and gives its cookies, as a header takes them. */
  logOn(role: Role, name?: string): Promise<string>
  close(): Promise<void>
}

export interface DeskWish {
  readonly options?: Partial<DeskOptions>
  readonly server?: Partial<ServerOptions>
  readonly keys?: KeysWish
  readonly doors?: Partial<DeskDoors>
  /** Stays when it is closed; a new one, which goes, where nothing is said. */
  readonly folder?: string
}

/** Some milliseconds, in place of a good part of a second. */
const cheapPasswords = { ln: 10, r: 8, p: 1 }

export async function startDesk({ options = {}, server = {}, keys, doors = {}, folder: given }: DeskWish = {}): Promise<RunningDesk> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'helpdesk-')))
  const logged: string[] = []
  const log = createLogger({ transports: [new transports.Stream({ stream: collecting(logged) })] })
  // The address is known when it listens, and not before.
  const all = {
    dataFolder: folder,
    publicUrl: 'http://127.0.0.1',
    openDoor: false,
    agentExe: null,
    limits: collectorLimits,
    keepMs: null,
    ...options,
  }
  const desk = await openDesk(all, {
    clock: { wallMs: Date.now },
    log,
    keys: keys ?? { name: 'Test helpdesk', kind: 'ec' },
    passwordCost: cheapPasswords,
    threads: 2,
    ...doors,
  })
  const app = await createServer(desk, { tls: null, behindProxy: false, metricsToken: null, ...server })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const url = `${server.tls ? 'https' : 'http'}://127.0.0.1:${port}`
  if (options.publicUrl === undefined) all.publicUrl = url
  return {
    url,
    folder,
    desk,
    logged,
    logOn: (role, name = `${role}@test`) => logOn(desk, role, name),
    async close() {
      // A browser keeps connections in store, on which it never sends anything.
      const impatience = setTimeout(() => app.server.closeAllConnections(), 1000)
      await app.close()
      clearTimeout(impatience)
      await closeDesk(desk)
      if (given === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

const PASSWORD = 'mauve kettle on the quiet roof'

/** Through the accounts themselves: pages that log somebody on have tests of their own. */
async function logOn({ accounts }: Desk, role: Role, name: string): Promise<string> {
  const invited = await accounts.invite(name, role)
  if ('refused' in invited) throw new Error(`no account for ${name}: ${invited.refused}`)
  const accepted = await accounts.accept(invited.secret, PASSWORD)
  if ('refused' in accepted) throw new Error(`no session for ${name}: ${accepted.refused}`)
  return `__Host-session=${accepted.session}`
}

function collecting(lines: string[]): NodeJS.WritableStream {
  const { Writable } = process.getBuiltinModule('node:stream')
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
}
