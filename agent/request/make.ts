/** The other direction: what a helpdesk sends. */

import { signEnclosed } from '../cms/sign.ts'
import type { Signer } from '../cms/signer.ts'
import { dateProblem } from './dates.ts'
import { checkDocument, type PreflightRequest } from './document.ts'
import { problemText } from './problem-text.ts'
import { MAX_REQUEST_BYTES, type RequestProblem } from './problems.ts'
import { recipientOf } from './recipient.ts'

/**
 * A signed request, DER. Throws a RangeError with the line that every PC would say of it: a request that none accepts is not made.
 * @param nowMs the helpdesk's clock; it becomes the signing time
 */
export async function makeRequest(document: PreflightRequest, signer: Signer, nowMs: number): Promise<Buffer> {
  const checked = checkDocument(document)
  if ('problem' in checked) throw refused(checked.problem)
  const problem = dateProblem(checked.request, nowMs)
  if (problem !== null) throw refused(problem)
  const recipient = recipientOf(checked.request, signer.certificates[0], nowMs)
  if (recipient !== null && 'problem' in recipient) throw refused(recipient.problem)
  const made = await signEnclosed(Buffer.from(`${JSON.stringify(checked.request, null, 2)}\n`), signer, nowMs)
  if (made.length > MAX_REQUEST_BYTES) throw refused({ code: 'too-large', args: { kib: MAX_REQUEST_BYTES / 1024 } })
  return made
}

function refused(problem: RequestProblem): RangeError {
  return new RangeError(problemText(problem, 'en'))
}
