import { expect, test } from 'vitest'
import { clockJudge } from '../../checks/clock/judge.ts'
import { clockProbe } from '../../checks/clock/probe.ts'
import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { probeContext } from '../support/context.ts'

test('the PC’s own clock and zone are evidence', async () => {
  const before = Date.now()
  const evidence = await clockProbe.probe(probeContext<'clock'>({ io: injectedIo({ clockAheadMs: 3_600_000, utcOffsetMinutes: -300 }) }))
  expect(evidence.wallMs - 3_600_000).toBeGreaterThanOrEqual(before)
  expect(evidence.wallMs - 3_600_000).toBeLessThanOrEqual(Date.now())
  expect(evidence).toMatchObject({ version: 1, utcOffsetMinutes: -300 })
  expect((await clockJudge.evidence()).parse(evidence)).toEqual(evidence)
})

test.each([
  ['2026-11-22T16:00:00Z', '2026-11-23 00:00:00'],
  ['2026-11-22T15:59:59.999Z', '2026-11-22 23:59:59'],
  // There has been no summer time since 1979.
  ['2026-07-01T00:00:00Z', '2026-07-01 08:00:00'],
])('%s is %s in Hong Kong', (utc, text) => {
  expect(hongKongTime(Date.parse(utc))).toBe(text)
})
