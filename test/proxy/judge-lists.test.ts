import { describe, expect, test } from 'vitest'
import type { ProxyEvidence } from '../../checks/proxy/evidence.ts'
import { broken, type Judged, judge, proxy, reach, refused, route, tunnel } from './evidence.ts'
import { reachId, tunnelId } from './judge-cases.ts'

const other = 'other.example:3128'

describe('lists of proxies', () => {
  const both = [route({ proxies: [proxy, other] })]
  const statusOf = (given: Partial<ProxyEvidence>, id: string, judged?: Judged) =>
    judge(given, judged).find((finding) => finding.id === id)?.status

  test.each<[name: string, given: Partial<ProxyEvidence>, id: string, status: string, judged?: Judged]>([
    [
      'the first is dead, the second works',
      { routes: both, reach: [refused(), reach({ proxy: other })], tunnels: [tunnel({ proxy: other })] },
      reachId,
      'warning',
    ],
    [
      'the first is silent, the second works',
      { routes: both, reach: [reach(), reach({ proxy: other })], tunnels: [broken('no-reply', 'limit'), tunnel({ proxy: other })] },
      tunnelId,
      'warning',
    ],
    [
      'the first refuses: Edge stops there, though the second works',
      { routes: both, reach: [reach(), reach({ proxy: other })], tunnels: [tunnel({ statusCode: 403 }), tunnel({ proxy: other })] },
      tunnelId,
      'problem',
    ],
    [
      'the second is dead, the first works',
      { routes: [route({ proxies: [other, proxy] })], reach: [refused(), reach({ proxy: other })], tunnels: [tunnel({ proxy: other })] },
      reachId,
      'warning',
    ],
    [
      'the second refuses, the first works',
      {
        routes: [route({ proxies: [other, proxy] })],
        reach: [reach(), reach({ proxy: other })],
        tunnels: [tunnel({ statusCode: 403 }), tunnel({ proxy: other })],
      },
      tunnelId,
      'warning',
    ],
    [
      'the second is dead, the first asks for the Windows log-on',
      {
        routes: [route({ proxies: [other, proxy] })],
        reach: [refused(), reach({ proxy: other })],
        tunnels: [tunnel({ proxy: other, statusCode: 407, authenticationSchemes: ['NTLM'] })],
      },
      reachId,
      'warning',
    ],
    ['both are dead', { routes: both, reach: [refused(), refused({ proxy: other })], tunnels: [] }, reachId, 'problem'],
    [
      'dead, the second refuses',
      { routes: both, reach: [refused(), reach({ proxy: other })], tunnels: [tunnel({ proxy: other, statusCode: 403 })] },
      reachId,
      'problem',
    ],
    [
      'dead, and directly it works',
      { routes: [route({ direct: true })], reach: [refused()], tunnels: [] },
      reachId,
      'warning',
      { direct: 'ok' },
    ],
    [
      'dead, and directly it fails',
      { routes: [route({ direct: true })], reach: [refused()], tunnels: [] },
      reachId,
      'problem',
      { direct: 'problem' },
    ],
    ['dead, and directly was not judged', { routes: [route({ direct: true })], reach: [refused()], tunnels: [] }, reachId, 'problem'],
    [
      'refuses, and directly it would work',
      { routes: [route({ direct: true })], tunnels: [tunnel({ statusCode: 403 })] },
      tunnelId,
      'problem',
      { direct: 'ok' },
    ],
    [
      'dead for one of two hosts that has no other way',
      {
        routes: [...both, route({ host: 'sso.terminal.test' })],
        reach: [refused(), reach({ proxy: other })],
        tunnels: [tunnel({ proxy: other })],
      },
      reachId,
      'problem',
    ],
  ])('%s', (_name, given, id, status, judged) => {
    expect(statusOf(given, id, judged)).toBe(status)
  })
})
