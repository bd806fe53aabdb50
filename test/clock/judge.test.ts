import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causeText, findingText } from '../../agent/report/words.ts'
import type { Finding } from '../../checks/check.ts'
import { clockCauses } from '../../checks/clock/causes.ts'
import { type ClockCode, clockCodes } from '../../checks/clock/codes.ts'
import { clockJudge } from '../../checks/clock/judge.ts'
import type { Hop, PageEvidence } from '../../checks/page/evidence.ts'
import type { HandshakeRecord } from '../../checks/schema.ts'
import { languages } from '../../checks/text.ts'
import type { TlsEvidence } from '../../checks/tls/evidence.ts'
import { aHop, aVisit } from '../page/judging.ts'
import { createLeaf, createRoot } from '../support/certificates.ts'
import { emptySettings } from '../support/context.ts'

/** The true time of these tests. */
const trueMs = Date.parse('2026-11-23T04:00:00Z')
const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A server with the right time answers a PC whose clock is ahead by so much. */
function answer(aheadMs: number, hop: Partial<Hop> = {}, url = 'https://www.ccass.com/'): Hop {
  return aHop(url, { date: new Date(trueMs).toUTCString(), receivedAtMs: trueMs + aheadMs, elapsedMs: 0, ...hop })
}

function pageOf(...hops: readonly Hop[]): PageEvidence {
  return { version: 1, visits: [aVisit('https://www.ccass.com/', hops)], complete: true }
}

function judge(aheadMs: number, evidence: { page?: PageEvidence; tls?: TlsEvidence } = {}, utcOffsetMinutes = 480): Finding[] {
  return clockJudge.judge({ version: 1, wallMs: trueMs + aheadMs, utcOffsetMinutes }, emptySettings, { evidence, findings: {} })
}

function skewOf(findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ id }) => id === 'clock.skew')
}

const root = await createRoot()
/** A server's certificate that is valid between two moments, counted from the true time. */
async function certificate(fromMs: number, toMs: number) {
  const { cert } = await createLeaf(root, {
    names: ['sso.example'],
    notBefore: new Date(trueMs + fromMs),
    notAfter: new Date(trueMs + toMs),
  })
  return cert
}

function tlsOf(...pems: readonly string[]): TlsEvidence {
  const presented = pems.map((pem, handshake) => ({
    handshake,
    chain: [pem],
    path: [],
    endsSelfIssued: false,
    completedBy: [],
    anchors: [],
    storesAsked: [],
    namesakes: [],
    sameOrganisation: [],
    ocsp: null,
  }))
  const certificates = pems.map((pem) => ({ sha256: pem, spkiSha256: '', pem }))
  return { version: 1, handshakes: [], certificates, presented, complete: true }
}

const thisYear = await certificate(-30 * DAY_MS, 300 * DAY_MS)
const thisMonth = await certificate(-10 * DAY_MS, 20 * DAY_MS)
const nextYear = await certificate(330 * DAY_MS, 600 * DAY_MS)

