import { expect, test } from 'vitest'
import { type Consent, consentNeeded } from '../../agent/request/consent.ts'
import type { RequestOrigin } from '../../agent/request/find.ts'

/** Design, section 7: every row there is. */
test.each<[origin: RequestOrigin, trusted: boolean, silent: boolean, interactive: boolean, consent: Consent]>([
  ['flag', true, false, true, 'ask'],
  ['flag', true, false, false, 'refused-nobody-to-ask'],
  ['flag', true, true, true, 'accepted'],
  ['flag', true, true, false, 'accepted'],
  ['flag', false, false, true, 'ask'],
  ['flag', false, false, false, 'refused-nobody-to-ask'],
  ['flag', false, true, true, 'refused-silent'],
  ['flag', false, true, false, 'refused-silent'],
  ['dropped', true, false, true, 'ask'],
  ['dropped', true, false, false, 'refused-nobody-to-ask'],
  ['dropped', true, true, true, 'refused-silent'],
  ['dropped', true, true, false, 'refused-silent'],
  ['dropped', false, false, true, 'ask'],
  ['dropped', false, false, false, 'refused-nobody-to-ask'],
  ['dropped', false, true, true, 'refused-silent'],
  ['dropped', false, true, false, 'refused-silent'],
  ['beside-program', true, false, true, 'ask'],
  ['beside-program', true, false, false, 'refused-nobody-to-ask'],
  ['beside-program', true, true, true, 'refused-silent'],
  ['beside-program', true, true, false, 'refused-silent'],
  ['beside-program', false, false, true, 'ask'],
  ['beside-program', false, false, false, 'refused-nobody-to-ask'],
  ['beside-program', false, true, true, 'refused-silent'],
  ['beside-program', false, true, false, 'refused-silent'],
])('%s, trusted %s, --silent %s, somebody there %s: %s', (origin, trusted, silent, interactive, consent) => {
  expect(consentNeeded(origin, trusted, silent, interactive)).toBe(consent)
})
