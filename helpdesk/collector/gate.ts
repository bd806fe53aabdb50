/** How many uploads may come at once, and how often one token or one address may try. */

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readBearer } from './bearer.ts'
import type { CollectorLimits } from './limits.ts'
import type { Outcome } from './take.ts'

export interface Gate {
  pass(request: FastifyRequest, take: () => Promise<Outcome>): Promise<Outcome>
}

const MINUTE_MS = 60_000

/** Counted in this process: a second one would count for itself. */
export function createGate(app: FastifyInstance, { mostAtOnce, perAddress, perToken }: CollectorLimits): Gate {
  const ofAddress = app.createRateLimit({ max: perAddress, timeWindow: MINUTE_MS, keyGenerator: ({ ip }) => `address ${ip}` })
  const ofToken = app.createRateLimit({
    max: perToken,
    timeWindow: MINUTE_MS,
    keyGenerator: ({ headers }) => `token ${readBearer(headers.authorization).digest}`,
  })
  let underWay = 0
  const mayTry = async (request: FastifyRequest): Promise<boolean> => {
    const address = await ofAddress(request)
    if (!address.isAllowed && address.isExceeded) return false
    if (readBearer(request.headers.authorization).digest === null) return true
    const token = await ofToken(request)
    return token.isAllowed || !token.isExceeded
  }
  return {
    async pass(request, take) {
      if (!(await mayTry(request))) return { refusal: 'too-many' }
      if (underWay >= mostAtOnce) return { refusal: 'busy' }
      underWay += 1
      try {
        return await take()
      } finally {
        underWay -= 1
      }
    },
  }
}