type Row = readonly [what: string, aheadMs: number, evidence: { page?: PageEvidence; tls?: TlsEvidence }, code: ClockCode, args: object]
const table: readonly Row[] = [
  ['the right time', 0, { page: pageOf(answer(0)) }, 'clock/agrees', { witness: 'www.ccass.com', pcTime: '2026-11-23 12:00:00' }],
  ['five minutes ahead', 5 * MINUTE_MS, { page: pageOf(answer(5 * MINUTE_MS)) }, 'clock/agrees', { direction: 'ahead' }],
  ['five minutes behind', -5 * MINUTE_MS, { page: pageOf(answer(-5 * MINUTE_MS)) }, 'clock/agrees', { direction: 'behind' }],
  [
    'six minutes ahead',
    6 * MINUTE_MS,
    { page: pageOf(answer(6 * MINUTE_MS)) },
    'clock/skewed',
    {
      skewMs: 359_500,
      uncertaintyMs: 500,
      skew: '00:06:00',
      direction: 'ahead',
      witness: 'www.ccass.com',
      pcTime: '2026-11-23 12:06:00',
      hongKongTime: '2026-11-23 12:00:00',
    },
  ],
  [
    'six minutes behind',
    -6 * MINUTE_MS,
    { page: pageOf(answer(-6 * MINUTE_MS)) },
    'clock/skewed',
    { direction: 'behind', skew: '00:06:01' },
  ],
  [
    'a day and some hours ahead',
    DAY_MS + 2 * HOUR_MS,
    { page: pageOf(answer(DAY_MS + 2 * HOUR_MS)) },
    'clock/skewed',
    { skew: '26:00:00', days: null, hongKongTime: '2026-11-23 12:00:00' },
  ],
  [
    'a year behind',
    -365 * DAY_MS,
    { page: pageOf(answer(-365 * DAY_MS)) },
    'clock/skewed',
    { skew: '8760:00:01', days: 365, pcTime: '2025-11-23 12:00:00' },
  ],
  ['Date’s own second is forgiven', 5 * MINUTE_MS + SECOND_MS, { page: pageOf(answer(5 * MINUTE_MS + SECOND_MS)) }, 'clock/agrees', {}],
  ['beyond it', 5 * MINUTE_MS + SECOND_MS + 1, { page: pageOf(answer(5 * MINUTE_MS + SECOND_MS + 1)) }, 'clock/skewed', {}],
  [
    'an answer that took long may have been right when it left',
    6 * MINUTE_MS,
    { page: pageOf(answer(6 * MINUTE_MS, { elapsedMs: MINUTE_MS })) },
    'clock/agrees',
    { uncertaintyMs: 30_500 },
  ],
  [
    'an answer that took long does not make a slow clock right',
    -6 * MINUTE_MS,
    { page: pageOf(answer(-6 * MINUTE_MS, { elapsedMs: MINUTE_MS })) },
    'clock/skewed',
    {},
  ],
  [
    'a server whose own clock is wrong, and one that agrees',
    0,
    { page: pageOf(answer(HOUR_MS), answer(0, {}, 'https://sso.example/')) },
    'clock/agrees',
    { witness: 'sso.example' },
  ],
  [
    'two that do not agree with the PC: the more exact one speaks',
    HOUR_MS,
    { page: pageOf(answer(HOUR_MS, { elapsedMs: 9000 }), answer(HOUR_MS, { elapsedMs: 1000 }, 'https://sso.example/')) },
    'clock/skewed',
    { witness: 'sso.example', skewMs: 3_599_000, uncertaintyMs: 1000 },
  ],
  ['an answer out of a cache, as old as it says', 0, { page: pageOf(answer(HOUR_MS, { ageSeconds: 3600 })) }, 'clock/agrees', {}],
  [
    'an answer out of a cache, to a clock that is wrong',
    HOUR_MS,
    { page: pageOf(answer(2 * HOUR_MS, { ageSeconds: 3600 })) },
    'clock/skewed',
    { skew: '00:59:59', uncertaintyMs: 1000 },
  ],
  ['a Date that is none', 0, { page: pageOf(answer(HOUR_MS, { date: 'yesterday' })) }, 'clock/no-witness', {}],
  ['no Date', HOUR_MS, { page: pageOf(answer(HOUR_MS, { date: null })) }, 'clock/no-witness', { hongKongTime: '2026-11-23 13:00:00' }],
  ['nobody', 0, {}, 'clock/no-witness', {}],

  [
    'two certificates that have both expired',
    400 * DAY_MS,
    { tls: tlsOf(thisYear, thisMonth) },
    'clock/skewed',
    { witness: 'certificates', direction: 'ahead' },
  ],
  [
    'two certificates that are both from the future',
    -400 * DAY_MS,
    { tls: tlsOf(thisYear, thisMonth) },
    'clock/skewed',
    { witness: 'certificates', direction: 'behind' },
  ],
  ['one certificate alone may be wrong itself', 400 * DAY_MS, { tls: tlsOf(thisYear) }, 'clock/no-witness', {}],
  ['the same certificate twice is one', 400 * DAY_MS, { tls: tlsOf(thisYear, thisYear) }, 'clock/no-witness', {}],
  ['one expired, one valid', 100 * DAY_MS, { tls: tlsOf(thisYear, thisMonth) }, 'clock/no-witness', {}],
  ['both valid prove nothing', 0, { tls: tlsOf(thisYear, thisMonth) }, 'clock/no-witness', {}],
  ['two that were never valid at one time', 700 * DAY_MS, { tls: tlsOf(thisYear, nextYear) }, 'clock/no-witness', {}],
  [
    'a Date outranks certificates',
    0,
    { page: pageOf(answer(0)), tls: tlsOf(nextYear, await certificate(340 * DAY_MS, 700 * DAY_MS)) },
    'clock/agrees',
    { witness: 'www.ccass.com' },
  ],
]

