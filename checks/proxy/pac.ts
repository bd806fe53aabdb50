/** A PAC script at work: got once, asked for each target, with the names looked up that it asks for. */

import type { Io } from '../io.ts'
import type { Settings, Target } from '../settings.ts'
import { addressesOf } from './addresses.ts'
import type { PacRecord } from './evidence.ts'
import { createFacts, type PacFacts } from './pac-facts.ts'
import { fetchPac, type PacFetched } from './pac-fetch.ts'
import { createSandbox, type PacOutcome, type PacRequest, type Sandbox } from './pac-sandbox.ts'
import { urlForPac } from './pac-url.ts'
import type { Setting } from './setting.ts'

export type PacAnswer =
  | { readonly kind: 'answer'; readonly text: string }
  /** It has no answer for this target: Edge then connects directly. */
  | { readonly kind: 'no-answer' }
  /** It could not be got or is no PAC script: Edge goes on to its next setting. */
  | { readonly kind: 'unusable' }
  | { readonly kind: 'cancelled' }

export interface Pac {
  ask(target: Pick<Target, 'url' | 'host'>): Promise<PacAnswer>
  record(): PacRecord
  close(): void
}

/**
 * Edge resolves `wpad` before it fetches, and gives up after 1 s (Chromium, net/proxy_resolution/pac_file_decider.cc, "quick check");
 * ours has a child to start as well.
 */
const WPAD_LOOKUP_LIMIT_MS = 1500

/** @param index of the setting in the evidence */
export function createPac(io: Io, setting: Setting, index: number, settings: Pick<Settings, 'trustedRoots'>, signal: AbortSignal): Pac {
  const startedMs = io.clock.monotonicMs()
  const answers: PacRecord['answers'] = []
  let elapsedMs = 0
  let fetched: PacFetched | undefined
  const fetching = fetchFor(io, setting, settings, signal).then((result) => {
    elapsedMs = io.clock.monotonicMs() - startedMs
    fetched = result
    return result
  })
  const facts = createFacts(io, signal)
  const sandbox = createSandbox()
  signal.addEventListener('abort', sandbox.close, { once: true })
  return {
    async ask(target) {
      const script = await fetching
      if (signal.aborted) return { kind: 'cancelled' }
      if ('failure' in script) return { kind: 'unusable' }
      const url = urlForPac(target.url)
      const outcome = await run(sandbox, facts, { script: script.script, url, host: target.host.replace(/^\[|\]$/g, '') })
      if (signal.aborted) return { kind: 'cancelled' }
      if (outcome.kind === 'answer') {
        const text = outcome.text.slice(0, MAX_ANSWER_LENGTH)
        answers.push({ url, answer: text, error: null })
        return { kind: 'answer', text }
      }
      answers.push({ url, answer: null, error: { stage: outcome.stage, kind: outcome.error, detail: outcome.detail } })
      return { kind: outcome.stage === 'load' ? 'unusable' : 'no-answer' }
    },
    record: () => ({ setting: index, url: setting.value, ...recordOf(fetched), answers: [...answers], elapsedMs }),
    close() {
      signal.removeEventListener('abort', sandbox.close)
      sandbox.close()
    },
  }
}

type Settled = Exclude<PacOutcome, { kind: 'needs' }>

/** The names that the script asks for are looked up one after the other, and it is run again each time, until it asks no more. */
async function run(sandbox: Sandbox, facts: PacFacts, asked: Pick<PacRequest, 'script' | 'url' | 'host'>): Promise<Settled> {
  const myAddresses = asked.script.includes('myIpAddress') ? await facts.myAddresses() : []
  for (;;) {
    const outcome = await sandbox.run({ ...asked, known: facts.known, myAddresses })
    if (outcome.kind !== 'needs') return outcome
    if (!(await facts.learn(outcome.name))) return { kind: 'error', stage: 'run', error: 'time-limit', detail: 'dnsResolve' }
  }
}

/** Of proxies in one list nobody needs as many as fit in here. */
const MAX_ANSWER_LENGTH = 2000

async function fetchFor(
  io: Io,
  setting: Setting,
  { trustedRoots }: Pick<Settings, 'trustedRoots'>,
  signal: AbortSignal,
): Promise<PacFetched> {
  if (setting.kind === 'auto-detect') {
    const found = await addressesOf(io, 'wpad', WPAD_LOOKUP_LIMIT_MS, signal)
    if ('failure' in found) return { ...found, stage: 'lookup', statusCode: null }
  }
  return fetchPac(io, setting.pacUrl ?? '', { roots: trustedRoots, mayReadFile: setting.source === 'flag-or-site' }, signal)
}

function recordOf(fetched: PacFetched | undefined) {
  if (fetched === undefined)
    return { stage: 'fetch', failure: { word: 'cancelled', code: 'cancelled' }, statusCode: null, bytes: 0, sha256: null } as const
  if ('failure' in fetched)
    return { stage: fetched.stage, failure: fetched.failure, statusCode: fetched.statusCode, bytes: 0, sha256: null }
  return { stage: null, failure: null, statusCode: null, bytes: fetched.bytes, sha256: fetched.sha256 }
}
