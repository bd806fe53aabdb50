/** The helpdesk's request that a run answers: found, read and judged before anything else is done. */

import type { Io } from '../../checks/io.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { DeliveryOptions } from '../cli/delivery-flags.ts'
import { badFileError, isUserError, noInputError, type UserError } from '../cli/errors.ts'
import { printable } from '../cli/quote.ts'
import { type Consent, consentNeeded } from '../request/consent.ts'
import { findRequest, type RefusedRequest, type RequestOrigin } from '../request/find.ts'
import type { ReadRequest } from '../request/read.ts'
import { consentReasons, deliveryWords } from './words.ts'

export interface PlannedRequest extends ReadRequest {
  readonly file: string
  readonly origin: RequestOrigin
  readonly consent: Consent
}

export interface RequestDoors {
  readonly io: Io
  readonly programFolder: string
  readonly language: Language
  readonly silent: boolean
  /** Whether somebody can be asked. */
  readonly interactive: boolean
  /** Said to the person, and no reason to stop. */
  readonly warn: (line: string) => void
}

const unreadable: ReadonlySet<string> = new Set(['not-there', 'is-a-folder', 'access-denied', 'unreadable'])

/**
 * The request that a run answers; null where there is none that it may answer. What is only there by chance is passed over where somebody
 * says otherwise where the bundle goes, and where nobody can be asked about it.
 */
export async function planRequest(options: DeliveryOptions, doors: RequestDoors): Promise<PlannedRequest | UserError | null> {
  const { silent, interactive, language, warn } = doors
  const read = await readRequestFile(options.request, doors)
  if (read === null || isUserError(read)) return read
  if (read.origin === 'beside-program' && (options.upload !== null || options.noUpload)) return null
  const consent = consentNeeded(read.origin, read.signer.trusted, silent, interactive)
  if (consent === 'ask' || consent === 'accepted') return { ...read, consent }
  // Nothing of it is followed: not its profiles, not its certificate, not its address.
  const words = deliveryWords[language]
  const args = { file: printable(read.file), why: consentReasons[language].request }
  warn(fill(consent === 'refused-silent' ? words.requestSilent : words.requestNobody, args, language))
  return null
}

/**
 * Null where there is none. One that was named and can't be followed ends the program, 66 or 78; one that merely lay beside it is
 * said and passed over: what the person wants to know is whether the terminal is ready.
 */
export async function readRequestFile(
  named: DeliveryOptions['request'],
  doors: Pick<RequestDoors, 'io' | 'programFolder' | 'language' | 'warn'>,
): Promise<Omit<PlannedRequest, 'consent'> | UserError | null> {
  const { io, programFolder, language, warn } = doors
  const names = {
    named: named?.origin === 'flag' ? named.file : null,
    dropped: named?.origin === 'dropped' ? named.file : null,
  }
  const found = await findRequest(names, programFolder, io)
  if (found === null) return null
  if ('problem' in found) return refused(found, doors)
  const { file, origin, content } = found
  const [{ readRequest }, { trustedSigners }, { passedOverLine }] = await Promise.all([
    import('../request/read.ts'),
    import('../request/trust-store.ts'),
    import('../request/trust-text.ts'),
  ])
  const trusted = await trustedSigners(io)
  for (const each of trusted.passedOver) warn(passedOverLine(each, language))
  const read = await readRequest(content, { nowMs: io.clock.wallMs(), trusted })
  return 'problem' in read ? refused({ file, origin, problem: read.problem }, doors) : { ...read, file, origin }
}

async function refused(
  { file, origin, problem }: RefusedRequest,
  { language, warn }: Pick<RequestDoors, 'language' | 'warn'>,
): Promise<UserError | null> {
  const { problemLine } = await import('../request/problem-text.ts')
  const line = problemLine(file, problem, language)
  if (origin === 'beside-program') {
    warn(line)
    return null
  }
  return unreadable.has(problem.code) ? noInputError(line) : badFileError(line)
}
