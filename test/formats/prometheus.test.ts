import { expect, test } from 'vitest'
import { prometheusText } from '../../agent/formats/prometheus.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { hostile, hostileText, missing, read, reportOf } from './reports.ts'

const noReader = missing('promtool', 'prometheus', '--version')

const sample = /^(?<name>[a-z_]+)(?:\{(?<labels>(?:[a-z_0-9]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (?<value>\d+(?:\.\d+)?)$/

interface Series {
  readonly name: string
  readonly labels: string
  readonly value: number
}

/** Reads the text as the format says (Prometheus, "Exposition formats", 0.0.4), and no laxer. */
function parse(text: string): Series[] {
  const [typed, helped] = [new Set<string>(), new Set<string>()]
  const series: Series[] = []
  expect(text.endsWith('\n')).toBe(true)
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, about = ''] = /^# (HELP|TYPE) (\S+) \S/.exec(line) ?? []
    if (kind !== undefined) {
      const seen = kind === 'HELP' ? helped : typed
      expect([about, seen.has(about)]).toEqual([about, false])
      seen.add(about)
      continue
    }
    const { name = '', labels = '', value } = sample.exec(line)?.groups ?? {}
    expect([line, typed.has(name), helped.has(name)]).toEqual([line, true, true])
    series.push({ name, labels, value: Number(value) })
  }
  expect(new Set(series.map(({ name, labels }) => `${name} ${labels}`)).size).toBe(series.length)
  return series
}

test('every kind of report can be read, and says one verdict', async () => {
  for (const name of await scenarioNames()) {
    const report = await reportOf(name)
    const series = parse(prometheusText(report))
    const verdict = series.filter((each) => each.name === 'terminal_preflight_verdict' && each.value === 1)
    expect(verdict.map(({ labels }) => labels)).toEqual([`verdict="${report.verdict}"`])
    const named = series.filter((each) => each.name === 'terminal_preflight_cause_info')
    expect(named.length).toBe(new Set(report.causes.map(({ code, severity }) => `${code} ${severity}`)).size)
  }
})

test('no host, address or user is in it, and the series stay few', async () => {
  const text = prometheusText(await reportOf('dns-hosts-override'))
  expect(text).not.toMatch(/PC-7|ccass\.com|hkex|\b\d+\.\d+\.\d+\.\d+\b/)
  expect(parse(text).length).toBeLessThan(100)
})

test('when it ran, and how long', async () => {
  const series = parse(prometheusText(await reportOf('healthy')))
  const gauge = (name: string) => series.find((each) => each.name === `terminal_preflight_${name}`)?.value
  expect(gauge('last_run_timestamp_seconds')).toBe(Date.UTC(2026, 10, 22, 0, 5, 1, 250) / 1000)
  expect(gauge('duration_seconds')).toBe(3.2053)
})

test('a profile may be called anything', async () => {
  const text = prometheusText(hostile(await reportOf('healthy')))
  const own = parse(text).filter(({ labels }) => labels.includes('長'))
  expect(own).toHaveLength(4)
  const [, written = ''] = /profile="((?:[^"\\]|\\.)*)"/.exec(own[0]?.labels ?? '') ?? []
  const told = written.replace(/\\(.)/g, (_pair, letter: string) => (letter === 'n' ? '\n' : letter))
  expect(told).toBe(hostileText.toWellFormed())
})

test.skipIf(noReader)('promtool has nothing to say', async () => {
  for (const report of [await reportOf('healthy'), await reportOf('dns-hosts-override'), hostile(await reportOf('dns-both-silent'))]) {
    const { status, stdout, stderr } = read(prometheusText(report), 'promtool', 'check', 'metrics')
    expect([status, stdout, stderr]).toEqual([0, '', ''])
  }
})
