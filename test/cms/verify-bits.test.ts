/** Every bit of a signature, one after the other; and what chance makes of it. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signDetached, signEnclosed } from '../../agent/cms/sign.ts'
import { verifyDetached, verifyEnclosed } from '../../agent/cms/verify.ts'
import { authority, make, opensslSign, signerOf } from './sign-with.ts'

const manifest = Buffer.from('{"format":"terminal-preflight/bundle/1"}\n')
const now = Date.UTC(2026, 10, 28, 8)
const isFull = process.env.TEST_FULL === '1'

const root = make({ name: 'Root', extensions: authority, ownKey: true })
const leaf = make({ name: 'Desk', issuer: root })
const rsa = make({ kind: 'rsa-3072' })

/** The bits whose change nobody notices. */
async function survivors(signature: Buffer, content: Buffer): Promise<number[]> {
  expect(await verifyDetached(signature, content)).toHaveProperty('signer')
  const unnoticed: number[] = []
  for (const bytes of new Set([signature, content])) {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      flip(bytes, bit)
      if (!('problem' in (await verifyDetached(signature, content)))) unnoticed.push(bit)
      flip(bytes, bit)
    }
  }
  expect(await verifyDetached(signature, content)).toHaveProperty('signer')
  return unnoticed
}

function flip(bytes: Buffer, bit: number): void {
  const at = bit >> 3
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7))
}

/** Some 15,000 verifications of 0.3 ms; ten times that on a busy PC. */
const LIMIT_MS = 240_000

describe('no bit of our signatures, nor of what they sign, changes unnoticed', () => {
  test('RSA-3072, signed by itself', { timeout: LIMIT_MS }, async () => {
    expect(await survivors(await signDetached(manifest, signerOf(rsa), now), Buffer.from(manifest))).toEqual([])
  })

  test('EC P-256, signed by itself', { timeout: LIMIT_MS }, async () => {
    expect(await survivors(await signDetached(manifest, signerOf(make()), now), Buffer.from(manifest))).toEqual([])
  })

  test('a chain of two', { timeout: LIMIT_MS }, async () => {
    expect(await survivors(await signDetached(manifest, signerOf(leaf, root), now), Buffer.from(manifest))).toEqual([])
  })

  test.runIf(isFull)('a leaf alone: that its issuer is not there takes nothing away', { timeout: LIMIT_MS }, async () => {
    expect(await survivors(await signDetached(manifest, signerOf(leaf), now), Buffer.from(manifest))).toEqual([])
  })
})

/** One of the others in the short form: it is about the certificates, which no attribute binds. */
const foreign: (readonly [string, () => Buffer])[] = [
  ['EC by openssl, with its issuer', () => opensslSign(manifest, leaf, '-certfile', root.certificateFile)],
  ['RSA by openssl', () => opensslSign(manifest, rsa)],
  ['RSA by openssl, named by the key', () => opensslSign(manifest, rsa, '-keyid')],
  ['RSA-PSS by openssl', () => opensslSign(manifest, rsa, '-keyopt', 'rsa_padding_mode:pss')],
]
describe("nor of others' that are accepted for a bundle", () => {
  test.each(isFull ? foreign : foreign.slice(0, 1))('%s', { timeout: LIMIT_MS }, async (_name, sign) => {
    expect(await survivors(sign(), Buffer.from(manifest))).toEqual([])
  })
})

test('chance throws nothing, takes no time, and gives no other content', async () => {
  const signatures = [
    await signEnclosed(manifest, signerOf(rsa), now),
    await signEnclosed(manifest, signerOf(leaf, root), now),
    opensslSign(manifest, leaf, '-nodetach'),
  ]
  const change = fc.record({ at: fc.nat(4096), remove: fc.nat(64), insert: fc.uint8Array({ maxLength: 64 }) })
  let slowestMs = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...signatures), fc.array(change, { minLength: 1, maxLength: 4 }), async (signature, changes) => {
      let bytes = signature
      for (const { at, remove, insert } of changes) {
        const start = at % bytes.length
        bytes = Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + remove)])
      }
      const before = process.cpuUsage()
      const verified = await verifyEnclosed(bytes)
      const { user, system } = process.cpuUsage(before)
      slowestMs = Math.max(slowestMs, (user + system) / 1000)
      if (!('problem' in verified)) expect(verified.content).toEqual(manifest)
    }),
    { numRuns: isFull ? 50_000 : 3000 },
  )
  expect(slowestMs).toBeLessThan(200)
})

test('a tower of elements, and a flood of them, is over at once', async () => {
  const tower = Buffer.from(Array.from({ length: 60_000 }, (_, at) => (at % 2 === 0 ? 0x30 : 0x80)))
  const flood = Buffer.concat([Buffer.from([0x30, 0x83, 0x03, 0xff, 0xf0]), Buffer.alloc(0x3fff0 - 5, Buffer.from([0x05, 0x00]))])
  const before = process.cpuUsage()
  expect(await verifyDetached(tower, manifest)).toEqual({ problem: 'not-der' })
  expect(await verifyEnclosed(flood)).toEqual({ problem: 'not-cms' })
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(1000)
})
