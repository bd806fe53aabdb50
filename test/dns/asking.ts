/** One question to one resolver, by a client of its own. */

import { createDnsClient } from '../../checks/dns/client.ts'
import type { Query } from '../../checks/dns/evidence.ts'
import type { QueryType } from '../../checks/dns/packet.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Endpoint } from '../../checks/io.ts'
import { type DnsBehaviour, goodDns } from '../lab/dns-behaviour.ts'
import { startDnsServer } from '../lab/dns-server.ts'
import { onFreePlaces } from '../lab/places.ts'

export const host = 'sso.example'
export const zone = { [host]: { addresses: ['192.0.2.1', '192.0.2.2'] } }

interface Question {
  readonly name?: string
  readonly type?: QueryType
  readonly purpose?: Query['purpose']
  readonly signal?: AbortSignal
}

export async function ask(endpoint: Endpoint, { name = host, type = 'A', purpose = 'target', signal }: Question = {}): Promise<Query> {
  const client = createDnsClient(injectedIo({}), endpoint, signal ?? new AbortController().signal)
  try {
    return await client.ask(name, type, purpose)
  } finally {
    client.close()
  }
}

/** The same, of a server of the lab that behaves so. */
export async function askLab(behaviour: Partial<DnsBehaviour>, question: Question = {}): Promise<Query> {
  const { place, running } = await onFreePlaces(false, async ({ resolvers: { preferred } }) => ({
    place: preferred,
    running: await startDnsServer(preferred, zone, { ...goodDns, ...behaviour }),
  }))
  try {
    return await ask(place, question)
  } finally {
    await running.stop()
  }
}
