/** What an address asks for, within bounds. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { sendBadField } from './problem-page.ts'

/** A form without script sends its empty fields too: they ask for nothing. */
export function unlessEmpty<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
}

/** Undefined where something in it can't be right: the answer has then been sent. What nobody asked about (`lang`) is passed over. */
export function readQuery<T extends z.ZodObject>(schema: T, request: FastifyRequest, reply: FastifyReply): z.infer<T> | undefined {
  const { data, error } = schema.safeParse(request.query)
  if (error === undefined) return data
  sendBadField(request, reply, String(error.issues[0]?.path[0] ?? '?'))
  return undefined
}
