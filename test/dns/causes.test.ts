import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causeText } from '../../agent/report/words.ts'
import type { Finding } from '../../checks/check.ts'
import { dnsCauses } from '../../checks/dns/causes.ts'
import { pathCauses } from '../../checks/path/causes.ts'
import { question } from '../../checks/questions.ts'
import { fill, languages } from '../../checks/text.ts'
import { preferredSays } from './judge-table.ts'
import { causes, gives, judge, named, nxdomain, silent, sso, www } from './judging.ts'
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
      expect([title, why].map((words) => words !== '')).toEqual([true, true])
      expect(steps.length).toBeGreaterThan(0)
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
      'questions that the PC forbids: the site’s IT',
      { resolvers: both({ fails: 'prohibited', code: 'EPERM' }), ...stopped },
      'dns/local-block',
      'site-it',
    ],
    [
      'an old answer of HKEX’s: HKEX',
      { resolvers: both(gives(dead), gives(live)), system: { [sso]: [dead] }, path: [ok, noReply], page: 'problem' },
      'dns/answers-differ',
      'hkex',
    ],
    [
      'a long life that the site’s server hands on as it is: HKEX',
      { resolvers: own({ addresses: [live], ttlSeconds: 86_400 }, { addresses: [live], ttlSeconds: 86_400 }), ...running },
      'dns/ttl-long',
      'hkex',
    ],
    [
      'what bears the address of HKEX’s server and gives names that do not exist an address: whoever can look on the way',
      { resolvers: both(gives(live), gives(live), { toNonexistent: gives('192.0.2.80') }), ...running },
      'dns/nxdomain-rewritten',
      'site-network',
    ],
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

test('a server of HKEX’s that answers for one name and refuses the other: HKEX', () => {
  const findings = judge(preferredSays({ rcode: 'REFUSED' }))
  expect(named(findings, 'dns/resolver-refuses')).toMatchObject({ owner: 'hkex', args: { names: [sso], answered: [www], refusingAll: [] } })
})

describe('what is said to whom', () => {
  const told = (scene: Scene, code: string) => {
    const cause = named(findingsOf(scene), code)
    const { title, why, steps } = causeText(code, cause?.subject ?? '', cause?.args ?? {}, 'en')
    return [title, why, ...steps].join('\n')
  }

  test.each<[string, Scene, string, RegExp, RegExp]>([
    [
      'of a server of the site’s nothing is said about HKEX’s line, and that HKEX’s answer is',
      { resolvers: own(silent), ...stopped, path: [ok] },
      'dns/resolver-silent',
      /DNS servers 10\.0\.0\.1, 10\.0\.0\.2 answer this PC/,
      /4\.7-4\.9|vendor/,
    ],
    [
      'of HKEX’s nothing about a server of the site’s',
      { resolvers: both(silent), ...stopped },
      'dns/resolver-silent',
      /4\.7-4\.9/,
      /own server|is up and/,
    ],
    [
      'a server that answers by TCP is not off',
      { resolvers: both(silent, silent, { byTcp: gives(live) }), ...stopped },
      'dns/resolver-silent',
      /by TCP and not by UDP/,
      /server is off/,
    ],
    [
      'a server that is silent and up cannot find out',
      { resolvers: own(silent, gives(live), { toNonexistent: nxdomain }), ...stopped, path: [ok] },
      'dns/resolver-fails',
      /cannot find out about sso[\s\S]*forwarders/,
      /error \(/,
    ],
    [
      'an old address is named, and who gives it',
      { resolvers: own(gives(dead), gives(secondary)), system: { [sso]: [dead] }, path: [okThere, noReply], page: 'problem' },
      'dns/answers-differ',
      /given by DNS \(192\.168\.1\.1\): 10\.1\.0\.99[\s\S]*At 192\.168\.1\.1, remove/,
      /hotline|may be right/,
    ],
    [
      'a line in hosts stays while DNS does not answer',
      { resolvers: both(silent), hosts: line(live), system: { [sso]: [live] }, ...running },
      'dns/hosts-override',
      /Leave the line until DNS answers/,
      /\nOpen/,
    ],
    [
      'a line in hosts goes where DNS answers',
      { resolvers: both(gives(live)), hosts: line(live), ...running },
      'dns/hosts-override',
      /\nOpen/,
      /Leave/,
    ],
    [
      'no server has the address of a filter',
      { resolvers: both(gives('0.0.0.0')), path: [{ address: '0.0.0.0', connect: 'refused' }], page: 'problem' },
      'dns/address-unexpected',
      /0\.0\.0\.0 is no server/,
      /mend site\.yaml/,
    ],
  ])('%s', (_what, scene, code, said, notSaid) => {
    expect(told(scene, code)).toMatch(said)
    expect(told(scene, code)).not.toMatch(notSaid)
  })

  test('an address outside the ranges with a certificate by the issuer that is expected: the ranges come first', () => {
    const address = '10.9.0.20'
    const issuer: Finding = {
      id: question.tlsIssuer(sso, address),
      check: 'tls',
      code: 'tls/issuer-expected',
      status: 'ok',
      subject: sso,
      args: { host: sso, address },
    }
    const findings = findingsOf({ resolvers: both(gives(address)), path: [{ address }], page: 'ok' })
    expect(named([...findings, issuer], 'dns/address-unexpected')?.args).toMatchObject({ genuine: [address], strange: [] })
    expect(named(findings, 'dns/address-unexpected')?.args).toMatchObject({ genuine: [], strange: [address] })
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
