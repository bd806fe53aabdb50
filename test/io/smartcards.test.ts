import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadKoffi } from '../../checks/io/native.ts'
import { multiString, pcscAbi, readerStateType } from '../../checks/io/pcsc.ts'
import { realSmartcards } from '../../checks/io/smartcards.ts'
import type { CardReaders } from '../../checks/io.ts'
import { noPcscd, type Pcscd, startClient, startPcscd } from '../support/pcscd.ts'
import { insertCard } from '../support/virtual-card.ts'

const missing = noPcscd()

/** T=1, eight historical bytes, check byte (ISO 7816-3): made up. */
const atr = Buffer.from('3b951381018073ff01000b', 'hex')
const never = new AbortController().signal

const [first, second] = ['Virtual PCD 00 00', 'Virtual PCD 00 01']
const empty = (name: string) => ({ name, state: 0x12, atr: '' })
const ended = { exitCode: 7, said: 'end 7' }
const stateOf = (answer: CardReaders) => ('readers' in answer ? answer.readers[0]?.state : undefined)

describe.skipIf(missing !== undefined)(`with pcscd${missing === undefined ? '' : `: ${missing}`}`, () => {
  let pcscd: Pcscd
  beforeAll(async () => {
    pcscd = await startPcscd({ readers: true })
  })
  afterAll(() => pcscd.stop())

  test('readers without a card, a card put in, the same card pulled out again', async () => {
    const client = startClient(pcscd.socket)
    expect(await client.read()).toEqual({ readers: [empty(first), empty(second)] })
    const card = await insertCard(pcscd.port, atr)
    const inserted = await client.readUntil((answer) => stateOf(answer) !== 0x12)
    expect(inserted).toEqual({ readers: [{ name: first, state: 0x22, atr: atr.toString('hex') }, empty(second)] })
    card.pull()
    const pulled = await client.readUntil((answer) => stateOf(answer) === 0x12)
    expect(pulled).toEqual({ readers: [empty(first), empty(second)] })
    expect(await client.end()).toEqual(ended)
  })

  test('a card in the second reader', async () => {
    const client = startClient(pcscd.socket)
    const card = await insertCard(pcscd.port + 1, atr)
    const isIn = (answer: CardReaders) => 'readers' in answer && answer.readers[1]?.state === 0x22
    expect(await client.readUntil(isIn)).toEqual({ readers: [empty(first), { name: second, state: 0x22, atr: atr.toString('hex') }] })
    card.pull()
    await client.readUntil((answer) => !isIn(answer))
    await client.end()
  })

  // pcscd calls a card mute that its driver cannot power up; vpcd cannot where the answer to reset has more than the 33 bytes of ISO 7816-3.
  test('a mute card', async () => {
    const client = startClient(pcscd.socket)
    const card = await insertCard(pcscd.port, Buffer.alloc(34, 0x3b))
    const muted = await client.readUntil((answer) => stateOf(answer) !== 0x12)
    expect(muted).toEqual({ readers: [{ name: first, state: 0x222, atr: '' }, empty(second)] })
    card.pull()
    await client.readUntil((answer) => stateOf(answer) === 0x12)
    await client.end()
  })

  test('a card that comes and goes while it is read is there with its ATR or not there, and nothing in between', async () => {
    const client = startClient(pcscd.socket)
    const seen = new Set<string>()
    for (const _ of [1, 2]) {
      const card = await insertCard(pcscd.port, atr)
      for (const state of [0x22, 0x12]) {
        if (state === 0x12) card.pull()
        await client.readUntil((answer) => {
          seen.add(JSON.stringify('readers' in answer ? answer.readers[0] : answer))
          return stateOf(answer) === state
        })
      }
    }
    await client.end()
    expect([...seen].toSorted()).toEqual(
      [empty(first), { name: first, state: 0x22, atr: atr.toString('hex') }].map((each) => JSON.stringify(each)),
    )
  })

  test('a service that falls silent in the middle', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-pcsc-'))
    // The client says which version it speaks, asks for a context and then for the readers.
    const between = createServer((client) => {
      const service = connect(pcscd.socket)
      let messages = 0
      let unread = Buffer.alloc(0)
      client.on('data', (piece: Buffer) => {
        unread = Buffer.concat([unread, piece])
        // Length of what follows and command, 32 bits each (pcsc-lite, winscard_msg.h, struct rxHeader); pieces end anywhere.
        for (let length = 0; unread.length >= 8; unread = unread.subarray(length)) {
          length = 8 + unread.readUInt32LE(0)
          if (unread.length < length) return
          messages += 1
          if (messages <= 2) service.write(unread.subarray(0, length))
        }
      })
      service.pipe(client)
      client.on('close', () => service.destroy())
    }).listen(join(folder, 'pcscd.comm'))
    await once(between, 'listening')
    const client = startClient(join(folder, 'pcscd.comm'))
    expect(await client.read(2000)).toEqual({ failure: { word: 'no-reply', code: 'limit' }, step: 'SCardListReaders' })
    expect(await client.end()).toEqual(ended)
    await new Promise((resolve) => between.close(resolve))
    await rm(folder, { recursive: true })
  })
})

