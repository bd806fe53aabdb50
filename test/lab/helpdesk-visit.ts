/** A person in front of the helpdesk's pages, without a browser: cookies, forms, nothing else. */

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

export interface Visit {
  /** Whether a page is there for whoever has logged on. */
  sees(address: string): Promise<boolean>
}

/** Sets a password by a one-time link, which logs on. Throws an Error where that does not succeed. */
export async function startVisit(link: string, password: string): Promise<Visit> {
  const cookies = new Map<string, string>()
  const ask = async (address: string, body?: URLSearchParams) => {
    const headers = {
      accept: 'text/html',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body === undefined ? {} : { origin: new URL(address).origin }),
    }
    const response = await fetch(address, { headers, redirect: 'manual', ...(body === undefined ? {} : { method: 'POST', body }) })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    return { status: response.status, text: await response.text() }
  }
  const form = await ask(link)
  const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(form.text) ?? []
  const done = await ask(link, new URLSearchParams({ _csrf: csrf, next: password, repeat: password }))
  if (done.status !== 303) throw new Error(`the one-time link did not log on (${done.status})`)
  return { sees: async (address) => (await ask(address)).status === 200 }
}

export async function fileDigest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}
