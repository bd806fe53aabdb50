/** A helpdesk with bundles in it, and somebody who looks at its pages. */

import { afterAll } from 'vitest'
import type { Role } from '../../../helpdesk/accounts/accounts.ts'
import { put, uploadOf } from '../support/bundles.ts'
import { type DeskWish, type RunningDesk, startDesk } from '../support/desk.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface Visiting {
  readonly running: RunningDesk
  /** @returns its digest */
  bring(bundle: Buffer, mediaType?: string): Promise<string>
  get(path: string, role?: Role): Promise<Answer>
  bytes(path: string): Promise<Buffer>
  /** With the token that the page at `from` has in its form; without one where that is null. */
  post(path: string, from: string | null, fields: Readonly<Record<string, string>>, role?: Role): Promise<Answer>
}

/** Closed behind the file's last test. */
export async function visiting(wish: DeskWish = {}): Promise<Visiting> {
  const running = await startDesk({ options: { openDoor: true }, ...wish })
  afterAll(() => running.close())
  const cookies = {
    viewer: await running.logOn('viewer'),
    agent: await running.logOn('agent'),
    admin: await running.logOn('admin'),
  }
  const headersOf = (role: Role) => ({ cookie: cookies[role], accept: 'text/html' })
  const ask = (path: string, role: Role) => fetch(running.url + path, { headers: headersOf(role), redirect: 'manual' })
  const get = async (path: string, role: Role = 'viewer'): Promise<Answer> => answerOf(await ask(path, role))
  return {
    running,
    get,
    async bring(bundle, mediaType) {
      const upload = uploadOf(bundle, null, mediaType)
      const { status, body } = await put(running.url, upload)
      if (status !== 201 && status !== 200) throw new Error(JSON.stringify(body))
      return upload.sha256
    },
    async bytes(path) {
      return Buffer.from(await (await ask(path, 'viewer')).arrayBuffer())
    },
    async post(path, from, fields, role = 'admin') {
      const token = from === null ? null : /name="_csrf" value="([^"]+)"/.exec((await get(from, role)).text)?.[1]
      const body = new URLSearchParams({ ...(token == null ? {} : { _csrf: token }), ...fields })
      return answerOf(await fetch(running.url + path, { method: 'POST', headers: headersOf(role), redirect: 'manual', body }))
    },
  }
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, text: await response.text() }
}
