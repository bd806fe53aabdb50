import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causeText } from '../../agent/report/words.ts'
import { failureWords } from '../../checks/failure.ts'
import { serviceStarts, serviceStates, smartcardSteps } from '../../checks/io.ts'
import { pcscCodes } from '../../checks/pcsc.ts'
import { smartcardCauses } from '../../checks/smartcard/causes.ts'
import type { SmartcardCauseCode } from '../../checks/smartcard/codes.ts'
import type { SmartcardEvidence } from '../../checks/smartcard/evidence.ts'
import { languages } from '../../checks/text.ts'
import { judge, linux, noService, plugged, reader, scr331, states, windows } from './judging.ts'

function causesOf(evidence: SmartcardEvidence, smartcard: 'optional' | 'required') {
  return diagnose(judge(evidence, smartcard), smartcardCauses)
}

type Row = readonly [what: string, evidence: SmartcardEvidence, code: SmartcardCauseCode, subject: string, owner: string]
const table: readonly Row[] = [
  ['no service', { ...linux, pcsc: noService }, 'smartcard/service-stopped', 'PC', 'site-it'],
  ['no reader', windows, 'smartcard/no-reader', 'PC', 'terminal-user'],
  ['no card', { ...windows, pcsc: { readers: [reader(states.empty)] } }, 'smartcard/no-card', scr331.name, 'terminal-user'],
  [
    'no card in two readers is one cause',
    { ...windows, pcsc: { readers: [reader(states.empty, 'A'), reader(states.empty, 'B')] } },
    'smartcard/no-card',
    'A, B',
    'terminal-user',
  ],
  ['a mute card', { ...windows, pcsc: { readers: [reader(states.mute)] } }, 'smartcard/card-mute', scr331.name, 'terminal-user'],
  ['a remote session', { ...windows, remoteSession: true }, 'smartcard/remote-session', 'PC', 'site-it'],
  [
    'a driver explains that there is no reader',
    { ...windows, usbReaders: plugged(null) },
    'smartcard/driver-missing',
    scr331.usbName,
    'site-it',
  ],
  [
    'a driver explains that the other reader is empty',
    { ...windows, pcsc: { readers: [reader(states.empty, 'Built-in 0')] }, usbReaders: plugged(null) },
    'smartcard/driver-missing',
    scr331.usbName,
    'site-it',
  ],
]

describe.each(['optional', 'required'] as const)('where a smart card is %s, the one cause of', (smartcard) => {
  test.each(table)('%s', (_what, evidence, code, subject, owner) => {
    const { causes, unexplained, errors } = causesOf(evidence, smartcard)
    const severity = smartcard === 'required' ? 'blocker' : 'note'
    expect(causes.map((cause) => [cause.code, cause.subject, cause.owner, cause.severity])).toEqual([[code, subject, owner, severity]])
    expect([unexplained, errors]).toEqual([[], []])
  })
})

test('every cause has its row, and words without a gap', () => {
  expect(new Set(table.map(([, , code]) => code))).toEqual(new Set(smartcardCauses.map(({ code }) => code)))
  for (const [, evidence] of table) {
    for (const { code, subject, args } of causesOf(evidence, 'required').causes) {
      for (const language of languages) {
        const { title, why, steps } = causeText(code, subject, args, language)
        expect([title, why, ...steps].join('\n')).not.toMatch(/[{}]|smartcard\//)
        // Nobody who logs on with a one-time password should go and look for a reader.
        expect(why).toContain('Login with Smartcard')
      }
    }
  }
})

const failureArbitrary = fc.record({
  word: fc.constantFrom(...failureWords),
  code: fc.oneof(fc.constantFrom(...Object.values(pcscCodes), 'limit', 'cancelled'), fc.string()),
})
const failedArbitrary = fc.record({ failure: failureArbitrary })
const evidenceArbitrary: fc.Arbitrary<SmartcardEvidence> = fc.record({
  version: fc.constant(1 as const),
  platform: fc.constantFrom('win32', 'linux', 'darwin'),
  notAsked: fc.constantFrom(null, null, null, 'switched-off' as const, 'not-the-users-session' as const),
  pcsc: fc.oneof(
    fc.constant(null),
    fc.record({
      readers: fc.uniqueArray(
        fc.record({
          name: fc.oneof(fc.constantFrom('Windows Hello for Business 1', scr331.name, '__proto__'), fc.string()),
          state: fc.nat(0xffff),
          atr: fc.constantFrom('', '3b00'),
        }),
        { selector: ({ name }) => name, maxLength: 4 },
      ),
    }),
    fc.record({ failure: failureArbitrary, step: fc.constantFrom(...smartcardSteps) }),
  ),
  elapsedMs: fc.constantFrom(null, 1),
  remoteSession: fc.constantFrom(null, true, false),
  service: fc.oneof(
    fc.constant(null),
    fc.record({ state: fc.constantFrom(...serviceStates), start: fc.constantFrom(...serviceStarts) }),
    failedArbitrary,
  ),
  usbReaders: fc.oneof(
    fc.constant(null),
    fc.record({
      devices: fc.array(
        fc.record({ id: fc.constantFrom('04e6:e001', '0a5c:5833'), name: fc.string(), driver: fc.constantFrom(null, 'WUDFRd', 'usbfs') }),
        { maxLength: 3 },
      ),
    }),
    failedArbitrary,
  ),
  complete: fc.boolean(),
})

test('whatever is recorded: optional is never more than a note, required never less than a blocker, and nothing stays unexplained', () => {
  fc.assert(
    fc.property(evidenceArbitrary, (evidence) => {
      const optional = causesOf(evidence, 'optional')
      const required = causesOf(evidence, 'required')
      expect(optional.causes.filter(({ severity }) => severity !== 'note')).toEqual([])
      expect(required.causes.filter(({ severity }) => severity !== 'blocker')).toEqual([])
      expect([...optional.unexplained, ...required.unexplained, ...optional.errors, ...required.errors]).toEqual([])
      // A card that is there is never explained away, and one that nobody saw never called there.
      const seen = judge(evidence, 'required')
      expect(seen.some(({ code }) => code === 'smartcard/card-present') && required.causes.length > 0).toBe(false)
      expect(seen.length).toBeGreaterThan(0)
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
    }),
    { numRuns: 2000 },
  )
})
