/** What an administrator of the helpdesk says about the OpenID provider, in a YAML file; the client's secret in a file of its own. */

import * as z from 'zod'
import { isUserError, type UserError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { quote } from '../../agent/cli/quote.ts'
import { loadDocument } from '../../agent/profile/document.ts'
import { optional, optionalList, readBy, text } from '../../agent/profile/fields.ts'
import { namedByFlag, namedBySite, readNamed } from '../../agent/profile/named-file.ts'
import type { Read } from '../../agent/profile/readers.ts'
import type { Io } from '../../checks/io.ts'
import type { Role } from '../accounts/accounts.ts'
import { isLoopback } from '../server/listen.ts'

export interface OidcSettings {
  /** As the provider itself writes it: it is compared letter by letter (OpenID Connect Discovery 1.0, section 4.3). */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  /** Claim by which the provider says who somebody is; people see it on pages and in the audit log. */
  readonly nameClaim: string
  /** Claim by which it says what somebody belongs to: one text or a list. */
  readonly groupsClaim: string
  /** Values of that claim which make somebody this; the highest counts. */
  readonly groups: Readonly<Record<Role, readonly string[]>>
  /** What becomes of somebody in none of these groups. */
  readonly others: 'refused' | 'viewer'
}

const MOST_BYTES = 65_536
const MOST_SECRET_BYTES = 4096

const groupNames = optionalList(text, 100)

const fileSchema = z.strictObject({
  issuer: readBy(readIssuer),
  clientId: text,
  clientSecretFile: text,
  scope: optional(readBy(readScope), 'openid profile email'),
  nameClaim: optional(text, 'preferred_username'),
  groupsClaim: optional(text, 'groups'),
  groups: optional(z.strictObject({ admin: groupNames, agent: groupNames, viewer: groupNames }), { admin: [], agent: [], viewer: [] }),
  others: optional(z.enum(['refused', 'viewer']), 'refused'),
})

function readScope(scope: string): Read<string> {
  return scope.split(' ').includes('openid') ? { value: scope } : { problem: 'has to hold the word openid' }
}

function readIssuer(issuer: string): Read<string> {
  return isIssuer(issuer)
    ? { value: issuer }
    : { problem: `${quote(issuer)} is not an https address; write it as the provider does, such as https://login.example/realm` }
}

/** HTTPS, but for this PC itself. */
function isIssuer(issuer: string): boolean {
  const url = URL.parse(issuer)
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || isPlainLoopback(issuer)
}

/** Whether the provider is on this PC, without TLS: for tests, and for trying it out. */
export function isPlainLoopback(issuer: string): boolean {
  const url = URL.parse(issuer)
  return url?.protocol === 'http:' && isLoopback(url.hostname)
}

/** 66 where a file can't be read, 78 where it is wrong. */
export async function readOidcSettings(
  name: string,
  { files, platform }: Pick<Io, 'files' | 'platform'>,
): Promise<OidcSettings | UserError> {
  const content = await readNamed(namedByFlag('--oidc', name), MOST_BYTES, { files })
  if (isUserError(content)) return content
  const document = loadDocument(fileSchema, name, content)
  if (isUserError(document)) return document
  const { value } = document
  const secretFile = namedBySite(document, ['clientSecretFile'], value.clientSecretFile, platform)
  const secret = await readNamed(secretFile, MOST_SECRET_BYTES, { files })
  if (isUserError(secret)) return secret
  const clientSecret = secret.toString('utf8').trim()
  if (!/^[!-~]{8,1000}$/.test(clientSecret))
    return secretFile.refuse(exitCodes.badFile, `has to hold one line, the secret that the provider gave to ${quote(value.clientId)}`)
  return {
    issuer: value.issuer,
    clientId: value.clientId,
    clientSecret,
    scope: value.scope,
    nameClaim: value.nameClaim,
    groupsClaim: value.groupsClaim,
    groups: value.groups,
    others: value.others,
  }
}
