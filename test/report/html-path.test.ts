import { describe, expect, test } from 'vitest'
import { placeOf, placeOfFinding, places } from '../../agent/report/html/places.ts'
import { type StationState, stationsOf } from '../../agent/report/html/stations.ts'
import { causes } from '../../checks/causes.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { pageOf, parse, reportOf } from './html-pages.ts'

const statesOf = async (name: string) => stationsOf(await reportOf(name)).map(({ state }) => state)

describe('where the fault is marked', () => {
  const expected: readonly (readonly [string, ...StationState[]])[] = [
    ['healthy', 'ok', 'ok', 'ok', 'ok', 'ok'],
    ['dns-both-silent', 'ok', 'fault', 'unseen', 'unseen', 'affected'],
    // A line on the PC itself, though it is about names.
    ['dns-hosts-override', 'fault', 'ok', 'affected', 'affected', 'affected'],
    ['path-no-reply-all', 'ok', 'ok', 'fault', 'affected', 'affected'],
    ['path-some-addresses', 'ok', 'ok', 'warning', 'affected', 'ok'],
    ['proxy-forbids', 'ok', 'delegated', 'fault', 'unseen', 'affected'],
    ['tls-expired', 'ok', 'ok', 'ok', 'fault', 'partly'],
    // The certificate is seen at the server; the gateway on the way put it there.
    ['tls-intercepted-everywhere', 'ok', 'ok', 'fault', 'affected', 'unseen'],
    ['clock-ahead', 'fault', 'ok', 'ok', 'affected', 'unseen'],
    ['page-server-error', 'ok', 'ok', 'ok', 'ok', 'fault'],
    ['browser-policy-blocks', 'fault', 'ok', 'ok', 'ok', 'affected'],
    ['network-unplugged', 'fault', 'affected', 'unseen', 'unseen', 'affected'],
    ['path-two-faults', 'fault', 'ok', 'fault', 'affected', 'affected'],
  ]
  test.each(expected)('%s', async (name, ...states) => expect(await statesOf(name)).toEqual(states))

  test('every scenario marks a place exactly where the verdict says that something is wrong', async () => {
    for (const name of await scenarioNames()) {
      const { verdict } = await reportOf(name)
      const states = await statesOf(name)
      expect(states.includes('fault'), name).toBe(verdict === 'not-ready')
      if (verdict === 'ready') expect(states, name).not.toContain('affected')
      if (verdict === 'attention') expect(states, name).toContain('warning')
    }
  })

  test('every cause but a missing site value has a place, and every question of a recorded finding', async () => {
    for (const { code, owner } of causes) expect(placeOf({ code, owner }) === null, code).toBe(code.startsWith('site/'))
    const { findings } = await reportOf('healthy')
    for (const { id } of findings) expect(placeOfFinding(id) === null, id).toBe(/^(?:site|run)\./.test(id))
    expect(placeOf({ code: 'constructor/x', owner: 'hkex' })).toBe('centre')
  })

  test('what nobody explains is marked as odd', async () => {
    const report = await reportOf('dns-both-silent')
    const silent = { ...report, causes: [], unexplained: report.findings.filter(({ check }) => check === 'dns').map(({ id }) => id) }
    expect(stationsOf(silent).find(({ place }) => place === 'dns')?.state).toBe('odd')
  })
})

test('whoever hears the picture is told of every place, and of every server there', async () => {
  const { elements } = parse(await pageOf('dns-both-silent'))
  const heard = elements.find(({ name, language }) => name === 'desc' && language === 'en')?.text ?? ''
  expect(heard).toContain('DNS: the fault is here (127.0.3.1:')
  expect(heard.match(/: fails/g)?.length).toBeGreaterThanOrEqual(2)
  const svg = elements.filter(({ name, attributes }) => name === 'svg' && attributes.role === 'img')
  expect(svg.length).toBe(2)
  const ids = new Set(elements.flatMap(({ attributes: { id } }) => id ?? []))
  for (const { attributes } of svg) for (const id of attributes['aria-labelledby']?.split(' ') ?? ['?']) expect(ids.has(id), id).toBe(true)
  expect(places.length).toBe(5)
})
