import { expect, test } from 'vitest'
import { type Ber, berOf } from '../../agent/cms/decrypt-ber.ts'
import { isRefusal } from '../../agent/cms/decrypt-problem.ts'

/** A byte at a time: nothing may depend on what lies behind. */
async function* bytesOf(hex: string): AsyncGenerator<Uint8Array> {
  for (const octet of Buffer.from(hex, 'hex')) yield Buffer.from([octet])
}

/** What was read, or the problem behind it. */
async function read(hex: string, how: (ber: Ber, seen: string[]) => Promise<void>): Promise<string> {
  const seen: string[] = []
  let problem = ''
  try {
    await how(berOf(bytesOf(hex)), seen)
  } catch (error) {
    if (!isRefusal(error)) throw error
    problem = error.envelopeProblem
  }
  return [seen.join(''), problem].filter((part) => part !== '').join(' ')
}

const octets = async (ber: Ber, seen: string[]) => {
  for await (const bytes of ber.octets(0x80)) seen.push(bytes.toString('hex'))
}
const octetsInside = async (ber: Ber, seen: string[]) => {
  await ber.enter(0x30)
  await octets(ber, seen)
  await ber.leave()
}
const elementInside = async (ber: Ber, seen: string[]) => {
  await ber.enter(0x30)
  seen.push((await ber.element()).bytes.toString('hex'))
  await ber.leave()
}

test.each([
  ['in one', '8002aabb', 'aabb'],
  ['none', '8000', ''],
  ['in pieces of a known length', 'a0070401aa0402bbcc', 'aabbcc'],
  ['in pieces that end', 'a0800401aa0402bbcc0000', 'aabbcc'],
  ['in pieces of pieces', 'a08024800401aa0000240304 01bb0400 0000', 'aabb'],
  ['a length in more octets than it needs', '8083000002aabb', 'aabb'],
  ['cut', '8003aabb', 'aabb damaged'],
  ['cut where the next piece would be', 'a0800401aa', 'aa damaged'],
  ['cut in its end', 'a0800401aa00', 'aa damaged'],
  ['an end that is none', 'a0800401aa0001', 'aa damaged'],
  ['a piece beyond the end of all', 'a0030402aabb', 'damaged'],
  ['pieces of pieces beyond the end of all', 'a00424030401aa', 'damaged'],
  ['something else between the pieces', 'a0800401aa0500', 'aa damaged'],
  ['another tag', '0401aa', 'damaged'],
  ['in one without a length', '8080aa0000', 'damaged'],
  ['a length of seven octets', '808700000000000001aa', 'damaged'],
  ['a tag of two octets', '9f8001aa', 'damaged'],
])('octets: %s', async (_name, hex, expected) => {
  expect(await read(hex.replaceAll(' ', ''), octets)).toBe(expected)
})

test.each([
  ['all of it', '30048002aabb', 'aabb'],
  ['beyond its end, where there is more', '30038002aabbcc', 'damaged'],
  ['pieces up to its end', '3006a0040402aabbcc', 'aabb'],
  ['a frame beyond its end', '3005a0040402aabbcc', 'damaged'],
  ['an open frame that would end beyond its end', '3005a0800401aa0000', 'aa damaged'],
  ['less than all of it', '30058002aabb00', 'aabb damaged'],
])('octets in a frame: %s', async (_name, hex, expected) => {
  expect(await read(hex, octetsInside)).toBe(expected)
})

test.each([
  ['all of it', '30030401aa', '0401aa'],
  ['in an open frame', '30800401aa0000', '0401aa'],
  ['beyond its end', '30030402aabb', 'damaged'],
  ['without a length', '308024800401aa00000000', 'unsupported'],
  ['not as DER has it', '3004048101aa', 'damaged'],
  ['larger than any header', `3080048307ffff${'aa'.repeat(10)}`, 'too-large'],
  ['and something else', '30040401aa05', '0401aa damaged'],
])('an element in a frame: %s', async (_name, hex, expected) => {
  expect(await read(hex, elementInside)).toBe(expected)
})
