import { describe, expect, test, vi } from 'vitest'
import { injectedIo } from '../../checks/io/injected.ts'
import { realIo } from '../../checks/io/real.ts'

describe('the machine as it is', () => {
  const io = realIo()

  test('has its own loopback', () => {
    expect(io.machine.interfaces()).toContainEqual(expect.objectContaining({ address: '127.0.0.1', prefix: 8, internal: true }))
  })

  test('tells its resolvers as text', () => {
    expect(io.machine.resolvers().every((each) => typeof each === 'string')).toBe(true)
  })

  test.each([
    ['Asia/Hong_Kong', 480],
    ['America/New_York', -300],
    ['Asia/Kathmandu', 345],
    ['UTC', 0],
  ])('in %s is ahead of UTC by %i minutes', (zone, minutes) => {
    vi.stubEnv('TZ', zone)
    vi.useFakeTimers({ now: Date.parse('2026-01-15T00:00:00Z'), toFake: ['Date'] })
    expect(io.clock.utcOffsetMinutes()).toBe(minutes)
    vi.useRealTimers()
  })

  test('has one clock that may be wrong and one that never jumps', () => {
    expect(Math.abs(io.clock.wallMs() - Date.now())).toBeLessThan(1000)
    const before = io.clock.monotonicMs()
    expect(io.clock.monotonicMs()).toBeGreaterThanOrEqual(before)
  })
})

describe('a machine made up for a test', () => {
  const forever = new AbortController().signal
  const key = { values: { A: 1 }, subkeys: {} }
  const io = injectedIo({
    platform: 'win32',
    clockAheadMs: 3_600_000,
    files: { 'C:\\hosts': '127.0.0.1 x' },
    registry: { HKLM: key },
    env: { A: 'b' },
  })

  test('is what it was made to be', async () => {
    expect(io.platform).toBe('win32')
    expect(io.clock.wallMs() - Date.now()).toBeGreaterThan(3_599_000)
    expect(io.clock.utcOffsetMinutes()).toBe(480)
    expect(io.env).toEqual({ A: 'b' })
    expect(await io.files.read('C:\\hosts', 100)).toEqual({ content: Buffer.from('127.0.0.1 x') })
    expect(await io.registry.read('HKLM', forever)).toEqual({ key })
  })

  test('has nothing else', async () => {
    expect(await io.files.read('/etc/hosts', 100)).toMatchObject({ failure: { word: 'file-missing' } })
    expect(await io.registry.read('HKCU', forever)).toMatchObject({ failure: { word: 'file-missing' } })
    expect(io.machine.resolvers()).toEqual([])
    expect(await io.machine.lookup(['a.example'], 1, forever)).toMatchObject({ 'a.example': { failure: { word: 'name-unknown' } } })
  })
})
