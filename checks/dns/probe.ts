import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineProbe, type ProbeContext } from '../check.ts'
import type { Io } from '../io.ts'
import { readAdapters } from './adapters.ts'
import { createDnsClient } from './client.ts'
import type { DnsEvent, DnsEvidence, Query } from './evidence.ts'
import { readHosts } from './hosts-file.ts'
import { lookupLimitMs } from './limits.ts'
import { readPolicyRules } from './policy.ts'
import { addResolvers, mergeResolvers, type Resolver } from './resolvers.ts'

type Emit = (event: DnsEvent) => void

/** More than any service has. An answer by TCP holds thousands, and connecting to them all would be a scan that somebody else has ordered. */
const MOST_ADDRESSES = 32

/** Where only the proxy knows names, what the PC's own DNS would say is waited for no longer than a usual answer takes. */
const BEHIND_PROXY_MS = 1000

export const dnsProbe = defineProbe({ id: 'dns', needs: ['proxy'], probe })

async function probe({ settings, io, signal: run, emit, upstream }: ProbeContext<'dns'>): Promise<DnsEvidence> {
  const needless = new AbortController()
  const signal = AbortSignal.any([run, needless.signal])
  const hosts = [...new Set(settings.targets.map((target) => target.host))]
  const names = hosts.filter((host) => isIP(host) === 0)
  void opensEveryWay(upstream.proxy, hosts).then(async (open) => {
    if (!open) return
    await sleep(BEHIND_PROXY_MS, undefined, { ref: false })
    needless.abort()
  })
  for (const address of hosts.filter((host) => isIP(host) !== 0)) {
    emit({ kind: 'address', host: address, address, source: 'system' })
    emit({ kind: 'system', host: address, addresses: [address] })
  }
  if (names.length === 0)
    return {
      version: 1,
      resolvers: [],
      queries: [],
      system: [],
      hosts: { path: '', failure: null, entries: [] },
      policyRules: [],
      adapters: [],
      complete: true,
    }
  // First of all: a helper takes longer to start than a resolver to answer.
  const looking = io.machine.lookup(names, lookupLimitMs(io.platform), signal)
  const known = mergeResolvers(settings.resolvers, io.machine.resolvers())
  const adapters = readAdapters(io, signal)
  // Those that only an adapter names are asked when the registry has answered; the others do not wait for it.
  const late = adapters.then((found) =>
    addResolvers(
      known,
      found.flatMap(({ servers }) => servers),
    ),
  )
  const ask = (resolvers: readonly Resolver[]) => Promise.all(resolvers.map((resolver) => askResolver(io, resolver, names, emit, signal)))
  const asking = Promise.all([ask(known), late.then(ask)]).then((each) => each.flat(2))
  const [queries, system, hostsFile, policyRules] = await Promise.all([
    asking,
    lookUp(looking, names, asking, emit),
    readHosts(io, names).then((file) => {
      for (const { name, address } of file.entries) if (isIP(address) !== 0) emit({ kind: 'address', host: name, address, source: 'hosts' })
      return file
    }),
    readPolicyRules(io, names, signal),
  ])
  return {
    version: 1,
    resolvers: [...known, ...(await late)].map(({ id, address, port, roles }) => ({ id, address, port, roles: [...roles] })),
    queries,
    system,
    hosts: hostsFile,
    policyRules,
    adapters: await adapters,
    complete: !run.aborted,
  }
}

/** Whether a proxy of Edge's brought TLS from every host: then nothing is asked of the PC's own DNS. */
async function opensEveryWay(proxy: ProbeContext<'dns'>['upstream']['proxy'], hosts: readonly string[]): Promise<boolean> {
  const missing = new Set(hosts)
  for await (const event of proxy) {
    if (event.kind === 'route' && event.proxies.length === 0) return false
    if (event.kind === 'handshake' && event.record.outcome.kind === 'done') missing.delete(event.record.host)
    if (missing.size === 0) return true
  }
  return false
}

/** Every name twice (A and AAAA), a name that must not exist, and one question by TCP alone: all at once. */
async function askResolver(io: Io, resolver: Resolver, names: readonly string[], emit: Emit, signal: AbortSignal): Promise<Query[]> {
  const client = createDnsClient(io, resolver, signal)
  const [first] = names
  const asked = names.flatMap((name) =>
    (['A', 'AAAA'] as const).map(async (type) => {
      const query = await client.ask(name, type, 'target')
      if (query.outcome.kind === 'answered') {
        for (const address of query.outcome.addresses.slice(0, MOST_ADDRESSES))
          emit({ kind: 'address', host: name, address, source: 'resolver' })
      }
      return query
    }),
  )
  const queries = await Promise.all([
    ...asked,
    client.ask(nonexistentName(), 'A', 'nonexistent'),
    ...(first === undefined ? [] : [client.ask(first, 'A', 'tcp')]),
  ])
  client.close()
  return queries
}

/** Below .invalid, which never exists (RFC 6761 section 6.4): who answers it with an address rewrites answers. */
function nonexistentName(): string {
  return `preflight-${randomBytes(6).toString('hex')}.invalid`
}

async function lookUp(
  looking: ReturnType<Io['machine']['lookup']>,
  names: readonly string[],
  asking: Promise<readonly Query[]>,
  emit: Emit,
): Promise<DnsEvidence['system']> {
  const answers = await looking
  return Promise.all(
    names.map(async (name) => {
      const answer = answers[name]
      const addresses = answer !== undefined && 'addresses' in answer ? [...new Set(answer.addresses)] : []
      const failure = answer !== undefined && 'failure' in answer ? answer.failure : null
      for (const address of addresses.slice(0, MOST_ADDRESSES)) emit({ kind: 'address', host: name, address, source: 'system' })
      // Where no helper may start nobody knows what applications see: what the resolvers say is the next best.
      const used = failure?.word === 'access-denied' ? answeredAddresses(await asking, name) : addresses
      emit({ kind: 'system', host: name, addresses: used })
      return { name, addresses, failure, elapsedMs: answer?.elapsedMs ?? 0 }
    }),
  )
}

function answeredAddresses(queries: readonly Query[], name: string): string[] {
  const answers = queries.filter((query) => query.name === name && query.purpose === 'target')
  return [...new Set(answers.flatMap(({ outcome }) => (outcome.kind === 'answered' ? outcome.addresses : [])))]
}
