/**
 * What a log-on by a provider has to come back with. All of it follows from one secret, which only the browser that began it has, in a
 * cookie: an answer that another browser was sent (a planted log-on) fits nothing.
 */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { safeTarget } from '../accounts/target.ts'
import { isSecret, newSecret } from '../data/secrets.ts'

/** Seconds. Time to find a second factor. */
export const FLOW_S = 600

export interface FlowSecrets {
  /** Goes through the browser and comes back (RFC 6749, section 10.12). */
  readonly state: string
  /** Comes back in the ID token (OpenID Connect Core 1.0, section 15.5.2). */
  readonly nonce: string
  /** Of PKCE (RFC 7636): shown to the provider alone, when the code is exchanged. */
  readonly verifier: string
}

export interface Flow {
  /** For the cookie. */
  readonly kept: string
  readonly secrets: FlowSecrets
  /** Where the person wanted to go. */
  readonly target: string
}

export function newFlow(target: string, nowMs: number): Flow {
  const secret = newSecret()
  return { kept: `${secret}.${nowMs}.${Buffer.from(target).toString('base64url')}`, secrets: secretsOf(secret), target }
}

/** Null for what is none, and for one that is too old. */
export function readFlow(kept: string, nowMs: number): Flow | null {
  const [secret = '', began = '', target = ''] = kept.split('.')
  const age = nowMs - Number(began)
  if (!isSecret(secret) || !/^\d{1,15}$/.test(began) || age < 0 || age > FLOW_S * 1000) return null
  return { kept, secrets: secretsOf(secret), target: safeTarget(Buffer.from(target, 'base64url').toString()) }
}

export function isState(asked: unknown, { state }: FlowSecrets): boolean {
  if (typeof asked !== 'string') return false
  const [a, b] = [Buffer.from(asked), Buffer.from(state)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function secretsOf(secret: string): FlowSecrets {
  const derived = (use: string) => createHmac('sha256', secret).update(`terminal-preflight/oidc/${use}`).digest('base64url')
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') }
}
