import { type CheckId, defineProbe, type ProbeContext } from '../check.ts'
import { endpointText, parseEndpoint } from '../endpoint.ts'
import { inTurn } from '../in-turn.ts'
import type { Io, SystemDetails, SystemFacts } from '../io.ts'
import { type Collection, createCollection } from './collection.ts'
import type { HostEvidence, WindowsSettings } from './evidence.ts'
import { readLinks } from './links.ts'
import { readComputer, readOperatingSystem } from './operating-system.ts'
import { windowsParts } from './windows-settings.ts'

const DNS_PORT = 53
/** Any port will do: connect(2) on UDP asks the routing table alone. */
const ANY_PORT = 443

/** A run that is over by then never loads systeminformation, which keeps a core busy for 25-40 ms. */
const DETAILS_AFTER_MS = 300
/** It answers in some milliseconds; on a PC whose disk is busy in seconds. */
const DETAILS_LIMIT_MS = 2000

/** All others: when they have ended nobody waits for what no judge needs. None of them listens to this one. */
const others = ['dns', 'path', 'proxy', 'tls', 'clock', 'page', 'browser', 'smartcard'] as const satisfies readonly CheckId[]

export const hostProbe = defineProbe({ id: 'host', needs: others, probe })

async function probe({ settings, io, signal, upstream }: ProbeContext<'host'>): Promise<HostEvidence> {
  const wallMs = io.clock.wallMs()
  const othersEnded = Promise.all(others.map((id) => upstream[id].ended)).then(() => {})
  const collection = createCollection(othersEnded, signal)
  const extras = startExtras(io, signal, collection, othersEnded)
  // What judges need of every PC: from the registry, the API and Node, within milliseconds.
  const facts = orOnAbort(factsOf(io), undefined, signal)
  const [routes, links, os, known, explaining] = await Promise.all([
    askRoutes(io, settings),
    orOnAbort(readLinks(io, signal), [], signal),
    orOnAbort(
      facts.then((each) => readOperatingSystem(io, each, signal)),
      null,
      signal,
    ),
    facts,
    explainingParts(io, signal, collection),
  ])
  const { computer, details, ...windows } = await extras
  return {
    version: 2,
    platform: io.platform,
    wallMs,
    interfaces: [...io.machine.interfaces()],
    links,
    routes,
    os,
    memory: known === undefined ? null : memoryOf(known.memory, details),
    disks: [...(known?.disks ?? [])],
    computer: computer ?? details?.computer ?? null,
    windows: io.platform === 'win32' ? { ...explaining, ...windows } : null,
    notCollected: collection.missing(),
    complete: !signal.aborted,
  }
}

/** What may explain a failure of the other checks is waited for like what they need. */
async function explainingParts(io: Io, signal: AbortSignal, { need }: Collection): Promise<Pick<WindowsSettings, 'dns' | 'firewall'>> {
  if (io.platform !== 'win32') return { dns: null, firewall: null }
  const parts = windowsParts(io, signal)
  const [dns, firewall] = await Promise.all([need('dns', parts.dns), need('firewall', parts.firewall)])
  return { dns, firewall }
}

/** What was not told when the signal fires is not waited for. */
function orOnAbort<T>(telling: Promise<T>, otherwise: T, signal: AbortSignal): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>()
  // After what is told at once.
  const giveUp = () => setImmediate(() => resolve(otherwise))
  if (signal.aborted) giveUp()
  signal.addEventListener('abort', giveUp, { once: true })
  telling.then(resolve, () => resolve(otherwise))
  return promise
}

async function factsOf(io: Io): Promise<SystemFacts | undefined> {
  const facts = await io.machine.system.facts()
  return 'failure' in facts ? undefined : facts
}

function memoryOf(
  memory: { readonly totalBytes: number; readonly freeBytes: number },
  details: SystemDetails | null,
): HostEvidence['memory'] {
  return { ...memory, availableBytes: details?.availableBytes ?? null, swapTotalBytes: details?.swapTotalBytes ?? null }
}

/** What is given up when all others have ended. One after the other: where only reg.exe may read the registry, each is some processes. */
async function startExtras(
  io: Io,
  signal: AbortSignal,
  { collect }: Collection,
  othersEnded: Promise<void>,
): Promise<
  Pick<WindowsSettings, 'time' | 'restart'> & { readonly computer: HostEvidence['computer']; readonly details: SystemDetails | null }
> {
  const detailed = io.platform === 'win32' ? null : collect('details', () => readDetails(io, signal, othersEnded))
  // What is being sent now is on its way first; its turn is over at once, so that nothing waits for the registry.
  await inTurn(async () => {})
  const computer = io.platform === 'darwin' ? null : await collect('computer', () => readComputer(io, signal))
  if (io.platform !== 'win32') return { computer, details: await detailed, time: null, restart: null }
  const parts = windowsParts(io, signal)
  const time = await collect('time', parts.time)
  const restart = await collect('restart', parts.restart)
  return { computer, details: null, time, restart }
}

async function readDetails(io: Io, signal: AbortSignal, othersEnded: Promise<void>): Promise<SystemDetails | null> {
  if (!(await lasts(DETAILS_AFTER_MS, othersEnded))) return null
  const outcome = await io.machine.system.details(DETAILS_LIMIT_MS, signal)
  return 'details' in outcome ? outcome.details : null
}

/** Whether the run lasts so long. */
function lasts(ms: number, othersEnded: Promise<void>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(true), ms)
  void othersEnded.then(() => {
    clearTimeout(timer)
    resolve(false)
  })
  return promise
}

async function askRoutes(io: Io, settings: ProbeContext<'host'>['settings']): Promise<HostEvidence['routes']> {
  // The PC's own stub (127.0.0.53 and the like) says nothing of the network; a resolver that the site names does.
  const own = io.machine.resolvers().flatMap((text) => parseEndpoint(text, DNS_PORT) ?? [])
  const outside = own.filter(({ address }) => !address.startsWith('127.') && address !== '::1')
  const destinations = [...settings.resolvers, ...settings.extraAddresses.map(({ address }) => ({ address, port: ANY_PORT })), ...outside]
  const unique = [...new Map(destinations.map((each) => [endpointText(each), each])).entries()]
  return Promise.all(
    unique.map(async ([destination, endpoint]) => {
      const route = await io.net.route(endpoint)
      return { destination, source: 'source' in route ? route.source : null, failure: 'failure' in route ? route.failure : null }
    }),
  )
}
