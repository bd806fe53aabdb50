/** The bundle that an address names, for every page of one. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Desk } from '../desk.ts'
import { sendMissing } from './answers.ts'
import { digest, type Found, findBundle } from './find.ts'
import { readParams } from './params.ts'

/** What stands in the address of each. */
export const bundleParams = z.object({ sha256: digest })

/** Undefined where there is none, or where the address can't be right: the answer has then been sent. */
export async function askedBundle<T extends typeof bundleParams>(
  params: T,
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Pick<Desk, 'objects' | 'index'>,
): Promise<{ readonly asked: z.infer<T>; readonly found: Found } | undefined> {
  const asked = readParams(params, request, reply)
  if (asked === undefined) return undefined
  const found = await findBundle(desk, asked.sha256)
  if (!('missing' in found)) return { asked, found }
  sendMissing(request, reply, found)
  return undefined
}
