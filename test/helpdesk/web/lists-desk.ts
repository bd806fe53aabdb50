/** The lists' rooms behind the real guard, over a real index and real accounts: bundles are put into the index as rows. */

import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import helmet from '@fastify/helmet'
import fastify, { type FastifyInstance } from 'fastify'
import type { Accounts, Role } from '../../../helpdesk/accounts/accounts.ts'
import { guard } from '../../../helpdesk/accounts/guard.ts'
import { openAccounts } from '../../../helpdesk/accounts/open-accounts.ts'
import { casesRoom } from '../../../helpdesk/cases/room.ts'
import type { Desk } from '../../../helpdesk/desk.ts'
import { inboxRoom } from '../../../helpdesk/inbox/room.ts'
import type { Index } from '../../../helpdesk/index/index.ts'
import { openIndex } from '../../../helpdesk/index/open-index.ts'
import type { BundleRow, RequestRow } from '../../../helpdesk/index/rows.ts'
import { type AudienceLimits, audienceLimits } from '../../../helpdesk/live/audience.ts'
import { liveRoomWithin } from '../../../helpdesk/live/room.ts'
import { createNews, type News } from '../../../helpdesk/server/news.ts'
import { contentPolicy } from '../../../helpdesk/server/policy.ts'
import type { Room } from '../../../helpdesk/server/room.ts'
import { terminalsRoom } from '../../../helpdesk/terminals/room.ts'
import { assetsRoom } from '../../../helpdesk/web/assets.ts'

export interface ListsDesk {
  readonly app: FastifyInstance
  readonly url: string
  readonly index: Index
  readonly news: News
  readonly accounts: Accounts
  /** The clock of the desk, which stands still: milliseconds since 1970. */
  readonly nowMs: number
  /** No bundle is left. */
  empty(): Promise<void>
  /** A new account's session, as the cookie's value. */
  logOn(role: Role): Promise<string>
  /** As somebody logged on, with what they accept. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<{ status: number; text: string; headers: Headers }>
  close(): Promise<void>
}

export interface ListsWish {
  readonly more?: readonly Room[]
  readonly live?: Partial<AudienceLimits>
}

export const NOW_MS = Date.UTC(2026, 10, 22, 2, 30)
const PASSWORD = 'seven grey herons at Tai Po'

export async function startLists({ more = [], live = {} }: ListsWish = {}): Promise<ListsDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'helpdesk-lists-'))
  const [index, news] = [await openIndex(join(folder, 'index.sqlite')), createNews()]
  const accounts = await openAccounts(join(folder, 'accounts.sqlite'), { wallMs: Date.now }, { ln: 10, r: 8, p: 1 })
  const app = fastify({ forceCloseConnections: 'idle', routerOptions: { maxParamLength: 300 } })
  // No more of a desk than these rooms may touch: what else they reached for would fail at once.
  const desk = { index, news, accounts, clock: { wallMs: () => NOW_MS }, options: { publicUrl: 'http://127.0.0.1' } } as unknown as Desk
  await app.register(helmet, contentPolicy(desk.options.publicUrl))
  await guard(app, desk)
  const rooms = [assetsRoom, inboxRoom, terminalsRoom, casesRoom, liveRoomWithin({ ...audienceLimits, ...live }), ...more]
  for (const room of rooms) await room(app, desk)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const logOn = async (role: Role) => {
    const invited = await accounts.invite(`${role}@test`, role)
    if ('refused' in invited) throw new Error(`no invitation: ${invited.refused}`)
    const accepted = await accounts.accept(invited.secret, PASSWORD)
    if ('refused' in accepted) throw new Error(`no session: ${accepted.refused}`)
    return accepted.session
  }
  const session = await logOn('agent')
  return {
    app,
    url,
    index,
    news,
    accounts,
    nowMs: NOW_MS,
    async empty() {
      for (const sha256 of await index.digests()) await index.remove(sha256)
    },
    logOn,
    async get(path, headers = {}) {
      const answer = await fetch(`${url}${path}`, {
        headers: { accept: 'text/html', cookie: `__Host-session=${session}`, ...headers },
        redirect: 'manual',
      })
      return { status: answer.status, text: await answer.text(), headers: answer.headers }
    },
    async close() {
      // A browser connects beforehand, and Node waits a minute for the headers of a connection that never asks (headersTimeout).
      const late = setTimeout(() => app.server.closeAllConnections(), 5000)
      await app.close()
      clearTimeout(late)
      await Promise.all([index.close(), accounts.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const rules = '0'.repeat(12)

/** A healthy bundle of one terminal, changed as wanted. @param seed makes its digest */
export function bundleRow(seed: string | number, change: Partial<BundleRow> = {}): BundleRow {
  const sha256 = digestOf(`bundle ${seed}`)
  return {
    sha256,
    kind: 'plain',
    size: 200_000,
    receivedMs: NOW_MS - 5 * 60_000,
    requestId: null,
    caseName: null,
    bundleId: sha256.slice(0, 32),
    startedMs: NOW_MS - 6 * 60_000,
    signedMs: NOW_MS - 6 * 60_000,
    agentVersion: '0.1.0',
    redaction: 'standard',
    terminal: digestOf('terminal').slice(0, 32),
    hostName: 'CCASS-TERMINAL-07',
    signer: { name: 'CCASS-TERMINAL-07', install: digestOf('terminal').slice(0, 32), fingerprint: digestOf('key') },
    origin: { kind: 'known', sinceMs: NOW_MS - 90 * 24 * 3_600_000 },
    said: { verdict: 'ready', rules, causes: [] },
    judged: { outcome: 'same', verdict: 'ready', rules, causes: [] },
    profiles: [{ id: 'ccms', verdict: 'ready' }],
    findings: [],
    ...change,
  }
}

export const hostsCause = {
  code: 'dns/hosts-override',
  severity: 'blocker',
  subject: 'sso.hkexposttrade.com.hk',
  owner: 'site-it',
} as const

export const expiresCause = { code: 'tls/expires-soon', severity: 'warning', subject: 'www.ccass.com', owner: 'hkex' } as const

export function notReady(seed: string | number, change: Partial<BundleRow> = {}): BundleRow {
  const judged = { outcome: 'same', verdict: 'not-ready', rules, causes: [hostsCause, expiresCause] } as const
  return bundleRow(seed, { said: { verdict: 'not-ready', rules, causes: judged.causes }, judged, ...change })
}

/** The PC said ready; today's rules say: the certificate expires soon. */
export function judgedOtherwise(seed: string | number, change: Partial<BundleRow> = {}): BundleRow {
  return bundleRow(seed, { judged: { outcome: 'differs', verdict: 'attention', rules: '1'.repeat(12), causes: [expiresCause] }, ...change })
}

export function requestRow(seed: string | number, change: Partial<RequestRow> = {}): RequestRow {
  const digest = digestOf(`request ${seed}`)
  return {
    id: digest.slice(0, 32),
    case: 'INC123',
    profiles: ['ccms'],
    redaction: 'standard',
    message: null,
    createdMs: NOW_MS - 3_600_000,
    expiresMs: NOW_MS + 6 * 24 * 3_600_000,
    madeBy: 'agent@test',
    sha256: digest,
    tokenSha256: digestOf(`token ${seed}`),
    linkSha256: digestOf(`link ${seed}`),
    revokedMs: null,
    claimedBy: null,
    ...change,
  }
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
