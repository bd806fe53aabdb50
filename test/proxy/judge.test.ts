import { describe, expect, test } from 'vitest'
import type { Finding } from '../../checks/check.ts'
import { proxyCodes } from '../../checks/proxy/codes.ts'
import { proxyEvidenceSchema } from '../../checks/proxy/evidence.ts'
import { proxyTextEn } from '../../checks/proxy/text.en.ts'
import { proxyTextZhHk } from '../../checks/proxy/text.zh-HK.ts'
import { fill } from '../../checks/text.ts'
import { directRoute, evidence, judge, proxy, refused, route, setting, tunnel } from './evidence.ts'
import { cases, needId, reachId, tunnelId } from './judge-cases.ts'
import { site, target } from './world.ts'

const other = 'other.example:3128'

const resultOf = ({ code, status, reason }: Finding) => [code, reason === undefined ? status : `${status} ${reason}`]

describe('each code', () => {
  test.each(cases)('%s', (_name, id, code, status, given, judged) => {
    const found = judge(given, judged).find((finding) => finding.id === id)
    expect(found && resultOf(found)).toEqual([code, status])
  })

  test('every code has its case', () => {
    const judged = new Set<string>(cases.map(([, , code]) => code))
    expect(proxyCodes.filter((code) => !judged.has(code))).toEqual([])
  })

  test.each(cases)(
    '%s: in words, with every value in its place, and the evidence is as the schema has it',
    (_name, _id, _code, _status, given, judged) => {
      for (const { code, args } of judge(given, judged)) {
        const [en, zh] = [proxyTextEn.findings, proxyTextZhHk.findings] as Record<string, string>[]
        expect(fill(en?.[code] ?? '{missing}', args, 'en')).not.toMatch(/\{|undefined/)
        expect(fill(zh?.[code] ?? '{missing}', args, 'zh-HK')).not.toMatch(/\{|undefined/)
      }
      expect(proxyEvidenceSchema.safeParse(evidence(given)).error).toBeUndefined()
    },
  )
})

describe('one host, several addresses', () => {
  const targets = ['https://www.terminal.test/', 'https://www.terminal.test/dms', 'https://www.terminal.test:8443/'].map(target)
  const routes = targets.map(({ url, host, port }) => route({ url, host, port }))

  test('one finding a host, the worst of its ports', () => {
    const found = judge({ routes, tunnels: [tunnel(), tunnel({ port: 8443, statusCode: 403 })] }, { targets })
    expect(found.map(({ id }) => id)).toEqual([reachId, tunnelId, needId])
    expect(found.find(({ id }) => id === tunnelId)).toMatchObject({
      code: 'proxy/forbids',
      args: { port: 8443, hosts: [site.host], urls: targets.map(({ url }) => url) },
    })
  })

  test('http addresses need no tunnel', () => {
    const http = target('http://www.terminal.test/')
    const found = judge({ routes: [route({ url: http.url, port: 80 })], tunnels: [] }, { targets: [http] })
    expect(found.map(resultOf)).toEqual([
      ['proxy/reachable', 'ok'],
      ['proxy/used', 'ok'],
    ])
  })
})

test('where a missing proxy is known from, and which exception leaves it out', () => {
  const [need] = judge(
    {
      settings: [setting({ bypass: ['*.terminal.test'] }), setting({ source: 'winhttp', where: 'netsh winhttp', value: other })],
      routes: [directRoute({ setting: 0, bypassedBy: '*.terminal.test' })],
      tunnels: [tunnel({ obeyed: false })],
    },
    { direct: 'problem' },
  )
  expect(need).toMatchObject({ code: 'proxy/required', args: { proxy, knownFrom: 'HKCU\\…\\ProxyServer', exception: '*.terminal.test' } })
})

test('trials of proxies that Edge does not use leave no finding of their own', () => {
  const given = {
    settings: [setting({ source: 'winhttp' })],
    obeyed: null,
    routes: [directRoute()],
    reach: [refused({ obeyed: false })],
    tunnels: [tunnel({ obeyed: false, statusCode: 502 })],
  }
  expect(judge(given, { direct: 'ok' }).map(resultOf)).toEqual([['proxy/direct', 'ok']])
})
