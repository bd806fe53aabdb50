/** A request made over a running helpdesk, to be changed by a test. */

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Desk } from '../../../helpdesk/desk.ts'
import { type NewRequest, newRequest, type RequestWish } from '../../../helpdesk/requests/new-request.ts'

export const DAY_MS = 86_400_000

export function make(desk: Desk, change: Partial<RequestWish> = {}): Promise<NewRequest> {
  const wish: RequestWish = {
    case: 'INC123',
    profiles: ['ccms'],
    expiresMs: desk.clock.wallMs() + 7 * DAY_MS,
    redaction: 'standard',
    message: null,
    encrypt: true,
    madeBy: 'agent@test',
    ...change,
  }
  return newRequest(wish, desk)
}

/** Files below a folder that hold a text. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    if ((await readFile(path)).includes(text)) found.push(path)
  }
  return found
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** A page as a browser asks for it, or a form as it sends it. */
export async function page(url: string, cookie: string | null, form?: URLSearchParams): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'text/html', 'accept-language': 'en', ...(cookie === null ? {} : { cookie }) }
  const answer = await fetch(url, { headers, redirect: 'manual', ...(form === undefined ? {} : { method: 'POST', body: form }) })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** Of the form on a page that isn't the log-out. */
export function csrfIn(text: string): string {
  return [...text.matchAll(/name="_csrf" value="([^"]+)"/g)].at(-1)?.[1] ?? ''
}
