/** The helpdesk's fingerprint, for whoever is asked on the phone who made a request. */

import { fingerprint } from '../../agent/cms/trust.ts'
import { inGroups } from '../../agent/request/show.ts'
import type { Language } from '../../checks/text.ts'
import type { Desk } from '../desk.ts'
import { type Html, html } from '../web/html.ts'
import { requestWords } from './words.ts'

/** As the caller's page and the program show it. */
export function ownFingerprint({ keys }: Pick<Desk, 'keys'>): string {
  const [certificate] = keys.signer.certificates
  return fingerprint(certificate)
}

export function fingerprintTold(value: string, language: Language): Html {
  return html`<code class="fingerprint">${inGroups(value)}</code><br><span class="fine">${requestWords[language].one.fingerprintHint}</span>`
}
