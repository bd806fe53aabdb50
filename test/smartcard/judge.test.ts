import { describe, expect, test } from 'vitest'
import { findingText } from '../../agent/report/words.ts'
import { type SmartcardCode, smartcardCodes } from '../../checks/smartcard/codes.ts'
import { type SmartcardEvidence, smartcardEvidenceSchema } from '../../checks/smartcard/evidence.ts'
import { languages } from '../../checks/text.ts'
import { failed, judge, linux, noService, plugged, reader, scr331, states, windows } from './judging.ts'

type Row = readonly [what: string, evidence: SmartcardEvidence, seen: readonly SmartcardCode[]]

const readers = (...all: readonly ReturnType<typeof reader>[]) => ({ readers: [...all] })
const service = (state: 'stopped' | 'running' | 'paused' | 'start-pending', start: 'manual' | 'automatic' | 'disabled') => ({
  state,
  start,
})
const hello = reader(states.card, 'Windows Hello for Business 1')
const inTpm = reader(states.card, 'Microsoft Virtual Smart Card 0')
const inLaptop = reader(states.card, 'Microsoft UICC ISO Reader 3f873476 0')
const untold = { failure: { word: 'access-denied', code: '5' } } as const

const answering: readonly Row[] = [
  ['no reader', windows, ['smartcard/service-runs', 'smartcard/no-reader']],
  [
    'a card',
    { ...windows, pcsc: readers(reader(states.card)) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/card-present'],
  ],
  ...(['unpowered', 'inUse', 'exclusive'] as const).map(
    (state): Row => [
      `a card: ${state}`,
      { ...windows, pcsc: readers(reader(states[state])) },
      ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/card-present'],
    ],
  ),
  [
    'an empty reader',
    { ...windows, pcsc: readers(reader(states.empty)) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/no-card'],
  ],
  [
    'a mute card',
    { ...windows, pcsc: readers(reader(states.mute)) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/card-mute'],
  ],
  [
    'a card in one of two readers',
    { ...windows, pcsc: readers(reader(states.empty, 'A'), reader(states.card, 'B')) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/card-present'],
  ],
  [
    'a mute card, and another that answers',
    { ...windows, pcsc: readers(reader(states.mute, 'A'), reader(states.card, 'B')) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/card-present'],
  ],
  [
    'a mute card beside an empty reader',
    { ...windows, pcsc: readers(reader(states.empty, 'A'), reader(states.mute, 'B')) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/card-mute'],
  ],
  [
    'two empty readers',
    { ...windows, pcsc: readers(reader(states.empty, 'A'), reader(states.empty, 'B')) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/no-card', 'smartcard/no-card'],
  ],
  [
    'a reader that is just being unplugged',
    { ...windows, pcsc: readers(reader(states.unknown)) },
    ['smartcard/service-runs', 'smartcard/no-reader'],
  ],
  ['a reader in a bad state', { ...windows, pcsc: readers(reader(states.unavailable)) }, ['smartcard/service-runs', 'smartcard/no-reader']],
  [
    'readers that Windows makes up',
    { ...windows, pcsc: readers(hello, inTpm, inLaptop) },
    ['smartcard/service-runs', 'smartcard/no-reader'],
  ],
  [
    'an empty reader beside one that Windows makes up',
    { ...windows, pcsc: readers(hello, reader(states.empty)) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/no-card'],
  ],
  [
    'a remote session without a reader',
    { ...windows, remoteSession: true, usbReaders: plugged('WUDFRd') },
    ['smartcard/service-runs', 'smartcard/remote-session'],
  ],
  [
    'a remote session with the reader of the other PC',
    { ...windows, remoteSession: true, pcsc: readers(reader(states.card)) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/card-present'],
  ],
  [
    'a reader on USB that PC/SC does not list',
    { ...linux, usbReaders: plugged(null) },
    ['smartcard/service-runs', 'smartcard/no-reader', 'smartcard/driver-missing'],
  ],
  [
    'the same with a driver that does not bring it to PC/SC',
    { ...windows, usbReaders: plugged('WUDFRd') },
    ['smartcard/service-runs', 'smartcard/no-reader', 'smartcard/driver-missing'],
  ],
  [
    'two of a kind',
    { ...windows, usbReaders: { devices: [...plugged(null).devices, ...plugged(null).devices] } },
    ['smartcard/service-runs', 'smartcard/no-reader', 'smartcard/driver-missing'],
  ],
  [
    'an empty reader, and another without a driver',
    { ...windows, pcsc: readers(reader(states.empty, 'Built-in 0')), usbReaders: plugged(null) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/no-card', 'smartcard/driver-missing'],
  ],
  [
    'an empty reader of Linux, whose driver is the service’s own',
    { ...linux, pcsc: readers(reader(states.empty)), usbReaders: plugged(null) },
    ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/no-card'],
  ],
  ['no reader, and nobody told of USB', { ...windows, usbReaders: untold }, ['smartcard/service-runs', 'smartcard/no-reader']],
]

/** Windows' own words for "no service" and for "no reader was ever plugged in" are the same. */
const silent: SmartcardEvidence = { ...windows, pcsc: noService }
const silence: readonly Row[] = [
  ['Linux: no service', { ...linux, pcsc: noService, usbReaders: null }, ['smartcard/service-stopped']],
  ['never a reader', { ...silent, service: service('stopped', 'manual') }, ['smartcard/no-reader']],
  [
    'the last reader was pulled out',
    { ...silent, pcsc: failed('0x8010001E', 'exited'), service: service('stopped', 'manual') },
    ['smartcard/no-reader'],
  ],
  ['the same, and nobody told of USB', { ...silent, service: service('stopped', 'manual'), usbReaders: untold }, ['smartcard/no-reader']],
  ['disabled', { ...silent, service: service('stopped', 'disabled') }, ['smartcard/service-stopped']],
  [
    'disabled, with a reader',
    { ...silent, service: service('stopped', 'disabled'), usbReaders: plugged('WUDFRd') },
    ['smartcard/service-stopped'],
  ],
  ['paused', { ...silent, service: service('paused', 'automatic') }, ['smartcard/service-stopped']],
  [
    'stopped with a reader that has a driver',
    { ...silent, service: service('stopped', 'manual'), usbReaders: plugged('WUDFRd') },
    ['smartcard/service-stopped'],
  ],
  [
    'stopped with a reader that has none',
    { ...silent, service: service('stopped', 'manual'), usbReaders: plugged(null) },
    ['smartcard/no-reader', 'smartcard/driver-missing'],
  ],
  ['automatic and stopped without a reader', { ...silent, service: service('stopped', 'automatic') }, ['smartcard/no-reader']],
  [
    'automatic and stopped, and nobody told of USB',
    { ...silent, service: service('stopped', 'automatic'), usbReaders: untold },
    ['smartcard/not-asked'],
  ],
  ['it runs, says Windows', { ...silent, service: service('running', 'manual') }, ['smartcard/not-asked']],
  ['it starts', { ...silent, service: service('start-pending', 'manual') }, ['smartcard/not-asked']],
  ['nobody told of the service', { ...silent, service: untold }, ['smartcard/no-reader']],
  [
    'nobody told of the service, and there is a reader',
    { ...silent, service: untold, usbReaders: plugged('WUDFRd') },
    ['smartcard/service-stopped'],
  ],
  ['nobody told of anything', { ...silent, service: untold, usbReaders: untold }, ['smartcard/not-asked']],
  [
    'a remote session',
    { ...silent, remoteSession: true, service: service('running', 'manual'), usbReaders: plugged('WUDFRd') },
    ['smartcard/remote-session'],
  ],
  ['a remote session that passes no smart cards on', { ...windows, pcsc: failed('0x0000006D', 'closed') }, ['smartcard/remote-session']],
]

const forbidden = failed('ERR_DLOPEN_FAILED', 'access-denied', 'library')
const notAsked: readonly (readonly [...Row, reason: string])[] = [
  ['no library', { ...linux, pcsc: failed('libpcsclite.so.1', 'file-missing', 'library') }, ['smartcard/not-asked'], 'not-installed'],
  ['koffi is forbidden', { ...windows, pcsc: forbidden, service: untold }, ['smartcard/not-asked'], 'policy'],
  ['polkit says no', { ...linux, pcsc: failed('0x8010006A', 'access-denied') }, ['smartcard/not-asked'], 'policy'],
  ['the service hangs', { ...windows, pcsc: failed('limit', 'no-reply') }, ['smartcard/not-asked'], 'deadline'],
  ['the run was cut short', { ...windows, pcsc: failed('cancelled', 'cancelled'), complete: false }, ['smartcard/not-asked'], 'deadline'],
  ['there was no time at all', { ...windows, pcsc: null, complete: false }, ['smartcard/not-asked'], 'deadline'],
  ['a code that nobody foresaw', { ...windows, pcsc: failed('0x80100001') }, ['smartcard/not-asked'], 'not-supported'],
  ['run as SYSTEM', { ...windows, pcsc: null, notAsked: 'not-the-users-session' }, ['smartcard/not-asked'], 'not-the-users-session'],
  ['it was switched off then', { ...windows, pcsc: null, notAsked: 'switched-off' }, ['smartcard/not-asked'], 'switched-off'],
]

const good: readonly SmartcardCode[] = ['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/card-present']

describe.each(['optional', 'required'] as const)('where a smart card is %s', (smartcard) => {
  const bad = smartcard === 'required' ? 'problem' : 'warning'

  test.each([...answering, ...silence])('%s', (_what, evidence, seen) => {
    const findings = judge(evidence, smartcard)
    expect(findings.map(({ code }) => code)).toEqual(seen)
    expect(findings.map(({ status }) => status)).toEqual(
      seen.map((code) => (code === 'smartcard/not-asked' ? 'not-checked' : good.includes(code) ? 'ok' : bad)),
    )
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
  })
})

test.each(notAsked)('not checked: %s', (_what, evidence, seen, reason) => {
  expect(judge(evidence).map((finding) => [finding.code, finding.status, finding.reason])).toEqual(
    seen.map((code) => [code, 'not-checked', reason]),
  )
})

test('where no library may be loaded, Windows tells of its service all the same', () => {
  const codesOf = (state: Parameters<typeof service>[0], start: Parameters<typeof service>[1]) =>
    judge({ ...windows, pcsc: forbidden, service: service(state, start) }).map(({ code }) => code)
  // A card that is required was then not looked at, and nothing good may stand in its place.
  expect(codesOf('running', 'manual')).toEqual(['smartcard/not-asked'])
  expect(codesOf('stopped', 'disabled')).toEqual(['smartcard/service-stopped', 'smartcard/not-asked'])
  expect(codesOf('stopped', 'manual')).toEqual(['smartcard/not-asked'])
})

test('who needs a smart card on a system without PC/SC has a problem, and not a check that was not made', () => {
  const findings = judge({ ...linux, pcsc: failed('libpcsclite.so.1', 'file-missing', 'library') }, 'required')
  expect(findings.map(({ code, status }) => [code, status])).toEqual([['smartcard/service-stopped', 'problem']])
})

test.each(answering)('switched off, one finding says so and judges nothing: %s', (_what, evidence) => {
  expect(judge(evidence, 'off')).toEqual([
    expect.objectContaining({ code: 'smartcard/switched-off', status: 'not-applicable', reason: 'switched-off' }),
  ])
})

test('what a card is used for is kept, and is no fault', () => {
  const use = (state: number) =>
    judge({ ...windows, pcsc: readers(reader(state)) }).find(({ code }) => code === 'smartcard/card-present')?.args.use
  expect([states.card, states.inUse, states.exclusive].map(use)).toEqual(['free', 'shared', 'exclusive'])
})

test('readers are named, and those that Windows makes up are not', () => {
  const findings = judge({ ...windows, pcsc: readers(hello, reader(states.empty)) })
  expect(findings[1]?.args).toEqual({ readers: [scr331.name] })
  expect(findings[2]).toMatchObject({ id: `smartcard.card ${scr331.name}`, subject: scr331.name })
})

test('every code is in these tables, and says something whole in every language', () => {
  const all = [...answering, ...silence, ...notAsked].flatMap(([, evidence]) => [...judge(evidence), ...judge(evidence, 'off')])
  expect(new Set(all.map(({ code }) => code))).toEqual(new Set(smartcardCodes))
  for (const finding of all) for (const language of languages) expect(findingText(finding, language)).not.toMatch(/[{}]|smartcard\//)
})

test('the evidence comes back from disk as it went', () => {
  for (const [, evidence] of [...answering, ...silence, ...notAsked]) {
    expect(smartcardEvidenceSchema.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence)
  }
})
