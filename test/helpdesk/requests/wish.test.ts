import { expect, it } from 'vitest'
import { requestFileName } from '../../../helpdesk/requests/file-name.ts'
import { defaults } from '../../../helpdesk/requests/form-page.ts'
import { stateOf } from '../../../helpdesk/requests/row.ts'
import { readWish, type Typed } from '../../../helpdesk/requests/wish.ts'

const nowMs = Date.parse('2026-11-28T08:00:00Z')
const typed: Typed = { ...defaults, case: 'INC123' }

it('a form of which only the case was filled in is a wish', () => {
  expect(readWish(typed, nowMs)).toEqual({
    wish: {
      case: 'INC123',
      profiles: ['ccass', 'dms', 'ccms'],
      redaction: 'standard',
      message: null,
      encrypt: true,
      expiresMs: Date.parse('2026-12-05T08:00:00Z'),
    },
  })
})

it.each<[string, Partial<Typed>, object]>([
  ['no case', { case: ' ' }, { case: 'missing' }],
  ['a long case', { case: 'x'.repeat(101) }, { case: 'too-long' }],
  ['a case that turns text around', { case: 'INC\u202E123' }, { case: 'unseen' }],
  ['half a surrogate', { case: 'INC\uD800' }, { case: 'unseen' }],
  ['no services', { profiles: [] }, { profiles: 'none' }],
  ['a file as a service', { profiles: ['ccms', '../site.yaml'] }, { profiles: 'unknown' }],
  ['days in words', { days: 'seven' }, { days: 'not-days' }],
  ['no days', { days: '0' }, { days: 'not-days' }],
  ['too many days', { days: '91' }, { days: 'not-days' }],
  ['part of a day', { days: '1.5' }, { days: 'not-days' }],
  ['another redaction', { redaction: 'none' }, { redaction: 'unknown' }],
  ['a long message', { message: 'x'.repeat(501) }, { message: 'too-long' }],
  ['a message of two lines', { message: 'x\ny' }, { message: 'unseen' }],
  ['several', { case: '', days: '' }, { case: 'missing', days: 'not-days' }],
])('%s is told beside its field', (_what, change, problems) => {
  expect(readWish({ ...typed, ...change }, nowMs)).toEqual({ problems })
})

it('a service that stands twice is asked for once', () => {
  expect(readWish({ ...typed, profiles: ['ccms', 'ccass', 'ccms'] }, nowMs)).toMatchObject({ wish: { profiles: ['ccass', 'ccms'] } })
})

it.each([
  ['INC123', 'INC123'],
  ['INC 12/3', 'INC-12-3'],
  ['個案 7', '個案-7'],
  ['../../etc/passwd', 'etc-passwd'],
  ['C:\\x', 'C-x'],
  ['CON', 'request'],
  ['nul.txt', 'request'],
  ['...', 'request'],
  ['"; rm -rf ~', 'rm--rf'],
  ['x\r\nSet-Cookie: a', 'x-Set-Cookie-a'],
  ['x'.repeat(100), 'x'.repeat(60)],
])('the file of %j', (caseName, name) => {
  expect(requestFileName(caseName)).toBe(`${name}.preflight-request`)
})

it('what came stays answered, and the end is the end', () => {
  const row = { claimedBy: null, revokedMs: null, expiresMs: nowMs }
  expect(stateOf(row, nowMs - 1)).toBe('open')
  expect(stateOf(row, nowMs)).toBe('expired')
  expect(stateOf({ ...row, revokedMs: 1 }, nowMs)).toBe('withdrawn')
  expect(stateOf({ ...row, revokedMs: 1, claimedBy: 'x' }, nowMs)).toBe('answered')
})
