/** A helpdesk with people in it, and somebody who sends what no browser would. */

import { once } from 'node:events'
import { type IncomingHttpHeaders, request as send } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import type { Role } from '../../../helpdesk/accounts/accounts.ts'
import { csrfToken } from '../../../helpdesk/accounts/csrf.ts'
import { type DeskWish, type RunningDesk, startDesk } from '../support/desk.ts'

export type Who = Role | 'nobody'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Asked {
  readonly method?: string
  readonly who?: Who
  /** A session's cookie, in place of somebody's. */
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string | Buffer
  /** Sent as a form, with the token of that session. */
  readonly form?: Readonly<Record<string, string>>
}

export interface Attacked {
  readonly running: RunningDesk
  readonly port: number
  /** As the router has them, without those that answer HEAD and OPTIONS. */
  readonly routes: readonly string[]
  /** Nothing of the path is made plain before it is sent. */
  ask(path: string, asked?: Asked): Promise<Answer>
  /** @returns all that comes back until the connection ends, or for so long */
  raw(bytes: string, longestMs?: number): Promise<string>
  /** What its log says of our own errors. */
  errors(): readonly string[]
}

/** Closed behind the file's last test. */
export async function attacked(wish: DeskWish = {}): Promise<Attacked> {
  const routes: string[] = []
  const running = await startDesk({
    ...wish,
    server: { ...wish.server, more: [...(wish.server?.more ?? []), (app) => collect(app, routes)] },
  })
  afterAll(() => running.close())
  const port = Number(new URL(running.url).port)
  const cookies: Record<Who, string> = {
    nobody: '',
    viewer: await running.logOn('viewer'),
    agent: await running.logOn('agent'),
    admin: await running.logOn('admin'),
  }
  return {
    running,
    port,
    routes,
    ask: (path, asked = {}) => ask(port, path, asked, asked.cookie ?? cookies[asked.who ?? 'nobody']),
    raw: (bytes, longestMs = 3000) => raw(port, bytes, longestMs),
    errors: () => running.logged.filter((line) => line.includes('"level":"error"')),
  }
}

/** The router tells its routes as a tree, four columns a level. */
function collect(app: FastifyInstance, routes: string[]): void {
  const parts: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n')) {
    const { branch = '', part, methods = '' } = /^(?<branch>.*[├└]── )(?<part>\S*)(?: \((?<methods>[^)]+)\))?$/.exec(line)?.groups ?? {}
    if (part === undefined) continue
    parts.splice(branch.length / 4 - 1, Number.POSITIVE_INFINITY, part)
    for (const method of methods.split(', ')) if (!['', 'HEAD', 'OPTIONS'].includes(method)) routes.push(`${method} ${parts.join('')}`)
  }
}

async function ask(port: number, path: string, { method, headers = {}, body, form }: Asked, cookie: string): Promise<Answer> {
  const secret = cookie.split('=')[1] ?? ''
  const content = form === undefined ? body : new URLSearchParams({ _csrf: csrfToken(secret), ...form }).toString()
  const request = send({
    port,
    host: '127.0.0.1',
    path,
    method: method ?? (content === undefined ? 'GET' : 'POST'),
    headers: {
      accept: 'text/html',
      ...(cookie === '' ? {} : { cookie }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(content === undefined ? {} : { 'content-length': String(Buffer.byteLength(content)) }),
      ...headers,
    },
  })
  request.end(content)
  const [response] = await once(request, 'response')
  // A stream that never ends has said all that is asked of it.
  if (/^text\/event-stream/.test(response.headers['content-type'] ?? '')) {
    request.destroy()
    return { status: response.statusCode, headers: response.headers, text: '' }
  }
  return { status: response.statusCode, headers: response.headers, text: await text(response) }
}

async function raw(port: number, bytes: string, longestMs: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let all = ''
  socket.on('data', (chunk) => {
    all += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  socket.write(bytes, 'latin1')
  await Promise.race([once(socket, 'close'), wait(longestMs, undefined, { ref: false })])
  socket.destroy()
  return all
}

/** How many answers came over one connection. */
export function statusesIn(answers: string): readonly number[] {
  return [...answers.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))
}
