/** A person with a browser that has no script: keeps cookies by name, follows nothing by itself, sends forms with their token. */

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Whole `Set-Cookie` lines. */
  readonly cookies: readonly string[]
  readonly location: string | null
  readonly body: string
}

export interface Person {
  readonly jar: Map<string, string>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Sends these fields and nothing else. */
  send(path: string, fields: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Loads `page`, and sends its first form's token with the fields. */
  post(page: string, path: string, fields: Readonly<Record<string, string>>): Promise<Answer>
  logOn(name: string, password: string, to?: string): Promise<Answer>
}

export const PASSWORD = 'mauve kettle on the quiet roof'
export const OTHER_PASSWORD = 'seven slow herons by the pier'

/** @param cookies as a header has them */
export function person(base: string, cookies = ''): Person {
  const jar = new Map(cookies.split('; ').flatMap((each) => (each === '' ? [] : [pairOf(each)])))
  const ask = async (path: string, init: RequestInit & { readonly headers?: Readonly<Record<string, string>> }): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const url = new URL(path, base)
    const headers = { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...init.headers }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    const set = response.headers.getSetCookie()
    for (const line of set) {
      const [name, value] = pairOf(line.split(';', 1)[0] ?? '')
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return {
      status: response.status,
      headers: response.headers,
      cookies: set,
      location: response.headers.get('location'),
      body: await response.text(),
    }
  }
  const get: Person['get'] = (path, headers = {}) => ask(path, { headers })
  const send: Person['send'] = (path, fields, headers = {}) => ask(path, { method: 'POST', body: new URLSearchParams(fields), headers })
  const post: Person['post'] = async (page, path, fields) => send(path, { _csrf: tokenIn((await get(page)).body), ...fields })
  return {
    jar,
    get,
    send,
    post,
    logOn: (name, password, to) => post('/log-on', '/log-on', { name, password, ...(to === undefined ? {} : { to }) }),
  }
}

export function tokenIn(body: string): string {
  return /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? 'no token'
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}

/** A clock that a test moves on. */
export function movableClock(start = Date.UTC(2026, 10, 28, 2)) {
  let now = start
  return {
    wallMs: () => now,
    move(ms: number) {
      now += ms
    },
  }
}
