/** Whatever is done to an encrypted file, opening it ends with an answer, and no part of it passes for the whole. */

import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { because, enveloped, inFolder, makePerson, missingOpenssl, opened, openssl, type Person } from './encrypt-openssl.ts'

const FULL = process.env.TEST_FULL === '1'
/** Each costs an RSA operation; all of them half a minute. */
const BIT_STEP = FULL ? 1 : 23
const MUTATIONS = FULL ? 5000 : 200

const problems = ['not-cms', 'not-encrypted', 'unsupported', 'no-recipient', 'damaged', 'too-large']
const oaep = ['-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha256'] as const

describe.skipIf(missingOpenssl !== undefined)(`a file that was damaged${because}`, () => {
  const content = randomBytes(100)
  let alice: Person
  const files = new Map<string, Buffer>()
  beforeAll(async () => {
    const [one, bob] = await Promise.all([makePerson('alice'), makePerson('bob', 2048)])
    alice = one
    writeFileSync(inFolder('content'), content)
    const byOpenssl = (...args: readonly string[]) =>
      openssl('cms', '-encrypt', '-binary', '-in', 'content', '-outform', 'DER', '-aes256', ...args, '-recip', 'alice.crt', ...oaep)
    files.set('ours', await enveloped([alice], content))
    files.set('ours for two', await enveloped([alice, bob], content))
    files.set('with lengths', await byOpenssl())
    files.set('as a stream', await byOpenssl('-stream'))
  })
  const file = (name: string) => files.get(name) ?? Buffer.alloc(0)
  /** Throws what a fault of ours would throw. */
  const outcome = async (der: Buffer) => {
    const { result, content: plain } = await opened(der, { key: alice.key })
    return 'problem' in result ? { problem: result.problem, plain } : { problem: null, plain }
  }

  test.each(['ours', 'ours for two', 'with lengths', 'as a stream'])('%s: cut anywhere, it is never opened', async (name) => {
    const der = file(name)
    expect((await outcome(der)).problem).toBeNull()
    for (let length = 0; length < der.length; length += 1) {
      const { problem } = await outcome(der.subarray(0, length))
      expect([length, problem]).toEqual([length, expect.stringMatching(/^(?:not-cms|no-recipient|damaged)$/)])
    }
  })

  test.each(['ours', 'with lengths', 'as a stream'])('%s: a bit that is turned over is an answer', async (name) => {
    const der = file(name)
    const begins = der.indexOf(Buffer.from('0609608648016503040 12a0410'.replace(' ', ''), 'hex')) + 13
    expect(begins).toBeGreaterThan(500)
    const seen = new Set<string>()
    for (let bit = 0; bit < der.length * 8; bit += BIT_STEP) {
      const other = Buffer.from(der)
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const { problem, plain } = await outcome(other)
      seen.add(problem ?? 'opened')
      if (problem !== null) expect(problems).toContain(problem)
      // Names, numbers and versions aren't needed to decrypt. From the IV on it is the content that changes, and no longer.
      else if (bit >> 3 < begins) expect(plain.equals(content)).toBe(true)
      else expect(plain.length).toBeLessThanOrEqual(112)
    }
    expect([...seen]).toEqual(expect.arrayContaining(['opened', 'not-cms', 'unsupported', 'no-recipient', 'damaged']))
  })

  test('pieces that are cut out, put in, repeated and overwritten', async () => {
    const change = fc.record({
      name: fc.constantFrom('ours', 'ours for two', 'with lengths', 'as a stream'),
      changes: fc.array(
        fc.record({
          at: fc.nat(1200),
          cut: fc.nat(40),
          put: fc.uint8Array({ maxLength: 40 }),
          copyFrom: fc.nat(1200),
          copied: fc.nat(200),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ name, changes }) => {
        const der = changes.reduce(
          (bytes: Buffer, { at, cut, put, copyFrom, copied }) =>
            Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(copyFrom, copyFrom + copied), bytes.subarray(at + cut)]),
          file(name),
        )
        const { problem, plain } = await outcome(der)
        if (problem === null) expect(plain.length).toBeLessThan(1000)
        else expect(problems).toContain(problem)
      }),
      { numRuns: MUTATIONS },
    )
  })

  test('bytes from nowhere, also behind a beginning that is right', async () => {
    const beginning = fc.constantFrom(0, 2, 13, 15, 17, 20, 24)
    await fc.assert(
      fc.asyncProperty(beginning, fc.uint8Array({ maxLength: 300 }), async (length, bytes) => {
        const { problem } = await outcome(Buffer.concat([file('as a stream').subarray(0, length), bytes]))
        expect(problems).toContain(problem)
      }),
      { numRuns: MUTATIONS * 5 },
    )
  })
})
