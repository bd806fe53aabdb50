import { access } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isUserError } from '../../agent/cli/errors.ts'
import { loadConfiguration } from '../../agent/profile/load.ts'
import type { Fault, LabChange } from './fault.ts'
import { abilities, faults, unmetNeed } from './faults.ts'
import { type Lab, startLab } from './lab.ts'

const without = await abilities('off')
const range = without.wholeRange

function changed(change: LabChange): Fault {
  return { name: 'test', does: { en: '', 'zh-HK': '' }, change, expected: [], verdict: 'ready' }
}

function flag(lab: Lab, name: string): string {
  return lab.flags[lab.flags.indexOf(name) + 1] ?? ''
}

/** Reads the lab's files as the agent does. */
function configure(lab: Lab) {
  const flags = {
    profiles: [flag(lab, '--profile')],
    site: flag(lab, '--site'),
    resolvers: {},
    proxy: null,
    browser: null,
    smartcard: null,
    roots: [flag(lab, '--root')],
  }
  return loadConfiguration(flags, dirname(flag(lab, '--site')), lab.io)
}

function fetchHead(options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ ...options, agent: false }, (response) => {
      response.destroy()
      resolve(response)
    })
      .on('error', reject)
      .end()
  })
}

test.each([true, false].filter((whole) => range || !whole))('its files are good (all of 127.0.0.0/8: %s)', async (wholeRange) => {
  await using lab = await startLab(undefined, { wholeRange })
  const configuration = await configure(lab)
  if (isUserError(configuration)) throw new Error(configuration.line)
  const { settings } = configuration
  expect(settings.targets.map(({ url }) => url)).toEqual(Object.values(lab.urls))
  expect(settings.trustedRoots).toHaveLength(1)
  expect(settings.resolvers.map(({ roles }) => roles)).toEqual([['hkex-1'], ['hkex-2']])
  expect(lab.io.machine.resolvers()).toEqual(settings.resolvers.map(({ address, port }) => `${address}:${port}`))
})

test('every address of a name serves', { skip: !range }, async () => {
  await using lab = await startLab()
  const places = [...lab.places.primary.www, ...lab.places.primary.sso, ...lab.places.secondary.www, ...lab.places.secondary.sso]
  const outcomes = await Promise.all(places.map((place) => lab.io.net.connectTcp(place, 1000, new AbortController().signal)))
  for (const outcome of outcomes) if ('socket' in outcome) outcome.socket.destroy()
  expect(outcomes.map((outcome) => 'socket' in outcome)).toEqual(places.map(() => true))
})

test('its machine shows nothing of this one', async () => {
  await using lab = await startLab()
  expect(await lab.io.files.read('C:\\Windows\\System32\\drivers\\etc\\hosts', 1000)).toEqual({
    content: Buffer.from('127.0.0.1 localhost'),
  })
  expect(await lab.io.files.read('/etc/resolv.conf', 1000)).toMatchObject({ failure: { word: 'file-missing' } })
  expect(lab.io.env.PATH).toBeUndefined()
  expect(lab.io.machine.interfaces().map(({ address }) => address)).toEqual(['127.0.0.1', '192.0.2.10'])
  expect(lab.io.net.roots('system')).toEqual([])
})

describe('the machine', () => {
  test('has the clock that it was given', async () => {
    await using lab = await startLab(changed({ pc: { clockAheadMs: 3_600_000, utcOffsetMinutes: 0 } }))
    const [place] = lab.places.primary.www
    const { headers } = await fetchHead({ host: place?.address, port: place?.port, path: '/', rejectUnauthorized: false })
    // The header has whole seconds.
    expect(lab.io.clock.wallMs() - Date.parse(headers.date ?? '')).toBeGreaterThan(3_590_000)
    expect(lab.io.clock.utcOffsetMinutes()).toBe(0)
  })
  test('has the roots that somebody installed', async () => {
    await using lab = await startLab(changed({ pc: { installedRoots: ['inspection'] } }))
    expect(lab.io.net.roots('system')).toHaveLength(1)
  })
  test('says what connect(2) says for one address', { skip: !range }, async () => {
    await using lab = await startLab(changed({ pc: { connectCodes: { '{sso}': 'EACCES' } } }))
    const [blocked, open] = await Promise.all(
      lab.places.primary.sso.map((place) => lab.io.net.connectTcp(place, 1000, new AbortController().signal)),
    )
    expect(blocked).toMatchObject({ failure: { word: 'prohibited', code: 'EACCES', syscall: 'connect' } })
    expect(open).toHaveProperty('socket')
    if (open !== undefined && 'socket' in open) open.socket.destroy()
  })
  test('has no way out when it is offline', async () => {
    await using lab = await startLab(changed({ pc: { network: 'unplugged' } }))
    const endpoint = { address: '127.0.0.1', port: 9 }
    expect(await lab.io.net.route(endpoint)).toMatchObject({ failure: { word: 'network-unreachable' } })
    expect(await lab.io.net.connectTcp(endpoint, 1000, new AbortController().signal)).toMatchObject({
      failure: { word: 'network-unreachable' },
    })
    expect(lab.io.machine.interfaces().every(({ internal }) => internal)).toBe(true)
    const socket = lab.io.net.udpSocket(4)
    await expect(new Promise((resolve) => socket.connect(53, '127.0.0.1', resolve as () => void))).resolves.toMatchObject({
      code: 'ENETUNREACH',
    })
    socket.close()
  })
})

test('it leaves nothing behind', async () => {
  const lab = await startLab()
  const folder = dirname(flag(lab, '--site'))
  await access(folder)
  await lab.stop()
  await expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' })
  const [place] = lab.places.primary.sso
  expect(await lab.io.net.connectTcp(place ?? { address: '127.0.0.1', port: 9 }, 1000, new AbortController().signal)).toMatchObject({
    failure: { word: 'refused' },
  })
})

test('an unknown fault is said', async () => {
  await expect(startLab('dns/no-such-fault')).rejects.toThrow('no such fault: dns/no-such-fault')
})

test.each(faults.filter((fault) => unmetNeed(fault, without) === null).map((fault) => [fault.name]))(
  'the files for %s are good',
  async (name) => {
    await using lab = await startLab(name)
    expect(await configure(lab)).toHaveProperty('settings')
    expect(JSON.stringify([lab.expected, lab.siteYaml])).not.toMatch(/\{\w+\}/)
  },
)
