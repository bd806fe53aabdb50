/** The DevTools protocol over two pipes: messages in JSON, each ended by NUL (Chromium, content/browser/devtools/devtools_pipe_handler.cc). */

import { type Failure, failure } from '../failure.ts'
import type { Conversation, ConversationOptions } from '../io.ts'
import { MAX_MESSAGE_BYTES, MAX_MESSAGES } from './limits.ts'
import { type Json, numberOf, objectOf, textOf } from './values.ts'

export type Reply = { readonly result: Json } | { readonly failure: Failure }
export type Listener = (method: string, params: Json) => void

export interface DevTools {
  /** Never throws and never stays open: what the browser refuses, or can no longer answer, is a failure. */
  send(method: string, params?: Json, session?: string): Promise<Reply>
  /** Events of one session; of the browser itself where none is named. */
  listen(listener: Listener, session?: string): void
  /** Resolves when nothing more can come, and says why. */
  readonly ended: Promise<Failure>
}

export interface Wire {
  readonly devtools: DevTools
  readonly onData: ConversationOptions['onData']
  /** What is sent before waits for it. */
  readonly connect: (conversation: Pick<Conversation, 'send' | 'ended'>) => void
}

export function createWire(): Wire {
  const ended = Promise.withResolvers<Failure>()
  const waiting = new Map<number, (reply: Reply) => void>()
  const listeners = new Map<string, Listener>()
  const unsent: string[] = []
  let conversation: Pick<Conversation, 'send'> | undefined
  let over: Failure | undefined
  let lastId = 0

  const end = (why: Failure) => {
    if (over !== undefined) return
    over = why
    for (const answer of waiting.values()) answer({ failure: why })
    waiting.clear()
    ended.resolve(why)
  }
  const onMessage = (message: Json) => {
    const id = numberOf(message.id)
    if (id === null) return listeners.get(textOf(message.sessionId) ?? '')?.(textOf(message.method) ?? '', objectOf(message.params))
    waiting.get(id)?.(replyOf(message))
    waiting.delete(id)
  }
  const splitter = createSplitter(onMessage, end)

  return {
    onData: (piece) => {
      if (over === undefined) splitter(piece)
    },
    connect(opened) {
      conversation = opened
      for (const text of unsent) opened.send(text)
      void opened.ended.then(({ exitCode }) => end(failure('exited', exitCode === null ? 'exited' : String(exitCode))))
    },
    devtools: {
      ended: ended.promise,
      listen: (listener, session = '') => void listeners.set(session, listener),
      send(method, params = {}, session) {
        if (over !== undefined) return Promise.resolve({ failure: over })
        lastId += 1
        const { promise, resolve } = Promise.withResolvers<Reply>()
        waiting.set(lastId, resolve)
        const text = `${JSON.stringify({ id: lastId, method, params, ...(session === undefined ? {} : { sessionId: session }) })}\0`
        if (conversation === undefined) unsent.push(text)
        else conversation.send(text)
        return promise
      },
    },
  }
}

function replyOf({ result, error }: Json): Reply {
  return error === undefined
    ? { result: objectOf(result) }
    : { failure: failure('not-supported', String(numberOf(objectOf(error).code) ?? 'unknown')) }
}

/** Cuts the stream into messages. One that is too long, one too many, or one that is no JSON ends all: who speaks so is no browser of ours. */
function createSplitter(onMessage: (message: Json) => void, end: (why: Failure) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = []
  let length = 0
  let count = 0
  const take = (part: Buffer) => {
    pieces.push(part)
    length += part.length
    return length <= MAX_MESSAGE_BYTES
  }
  return (piece) => {
    for (let rest = piece; rest.length > 0; ) {
      const at = rest.indexOf(0)
      if (!take(at === -1 ? rest : rest.subarray(0, at))) return end(failure('too-large', 'message'))
      if (at === -1) return
      const message = parse(Buffer.concat(pieces).toString('utf8'))
      pieces = []
      length = 0
      count += 1
      if (count > MAX_MESSAGES) return end(failure('too-large', 'messages'))
      if (message === null) return end(failure('malformed', 'devtools'))
      onMessage(message)
      rest = rest.subarray(at + 1)
    }
  }
}

function parse(text: string): Json | null {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    return null
  }
}
