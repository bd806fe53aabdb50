/** Bytes that arrive in chunks of any size, read by whoever wants so many of them. */
export interface Source {
  /** How many were taken. */
  readonly position: () => number
  /** So many bytes, not taken yet; fewer where the input ends before. */
  readonly look: (count: number) => Promise<Buffer>
  /** All of them; undefined where the input ends before. */
  readonly take: (count: number) => Promise<Buffer | undefined>
  /** From one to so many, as they came; undefined at the end. */
  readonly takeSome: (most: number) => Promise<Buffer | undefined>
  /** Lets go of the input, wherever it stands. */
  readonly close: () => Promise<void>
}

export function sourceOf(input: AsyncIterable<Uint8Array>): Source {
  const iterator = input[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  let position = 0
  let isOver = false

  /** Joined once: chunks of one byte each don't copy what came before again and again. */
  const fill = async (count: number) => {
    const chunks = [rest]
    let length = rest.length
    while (length < count && !isOver) {
      const { done, value } = await iterator.next()
      isOver = done === true
      if (isOver) break
      chunks.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
      length += value.length
    }
    const filled = chunks.filter((chunk) => chunk.length > 0)
    rest = filled.length === 1 ? (filled[0] ?? rest) : Buffer.concat(filled)
  }
  const taken = (count: number) => {
    const bytes = rest.subarray(0, count)
    rest = rest.subarray(count)
    position += count
    return bytes
  }
  return {
    position: () => position,
    async look(count) {
      if (rest.length < count) await fill(count)
      return rest.subarray(0, count)
    },
    async take(count) {
      if (rest.length < count) await fill(count)
      return rest.length < count ? undefined : taken(count)
    },
    async takeSome(most) {
      if (rest.length === 0) await fill(1)
      return rest.length === 0 ? undefined : taken(Math.min(most, rest.length))
    },
    async close() {
      await iterator.return?.()
    },
  }
}
