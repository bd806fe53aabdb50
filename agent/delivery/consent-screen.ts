/** Before anything is sent: what goes where, who asked, and one question. */

import { fill, type Language } from '../../checks/text.ts'
import { MANIFEST, SIGNATURE } from '../bundle/format.ts'
import type { Sealed } from '../bundle/seal.ts'
import { printable } from '../cli/quote.ts'
import { nameOf } from '../cms/name-of.ts'
import { redactionLines } from '../redaction/about.ts'
import { wrapped } from '../report/wrap.ts'
import { inGroups } from '../request/show.ts'
import { shownAddress } from '../upload/secrets.ts'
import type { BundleDelivery } from './deliver-bundle.ts'
import type { PlannedUpload } from './plan.ts'
import type { PlannedRequest } from './request.ts'
import { consentReasons, deliveryWords } from './words.ts'

/** Whether it may be sent. What was agreed to beforehand is not asked again. */
export async function agree(upload: PlannedUpload, sealed: Sealed, delivery: BundleDelivery): Promise<boolean> {
  const { language, terminal, say, warn, log } = delivery
  const words = deliveryWords[language]
  const { consent, from } = upload
  log.add('info', 'consent', { consent, from })
  if (consent === 'accepted') return true
  const why = consentReasons[language][from === 'request' ? 'request' : 'site']
  if (consent !== 'ask' || terminal.ask === undefined) {
    warn(fill(consent === 'refused-silent' ? words.refusedSilent : words.nobodyToAsk, { why }, language))
    return false
  }
  for (const line of wrapped(screenLines(upload, sealed, delivery), terminal)) say(line)
  const agreed = await terminal.ask(words.question)
  if (!agreed) say(words.notAgreed)
  log.add('info', 'asked', { agreed })
  return agreed
}

function screenLines({ destination, from }: PlannedUpload, { manifest }: Sealed, { plan, language }: BundleDelivery): string[] {
  const words = deliveryWords[language]
  const names = plan.recipientsIfAgreed.map(nameOf).map(printable)
  return [
    '',
    words.asksTitle,
    ...(from === 'request' && plan.request !== null ? [`  ${answersLine(plan.request, language)}`] : []),
    `  ${fill(words.goesTo, { address: printable(shownAddress(destination)) }, language)}`,
    `  ${fill(words.files, { files: [...manifest.files.map(({ path, size }) => `${path} (${kilobytes(size)} kB)`), MANIFEST, SIGNATURE] }, language)}`,
    ...redactionLines(plan.policy, language).map((line) => `  ${line}`),
    `  ${names.length > 0 ? fill(words.toBeOpenedBy, { names }, language) : words.notEncrypted}`,
  ]
}

/** All of it stood on the screen before the checks. */
function answersLine({ request, signer }: PlannedRequest, language: Language): string {
  const args = { case: printable(request.case), name: printable(signer.name), fingerprint: inGroups(signer.fingerprint) }
  return fill(deliveryWords[language].inAnswerTo, args, language)
}

function kilobytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1000))
}
