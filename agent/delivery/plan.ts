/**
 * What becomes of this run's bundle, settled before the first probe: what is left out of it, who signs it, who alone can open it, where
 * it goes, and whether a person has to be asked. What can't be kept is refused here, and not when the bundle is ready.
 */

import type { X509Certificate } from 'node:crypto'
import type { Io } from '../../checks/io.ts'
import type { Language } from '../../checks/text.ts'
import { type DeliveryOptions, noDelivery } from '../cli/delivery-flags.ts'
import { isUserError, type UserError } from '../cli/errors.ts'
import type { Signer } from '../cms/signer.ts'
import type { Configuration } from '../profile/load.ts'
import { type NamedFile, namedByFlag } from '../profile/named-file.ts'
import type { RedactionPolicy } from '../redaction/redact.ts'
import { type Consent, consentNeeded } from '../request/consent.ts'
import type { Terminal } from '../terminal.ts'
import type { Destination } from '../upload/destination.ts'
import type { PlannedRequest } from './request.ts'

export interface PlannedUpload {
  readonly destination: Destination
  readonly from: 'flag' | 'request' | 'site'
  readonly consent: Consent
}

export interface DeliveryPlan {
  readonly policy: RedactionPolicy
  /** Null: the device's own key. */
  readonly keyFile: Signer | null
  /** Empty: whoever has the bundle can open it. */
  readonly recipients: readonly X509Certificate[]
  /** The same with those of a request that has yet to be agreed to: until then it opens nothing. */
  readonly recipientsIfAgreed: readonly X509Certificate[]
  readonly request: PlannedRequest | null
  readonly upload: PlannedUpload | null
  /** Whether what earlier runs kept may be sent too: not with --no-upload. */
  readonly sendsKept: boolean
}

export interface PlanDoors {
  readonly io: Io
  readonly terminal: Terminal
  readonly language: Language
  readonly silent: boolean
  readonly interactive: boolean
}

/** Loads nothing where nothing was asked for. */
export async function planDelivery(
  options: DeliveryOptions,
  configuration: Configuration,
  request: PlannedRequest | null,
  doors: PlanDoors,
): Promise<DeliveryPlan | UserError> {
  const policy = strictest([options.redaction, request?.request.redaction, configuration.site.redaction])
  const { upload: siteUpload } = configuration.site
  const sendsKept = !options.noUpload
  if (request === null && siteUpload === null && isPlain(options))
    return { policy, keyFile: null, recipients: [], recipientsIfAgreed: [], request, upload: null, sendsKept }
  const { readKeyFile, readRecipients, readToken, readUploadCa } = await import('./read-files.ts')
  const keyFile = await readKeyFile(options, doors)
  if (isUserError(keyFile)) return keyFile
  const upload = await planUpload(options, configuration, request, doors, { readToken, readUploadCa })
  if (isUserError(upload)) return upload
  const named: NamedFile[] = options.encryptTo.map((name) => namedByFlag('--encrypt-to', name))
  const site = upload?.from === 'site' ? configuration.uploadFiles.encryptTo : null
  const own = await readRecipients([...named, ...(site === null ? [] : [site])], null, keyFile, doors)
  if (isUserError(own)) return own
  const requested = upload?.from === 'request' ? (request?.request.encryptTo ?? null) : null
  const withRequested = await readRecipients([], requested, keyFile, doors)
  if (isUserError(withRequested)) return withRequested
  const all = unique([...own, ...withRequested])
  const recipients = upload?.consent === 'accepted' ? all : own
  return { policy, keyFile, recipients, recipientsIfAgreed: all, request, upload, sendsKept }
}

function unique(certificates: readonly X509Certificate[]): X509Certificate[] {
  return [...new Map(certificates.map((each) => [each.fingerprint256, each])).values()]
}

function isPlain(options: DeliveryOptions): boolean {
  return (
    (Object.keys(noDelivery) as (keyof DeliveryOptions)[]).every(
      (name) => name === 'redaction' || name === 'encryptTo' || options[name] === noDelivery[name],
    ) && options.encryptTo.length === 0
  )
}

/** Whoever wants more left out has it so. */
function strictest(wanted: readonly (RedactionPolicy | null | undefined)[]): RedactionPolicy {
  return wanted.includes('strict') ? 'strict' : 'standard'
}

type Readers = Pick<typeof import('./read-files.ts'), 'readToken' | 'readUploadCa'>

/** A flag, else a request, else the site file. */
async function planUpload(
  options: DeliveryOptions,
  configuration: Configuration,
  request: PlannedRequest | null,
  doors: PlanDoors,
  { readToken, readUploadCa }: Readers,
): Promise<PlannedUpload | UserError | null> {
  if (options.noUpload) return null
  const named = options.uploadCa === null ? null : namedByFlag('--upload-ca', options.uploadCa)
  if (options.upload === null && request !== null) {
    const { upload, token } = request.request
    const ca = await readUploadCa(named, doors)
    return isUserError(ca) ? ca : { destination: { ...upload, token, ca }, from: 'request', consent: request.consent }
  }
  const { upload: site } = configuration.site
  const address = options.upload !== null ? { kind: options.uploadKind ?? ('collector' as const), url: options.upload } : site
  if (address === null) return null
  const isFlag = options.upload !== null
  const ca = await readUploadCa(named ?? (isFlag ? null : configuration.uploadFiles.ca), doors)
  if (isUserError(ca)) return ca
  const token = address.kind === 'collector' ? await readToken(options.uploadTokenFile, doors) : null
  if (isUserError(token)) return token
  const destination = { kind: address.kind, url: address.url, token, ca }
  return isFlag
    ? { destination, from: 'flag', consent: 'accepted' }
    : { destination, from: 'site', consent: await siteConsent(configuration, doors) }
}

/** An address in the machine's own folder is consent, where an administrator wrote it; any other site file may be a stranger's. */
async function siteConsent({ siteFile }: Configuration, { io, silent, interactive }: PlanDoors): Promise<Consent> {
  if (siteFile?.origin === 'machine-folder') {
    const { isMachinesOwn } = await import('../request/ownership.ts')
    if (await isMachinesOwn(siteFile.path, io)) return 'accepted'
  }
  return consentNeeded('beside-program', false, silent, interactive)
}
