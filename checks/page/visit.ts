/** One documented address, asked for as a person would who types it: redirects are followed, but never to a host that is no target. */

import { createHash } from 'node:crypto'
import type { ProbeContext } from '../check.ts'
import { type Failure, failure } from '../failure.ts'
import { limitSignal } from '../limit.ts'
import { challengeSchemes } from '../proxy/connect-head.ts'
import { decodeText, decompress } from './body.ts'
import type { Hop, Page, Visit } from './evidence.ts'
import type { readHtml } from './html.ts'
import { open, orSilence } from './open.ts'
import { hostOf, redirectOf, withoutState } from './redirect.ts'
import { type Answer, type ClientClass, get } from './request.ts'
import { type Ways, waysTo } from './ways.ts'

/** Browsers give up after 20; a log-on that needs more than 10 is not the one that HKEX printed. */
const MAX_REDIRECTS = 10
/** Longer ones hold a state that nobody reads. */
const MAX_LOCATION_LENGTH = 2048
/** RFC 9110 section 15.5.8 */
const PROXY_AUTHENTICATION_REQUIRED = 407

export interface VisitContext {
  readonly io: ProbeContext<'page'>['io']
  readonly upstream: ProbeContext<'page'>['upstream']
  readonly targetHosts: ReadonlySet<string>
  readonly client: Promise<ClientClass>
  readonly reader: Promise<{ readonly readHtml: typeof readHtml }>
  /** Fires when the run is cut short. */
  readonly signal: AbortSignal
  /** For the whole visit, redirects included, from the moment on which the first way is known. */
  readonly limitMs: number
}

/** Visits one address. `visit` grows as it goes, so that what there is can be kept when the run is cut short. */
export async function makeVisit(visit: Visit, context: VisitContext): Promise<void> {
  let limit: AbortSignal | undefined
  for (let next: URL | null = new URL(visit.url); next !== null; ) {
    const ways = await waysTo(next, context)
    limit ??= limitSignal(context.limitMs)
    const { hop, page } = await request(next, ways, context, AbortSignal.any([context.signal, limit]))
    const onward = redirectOf(hop, page)
    visit.hops.push(keptHop(hop, visit.hops.length === 0 ? hop.url : withoutState(hop.url)))
    visit.page = page === null ? null : { ...page, metaRefresh: page.metaRefresh === null ? null : withoutState(page.metaRefresh) }
    next = onward !== null && context.targetHosts.has(hostOf(onward)) ? onward : null
    if (next !== null && visit.hops.length > MAX_REDIRECTS) {
      visit.tooManyRedirects = true
      next = null
    }
  }
}

/** What is written down of a hop, once it has been followed: of addresses that a server chose, no session. */
function keptHop(hop: Hop, url: string): Hop {
  return { ...hop, url, location: hop.location === null ? null : withoutState(hop.location) }
}

type Result = { readonly hop: Hop; readonly page: Page | null }

async function request(url: URL, ways: Ways, context: VisitContext, signal: AbortSignal): Promise<Result> {
  const { io } = context
  const { socket, reached } = await open(io, url, ways, signal)
  const failed = (stage: Hop['stage'], reason: Failure) => ({ stage, failure: orSilence(reason, context.signal) })
  const hop = { ...emptyHop(url, io), ...reached }
  if (socket === null) return { hop: { ...hop, ...(reached.failure === null ? {} : failed(reached.stage, reached.failure)) }, page: null }
  const byProxy = reached.via?.kind === 'proxy' && url.protocol === 'http:'
  const outcome = await get(io, await context.client, url, { socket, byProxy }, signal)
  const { elapsedMs } = outcome
  if ('failure' in outcome) {
    // TLS 1.3 tells a client what it dislikes (that it has no certificate, say) only after the handshake.
    const stage = outcome.failure.word === 'tls-alert' || outcome.failure.word === 'tls-protocol' ? 'tls' : 'http'
    return { hop: { ...hop, elapsedMs, ...failed(stage, outcome.failure) }, page: null }
  }
  const { answer } = outcome
  if (byProxy && answer.statusCode === PROXY_AUTHENTICATION_REQUIRED) {
    const authenticationSchemes = challengeSchemes(answer.headers['proxy-authenticate'] ?? '')
    return {
      hop: { ...hop, ...failed('proxy', failure('unknown', 'HTTP 407')), proxyStatusCode: answer.statusCode, authenticationSchemes },
      page: null,
    }
  }
  const bodyFailure = answer.bodyFailure === null ? null : orSilence(answer.bodyFailure, context.signal)
  return { hop: { ...hop, elapsedMs, ...answerFacts(answer) }, page: await readPage({ ...answer, bodyFailure }, context.reader) }
}

function emptyHop(url: URL, io: VisitContext['io']): Hop {
  return {
    url: url.href,
    via: null,
    source: null,
    attempts: [],
    stage: null,
    failure: null,
    proxyStatusCode: null,
    authenticationSchemes: [],
    statusCode: null,
    date: null,
    ageSeconds: null,
    receivedAtMs: io.clock.wallMs(),
    elapsedMs: 0,
    location: null,
    server: null,
    contentType: null,
    offersCookie: false,
  }
}

function answerFacts({ statusCode, headers, receivedAtMs }: Answer) {
  const age = Number.parseInt(headers.age ?? '', 10)
  return {
    statusCode,
    receivedAtMs,
    date: headers.date ?? null,
    ageSeconds: Number.isNaN(age) ? null : age,
    location: headers.location?.slice(0, MAX_LOCATION_LENGTH) ?? null,
    server: headers.server ?? null,
    contentType: headers['content-type'] ?? null,
    offersCookie: headers['set-cookie'] !== undefined,
  }
}

const htmlTypes = /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i

/** The page, where HTML came; without a Content-Type it is what begins with a tag. */
async function readPage({ headers, body, cut, bodyFailure }: Answer, reader: VisitContext['reader']): Promise<Page | null> {
  const contentType = headers['content-type'] ?? null
  if (contentType !== null && !htmlTypes.test(contentType)) return null
  const decoded = await decompress(body, headers['content-encoding'] ?? '')
  const html = decodeText(decoded.bytes, contentType)
  if (contentType === null && !html.trimStart().startsWith('<')) return null
  return {
    ...(await reader).readHtml(html),
    bytes: decoded.bytes.length,
    sha256: createHash('sha256').update(decoded.bytes).digest('hex'),
    cut: cut || decoded.cut,
    // A compressed body that broke off cannot be undone to its end: that is the first failure's doing.
    failure: bodyFailure ?? (cut ? null : decoded.failure),
  }
}