test.each(table)('%s', (_what, aheadMs, evidence, code, args) => {
  const skew = skewOf(judge(aheadMs, evidence))
  const status = { 'clock/agrees': 'ok', 'clock/skewed': 'problem', 'clock/no-witness': 'not-checked' }[code as string]
  expect(skew).toMatchObject({ check: 'clock', code, status, args, ...(status === 'not-checked' ? { reason: 'no-witness' } : {}) })
  for (const language of languages) expect(skew && findingText(skew, language)).not.toMatch(/\{|undefined|NaN|^clock\//)
})

const zones: readonly (readonly [number, string, ClockCode])[] = [
  [480, 'UTC+08:00', 'clock/hong-kong'],
  [0, 'UTC+00:00', 'clock/zone'],
  [-300, 'UTC-05:00', 'clock/zone'],
  [345, 'UTC+05:45', 'clock/zone'],
  [-210, 'UTC-03:30', 'clock/zone'],
]

test.each(zones)('a zone of %i minutes is %s', (minutes, zone, code) => {
  const finding = judge(0, {}, minutes).find(({ id }) => id === 'clock.zone')
  expect(finding).toMatchObject({ code, status: code === 'clock/hong-kong' ? 'ok' : 'warning', args: { zone } })
})

describe('a stranger’s clock says nothing of the PC’s', () => {
  const anHourBack = new Date(trueMs - HOUR_MS).toUTCString()
  const shownFor = async (host: string, names: readonly string[]): Promise<TlsEvidence> => {
    const { cert } = await createLeaf(root, { names: [...names] })
    const evidence = tlsOf(cert)
    const outcome: HandshakeRecord['outcome'] = {
      kind: 'done',
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      alpn: null,
      chain: [],
      ocsp: null,
      clientCertificateRequested: false,
    }
    const via = { kind: 'direct', address: '203.0.113.5' } as const
    return {
      ...evidence,
      handshakes: [{ host, port: 443, via, hello: 'big', elapsedMs: 1, outcome }],
      presented: evidence.presented.map((each) => ({ ...each, path: each.chain })),
    }
  }

  test.each([
    ['under the host’s own certificate', ['www.ccass.com'], 'clock/skewed'],
    ['under another name’s', ['portal.example'], 'clock/no-witness'],
  ])('%s', async (_what, names, code) => {
    const page = pageOf(answer(0, { date: anHourBack }))
    expect(skewOf(judge(0, { page, tls: await shownFor('www.ccass.com', names) }))?.code).toBe(code)
  })

  test('where the browser was led away from TLS', () => {
    const led = answer(0, { date: anHourBack }, 'http://www.ccass.com/')
    expect(skewOf(judge(0, { page: pageOf(answer(0), led) }))?.code).toBe('clock/agrees')
    expect(skewOf(judge(0, { page: pageOf(answer(0, { date: null }), led) }))?.code).toBe('clock/no-witness')
    // A profile of one's own may have an address without TLS.
    expect(skewOf(judge(0, { page: pageOf(led) }))?.code).toBe('clock/skewed')
  })
})

test('a certificate that somebody spoiled is passed over', () => {
  const spoiled = { ...tlsOf(nextYear), certificates: [{ sha256: nextYear, spkiSha256: '', pem: '-----BEGIN CERTIFICATE-----' }] }
  expect(skewOf(judge(0, { tls: spoiled }))?.code).toBe('clock/no-witness')
})

test('every code is above', () => {
  expect(new Set([...table.map(([, , , code]) => code), ...zones.map(([, , code]) => code)])).toEqual(new Set(clockCodes))
})

test('certificates bound the error between them', () => {
  // Both were valid at once in the thirty days around the true time.
  const skew = skewOf(judge(400 * DAY_MS, { tls: tlsOf(thisYear, thisMonth) }))
  const [middle, half] = [Number(skew?.args.skewMs), Number(skew?.args.uncertaintyMs)]
  expect([middle - half, middle + half].map((ms) => ms / DAY_MS)).toEqual([380, 410])
})

describe('causes', () => {
  const dates = (validAtCorrectedTime: boolean): Finding => ({
    id: 'tls.dates sso.example 10.1.0.20:443',
    check: 'tls',
    code: 'tls/not-yet-valid',
    status: 'problem',
    subject: 'sso.example',
    args: { host: 'sso.example', validAtCorrectedTime },
  })
  const skewed = judge(-400 * DAY_MS, { page: pageOf(answer(-400 * DAY_MS)) })

  function causes(findings: readonly Finding[]): string[] {
    const { causes: named, unexplained } = diagnose(findings, clockCauses)
    for (const { code, subject, args } of named) {
      for (const language of languages) {
        const { title, why, steps } = causeText(code, subject, args, language)
        expect([title, why, ...steps].join('\n')).not.toMatch(/\{[a-z]|\bundefined\b/)
      }
    }
    return [...named.map(({ code, severity }) => `${severity} ${code}`), ...unexplained.map(({ code }) => `unexplained ${code}`)]
  }

  test('a wrong clock that stops nothing yet is a warning', () => {
    expect(causes(skewed)).toEqual(['warning clock/skewed'])
  })

  test('a certificate that is good at the right time is the clock’s doing', () => {
    expect(causes([...skewed, dates(true)])).toEqual(['blocker clock/skewed'])
    expect(diagnose([...skewed, dates(true)], clockCauses).causes[0]?.explains).toEqual(['clock.skew', dates(true).id])
  })

  test('one that is bad at the right time, too, is not', () => {
    expect(causes([...skewed, dates(false)])).toEqual(['warning clock/skewed', 'unexplained tls/not-yet-valid'])
  })

  test('another zone is noted', () => {
    expect(causes(judge(0, { page: pageOf(answer(0)) }, 540))).toEqual(['note clock/zone'])
  })

  test('the right time in Hong Kong has none', () => {
    expect(causes(judge(0, { page: pageOf(answer(0)) }))).toEqual([])
  })
})
