import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { skewMs } from '../../checks/clock/skew.ts'
import type { Page } from '../../checks/page/evidence.ts'
import { recognise } from '../../checks/page/recognise.ts'
import { redirectOf } from '../../checks/page/redirect.ts'
import { opensLater } from '../../checks/page/service-hours.ts'
import { aPage } from './judging.ts'
import { settingsOf, target } from './visiting.ts'

const ccass = {
  kind: 'landing',
  choices: [
    'Login with Smartcard - Online Functions and Overnight Report Download',
    'Login with OTP - Online Functions',
    'Login with OTP - Overnight Report Download',
  ],
} as const
const dms = {
  kind: 'landing',
  choices: ['Login with Smartcard – Security Management Functions', 'Login with OTP – Security Management Function'],
} as const

describe('a landing page', () => {
  test.each([
    ['as printed', ccass, ['Home', 'Login with OTP - Online Functions', 'Help']],
    ['with the other dash', ccass, ['Login with OTP – Online Functions']],
    ['without a dash', ccass, ['Login with OTP Online Functions']],
    ['in capitals', ccass, ['LOGIN WITH OTP - ONLINE FUNCTIONS']],
    ['in the singular', ccass, ['Login with OTP - Online Function']],
    ['in the plural', dms, ['Login with OTP - Security Management Functions']],
    ['with other blanks', dms, ['Log in  with OTP\u00a0-\u2009Security  Management Function']],
    ['with more words around', dms, ['» Login with Smartcard – Security Management Functions (DA only)']],
    ['spread over a heading and its links', ccass, ['Login with OTP', 'Online Functions', 'Overnight Report Download']],
    ['in wide letters', ccass, ['Ｌｏｇｉｎ with OTP － Online Functions']],
  ] as const)('%s is known', (_name, marker, labels) => {
    expect(recognise(aPage({ labels: [...labels] }), marker)).toBe('landing')
  })

  test.each<[string, Partial<Page>]>([
    ['of the other service', { labels: ['Login with OTP - Security Management Function'] }],
    ['with a part of a choice', { labels: ['Login with OTP'] }],
    ['with the words in another order', { labels: ['Online Functions - Login with OTP'] }],
    ['with a password field alone', { passwordFields: 1 }],
    ['without a word', {}],
  ])('%s is not', (_name, page) => {
    expect(recognise(aPage(page), ccass)).toBeNull()
  })
})

test('a log-on form is known by its password field, and a page without one is none', () => {
  expect(recognise(aPage({ passwordFields: 1 }), { kind: 'log-on-form' })).toBe('log-on-form')
  expect(recognise(aPage({ forms: 1, labels: ['Log on'] }), { kind: 'log-on-form' })).toBeNull()
})

describe('a redirect', () => {
  test.each<[string, number, string | null, string | null, string | null]>([
    ['301', 301, 'https://b.example/x#part', null, 'https://b.example/x'],
    ['308, relative', 308, '../y?z=1', null, 'https://a.example/y?z=1'],
    ['302 without an address', 302, null, null, null],
    ['304, which is none', 304, 'https://b.example/', null, null],
    ['200 with a Location, which is none', 200, 'https://b.example/', null, null],
    ['302 to what no browser loads', 302, 'mailto:x@y', null, null],
    ['a refresh', 200, null, '0;url=/n', 'https://a.example/n'],
    ['a refresh in quotes', 200, null, '3; URL="https://b.example/n"', 'https://b.example/n'],
    ['a refresh without "url="', 200, null, '0, /n', 'https://a.example/n'],
    ['a refresh of itself', 200, null, '0;url=/p/q', null],
    ['a refresh of the same page by seconds alone', 200, null, '5', null],
    ['a refresh when the session ends', 200, null, '900;url=/ended', null],
    ['nonsense', 200, null, 'url=/n', null],
  ])('%s', (_name, statusCode, location, metaRefresh, expected) => {
    const page = metaRefresh === null ? null : { metaRefresh }
    expect(redirectOf({ url: 'https://a.example/p/q', statusCode, location }, page)?.href ?? null).toBe(expected)
  })
})

describe('service hours', () => {
  const url = 'https://www.example/'
  const profile = (id: string, opensAt: string | null) => ({
    id,
    required: [],
    serviceHours: opensAt === null ? null : { opensAt, source: 'test' },
  })
  const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`)
  test.each<[string, ReturnType<typeof profile>[], string, string | null]>([
    ['before they begin', [profile('a', '08:00')], '07:59', '08:00'],
    ['when they begin', [profile('a', '08:00')], '08:00', null],
    ['after midnight in Hong Kong, still the day before in UTC', [profile('a', '08:00')], '00:00', '08:00'],
    ['late in the evening: when they end isn’t public', [profile('a', '08:00')], '23:59', null],
    ['not known', [profile('a', null)], '03:00', null],
    ['of two profiles, the earlier', [profile('a', '09:00'), profile('b', '07:30')], '07:45', null],
    ['of two profiles, one of them not known', [profile('a', null), profile('b', '08:00')], '07:45', '08:00'],
    ['of a profile that does not use the address', [profile('c', '08:00')], '07:45', null],
  ])('%s', (_name, profiles, time, expected) => {
    expect(opensLater(url, settingsOf([target(url, null, ['a', 'b'])], profiles), at(time))).toBe(expected)
  })

  test('the PC’s error comes from the clock check, where it knows it', () => {
    const finding = {
      id: 'clock.skew',
      check: 'clock',
      code: 'clock/skewed',
      status: 'problem',
      subject: 'clock',
      args: { skewMs: -5000 },
    } as const
    expect(skewMs([finding])).toBe(-5000)
    expect(skewMs([{ ...finding, args: {} }])).toBe(0)
    expect(skewMs(undefined)).toBe(0)
  })
})

test('plain labels are compared a short way, to the same result', () => {
  const words = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .map((word) => word.replace(/s$/, ''))
      .join('')
  const piece = fc.constantFrom('Login', 'functions', 'OTP', 'S', ' ', ' - ', ' – ', '‐', '/', '_', '9', 'ß', '登入', '\u00a0')
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, text, (label, choice) => {
      const expected = words(choice) !== '' && words(label).includes(words(choice))
      expect(recognise(aPage({ labels: [label] }), { kind: 'landing', choices: [choice] })).toBe(expected ? 'landing' : null)
    }),
  )
})
