import type { RequestOrigin } from './find.ts'

export type Consent = 'ask' | 'accepted' | 'refused-silent' | 'refused-nobody-to-ask'

/**
 * Whether a request must be asked about before anything is sent (design, section 7). What lay beside the program or was dropped onto it
 * may have come with it in one ZIP from a stranger, signed by whomever: a person looks at it first. Under `--silent` nobody is asked,
 * and what somebody wrote into a command line counts where the signer is trusted.
 */
export function consentNeeded(origin: RequestOrigin, trusted: boolean, silent: boolean, interactive: boolean): Consent {
  if (silent) return origin === 'flag' && trusted ? 'accepted' : 'refused-silent'
  return interactive ? 'ask' : 'refused-nobody-to-ask'
}