describe.skipIf(missing !== undefined)(`without readers or without pcscd${missing === undefined ? '' : `: ${missing}`}`, () => {
  test('no reader; then the service ends', async () => {
    const pcscd = await startPcscd({ readers: false })
    const client = startClient(pcscd.socket)
    expect(await client.read()).toEqual({ readers: [] })
    await pcscd.stop()
    expect(await client.read()).toEqual({ failure: { word: 'refused', code: '0x8010001D' }, step: 'SCardEstablishContext' })
    expect(await client.end()).toEqual(ended)
  })

  test('a service that takes the connection and never answers costs the limit, and the program still ends', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-pcsc-'))
    const silent = createServer().listen(join(folder, 'pcscd.comm'))
    await once(silent, 'listening')
    const client = startClient(join(folder, 'pcscd.comm'))
    expect(await client.read(2000)).toEqual({ failure: { word: 'no-reply', code: 'limit' }, step: 'SCardEstablishContext' })
    expect(await client.end()).toEqual(ended)
    silent.close()
    await rm(folder, { recursive: true })
  })
})

describe('without a library', () => {
  test.each([
    ['linux', 'file-missing'],
    // These systems always have theirs: something keeps it from loading.
    ['win32', 'access-denied'],
    ['darwin', 'access-denied'],
  ] as const)('%s: %s', async (platform, word) => {
    const library = 'libterminal-preflight-has-no-such.so'
    const smartcards = realSmartcards(platform, { ...pcscAbi(process.platform), library })
    expect(await smartcards.readers(5000, never)).toEqual({ failure: { word, code: library }, step: 'library' })
  })

  test('a run that was cut short asks nothing', async () => {
    const answer = await realSmartcards(process.platform).readers(5000, AbortSignal.abort())
    expect(answer).toEqual({ failure: { word: 'cancelled', code: 'cancelled' }, step: 'library' })
  })
})

describe('SCARD_READERSTATE', async () => {
  const loaded = await loadKoffi()
  if ('failure' in loaded) throw new Error(loaded.failure.code)
  const { koffi } = loaded

  // Sizes and offsets: winscard.h by mingw-w64, pcsclite.h by gcc; macOS by the header's own #pragma pack(1).
  test.runIf(koffi.sizeof('long') === 8).each([
    ['win32', 64, { szReader: 0, pvUserData: 8, dwCurrentState: 16, dwEventState: 20, cbAtr: 24, rgbAtr: 28 }],
    ['linux', 80, { szReader: 0, pvUserData: 8, dwCurrentState: 16, dwEventState: 24, cbAtr: 32, rgbAtr: 40 }],
    ['darwin', 61, { szReader: 0, pvUserData: 8, dwCurrentState: 16, dwEventState: 20, cbAtr: 24, rgbAtr: 28 }],
  ] as const)('of %s has %i bytes', (platform, bytes, offsets) => {
    const type = readerStateType(koffi, pcscAbi(platform))
    expect(koffi.sizeof(type)).toBe(bytes)
    expect(Object.fromEntries(Object.keys(offsets).map((name) => [name, koffi.offsetof(type, name)]))).toEqual(offsets)
  })
})

test('Windows’ own library is loaded from its own folder', () => {
  expect(pcscAbi('win32', 'D:\\Windows').library).toBe('D:\\Windows\\System32\\winscard.dll')
})

test.each([
  ['', []],
  ['\0', []],
  ['\0\0', []],
  ['A 0\0\0', ['A 0']],
  ['A 0\0B 1\0\0', ['A 0', 'B 1']],
  ['A 0\0\0left over\0', ['A 0']],
  ['cut off', ['cut off']],
])('a list of texts: %j', (text, names) => {
  expect(multiString(text)).toEqual(names)
})
