import { describe, expect, it } from 'vitest'
import { ageMonths } from '../../checks/browser/releases.ts'

describe('the age of a browser', () => {
  it.each([
    // Edge 120 came out on 7 December 2023 (learn.microsoft.com/deployedge/microsoft-edge-release-schedule).
    [120, '2023-12-07T00:00:00Z', 0],
    [120, '2024-01-06T23:59:59Z', 0],
    [120, '2024-01-07T00:00:00Z', 1],
    [120, '2024-12-06T00:00:00Z', 11],
    [120, '2024-12-07T00:00:00Z', 12],
    [88, '2026-11-22T00:00:00Z', 70],
    [156, '2026-11-22T00:00:00Z', 1],
  ])('of %d at %s is %d months', (major, at, months) => {
    expect(ageMonths(major, Date.parse(at))).toBe(months)
  })

  it.each([
    ['a newer one than the data knows', 158, '2026-12-01'],
    ['one that never was', 82, '2026-12-01'],
    ['EdgeHTML, which is not made from Chromium', 18, '2026-12-01'],
    ['no number', Number.NaN, '2026-12-01'],
    ['a clock from before its release', 120, '2023-12-06'],
    ['a clock without a time', 120, 'never'],
  ])('is not told for %s', (_, major, at) => {
    expect(ageMonths(major, Date.parse(at))).toBeNull()
  })

  it('grows with every release back', () => {
    const ages = Array.from({ length: 75 }, (_, index) => ageMonths(157 - index, Date.parse('2027-01-01')))
    expect(ages).toEqual([...ages].sort((left, right) => Number(left) - Number(right)))
    expect(ages).not.toContain(null)
  })
})
