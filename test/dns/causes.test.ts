import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causeText } from '../../agent/report/words.ts'
import { dnsCauses } from '../../checks/dns/causes.ts'
import { pathCauses } from '../../checks/path/causes.ts'
import { fill, languages } from '../../checks/text.ts'
import { causes, gives, named, nxdomain, silent, sso } from './judging.ts'
import {
  both,
  dead,
  findingsOf,
  hkex,
  line,
  live,
  noReply,
  ok,
  okThere,
  own,
  running,
  type Scene,
  secondary,
  stopped,
  table,
} from './scenes.ts'

test.each(table)('%s', (_what, scene, expected) => {
  expect(causes(findingsOf(scene))).toEqual(expected)
})

test('every cause of the catalogue is named above', () => {
  const namedAbove = new Set(table.flatMap(([, , expected]) => expected.map((each) => each.split(' ')[1])))
  expect(dnsCauses.map(({ code }) => code).filter((code) => !namedAbove.has(code))).toEqual([])
})

test.each(table)('everything bad is explained, in words without gaps: %s', (_what, scene) => {
  const findings = findingsOf(scene)
  const { causes: found } = diagnose(findings, [...dnsCauses, ...pathCauses])
  for (const { code, subject, args } of found) {
    const confirm = [...dnsCauses, ...pathCauses].find((cause) => cause.code === code)?.confirm ?? ''
    for (const language of languages) {
      const { title, why, steps } = causeText(code, subject, args, language)
      expect([title, why, ...steps, fill(confirm, { ...args, subject }, language)].join('\n')).not.toMatch(/\{[a-z]|\bundefined\b|NaN/)
    }
  }
})

describe('who can mend it', () => {
  const ownerOf = (scene: Scene, code: string) => named(findingsOf(scene), code)?.owner

  test.each<[string, Scene, string, string]>([
    [
      'a name that HKEX’s servers do not know: HKEX',
      { resolvers: both(nxdomain), system: { [sso]: 'name-unknown' } },
      'dns/name-unknown',
      'hkex',
    ],
    ['a name that the site’s server does not know: the site’s IT', { resolvers: own(nxdomain), ...running }, 'dns/name-unknown', 'site-it'],
    [
      'a server of HKEX’s that refuses: whoever can see which address this PC comes with',
      { resolvers: both({ rcode: 'REFUSED' }), ...stopped },
      'dns/resolver-refuses',
      'site-network',
    ],
    [
      'a server of HKEX’s that is silent: the site’s network',
      { resolvers: both(silent), ...stopped },
      'dns/resolver-silent',
      'site-network',
    ],
    ['a server of the site’s that is silent: the site’s IT', { resolvers: own(silent), ...running }, 'dns/resolver-silent', 'site-it'],
    [
      'an old answer: the site’s IT',
      { resolvers: own(gives(dead), gives(secondary)), path: [okThere, noReply], page: 'problem' },
      'dns/answers-differ',
      'site-it',
    ],
  ])('%s', (_what, scene, code, owner) => {
    expect(ownerOf(scene, code)).toBe(owner)
  })
})

describe('what it is made of', () => {
  test('the line in hosts takes everything behind its address with it', () => {
    const scene: Scene = {
      resolvers: both(gives(live)),
      hosts: line(dead),
      system: { [sso]: [dead] },
      path: [ok, { ...noReply, sources: ['hosts', 'system'] }],
      page: 'problem',
    }
    expect(named(findingsOf(scene), 'dns/hosts-override')).toMatchObject({
      args: { path: '/etc/hosts', line: 7, addresses: [dead] },
      explains: [`dns.hosts ${sso}`, `page.reach https://${sso}/`, `path.connect ${dead}:443`],
    })
  })

  test('a stale server is named', () => {
    const scene: Scene = {
      resolvers: own(gives(dead), gives(secondary)),
      system: { [sso]: [dead] },
      path: [okThere, noReply],
      page: 'problem',
    }
    expect(named(findingsOf(scene), 'dns/answers-differ')?.args).toMatchObject({
      stale: ['192.168.1.1'],
      server: '192.168.1.1',
      port: 53,
      name: sso,
    })
  })

  test('servers that all deny a name are named together', () => {
    expect(named(findingsOf({ resolvers: both(nxdomain), ...stopped }), 'dns/name-unknown')?.args.resolvers).toEqual([
      '10.0.0.1',
      '10.0.0.2',
    ])
  })

  test('a resolver on a port of its own is confirmed there', () => {
    const resolvers = { '10.0.0.1:5353': hkex(1, silent) }
    expect(named(findingsOf({ resolvers, ...stopped }), 'dns/resolver-silent')).toMatchObject({
      subject: '10.0.0.1:5353',
      args: { server: '10.0.0.1', port: 5353 },
    })
  })
})
