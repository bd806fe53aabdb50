import { expect, test } from 'vitest'
import { observe } from '../../agent/site/observe.ts'
import type { Browser } from '../../checks/browser/evidence.ts'
import { presenceFinding } from '../../checks/browser/judge-presence.ts'
import { chrome, edge, evidence } from '../browser/judging.ts'
import { reportOf } from '../formats/reports.ts'

const report = await reportOf('healthy')

test.each<[string, NodeJS.Platform, readonly Browser[], string | null]>([
  ['Edge', 'win32', [edge], 'Microsoft Edge 154.0.3100.10'],
  ['Edge, whatever else is there', 'win32', [chrome, edge], 'Microsoft Edge 154.0.3100.10'],
  ['another in its place', 'linux', [chrome], 'Google Chrome 154.0.3100.10'],
  ['another where Edge should be', 'win32', [chrome], 'Google Chrome 154.0.3100.10'],
  ['none', 'linux', [], null],
])('the browser: %s', (_name, platform, browsers, seen) => {
  const findings = [presenceFinding(evidence({ platform, browsers: [...browsers] }))]
  expect(observe({ report, evidence: {}, findings, startedAtMs: 0 }).browser).toBe(seen)
})

test('where the browser was not looked at, none was seen', () => {
  expect(observe({ report, evidence: {}, findings: [], startedAtMs: 0 }).browser).toBeNull()
})
