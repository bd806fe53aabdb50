/** Logging on by an OpenID provider: GET /oidc/log-on sends the browser there, GET /oidc/answer is where it comes back to. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { fill } from '../../checks/text.ts'
import type { LoggedOn } from '../accounts/accounts.ts'
import { dropCookie, readCookie, setCookie } from '../accounts/cookies.ts'
import { logOnWords } from '../accounts/log-on-words.ts'
import { beginSession } from '../accounts/session-cookies.ts'
import { logOnPath, safeTarget } from '../accounts/target.ts'
import type { Desk } from '../desk.ts'
import type { Room } from '../server/room.ts'
import { html } from '../web/html.ts'
import { sendPage } from '../web/page.ts'
import { visitorOf } from '../web/visitor.ts'
import { FLOW_S, isState, newFlow, readFlow } from './flow.ts'
import { type OidcFailure, providerOf } from './provider.ts'
import { roleOf } from './role.ts'
import type { OidcSettings } from './settings.ts'
import { type OidcProblem, oidcWords } from './words.ts'

const query = z.object({ to: z.unknown().optional(), state: z.unknown().optional() })

/** The provider is asked something each time: a person logs on some times an hour. */
const usualLimit = { max: 30, timeWindow: 60_000 }

const statuses: Readonly<Record<OidcProblem, number>> = {
  denied: 403,
  stale: 400,
  unreachable: 503,
  failed: 502,
  'no-role': 403,
  disabled: 403,
}

/** @param rateLimit for each address, milliseconds; tests take more */
export function oidcRoom(settings: OidcSettings, rateLimit: { readonly max: number; readonly timeWindow: number } = usualLimit): Room {
  const provider = providerOf(settings)
  const { host } = provider

  return (app, desk) => {
    app.decorate('logOnProvider', host)

    app.get('/oidc/log-on', { config: { needs: 'nobody', rateLimit } }, async (request, reply) => {
      const target = safeTarget(query.safeParse(request.query).data?.to)
      if (visitorOf(request).account !== null) return reply.redirect(target, 303)
      const flow = newFlow(target, desk.clock.wallMs())
      const address = await provider.begin(flow.secrets, answerUrl(desk))
      if ('failure' in address) return refuse(request, reply, desk, address)
      setCookie(reply, 'oidc', flow.kept, FLOW_S)
      return reply.header('cache-control', 'no-store').redirect(address.href, 303)
    })

    app.get('/oidc/answer', { config: { needs: 'nobody', rateLimit } }, async (request, reply) => {
      const kept = readCookie(request, 'oidc')
      // Whatever comes of it, it was the only try.
      dropCookie(reply, 'oidc')
      const flow = kept === null ? null : readFlow(kept, desk.clock.wallMs())
      if (flow === null || !isState(query.safeParse(request.query).data?.state, flow.secrets)) return tell(request, reply, 'stale')
      const answer = await provider.finish(new URL(request.url, answerUrl(desk)), flow.secrets)
      if ('failure' in answer) return refuse(request, reply, desk, answer)
      const { subject, name, groups } = answer
      const role = roleOf(groups, settings)
      const outcome = role === null ? null : await desk.accounts.logOnByProvider(subject, name, role)
      if (outcome === null || 'refused' in outcome) {
        const known = outcome?.known ?? name
        await desk.audit.add({ who: 'nobody', what: 'session.refused', subject: known, from: request.ip })
        return tell(request, reply, outcome === null ? 'no-role' : 'disabled', known)
      }
      await recordRole(request, desk, outcome)
      await beginSession(request, reply, desk, outcome)
      return reply.redirect(flow.target, 303)
    })
  }

  function refuse(request: FastifyRequest, reply: FastifyReply, { log }: Desk, { failure, error }: OidcFailure): FastifyReply {
    log.warn('log-on by the provider failed', { host, failure, error: { name: nameOf(error), code: codeOf(error) } })
    return tell(request, reply, failure)
  }

  function tell(request: FastifyRequest, reply: FastifyReply, problem: OidcProblem, name = ''): FastifyReply {
    const { language } = visitorOf(request)
    const words = oidcWords[language]
    const main = html`<p class="notice bad" role="alert">${fill(words.problems[problem], { host, name }, language)}</p>
<p class="actions"><a class="button" href="${logOnPath('/')}">${words.again}</a></p>`
    return sendPage(request, reply, { title: logOnWords[language].logOn.title, main }, statuses[problem])
  }
}

/** Nobody here gave it: the provider's groups did. */
async function recordRole({ ip }: FastifyRequest, { audit }: Desk, { account, roleBefore }: LoggedOn): Promise<void> {
  const { name, role } = account
  const deed = { who: name, subject: name, from: ip }
  if (roleBefore === null) await audit.add({ ...deed, what: 'account.made' })
  if (roleBefore !== role) await audit.add({ ...deed, what: `account.role.${role}` })
}

/** As the provider knows it: it sends people nowhere else. */
function answerUrl({ options }: Desk): string {
  return `${options.publicUrl}/oidc/answer`
}

/** Messages and causes may hold codes and tokens: they go into no log. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const own = [error, error.cause].flatMap((each) => (each instanceof Error ? [fieldOf(each, 'error'), fieldOf(each, 'code')] : []))
  return own.find((each) => each !== '') ?? ''
}

function fieldOf(error: Error, field: 'error' | 'code'): string {
  const value: unknown = Object.entries(error).find(([name]) => name === field)?.[1]
  return typeof value === 'string' ? value.slice(0, 100) : ''
}
