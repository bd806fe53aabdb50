/** One PUT over a connection that is already open, by undici's client: the bundle goes out piece by piece, and what comes back is kept short. */

import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { type Failure, failure, failureOf } from '../../checks/failure.ts'
import { type ClientClass, httpFailure, joined, oneConnection } from '../../checks/page/request.ts'
import { MAX_ANSWER_BYTES, MAX_REASON_BYTES, type SendLimits, WORTH_ASKING_BYTES } from './limits.ts'
import type { PutRequest } from './request.ts'

/** The bundle's bytes, from the beginning, each time that it is called. */
export type Content = () => AsyncIterable<Uint8Array>

export interface Received {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The first MAX_REASON_BYTES of it. */
  readonly body: Buffer
  readonly complete: boolean
  /** The head came after the last of our bytes was handed to the system. */
  readonly afterAll: boolean
}

export type PutOutcome = Received | { readonly failure: Failure; readonly stage: 'answer' | 'file' }

/** Closes the connection when the answer is complete, too long or broken, when nothing moves any more, or when `signal` fires. */
export async function put(
  Client: ClientClass,
  socket: Socket,
  { url, target, headers }: PutRequest,
  { content, size }: { readonly content: Content; readonly size: number },
  limits: SendLimits,
  signal: AbortSignal,
): Promise<PutOutcome> {
  const { promise, resolve } = Promise.withResolvers<PutOutcome>()
  let head: Pick<Received, 'statusCode' | 'headers' | 'afterAll'> | undefined
  const chunks: Buffer[] = []
  let length = 0
  const settle = (complete: boolean, reason: Failure) =>
    resolve(head === undefined ? { failure: reason, stage: 'answer' } : { ...head, body: bodyOf(chunks), complete })
  const fail = (error: unknown) => settle(false, httpFailure(error))
  const watch = createWatch(() => settle(false, failure('no-reply', 'limit')))
  const onAbort = () => settle(false, failure('cancelled'))
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()

  const answered = Promise.withResolvers<void>()
  const done = Promise.withResolvers<void>()
  let sent = 0
  async function* body(): AsyncGenerator<Uint8Array, void> {
    try {
      for await (const piece of content()) {
        // What comes next would be for nobody: the answer is read, then the connection goes.
        if (head !== undefined) return await done.promise
        sent += piece.length
        yield piece
        watch.expect(sent < size ? limits.idleMs : limits.answerMs)
        if (size >= WORTH_ASKING_BYTES && sent === piece.length) await within(answered.promise, limits.refusalMs)
      }
      // Shorter than was promised: the server waits for more, until we go.
      if (sent < size) resolve({ failure: failure('malformed', 'file-cut'), stage: 'file' })
    } catch (error) {
      resolve({ failure: failureOf(error), stage: 'file' })
    }
    if (sent < size || head !== undefined) await done.promise
  }

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart() {},
    onResponseStart(_controller, statusCode, received) {
      // 1xx: not the answer yet (RFC 9110 section 15.2)
      if (statusCode < 200) return
      head ??= { statusCode, headers: joined(received), afterAll: sent >= size }
      answered.resolve()
      watch.expect(limits.idleMs)
    },
    onResponseData(_controller, chunk) {
      watch.expect(limits.idleMs)
      if (length < MAX_REASON_BYTES) chunks.push(chunk)
      length += chunk.length
      if (length > MAX_ANSWER_BYTES) settle(false, failure('too-large'))
    },
    onResponseEnd: () => settle(true, failure('closed')),
    onResponseError: (_controller, error) => fail(error),
  }
  let client: InstanceType<ClientClass> | undefined
  watch.expect(limits.idleMs)
  try {
    // The watch's limits count.
    client = new Client(url.origin, { connect: oneConnection(socket, fail), allowH2: false, headersTimeout: 0, bodyTimeout: 0 })
    client.dispatch({ method: 'PUT', path: target, headers, body: Readable.from(body(), { objectMode: false }), reset: true }, handler)
  } catch (error) {
    // An address or a token that HTTP cannot carry.
    fail(error)
  }
  return promise.finally(() => {
    watch.stop()
    signal.removeEventListener('abort', onAbort)
    void client?.destroy(null)
    socket.destroy()
    done.resolve()
  })
}

function bodyOf(chunks: readonly Buffer[]): Buffer {
  return Buffer.concat(chunks).subarray(0, MAX_REASON_BYTES)
}

/** Calls `onSilence` where what was expected last does not come in its time. */
function createWatch(onSilence: () => void) {
  let timer: NodeJS.Timeout | undefined
  return {
    expect(limitMs: number) {
      clearTimeout(timer)
      timer = setTimeout(onSilence, limitMs)
    },
    stop: () => clearTimeout(timer),
  }
}

async function within(event: Promise<void>, limitMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, limitMs)
  await Promise.race([event, promise])
  clearTimeout(timer)
}
