/** The file promises: take the # away and it counts. Whatever was seen, for each line that it says so of. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadSite } from '../../agent/profile/site.ts'
import { type GivenSite, siteFileText } from '../../agent/site/file-text.ts'
import type { Observed, SeenResolver } from '../../agent/site/observe.ts'
import { languages } from '../../checks/text.ts'

const resolver = (text: string, more: Partial<SeenResolver> = {}): SeenResolver => ({
  text,
  adapters: [{ name: 'Ethernet "2": # first', origin: 'dhcp' }],
  answered: true,
  onlyHere: false,
  ...more,
})
const silent = resolver('10.255.255.53', { answered: false })
const zoned = resolver('fe80::1%12', { onlyHere: true, adapters: [] })
const usable = [resolver('10.0.0.53'), resolver('[2001:db8::1]:5353')]

const observed: Observed = {
  verdict: 'ready',
  startedAtMs: Date.UTC(2026, 10, 22),
  resolvers: usable,
  addresses: [{ host: 'www.ccass.com', address: '192.0.2.1', ttlSeconds: 60 }],
  issuers: [
    { name: 'CN=Example CA, O=A\\, B', authority: 'CN=Root', hosts: ['a.example'] },
    { name: 'CN=Other: # CA', authority: null, hosts: ['b.example'] },
  ],
  proxy: null,
  readers: 1,
  browser: 'Microsoft Edge 151',
}
const given: GivenSite = {
  profiles: [],
  allProfiles: ['ccass', 'ccms'],
  hkex: [],
  custom: [],
  proxy: null,
  smartcard: 'optional',
  browser: 'on',
}

const seen: readonly (readonly [name: string, Partial<Observed>, Partial<GivenSite>])[] = [
  ['all is well', {}, {}],
  ['no DNS server', { resolvers: [] }, {}],
  ['its own DNS server gave no address', { resolvers: [silent] }, {}],
  ['none of two gave one', { resolvers: [silent, zoned] }, {}],
  ['one of three did', { resolvers: [silent, ...usable.slice(0, 1), zoned] }, {}],
  ['none of its own did, and one was given', { resolvers: [silent] }, { custom: ['10.0.0.1', '10.0.0.2'] }],
  ['HKEX’s were given', { resolvers: [silent] }, { hkex: ['10.0.0.1', '10.0.0.2'] }],
  ['its own are HKEX’s', {}, { hkex: usable.map(({ text }) => text) }],
  ['not known to be good', { verdict: 'not-ready', resolvers: [silent] }, {}],
  ['nothing at all', { verdict: 'undetermined', resolvers: [], addresses: [], issuers: [], browser: null, readers: null }, {}],
]

/** Lines that count once their # is gone, by their place. */
function silentLines(text: string): { readonly at: number; readonly line: string }[] {
  return text.split('\n').flatMap((line, at) => (/^ *#\S/.test(line) ? [{ at, line: line.replace('#', '') }] : []))
}

describe.each(languages)('in %s', (language) => {
  test.each(seen)('%s: any of its silent lines can be made to count', (_name, more, alsoGiven) => {
    const text = siteFileText({ ...observed, ...more }, { ...given, ...alsoGiven }, language)
    const all = silentLines(text)
    expect(all.length).toBeGreaterThan(5)
    fc.assert(
      fc.property(fc.subarray(all), (chosen) => {
        const lines = text.split('\n')
        for (const { at, line } of chosen) lines[at] = line
        const loaded = loadSite('site.yaml', Buffer.from(lines.join('\n')))
        if ('kind' in loaded) throw new Error(loaded.line)
        const count = (value: unknown): number =>
          typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, each) => sum + 1 + count(each), 0) : 0
        const [before, after] = [parse(text) as unknown, parse(lines.join('\n')) as unknown]
        // Each is there then, and what a field in one line holds besides.
        const own = chosen.map(({ line }) => line.trim()).map((line) => 1 + count(Object.values(parse(line) as object)[0]))
        expect(count(after)).toBe(count(before) + own.reduce((sum, each) => sum + each, 0))
      }),
      { numRuns: 25, examples: [[all]] },
    )
  })

  test('a server that gave no address is none of HKEX’s, and counts as the PC’s own', () => {
    const text = siteFileText({ ...observed, resolvers: [silent] }, given, language)
    const whole = text.replace('#custom:', 'custom:').replace('#hkex: []', 'hkex: [10.0.0.1]')
    expect(parse(text)).toMatchObject({ resolvers: null })
    expect(parse(whole)).toMatchObject({ resolvers: { custom: ['10.255.255.53'], hkex: ['10.0.0.1'] } })
  })

  test('what is said to the reader is no line that could count', () => {
    for (const [, more, alsoGiven] of seen) {
      const lines = siteFileText({ ...observed, ...more }, { ...given, ...alsoGiven }, language).split('\n')
      for (const line of lines.filter((each) => /^ *#\S/.test(each))) expect(line).toMatch(/^ *#(?:[a-z-]+: [[{].*[\]}]|- ".*")$/)
    }
  })
})
