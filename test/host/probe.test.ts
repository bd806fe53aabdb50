import { describe, expect, test } from 'vitest'
import { checkIds } from '../../checks/check.ts'
import { failure } from '../../checks/failure.ts'
import { hostJudge } from '../../checks/host/judge.ts'
import { hostProbe } from '../../checks/host/probe.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Io, NetworkInterface } from '../../checks/io.ts'
import type { Settings } from '../../checks/settings.ts'
import type { Stream } from '../../checks/stream.ts'
import { emptySettings, probeContext } from '../support/context.ts'

const loopback: NetworkInterface = { name: 'lo', address: '127.0.0.1', prefix: 8, internal: true }

async function run(io: Io, changes: Partial<Settings> = {}, signal = new AbortController().signal) {
  const evidence = await hostProbe.probe(probeContext<'host'>({ io, settings: { ...emptySettings, ...changes }, signal }))
  expect((await hostJudge.evidence()).parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence)
  return evidence
}

describe('the routing table is asked', () => {
  test('of every destination that is known before the run, once', async () => {
    const io = injectedIo({
      platform: 'win32',
      machine: { resolvers: () => ['127.0.0.9', '127.0.0.53', '::1', 'no address'], interfaces: () => [loopback] },
    })
    const evidence = await run(io, {
      resolvers: [
        { address: '127.0.0.9', port: 53, roles: ['hkex-1'] },
        { address: '127.0.0.9', port: 5353, roles: ['custom-1'] },
        { address: '127.0.0.9', port: 53, roles: ['hkex-2'] },
      ],
      extraAddresses: [{ address: '::1', dataCentre: 'secondary' }],
    })
    expect(evidence.routes).toEqual([
      { destination: '127.0.0.9:53', source: '127.0.0.1', failure: null },
      { destination: '127.0.0.9:5353', source: '127.0.0.1', failure: null },
      { destination: '[::1]:443', source: '::1', failure: null },
    ])
    expect(evidence).toMatchObject({ version: 2, platform: 'win32', interfaces: [loopback], complete: true })
  })

  // connect(2) refuses the broadcast address, as it does one without a route.
  test('and a refusal is an answer', async () => {
    const io = injectedIo({ machine: { resolvers: () => ['255.255.255.255'] } })
    const evidence = await run(io)
    expect(evidence.routes).toMatchObject([
      { destination: '255.255.255.255:53', source: null, failure: { code: 'EACCES', syscall: 'connect' } },
    ])
  })

  test('of nothing where nothing is known: the PC’s own stub says nothing of the network', async () => {
    const evidence = await run(injectedIo({ machine: { resolvers: () => ['127.0.0.53', '::1'] } }))
    expect(evidence.routes).toEqual([])
  })
})

test('what the runtime tells of the PC', async () => {
  const facts = {
    kernel: '6.1.0',
    name: '#1 SMP',
    architecture: 'x86_64',
    memory: { totalBytes: 8, freeBytes: 4 },
    disks: [{ folder: 'system', totalBytes: 100, freeBytes: 50 }],
  } as const
  const none = { failure: failure('not-supported') }
  const system = { facts: async () => facts, adapters: async () => none, details: async () => none }
  const release =
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nID=debian\n'
  const io = injectedIo({
    platform: 'linux',
    machine: { system },
    files: { '/etc/os-release': release, '/sys/class/dmi/id/sys_vendor': 'QEMU\n' },
  })
  const evidence = await run(io)
  expect(evidence).toMatchObject({
    os: { name: 'Debian GNU/Linux', version: '12 (bookworm)', kernel: '6.1.0', architecture: 'x86_64', build: null },
    memory: { totalBytes: 8, freeBytes: 4, availableBytes: null },
    disks: facts.disks,
    computer: { maker: 'QEMU', model: '' },
    windows: null,
  })
})

test('a run that is cut short says so, and waits for nobody', async () => {
  const never = new Promise<never>(() => {})
  const system = { facts: () => never, adapters: () => never, details: () => never }
  const io = injectedIo({ platform: 'win32', machine: { resolvers: () => ['192.0.2.53'], system } })
  const cut = new AbortController()
  const running = run({ ...io, registry: { read: () => never } }, {}, cut.signal)
  cut.abort()
  const evidence = await running
  expect(evidence).toMatchObject({ complete: false, os: null, links: [], routes: [{ destination: '192.0.2.53:53' }] })
  expect(evidence.notCollected.map(({ fact, why }) => `${fact} ${why}`)).toContain('dns deadline')
})

describe('facts that no judge needs', () => {
  const details = { computer: null, availableBytes: 7, swapTotalBytes: 0 }
  const none = { failure: failure('not-supported') }

  function context(io: Io) {
    const given = probeContext<'host'>({ io })
    const others = Object.values(given.upstream) as unknown as Stream<never>[]
    return { given, endOthers: () => others.forEach((stream) => void stream.end()) }
  }

  test('are asked for where the run lasts', async () => {
    const system = { facts: async () => none, adapters: async () => none, details: async () => ({ details }) }
    const { given } = context(injectedIo({ platform: 'linux', machine: { system } }))
    const evidence = await hostProbe.probe(given)
    expect(evidence.notCollected.map(({ fact, why }) => `${fact} ${why}`)).toEqual(['computer failed'])
  })

  test('are given up when all others have ended, and said to be', async () => {
    let asked = false
    const system = {
      facts: async () => none,
      adapters: async () => none,
      details: async () => {
        asked = true
        return { details }
      },
    }
    const { given, endOthers } = context(injectedIo({ platform: 'linux', machine: { system } }))
    endOthers()
    const evidence = await hostProbe.probe(given)
    expect(evidence.notCollected.map(({ fact, why }) => `${fact} ${why}`).toSorted()).toEqual([
      'computer others-ended',
      'details others-ended',
    ])
    expect(asked).toBe(false)
  })

  test('do not hold it up once the others have ended', async () => {
    const never = new Promise<never>(() => {})
    const io = injectedIo({ platform: 'win32' })
    const readable = io.registry.read
    const slow: Io = { ...io, registry: { read: (path, signal) => (path.includes('W32Time') ? never : readable(path, signal)) } }
    const { given, endOthers } = context(slow)
    const running = hostProbe.probe(given)
    setTimeout(endOthers, 50)
    const evidence = await running
    expect(evidence.complete).toBe(true)
    expect(evidence.notCollected.map(({ fact, why }) => `${fact} ${why}`)).toEqual([
      'computer failed',
      'time others-ended',
      'restart others-ended',
    ])
  })

  test('nobody waits for it', async () => {
    const { probes } = await import('../../checks/probes.ts')
    expect(Object.values(probes).filter(({ needs }) => (needs as readonly string[]).includes('host'))).toEqual([])
    expect([...hostProbe.needs, 'host'].toSorted()).toEqual([...checkIds].toSorted())
  })
})
