/** Files and secrets that a delivery needs, read before the first probe. What is wrong with one is told where it was named. */

import type { X509Certificate } from 'node:crypto'
import type { DeliveryOptions } from '../cli/delivery-flags.ts'
import { badFileError, isUserError, noInputError, type UserError, usageError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { ofFlag, mistakeWords as words } from '../cli/mistake-words.ts'
import { tell } from '../cli/told.ts'
import { readRecipient } from '../cms/recipient.ts'
import { recipientProblemText } from '../cms/recipient-text.ts'
import type { Signer } from '../cms/signer.ts'
import { fingerprint } from '../cms/trust.ts'
import { MOST_KEY_FILE_BYTES, readSigningKey } from '../identity/key-file.ts'
import { identityLabels } from '../identity/labels.ts'
import { signingPassword } from '../identity/password.ts'
import { decodeText } from '../profile/decode.ts'
import { type NamedFile, namedByFlag, readNamed } from '../profile/named-file.ts'
import { loadRoots } from '../profile/roots.ts'
import type { PlanDoors } from './plan.ts'

/** Where a collector's token may stand; arguments are read by every program on the PC. */
export const TOKEN_VARIABLE = 'TERMINAL_PREFLIGHT_UPLOAD_TOKEN'
const MOST_TOKEN_BYTES = 8192
const MOST_CERTIFICATE_BYTES = 65_536

export async function readKeyFile(options: DeliveryOptions, doors: PlanDoors): Promise<Signer | UserError | null> {
  if (options.signingKey === null) return null
  const { io, terminal, language, silent } = doors
  const labels = identityLabels[language]
  const named = namedByFlag('--signing-key', options.signingKey)
  const content = await readNamed(named, MOST_KEY_FILE_BYTES, io)
  if (isUserError(content)) return content
  const { askUnseen } = terminal
  const file = options.signingKeyPasswordFile
  const given = await signingPassword({
    file: file === null ? null : { path: file, files: io.files },
    env: io.env,
    ask: silent || askUnseen === undefined ? null : () => askUnseen(`${labels.askForPassword} `),
  })
  if ('problem' in given) {
    const line = ofFlag('--signing-key', labels.password[given.problem])
    return given.problem === 'file-unreadable'
      ? noInputError(line)
      : given.problem === 'file-not-text'
        ? badFileError(line)
        : usageError(line)
  }
  const read = await readSigningKey(content, given.password)
  return 'signer' in read ? read.signer : named.refuse(exitCodes.badFile, labels.keyFile[read.problem])
}

/** The helpdesk's own certificates: from flags, the site file and the request. Each is checked now, dates included, by the PC's clock. */
export async function readRecipients(
  named: readonly NamedFile[],
  requested: string | null,
  keyFile: Signer | null,
  { io, language }: PlanDoors,
): Promise<readonly X509Certificate[] | UserError> {
  const facts = { nowMs: io.clock.wallMs(), ...(keyFile === null ? {} : { signerSpkiSha256: fingerprint(keyFile.certificates[0]) }) }
  const recipients: X509Certificate[] = []
  for (const each of named) {
    const content = await readNamed(each, MOST_CERTIFICATE_BYTES, io)
    if (isUserError(content)) return content
    const read = readRecipient(content, facts)
    if ('problem' in read) return each.refuse(exitCodes.badFile, recipientProblemText(read.problem, language))
    recipients.push(read.recipient)
  }
  if (requested !== null) {
    const read = readRecipient(Buffer.from(requested), facts)
    if ('problem' in read) return badFileError(ofFlag('--request', recipientProblemText(read.problem, language)))
    recipients.push(read.recipient)
  }
  // One that is named twice opens it once.
  return [...new Map(recipients.map((each) => [each.fingerprint256, each])).values()]
}

export async function readUploadCa(named: NamedFile | null, { io }: PlanDoors): Promise<readonly string[] | UserError> {
  return named === null ? [] : loadRoots([named], io)
}

/** From the file, else from the environment, else none: an open door. RFC 6750 section 2.1 says of what it is made. */
export async function readToken(file: string | null, { io }: PlanDoors): Promise<string | UserError | null> {
  const fromFile = file === null ? undefined : await tokenFile(file, io)
  if (isUserError(fromFile)) return fromFile
  const token = fromFile ?? io.env[TOKEN_VARIABLE]?.trim()
  if (token === undefined || token === '') return file === null ? null : badFileError(ofFlag('--upload-token-file', tell(words.emptyToken)))
  if (/^[A-Za-z0-9._~+/-]{1,4096}=*$/.test(token)) return token
  return badFileError(ofFlag(file === null ? TOKEN_VARIABLE : '--upload-token-file', tell(words.notAToken)))
}

async function tokenFile(file: string, io: PlanDoors['io']): Promise<string | UserError> {
  const named = namedByFlag('--upload-token-file', file)
  const content = await readNamed(named, MOST_TOKEN_BYTES, io)
  if (isUserError(content)) return content
  const text = decodeText(content)
  return 'problem' in text ? named.refuse(exitCodes.badFile, text.problem) : text.value.trim()
}
