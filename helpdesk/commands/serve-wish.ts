/** What the service is told on its command line, read and looked at before anything is opened. */

import { createServer } from 'node:net'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { maybe, oneOf } from '../../agent/cli/choices.ts'
import { isUserError, type UserError, usageError } from '../../agent/cli/errors.ts'
import type { Given } from '../../agent/commands/command.ts'
import { collectorLimits } from '../collector/limits.ts'
import { readSettings } from '../data/settings.ts'
import type { DeskOptions } from '../desk.ts'
import type { KeysWish } from '../keys/open-keys.ts'
import { DEFAULT_LISTEN, isLoopback, type Listen, listenProblem, readListen, readPublicUrl } from '../server/listen.ts'
import { readMetricsToken } from '../server/metrics-token.ts'
import type { Room } from '../server/room.ts'
import type { ServerOptions } from '../server/server.ts'
import { readTls } from '../server/tls.ts'
import type { HelpdeskDoors } from './doors.ts'
import { readKeep } from './period.ts'
import { programProblem } from './program-file.ts'

export interface ServeWish extends ServerOptions {
  readonly options: DeskOptions
  readonly listen: Listen
  readonly keys: KeysWish
  readonly logFile: string | null
}

/** As `name` of an X.509 subject: RFC 5280 appendix A.1, ub-common-name. */
const LONGEST_NAME = 64

export async function readWish(given: Given, { io, dataFolder }: HelpdeskDoors): Promise<ServeWish | UserError> {
  const data = resolve(given.first('data') ?? dataFolder)
  const tls = await readTls(given.first('cert'), given.first('key'), io)
  if (isUserError(tls)) return tls
  const asked = readListen(given.first('listen') ?? DEFAULT_LISTEN)
  if (isUserError(asked)) return asked
  const listen = asked.port === 0 ? { ...asked, port: await freePort(asked.host) } : asked
  const problem = listenProblem(listen, tls !== null)
  if (problem !== undefined) return problem
  const publicUrl = await publicUrlOf(given.first('public-url'), listen, tls !== null, data)
  if (isUserError(publicUrl)) return publicUrl
  const keep = maybe(given.first('keep'), readKeep)
  if ('problem' in keep) return usageError(`--keep: ${keep.problem}`)
  const kind = maybe(given.first('key-type'), oneOf(['rsa', 'ec'], 'kind of key'))
  if ('problem' in kind) return usageError(`--key-type: ${kind.problem}`)
  const name = given.first('name') ?? `Helpdesk on ${hostname()}`
  if (name.trim() === '' || Array.from(name).length > LONGEST_NAME) return usageError(`--name takes 1 to ${LONGEST_NAME} characters`)
  const agentExe = given.first('agent-exe')
  const notOffered = agentExe === null ? undefined : await programProblem(agentExe)
  if (notOffered !== undefined) return notOffered
  const tokenFile = given.first('metrics-token-file')
  const metricsToken = tokenFile === null ? null : await readMetricsToken(tokenFile, io.files)
  if (isUserError(metricsToken)) return metricsToken
  const more = await oidcRooms(given.first('oidc'), io)
  if (isUserError(more)) return more
  return {
    options: {
      dataFolder: data,
      publicUrl,
      openDoor: given.isOn('open-door'),
      agentExe: agentExe === null ? null : resolve(agentExe),
      limits: collectorLimits,
      keepMs: keep.value,
    },
    listen,
    tls,
    behindProxy: given.isOn('behind-proxy'),
    metricsToken,
    more,
    keys: { name, kind: kind.value ?? 'rsa' },
    logFile: given.first('log'),
  }
}

async function oidcRooms(file: string | null, io: HelpdeskDoors['io']): Promise<readonly Room[] | UserError> {
  if (file === null) return []
  const [{ readOidcSettings }, { oidcRoom }] = await Promise.all([import('../oidc/settings.ts'), import('../oidc/room.ts')])
  const settings = await readOidcSettings(file, io)
  return isUserError(settings) ? settings : [oidcRoom(settings)]
}

/** What is said now, or was said at the last start; on this PC alone it is known by itself. */
async function publicUrlOf(
  said: string | null,
  { host, port }: Listen,
  isSecure: boolean,
  dataFolder: string,
): Promise<string | UserError> {
  if (said !== null) return readPublicUrl(said)
  if (isLoopback(host)) return `${isSecure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
  const settings = await readSettings(dataFolder)
  if (settings !== null && settings !== 'damaged') return settings.publicUrl
  return usageError('--public-url is needed: the address by which terminals and browsers reach this helpdesk')
}

/** Nobody else takes it in the moment between. */
async function freePort(host: string): Promise<number> {
  const { promise, resolve: done, reject } = Promise.withResolvers<number>()
  const server = createServer().once('error', reject)
  server.listen(0, host, () => {
    const address = server.address()
    server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
  })
  return promise
}
