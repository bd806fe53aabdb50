/** A real OpenID provider on loopback, with its own log-on and consent pages (oidc-provider's devInteractions). */

import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { vi } from 'vitest'
import type { OidcSettings } from '../../../helpdesk/oidc/settings.ts'
import { type Answer, type Person, person } from '../accounts/person.ts'

export const SECRET = 'a secret of the client, forty characters'.replaceAll(' ', '-')

export interface RunningProvider {
  readonly issuer: string
  readonly settings: OidcSettings
  /** Who may log on there, and what is said of them. */
  readonly people: Map<string, Readonly<Record<string, unknown>>>
  /** Changes answers of these paths, length for length. */
  readonly changed: Map<string, (body: string) => string>
  /** Paths that were asked for. */
  readonly asked: string[]
  /** Knows the helpdesk from now on. */
  serve(redirectUri: string, configuration?: Readonly<Record<string, unknown>>): void
  stop(): Promise<void>
}

export async function startProvider(settings: Partial<OidcSettings> = {}): Promise<RunningProvider> {
  const people: RunningProvider['people'] = new Map()
  const changed: RunningProvider['changed'] = new Map()
  const asked: string[] = []
  let handler: RequestListener | undefined
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0] ?? ''
    asked.push(path)
    const change = changed.get(path)
    if (change !== undefined) changing(response, change)
    if (handler === undefined) response.writeHead(503).end()
    else handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    settings: {
      issuer,
      clientId: 'helpdesk',
      clientSecret: SECRET,
      scope: 'openid profile',
      nameClaim: 'preferred_username',
      groupsClaim: 'groups',
      groups: { admin: ['helpdesk-admins'], agent: ['helpdesk-agents', 'night-shift'], viewer: [] },
      others: 'refused',
      ...settings,
    },
    people,
    changed,
    asked,
    serve(redirectUri, configuration = {}) {
      // It warns of what makes it a provider for tests.
      const quiet = vi.spyOn(console, 'warn').mockImplementation(() => {})
      const provider = new Provider(issuer, {
        clients: [{ client_id: 'helpdesk', client_secret: SECRET, redirect_uris: [redirectUri] }],
        cookies: { keys: ['a key of the test'] },
        claims: { openid: ['sub'], profile: ['preferred_username', 'groups'] },
        ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
        pkce: { required: () => true },
        findAccount: (_context: unknown, id: string) => {
          const claims = people.get(id)
          return claims === undefined ? undefined : { accountId: id, claims: () => ({ sub: id, ...claims }) }
        },
        ...configuration,
      })
      quiet.mockRestore()
      handler = provider.callback()
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function changing(response: ServerResponse, change: (body: string) => string): void {
  const end = response.end.bind(response) as (chunk?: unknown) => ServerResponse
  response.end = ((chunk: unknown) => end(typeof chunk === 'string' ? change(chunk) : chunk)) as ServerResponse['end']
}

/** Goes from the helpdesk's button through the provider's pages, as far as the address that the browser is sent back to. */
export async function through(helpdesk: Person, { issuer }: RunningProvider, login: string, wish: Wish = {}): Promise<string> {
  const begun = await helpdesk.get(wish.begin ?? '/oidc/log-on')
  const browser = person(issuer)
  const start = wish.change?.(new URL(begun.location ?? 'none:')) ?? new URL(begun.location ?? 'none:')
  let answer: Answer = await browser.get(start.href)
  for (let step = 0; step < 12; step += 1) {
    const next = answer.location === null ? null : new URL(answer.location, issuer)
    if (next !== null && next.origin !== issuer) return next.href
    if (next !== null) answer = await browser.get(next.href)
    else {
      const [, action = ''] = /action="([^"]+)"/.exec(answer.body) ?? []
      const [, prompt = ''] = /name="prompt" value="([^"]+)"/.exec(answer.body) ?? []
      if (action === '') throw new Error(`${answer.status}: ${answer.body.slice(0, 2000)}`)
      if (wish.cancel === true) {
        const [, abort = ''] = /href="([^"]+\/abort)"/.exec(answer.body) ?? []
        answer = await browser.get(abort)
      } else answer = await browser.send(action, prompt === 'login' ? { prompt, login, password: 'any' } : { prompt })
    }
  }
  throw new Error('the provider leads nowhere')
}

interface Wish {
  readonly begin?: string
  /** What becomes of the address on its way to the provider. */
  readonly change?: (address: URL) => URL
  readonly cancel?: boolean
}
