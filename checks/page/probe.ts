import { defineProbe, type ProbeContext } from '../check.ts'
import { inTurn } from '../in-turn.ts'
import type { PageEvidence, Visit } from './evidence.ts'
import { hostOf } from './redirect.ts'
import { loadClient } from './request.ts'
import { makeVisit } from './visit.ts'

/**
 * One visit. An address that is passed over takes 3.5 s, a greeting as much; what remains is more than a page needs on the
 * worst line that one can work over. With the look-ups before it, it stays within the 20 s of a whole run.
 */
const VISIT_LIMIT_MS = 12_000

/**
 * Asks for the page of every target, once an address, by the route that Edge takes on this PC. Nothing is sent but the
 * request; nobody is contacted but the targets' hosts.
 */
export const pageProbe = defineProbe({
  id: 'page',
  needs: ['dns', 'proxy'],
  probe: (context) => visitPages(context, VISIT_LIMIT_MS),
})

/** The probe with another limit, for tests. */
export async function visitPages({ settings, io, upstream, signal }: ProbeContext<'page'>, limitMs: number): Promise<PageEvidence> {
  const visits = [...new Set(settings.targets.map(({ url }) => url))].map(
    (url): Visit => ({ url, hops: [], page: null, tooManyRedirects: false }),
  )
  const targetHosts = new Set(settings.targets.map(({ url }) => hostOf(new URL(url))))
  // Loaded while the names are looked up.
  const client = inTurn(loadClient)
  const reader = inTurn(() => import('./html.ts'))
  await Promise.all(visits.map((visit) => makeVisit(visit, { io, upstream, targetHosts, client, reader, signal, limitMs })))
  return { version: 1, visits, complete: !signal.aborted }
}
