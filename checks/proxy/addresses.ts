import { isIP } from 'node:net'
import { type Failure, failure } from '../failure.ts'
import type { Io } from '../io.ts'

export type Addresses = { readonly addresses: readonly string[] } | { readonly failure: Failure }

/** Two rounds of a resolver that drops the first question (Windows asks again after 1 s), and the start of the child that asks. */
export const LOOKUP_LIMIT_MS = 3000

/** What applications on this PC get for a name; an address is its own answer. */
export async function addressesOf(io: Io, host: string, limitMs: number, signal: AbortSignal): Promise<Addresses> {
  if (isIP(host) !== 0) return { addresses: [host] }
  const found = (await io.machine.lookup([host], limitMs, signal))[host]
  if (signal.aborted) return { failure: failure('cancelled') }
  if (found === undefined) return { failure: failure('unknown') }
  if ('failure' in found) return found
  return found.addresses.length > 0 ? found : { failure: failure('no-data') }
}
