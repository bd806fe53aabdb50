/** One try to send a bundle. */

import { failure } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'
import { hostOf, portOf } from '../../checks/page/redirect.ts'
import { loadClient } from '../../checks/page/request.ts'
import type { ProxySetting } from '../../checks/settings.ts'
import { readUploadUrl } from '../profile/readers.ts'
import type { Answer } from './answer.ts'
import { connectTo } from './connect.ts'
import type { Destination } from './destination.ts'
import { judgeResponse } from './judge-response.ts'
import { MAX_REDIRECTS, type SendLimits, sendLimits } from './limits.ts'
import { type Content, put } from './put.ts'
import { reasonOf } from './reason.ts'
import { type BundleFacts, type PutRequest, putRequest } from './request.ts'
import { secretsOf } from './secrets.ts'

export interface SendDoors {
  readonly io: Io
  /** What a flag or the site file says: settings.proxy. */
  readonly proxy: ProxySetting
  /** PEM of roots that vouch for the server of a PAC script: settings.trustedRoots. */
  readonly trustedRoots?: readonly string[]
  readonly signal: AbortSignal
  readonly nowMs: () => number
  readonly limits?: SendLimits
}

export interface SendFacts extends BundleFacts {
  /** An earlier try may have got through without our hearing of it. */
  readonly mayBeThere?: boolean
}

/** @param content is read from its beginning once, and again for each redirect within the same server */
export async function send(content: Content, destination: Destination, facts: SendFacts, doors: SendDoors): Promise<Answer> {
  if ('problem' in readUploadUrl(destination.url)) return { kind: 'final', problem: 'insecure-address', statusCode: null, reason: '' }
  const limits = doors.limits ?? sendLimits
  const limit = AbortSignal.timeout(limits.wholeMs + Math.ceil((facts.size / limits.bytesPerSecond) * 1000))
  const attempt = { content, destination, facts, limits, doors, signal: AbortSignal.any([doors.signal, limit]) }
  let request = putRequest(destination, facts)
  for (let redirects = 0; ; redirects += 1) {
    const { answer, onward } = await sendOnce(attempt, request)
    if (onward === null || redirects === MAX_REDIRECTS) return orSilence(answer, doors.signal)
    request = { ...request, url: onward, target: onward.pathname + onward.search }
  }
}

interface Attempt {
  readonly content: Content
  readonly destination: Destination
  readonly facts: SendFacts
  readonly limits: SendLimits
  readonly doors: SendDoors
  readonly signal: AbortSignal
}

interface Sent {
  readonly answer: Answer
  /** Where the same server wants it instead. */
  readonly onward: URL | null
}

async function sendOnce({ content, destination, facts, limits, doors, signal }: Attempt, request: PutRequest): Promise<Sent> {
  const { trustedRoots = [] } = doors
  const [Client, connected] = await Promise.all([loadClient(), connectTo({ ...doors, trustedRoots }, request.url, destination.ca, signal)])
  if (!('socket' in connected)) return stays({ kind: 'later', reason: '', retryAfterMs: null, ...connected })
  const outcome = await put(Client, connected.socket, request, { content, size: facts.size }, limits, signal)
  if ('failure' in outcome) return stays({ kind: 'later', statusCode: null, reason: '', retryAfterMs: null, ...outcome })
  const reason = reasonOf(outcome.body, outcome.headers['content-type'] ?? '', secretsOf(destination))
  const nameIsContent = destination.kind === 'collector' || facts.mayBeThere === true
  const answer = judgeResponse({ ...outcome, reason }, { conditional: request.conditional, nameIsContent, nowMs: doors.nowMs() })
  return { answer, onward: onwardTo(outcome.statusCode, outcome.headers.location, request.url) }
}

function stays(answer: Answer): Sent {
  return { answer, onward: null }
}

/** 307 and 308 keep method and body (RFC 9110 sections 15.4.8 and 15.4.9); to another server, or another way to speak to it, nothing goes. */
function onwardTo(statusCode: number, location: string | undefined, from: URL): URL | null {
  if ((statusCode !== 307 && statusCode !== 308) || location === undefined) return null
  const url = URL.parse(location, from.href)
  if (url === null || url.protocol !== from.protocol || hostOf(url) !== hostOf(from) || portOf(url) !== portOf(from)) return null
  if (url.username !== '' || url.password !== '') return null
  url.hash = ''
  return url
}

/** Our own limit is silence; only the end of the run is a cancellation. */
function orSilence(answer: Answer, run: AbortSignal): Answer {
  if (answer.kind !== 'later' || answer.failure?.word !== 'cancelled' || run.aborted) return answer
  return { ...answer, failure: failure('no-reply', 'limit') }
}
