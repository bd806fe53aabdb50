import type { FastifyReply, FastifyRequest } from 'fastify'
import type * as z from 'zod'
import { sendBadField } from '../web/problem-page.ts'

/** Undefined where a part of the path can't be right: the answer has then been sent. */
export function readParams<T extends z.ZodObject>(schema: T, request: FastifyRequest, reply: FastifyReply): z.infer<T> | undefined {
  const { data, error } = schema.safeParse(request.params)
  if (error === undefined) return data
  sendBadField(request, reply, String(error.issues[0]?.path[0] ?? '?'))
  return undefined
}
