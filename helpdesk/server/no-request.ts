/** What is answered to what is no request: an address that can't be one, and bytes that are no HTTP. Neither a room nor a hook ever sees it. */

import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'winston'
import { bareHeaders } from './policy.ts'

/** Never what was asked for: fastify's own answer repeats it. */
export function answerBadAddress(log: Logger) {
  return ({ statusCode = 400 }: { readonly statusCode?: number }, { method, ip }: FastifyRequest, reply: FastifyReply): void => {
    log.info('request', { method, route: '(none)', status: statusCode, from: ip })
    reply.code(statusCode).headers(bareHeaders).send(`${statusCode}\n`)
  }
}

const statuses: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** As Node does it by itself (http, event "clientError"), with our headers. Never into an answer that is under way: whoever had one is cut off. */
export function answerNoHttp({ code = '' }: { readonly code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return
  const status = statuses[code] ?? 400
  const content = `${status}\n`
  const headers = Object.entries({ ...bareHeaders, 'content-length': content.length }).map(([name, value]) => `${name}: ${value}\r\n`)
  if (socket.writable && socket.bytesWritten === 0)
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.join('')}\r\n${content}`)
  socket.destroySoon()
}
