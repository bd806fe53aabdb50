/** The helpdesk's request that a run answers: found, read and judged before anything else is done. */

import type { Io } from '../../checks/io.ts'
import type { Language } from '../../checks/text.ts'
import type { DeliveryOptions } from '../cli/delivery-flags.ts'
import { badFileError, noInputError, type UserError } from '../cli/errors.ts'
import { type Consent, consentNeeded } from '../request/consent.ts'
import { findRequest, type RefusedRequest, type RequestOrigin } from '../request/find.ts'
import type { ReadRequest } from '../request/read.ts'

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
 * Null where there is none. One that was named and can't be followed ends the program, 66 or 78; one that merely lay beside it is
 * said and passed over: what the person wants to know is whether the terminal is ready.
 */
export async function planRequest(named: DeliveryOptions['request'], doors: RequestDoors): Promise<PlannedRequest | UserError | null> {
  const { io, programFolder, silent, interactive } = doors
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
  for (const each of trusted.passedOver) doors.warn(passedOverLine(each, doors.language))
  const read = await readRequest(content, { nowMs: io.clock.wallMs(), trusted })
  if ('problem' in read) return refused({ file, origin, problem: read.problem }, doors)
  return { ...read, file, origin, consent: consentNeeded(origin, read.signer.trusted, silent, interactive) }
}

async function refused({ file, origin, problem }: RefusedRequest, { language, warn }: RequestDoors): Promise<UserError | null> {
  const { problemLine } = await import('../request/problem-text.ts')
  const line = problemLine(file, problem, language)
  if (origin === 'beside-program') {
    warn(line)
    return null
  }
  return unreadable.has(problem.code) ? noInputError(line) : badFileError(line)
}
