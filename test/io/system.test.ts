import { describe, expect, test } from 'vitest'
import { registryByCommand } from '../../checks/io/registry-command.ts'
import { realSystem } from '../../checks/io/system.ts'
import { parseAdapters } from '../../checks/io/windows-adapters.ts'

const forever = new AbortController().signal

/**
 * Adapters as GetAdaptersAddresses lays them out for 64 bits, at an address of our choice. Assembled from Microsoft's documentation of
 * IP_ADAPTER_ADDRESSES_LH, IP_ADAPTER_GATEWAY_ADDRESS_LH, SOCKET_ADDRESS and SOCKADDR_IN; test/host/wine.test.ts has it from a Windows API.
 */
const BASE = 0x1234_5678_0000n

interface Given {
  readonly name: string
  readonly id: string
  readonly state: number
  readonly type: number
  readonly flags: number
  readonly suffix: string
  readonly gateways: readonly Buffer[]
}

function memoryOf(adapters: readonly Given[]): Buffer {
  const bytes = Buffer.alloc(4096)
  let free = 0
  const take = (length: number) => {
    const start = free
    free += Math.ceil(length / 8) * 8
    return start
  }
  const put = (content: Buffer) => {
    const start = take(content.length)
    content.copy(bytes, start)
    return start
  }
  const point = (at: number, to: number) => bytes.writeBigUInt64LE(BASE + BigInt(to), at)
  let last: number | undefined
  for (const { name, id, state, type, flags, suffix, gateways } of adapters) {
    const entry = take(448)
    if (last !== undefined) point(last + 8, entry)
    last = entry
    point(entry + 16, put(Buffer.from(`${id}\0`, 'latin1')))
    point(entry + 56, put(Buffer.from(`${suffix}\0`, 'utf16le')))
    point(entry + 72, put(Buffer.from(`${name}\0`, 'utf16le')))
    bytes.writeUInt32LE(flags, entry + 92)
    bytes.writeUInt32LE(type, entry + 100)
    bytes.writeUInt32LE(state, entry + 104)
    bytes.writeUInt32LE(25, entry + 216)
    let from = entry + 208
    for (const address of gateways) {
      const gateway = take(32)
      point(from, gateway)
      from = gateway + 8
      point(gateway + 16, put(address))
      bytes.writeInt32LE(address.length, gateway + 24)
    }
  }
  return bytes
}

function socketAddress(address: readonly number[], family: number, length: number, at: number): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUInt16LE(family, 0)
  bytes.set(address, at)
  return bytes
}
const ip4 = socketAddress([192, 0, 2, 1], 2, 16, 4)
const ip6 = socketAddress([0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 23, 28, 8)

const wired: Given = { name: '乙太網路', id: '{A}', state: 1, type: 6, flags: 0x1c5, suffix: 'bank.example', gateways: [ip4, ip6] }
const wireless: Given = { name: 'Wi-Fi', id: '{B}', state: 2, type: 71, flags: 0, suffix: '', gateways: [] }

describe('adapters of Windows', () => {
  test('one after the other, whatever language they are named in', () => {
    expect(parseAdapters(memoryOf([wired, wireless]), BASE)).toEqual([
      {
        name: '乙太網路',
        id: '{A}',
        state: 'up',
        type: 6,
        dhcp: true,
        gateways: ['192.0.2.1', 'fe80::1'],
        metric: 25,
        dnsSuffix: 'bank.example',
      },
      { name: 'Wi-Fi', id: '{B}', state: 'down', type: 71, dhcp: false, gateways: [], metric: 25, dnsSuffix: '' },
    ])
  })

  test.each([
    [1, 'up'],
    [2, 'down'],
    [3, 'unknown'],
    [5, 'unknown'],
    [6, 'down'],
    [7, 'down'],
    [99, 'unknown'],
  ])('ifOperStatus %i is %s', (state, expected) => {
    expect(parseAdapters(memoryOf([{ ...wired, state }]), BASE)[0]?.state).toBe(expected)
  })

  test('addresses of other families, or cut short, are left out', () => {
    const odd = [socketAddress([1, 2, 3, 4], 17, 16, 4), ip4.subarray(0, 6), ip6.subarray(0, 20)]
    expect(parseAdapters(memoryOf([{ ...wired, gateways: odd }]), BASE)[0]?.gateways).toEqual([])
  })

  test('pointers that lead elsewhere lead nowhere', () => {
    expect(parseAdapters(memoryOf([wired, wireless]), BASE + 8192n)).toMatchObject([{ name: '', id: '', gateways: [] }])
    expect(parseAdapters(memoryOf([wired, wireless]), 0n)).toMatchObject([{ name: '', id: '', gateways: [] }])
    expect(parseAdapters(Buffer.alloc(100), BASE)).toEqual([])
  })

  test('a list that bites its tail ends', () => {
    const bytes = memoryOf([wired])
    bytes.writeBigUInt64LE(BASE, 8)
    expect(parseAdapters(bytes, BASE).length).toBeLessThanOrEqual(1000)
  })

  test('any bytes are no crash', () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const bytes = memoryOf([wired, wireless])
      for (let at = 0; at < bytes.length; at += (seed % 13) + 1) bytes[at] = (at * seed * 31) & 0xff
      expect(() => parseAdapters(bytes, BASE)).not.toThrow()
    }
  })
})

