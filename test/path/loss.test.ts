import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { dnsCauses } from '../../checks/dns/causes.ts'
import type { Attempt, DnsEvidence, Query } from '../../checks/dns/evidence.ts'
import { failure } from '../../checks/failure.ts'
import { pathCauses } from '../../checks/path/causes.ts'
import { dnsEvidence, gives, www } from '../dns/judging.ts'
import { judge, page, sso } from './judging.ts'

const address = '10.1.0.20'
const again = [0, 600, 1300, 2000]

/** Sent so often before it was answered. */
function attempts(lost: number, answered: boolean): Attempt[] {
  const waited = answered ? (again[lost] ?? 0) + 30 : 3000
  return again.slice(0, lost + (answered ? 1 : 0)).map((atMs, at): Attempt => {
    const isAnswer = answered && at === lost
    return { transport: 'udp', elapsedMs: waited - atMs, failure: isAnswer ? null : failure('no-reply', 'limit'), malformedPackets: 0 }
  })
}

/** Of each server's questions, in order, how many sendings were lost; 4 is all of them. */
function lossy(first: readonly number[], second: readonly number[]): DnsEvidence {
  const says = { [sso]: gives(address), [www]: gives('10.1.0.10') }
  const evidence = dnsEvidence({
    resolvers: { '10.0.0.1': { roles: ['hkex-1', 'configured-1'], says }, '10.0.0.2': { roles: ['hkex-2', 'configured-2'], says } },
  })
  const counts = { '10.0.0.1': [...first], '10.0.0.2': [...second] }
  const queries = evidence.queries.map((query): Query => {
    const lost = query.purpose === 'tcp' ? 0 : (counts[query.resolver as '10.0.0.1'].shift() ?? 0)
    if (lost < 4) return { ...query, attempts: attempts(lost, true) }
    return { ...query, attempts: attempts(4, false), outcome: { kind: 'failed', failure: failure('no-reply', 'limit'), truncated: false } }
  })
  return { ...evidence, queries }
}

function lossIn(dns: DnsEvidence, elapsedMs = 20) {
  const findings = judge([{ address, connectMs: elapsedMs }], {}, { dns })
  return findings.find(({ id }) => id === 'path.loss')?.args ?? null
}

describe('packets that had to be sent again', () => {
  test.each<[string, DnsEvidence, object | null]>([
    ['one in two, at both servers', lossy([1, 0, 2, 0, 1], [0, 1, 0, 2, 1]), { lost: 8, sent: 18, percent: 44 }],
    ['and some never answered', lossy([4, 0, 1], [0, 2, 1]), { lost: 8 }],
    ['none', lossy([], []), null],
    ['three of a dozen: one packet in ten, two ways', lossy([1, 1], [1]), null],
    ['all that have EDNS: somebody on the way does not know it', lossy([2, 2, 2, 2, 2], [2, 2, 2, 2, 2]), null],
    ['five of fifteen: chance on a line that loses little', lossy([1, 0, 1, 0, 0], [0, 1, 0, 1, 1]), null],
    ['at one server alone: it may be the server', lossy([2, 1, 1, 2, 1], []), null],
  ])('%s', (_, dns, expected) => {
    if (expected === null) expect(lossIn(dns)).toBeNull()
    else expect(lossIn(dns)).toMatchObject(expected)
  })

  test('at one server alone, and a first packet of TCP as well', () => {
    expect(lossIn(lossy([2, 1, 1, 2, 1], []), 1040)).toMatchObject({ lost: 7, resolvers: ['10.0.0.1'] })
  })

  test('a server that takes its time loses nothing', () => {
    const dns = lossy([], [])
    const slow = dns.queries.map(
      (query): Query => ({
        ...query,
        attempts: again.slice(0, 3).map((atMs, at) => ({
          transport: 'udp',
          elapsedMs: 1400 - atMs,
          failure: at === 0 ? null : failure('no-reply', 'superseded'),
          malformedPackets: 0,
        })),
      }),
    )
    expect(lossIn({ ...dns, queries: slow })).toBeNull()
  })
})

test('what was silent now and then is the loss’s doing, and what is dead stays dead', () => {
  const dns = lossy([4, 4, 1, 0, 0], [0, 1, 1, 0, 0])
  const named = (addresses: Parameters<typeof judge>[0]) => {
    const findings = [...judge(addresses, {}, { dns }), page(sso, 'ok')]
    const { causes, unexplained } = diagnose(findings, [...pathCauses, ...dnsCauses])
    return [...causes.map(({ code, severity }) => `${severity} ${code}`), ...unexplained.map(({ id }) => id)]
  }
  expect(named([{ address }, { address: '10.1.0.21', connect: 'no-reply' }])).toEqual(['warning path/packets-lost'])
  expect(named([{ address, connect: 'refused' }]).toSorted()).toEqual(['warning path/packets-lost', 'warning path/refused'])
})
