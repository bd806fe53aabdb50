/** Facts of every kind for the tests of the phone code. */

import fc from 'fast-check'
import {
  type CodeCause,
  type CodeFacts,
  codeOwners,
  codeProfiles,
  codeSeverities,
  codeVerdicts,
  DAY_CYCLE,
  MAX_CODE_CAUSES,
} from '../../agent/code/phone-code.ts'
import { codePlaces, codeTargets } from '../../agent/code/subject.ts'

const cause: fc.Arbitrary<CodeCause> = fc.record({
  number: fc.nat(2047),
  severity: fc.constantFrom(...codeSeverities),
  owner: fc.constantFrom(...codeOwners),
  target: fc.constantFrom(...codeTargets),
  place: fc.constantFrom(...codePlaces),
})

export const anyFacts: fc.Arbitrary<CodeFacts> = fc.record({
  version: fc.record({ major: fc.nat(15), minor: fc.nat(63), patch: fc.nat(63) }),
  profiles: fc.subarray([...codeProfiles]),
  verdict: fc.constantFrom(...codeVerdicts),
  day: fc.nat(DAY_CYCLE - 1),
  unexplained: fc.boolean(),
  notJudged: fc.boolean(),
  causes: fc.array(cause, { maxLength: MAX_CODE_CAUSES }),
  moreCauses: fc.boolean(),
})

export const plainFacts: CodeFacts = {
  version: { major: 0, minor: 1, patch: 0 },
  profiles: ['ccms'],
  verdict: 'not-ready',
  day: 325,
  unexplained: false,
  notJudged: true,
  causes: [{ number: 231, severity: 'blocker', owner: 'site-it', target: 'two-factor-server', place: 'none' }],
  moreCauses: false,
}
