import { describe, expect, test } from 'vitest'
import { failure } from '../../checks/failure.ts'
import { hostJudge } from '../../checks/host/judge.ts'
import { hostProbe } from '../../checks/host/probe.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Files, Io, NetworkInterface } from '../../checks/io.ts'
import type { Settings } from '../../checks/settings.ts'
import { emptySettings, probeContext } from '../support/context.ts'

const loopback: NetworkInterface = { name: 'lo', address: '127.0.0.1', prefix: 8, internal: true }

async function run(io: Io, changes: Partial<Settings> = {}, signal = new AbortController().signal) {
  const evidence = await hostProbe.probe(probeContext<'host'>({ io, settings: { ...emptySettings, ...changes }, signal }))
  expect((await hostJudge.evidence()).parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence)
  return evidence
}

/** Linux' folder of links, with the state of each. */
function linksOf(states: Readonly<Record<string, string>>): Files {
  const missing = { failure: failure('file-missing', 'ENOENT') }
  return {
    list: async (folder) => (folder === '/sys/class/net' ? { names: Object.keys(states) } : missing),
    read: async (path) => {
      const state = states[/^\/sys\/class\/net\/([^/]+)\/operstate$/.exec(path)?.[1] ?? '']
      return state === undefined || state === '' ? missing : { content: Buffer.from(`${state}\n`) }
    },
    write: async () => missing,
    temporaryFolder: async () => missing,
  }
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
    expect(evidence).toMatchObject({ version: 1, platform: 'win32', interfaces: [loopback], complete: true })
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

describe('links', () => {
  test('of Linux, with their state, loopback left out', async () => {
    const io = {
      ...injectedIo({ platform: 'linux' }),
      files: linksOf({ lo: 'unknown', eth0: 'up', eth1: 'down', wwan0: 'dormant', tun0: 'unknown', gone0: '' }),
    }
    expect((await run(io)).links).toEqual([
      { name: 'eth0', state: 'up' },
      { name: 'eth1', state: 'down' },
      { name: 'wwan0', state: 'unknown' },
      { name: 'tun0', state: 'unknown' },
      { name: 'gone0', state: 'unknown' },
    ])
  })

  test('are not known elsewhere', async () => {
    const io = { ...injectedIo({ platform: 'win32' }), files: linksOf({ eth0: 'up' }) }
    expect((await run(io)).links).toEqual([])
  })

  test('are none where the folder cannot be read', async () => {
    expect((await run(injectedIo({ platform: 'linux' }))).links).toEqual([])
  })
})

test('a run that is cut short says so', async () => {
  const evidence = await run(injectedIo({ machine: { resolvers: () => ['192.0.2.53'] } }), {}, AbortSignal.abort())
  expect(evidence.complete).toBe(false)
})
