/** The built-in procedures against what the two circulars print (shared in the field notes), step by step. */

import { describe, expect, test } from 'vitest'
import type { Procedure, Step } from '../../agent/guide/procedure.ts'
import { procedureSchema } from '../../agent/guide/procedure-schema.ts'
import { builtInProcedures } from '../../agent/guide/procedures/built-in.ts'
import { builtinProfileIds, builtinProfiles } from '../../agent/profile/builtin.ts'
import { languages } from '../../checks/text.ts'
import { placeholdersOf, wordBreaches } from '../house/text-rules.ts'

const named = (id: string): Procedure => {
  const found = builtInProcedures.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no procedure ${id}`)
  return found
}
const ofPeople = (procedure: Procedure, session: number): Step[] =>
  (procedure.sessions[session - 1]?.steps ?? []).filter(({ kind }) => kind === 'person')

/** What a step says in English, and its sign of success behind an arrow. */
const told = ({ id, text, success, footnote }: Step) => [id, text.en, success?.en ?? null, footnote?.mark ?? null]

const landing = 'The landing page is shown.'
const notAvailable = [
  'function-not-available',
  'Look for “Function not available” once you are logged on. It looks like an error and is none.',
  '“Function not available” is displayed: with that the connectivity test is completed.',
  null,
]
const dmsDone = 'You are logged on to DMS: with that the connectivity test is completed.'
const ccassOpen = ['open', 'Access CCASS via https://www.ccass.com', landing, null]
const dmsOpen = ['open', 'Access DMS via https://www.ccass.com/dms', landing, null]
const ccassOut = ['log-out', 'Log out from CCASS.', null, null]
const dmsOut = ['log-out', 'Log out from DMS.', null, null]
const bySmartcard = 'The log-in page with smartcard authentication is shown.'
const by2fa = 'The log-in page with 2FA is shown.'
const setUp = (mark: string) => ['set-up', 'Set up the password and the OTP channel, on HKEX’s page.', null, mark]

const ccassCard = [
  ccassOpen,
  ['choose', 'In the landing page, click <Login with Smartcard - Online Functions and Overnight Report Download>', bySmartcard, null],
]
const dmsCard = [
  dmsOpen,
  ['choose', 'In the landing page, click <Login with Smartcard – Security Management Functions>', bySmartcard, null],
]
const ccass2fa = [
  ccassOpen,
  ['choose', 'In the landing page, click <Login with OTP - Online Functions> or <Login with OTP - Overnight Report Download>', by2fa, null],
]
const dms2fa = [dmsOpen, ['choose', 'In the landing page, click <Login with OTP – Security Management Function>', by2fa, null]]
const logOn = (to: string, using: string, success: string | null = null, mark: string | null = null) => [
  'log-on',
  `Log on to ${to} using ${using}.`,
  success,
  mark,
]
const cardOf9June = 'the production smartcard and the password of 9 June 2023 (Friday)'
const cardAsBefore = 'the production smartcard and the same password as in Session 1'
const firstOtp = 'the User ID, the password and the OTP'
const secondOtp = 'the User ID, the password that was set up in Session 1, and the OTP'

describe('annex 1 of the CCASS circular: eight procedures', () => {
  test.each<[id: string, session: number, steps: unknown[]]>([
    ['ccass-2023-smartcard', 1, [...ccassCard, logOn('CCASS', cardOf9June), notAvailable, ccassOut]],
    ['ccass-2023-smartcard', 2, [...ccassCard, logOn('CCASS', cardAsBefore), notAvailable, ccassOut]],
    ['dms-2023-smartcard', 1, [...dmsCard, logOn('DMS', cardOf9June, dmsDone), dmsOut]],
    ['dms-2023-smartcard', 2, [...dmsCard, logOn('DMS', cardAsBefore, dmsDone), dmsOut]],
    ['ccass-2023-2fa', 1, [...ccass2fa, setUp('1'), logOn('CCASS', firstOtp), notAvailable, ccassOut]],
    ['ccass-2023-2fa', 2, [...ccass2fa, logOn('CCASS', secondOtp, null, '3'), notAvailable, ccassOut]],
    ['dms-2023-2fa', 1, [...dms2fa, setUp('2'), logOn('DMS', firstOtp, dmsDone), dmsOut]],
    ['dms-2023-2fa', 2, [...dms2fa, logOn('DMS', secondOtp, dmsDone, '4'), dmsOut]],
  ])('%s, session %i', (id, session, steps) => {
    expect(ofPeople(named(id), session).map(told)).toEqual(steps)
  })

  test('each has the two sessions of 10 June 2023, of Hong Kong, in their data centres', () => {
    const drills = builtInProcedures.filter(({ id }) => id.includes('-2023-'))
    expect(drills.map(({ id, audience, logOn }) => [id, audience, logOn])).toEqual([
      ['ccass-2023-smartcard', 'users', 'smartcard'],
      ['dms-2023-smartcard', 'delegated-administrators', 'smartcard'],
      ['ccass-2023-2fa', 'users', '2fa'],
      ['dms-2023-2fa', 'delegated-administrators', '2fa'],
    ])
    for (const { sessions, circular } of drills) {
      expect(circular?.section.en).toBe('Annex 1')
      expect(sessions).toMatchObject([
        { date: '2023-06-10', hours: { from: '18:00', to: '20:00' }, dataCentre: 'primary' },
        { date: '2023-06-10', hours: { from: '22:00', to: '23:00' }, dataCentre: 'secondary' },
      ])
    }
  })

  test('what carries forward, in HKEX’s words', () => {
    const footnotes = builtInProcedures.flatMap(({ sessions }) =>
      sessions.flatMap(({ steps }) => steps.flatMap((step) => step.footnote ?? [])),
    )
    const initiation =
      'Initiation of 2FA (setup of password & OTP channel) performed in Session 1 at the Primary Data Centre will be carried forward to Session 2 at the Secondary Data Centre and the next business day, 12 June 2023 (Monday).'
    const changes = (whose: string) =>
      `Any ${whose} account changes such as password change performed in Session 2 at the Secondary Data Centre will NOT be carried forward to the next business day, 12 June 2023 (Monday).`
    expect(footnotes.map(({ mark, text }) => [mark, text.en])).toEqual([
      ['1', initiation],
      ['3', changes('user')],
      ['2', initiation],
      ['4', changes('DA')],
    ])
  })

  test('registration by 2 June 2023; without a registered e-mail address no 2FA', () => {
    for (const { id, before, logOn } of builtInProcedures.filter((each) => each.id.includes('-2023-'))) {
      const said = before.map(({ en }) => en).join(' ')
      expect([id, /by 2 June 2023/.test(said), /e-mail address cannot start 2FA/.test(said)]).toEqual([id, true, logOn === '2fa'])
    }
  })
})

test('the annex of the CCMS circular: open, see, close without logging on', () => {
  const annex = named('ccms-2fa-server')
  expect([annex.logOn, annex.audience, annex.circular?.section.en, annex.sessions.length]).toEqual(['none', 'it-staff', 'Annex', 1])
  expect(annex.sessions[0]?.steps.map(told)).toEqual([
    [
      'reach-2fa',
      'The way from this PC to https://sso.hkexposttrade.com.hk/sso: name, address, firewall, certificate, page.',
      'The page with the log-on form is seen.',
      null,
    ],
    [
      'open',
      'On the CCMS terminal PC, open the Microsoft Edge browser and visit https://sso.hkexposttrade.com.hk/sso',
      'The screen that the circular’s annex shows is seen.',
      null,
    ],
    ['close', 'Close the window without logging on.', null, null],
  ])
})

test('“Function not available” is CCASS’ alone', () => {
  for (const { id, sessions } of builtInProcedures)
    for (const { steps } of sessions)
      expect([id, JSON.stringify(steps).includes('Function not available')]).toEqual([id, id.startsWith('ccass-')])
})

test('the template has no date, no hours, no circular and no password of a day', () => {
  const templates = builtInProcedures.filter(({ id }) => id.includes('-next-'))
  expect(templates.map(({ id }) => id)).toEqual(['ccass-next-2fa', 'dms-next-2fa'])
  for (const { sessions, circular, before } of templates) {
    expect(circular).toBeNull()
    expect(before[0]?.en).toContain('no procedure of HKEX')
    for (const { date, hours, steps } of sessions) {
      expect([date, hours]).toEqual([null, null])
      expect(JSON.stringify(steps)).not.toMatch(/2022|2023|June/)
    }
  }
})

describe.each(builtInProcedures.map((procedure) => [procedure.id, procedure] as const))('%s', (_id, procedure) => {
  test('is what a file may say, and comes back the same', () => {
    expect(procedureSchema.parse(structuredClone(procedure))).toEqual(procedure)
  })

  test('its machine looks at addresses that HKEX printed, which its profile has', () => {
    const pages = procedure.sessions.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'machine' ? step.pages : [])))
    expect(procedure.profiles.filter((id) => !builtinProfileIds.includes(id))).toEqual([])
    const targets = builtinProfiles.filter(({ id }) => procedure.profiles.includes(id)).flatMap((profile) => profile.targets)
    const known: readonly string[] = targets.map(({ url }) => url)
    expect(pages.filter((url) => !known.includes(url))).toEqual([])
    expect(pages.length).toBeGreaterThan(0)
  })

  test('asks for no secret', () => {
    expect(JSON.stringify(procedure)).not.toMatch(/(?:type|enter|write|tell)[^.]{0,30}(?:password|OTP|PIN)/i)
  })

  test.each(languages)('is whole and sound in %s', (language) => {
    const texts = textsOf(procedure)
    expect(texts.filter((text) => text['zh-HK'] === text.en)).toEqual([])
    // The annexes are in English only: names of buttons and documents stay so.
    expect(
      texts.flatMap((text) =>
        wordBreaches(text[language].replace(/<[^>]*>|\(Friday\)|\(Monday\)/g, 'A'), language).map((each) => [each, text[language]]),
      ),
    ).toEqual([])
    expect(texts.flatMap((text) => placeholdersOf(text[language]))).toEqual([])
  })
})

function textsOf({ title, circular, before, sessions }: Procedure) {
  const steps = sessions.flatMap((session) => session.steps)
  return [
    title,
    ...(circular === null ? [] : [circular.name, circular.section]),
    ...before,
    ...steps.flatMap(({ text, success, footnote }) => [
      text,
      ...(success === null ? [] : [success]),
      ...(footnote === null ? [] : [footnote.text]),
    ]),
  ]
}