describe('this machine', () => {
  const system = realSystem(process.platform, process.platform === 'win32' ? 'C:\\Windows' : '/')

  test('tells its kernel, memory and disks', async () => {
    const facts = await system.facts()
    if ('failure' in facts) throw new Error(facts.failure.code)
    expect(facts.kernel).toMatch(/^\d+\./)
    expect(facts.name).not.toBe('')
    expect(facts.memory.totalBytes).toBeGreaterThan(facts.memory.freeBytes)
    expect(facts.disks.map(({ folder }) => folder)).toEqual(['system', 'temporary'])
    for (const { totalBytes, freeBytes } of facts.disks) expect(totalBytes).toBeGreaterThanOrEqual(freeBytes)
  })

  test('a folder that is not there is left out', async () => {
    const facts = await realSystem(process.platform, '/no such folder').facts()
    expect('disks' in facts && facts.disks.map(({ folder }) => folder)).toEqual(['temporary'])
  })

  test.runIf(process.platform === 'linux')('has details by systeminformation', async () => {
    const outcome = await system.details(5000, forever)
    if ('failure' in outcome) throw new Error(outcome.failure.code)
    expect(outcome.details.availableBytes).toBeGreaterThan(0)
    expect(await system.adapters()).toMatchObject({ failure: { word: 'not-supported' } })
  })

  test('details are given up at once by who is told to stop', async () => {
    expect(await realSystem('linux', '/').details(5000, AbortSignal.abort())).toMatchObject({ failure: { word: 'cancelled' } })
  })

  test('on Windows systeminformation is not asked: it would start PowerShell', async () => {
    expect(await realSystem('win32', 'C:\\').details(5000, forever)).toMatchObject({ failure: { word: 'not-supported' } })
  })
})

test('reg.exe is asked for what lies below a key only where that is wanted', async () => {
  const asked: string[][] = []
  const read = registryByCommand(
    {
      execFile: async (_file, args) => {
        asked.push([...args])
        return { exitCode: 0, stdout: '', stderr: '' }
      },
    },
    'C:\\Windows',
  )
  await read('HKLM\\SOFTWARE\\A', forever)
  await read('HKLM\\SOFTWARE\\B', forever, 'values')
  expect(asked.filter(([, path]) => /\\[AB]$/.test(path ?? ''))).toEqual([
    ['query', 'HKLM\\SOFTWARE\\A', '/s'],
    ['query', 'HKLM\\SOFTWARE\\B'],
  ])
})
