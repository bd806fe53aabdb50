/** A PAC script at work: got once, asked for each target, with the names looked up that it asks for. */

import type { Io } from '../io.ts'
import type { Settings, Target } from '../settings.ts'
import { addressesOf, LOOKUP_LIMIT_MS } from './addresses.ts'
import type { PacRecord } from './evidence.ts'
import { fetchPac, type PacFetched } from './pac-fetch.ts'
import { type PacFacts, type PacOutcome, runPac } from './pac-run.ts'
import type { Setting } from './setting.ts'

export type PacAnswer =
  | { readonly kind: 'answer'; readonly text: string }
  /** It has no answer for this target: Edge then connects directly. */
  | { readonly kind: 'no-answer' }
  /** It could not be got or is no PAC script: Edge goes on to its next setting. */
  | { readonly kind: 'unusable' }
  | { readonly kind: 'cancelled' }

export interface Pac {
  ask(target: Target): Promise<PacAnswer>
  record(): PacRecord
}

/** What all the look-ups of a script may take; a name that is not known by then counts as unknown, as it would after Edge's own limit. */
const LOOKUPS_LIMIT_MS = 4000
/** A script that asks for more names than this is not a site's configuration. */
const MAX_NAMES = 32
/**
 * Edge resolves `wpad` before it fetches, and gives up after 1 s (Chromium, net/proxy_resolution/pac_file_decider.cc, "quick check");
 * ours has a child to start as well.
 */
const WPAD_LOOKUP_LIMIT_MS = 1500

/** @param index of the setting in the evidence */
export function createPac(io: Io, setting: Setting, index: number, settings: Settings, signal: AbortSignal): Pac {
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
  let outOfTime: PacOutcome | undefined
  return {
    async ask(target) {
      const script = await fetching
      if (signal.aborted) return { kind: 'cancelled' }
      if ('failure' in script) return { kind: 'unusable' }
      const url = urlForPac(target.url)
      const outcome = outOfTime ?? (await run(script.script, url, target.host.replace(/^\[|\]$/g, ''), facts))
      if (outcome.kind === 'needs') return { kind: 'cancelled' }
      if (outcome.kind === 'answer') {
        answers.push({ url, answer: outcome.text.slice(0, MAX_ANSWER_LENGTH), error: null })
        return outcome
      }
      // Run once more for the next target it would only block everything again.
      if (outcome.error === 'time-limit') outOfTime = outcome
      answers.push({ url, answer: null, error: { stage: outcome.stage, kind: outcome.error, detail: outcome.detail } })
      return { kind: outcome.stage === 'load' ? 'unusable' : 'no-answer' }
    },
    record: () => ({ setting: index, url: setting.value, ...recordOf(fetched), answers, elapsedMs }),
  }
}

const MAX_ANSWER_LENGTH = 2000

async function fetchFor(io: Io, setting: Setting, { trustedRoots }: Settings, signal: AbortSignal): Promise<PacFetched> {
  if (setting.kind === 'auto-detect') {
    const found = await addressesOf(io, 'wpad', WPAD_LOOKUP_LIMIT_MS, signal)
    if ('failure' in found) return { ...found, stage: 'lookup', statusCode: null }
  }
  return fetchPac(io, setting.pacUrl ?? '', { roots: trustedRoots, mayReadFile: setting.source === 'flag-or-site' }, signal)
}

function recordOf(fetched: PacFetched | undefined) {
  if (fetched === undefined) return { stage: 'fetch', failure: { word: 'cancelled', code: 'cancelled' }, statusCode: null, bytes: 0, sha256: null } as const
  if ('failure' in fetched) return { stage: fetched.stage, failure: fetched.failure, statusCode: fetched.statusCode, bytes: 0, sha256: null }
  return { stage: null, failure: null, statusCode: null, bytes: fetched.bytes, sha256: fetched.sha256 }
}

/** Of https the script sees scheme, host and port alone (Chromium, net/docs/proxy.md, "Arguments passed to FindProxyForURL()"). */
function urlForPac(address: string): string {
  const url = new URL(address)
  return url.protocol === 'https:' ? `${url.origin}/` : `${url.origin}${url.pathname}${url.search}`
}

interface Facts extends PacFacts {
  /** Looks a name up that `addressesOf` does not know yet. */
  learn(name: string): Promise<void>
  prepare(script: string): Promise<void>
}

async function run(script: string, url: string, host: string, facts: Facts): Promise<PacOutcome> {
  await facts.prepare(script)
  for (let round = 0; ; round++) {
    const outcome = await runPac(script, url, host, facts)
    if (outcome.kind !== 'needs' || round === MAX_NAMES) return outcome
    await facts.learn(outcome.name)
  }
}

function createFacts(io: Io, signal: AbortSignal): Facts {
  const known = new Map<string, readonly string[]>()
  const asking = new Map<string, Promise<void>>()
  let myAddresses: readonly string[] = []
  let usedMs = 0
  const look = async (name: string) => {
    const startedMs = io.clock.monotonicMs()
    const leftMs = Math.min(LOOKUP_LIMIT_MS, LOOKUPS_LIMIT_MS - usedMs)
    const found = leftMs <= 0 || asking.size > MAX_NAMES || !isHostName(name) ? undefined : await addressesOf(io, name, leftMs, signal)
    usedMs += io.clock.monotonicMs() - startedMs
    known.set(name, found !== undefined && 'addresses' in found ? found.addresses : [])
  }
  return {
    addressesOf: (name) => known.get(name),
    get myAddresses() {
      return myAddresses
    },
    learn(name) {
      const before = asking.get(name) ?? look(name)
      asking.set(name, before)
      return before
    },
    async prepare(script) {
      if (script.includes('myIpAddress') && myAddresses.length === 0) myAddresses = await ownAddresses(io)
    },
  }
}

/** What a script passes on to the resolver is not ours: only what looks like a name of a host goes there. */
function isHostName(name: string): boolean {
  return name.length <= 253 && /^[\w.-]+$/.test(name)
}

/**
 * The addresses that this PC would use: towards everywhere (a documentation address stands for it, RFC 5737), else towards private
 * networks, as Chromium does it (net/docs/proxy.md, "Resolving client's IP address"). The routing table is asked, nothing is sent.
 */
async function ownAddresses(io: Io): Promise<readonly string[]> {
  const everywhere = await sourcesTowards(io, ['192.0.2.1', '2001:db8::1'])
  return everywhere.length > 0 ? everywhere : sourcesTowards(io, ['10.0.0.0', '172.16.0.0', '192.168.0.0', 'fc00::'])
}

async function sourcesTowards(io: Io, destinations: readonly string[]): Promise<string[]> {
  const routes = await Promise.all(destinations.map((address) => io.net.route({ address, port: 53 })))
  const sources = routes.flatMap((route) => ('source' in route ? route.source : []))
  return [...new Set(sources)].filter((source) => !/^(?:127\.|169\.254\.|::1$|fe80:)/i.test(source))
}
