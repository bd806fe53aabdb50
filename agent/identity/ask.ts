import type { ReadStream, WriteStream } from 'node:tty'

/** Both ends where a person sits: neither is a pipe or a file. */
export interface Ends {
  readonly input: ReadStream
  /** stderr: stdout may be a document that another program reads. */
  readonly output: WriteStream
}

/** Asks for a line; undefined where the person ends it instead (Ctrl-C, Ctrl-D, a window that closes). */
export function askLine(question: string, ends: Ends): Promise<string | undefined> {
  return answerTo(question, ends, false)
}

/** Asks for what must not be seen while it is typed. */
export function askUnseen(question: string, ends: Ends): Promise<string | undefined> {
  return answerTo(question, ends, true)
}

async function answerTo(question: string, { input, output }: Ends, silent: boolean): Promise<string | undefined> {
  const { read } = await import('read')
  const { promise: ended, resolve } = Promise.withResolvers<undefined>()
  // `read` says nothing when its input ends: a program that waits for it alone would end without a word. It pauses its input whenever it
  // is through, also with an answer, which comes first.
  const end = () => setImmediate(resolve, undefined)
  input.once('pause', end).once('close', end)
  // terminal: only then it switches the echo off.
  const answered = read({ prompt: question, silent, terminal: true, input, output }).catch(() => undefined)
  try {
    const answer = await Promise.race([answered, ended])
    // What is written next begins a line: an Enter that isn't shown, or none, ended none.
    if (silent || answer === undefined) output.write('\n')
    return answer
  } finally {
    input.off('pause', end).off('close', end)
  }
}
