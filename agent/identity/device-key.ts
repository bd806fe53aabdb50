/** The device key: says which install made a bundle. Made at the first run, beside the checks, and kept for all that come. */

import { createPrivateKey, generateKeyPair, type KeyObject, X509Certificate } from 'node:crypto'
import { promisify } from 'node:util'
import { type Failure, failure, failureOf } from '../../checks/failure.ts'
import type { Signer } from '../cms/signer.ts'
import { certificatesFor, type DeviceCertificates } from './device-certificate.ts'
import { closeToOthers, type DeviceFiles, keepDeviceFiles, readDeviceFiles, removeLeftovers } from './device-folder.ts'
import { installOf, newInstall } from './install.ts'
import type { ProtectedBy, Protection } from './protection.ts'

export interface DeviceKeyRequest {
  /** The user's data folder. */
  readonly folder: string
  readonly hostName: string
  readonly policy: 'standard' | 'strict'
  /** Leaves nothing on the disk: a key that is there is used, none is made there. */
  readonly ephemeral: boolean
  readonly protection: Protection
}

/** What somebody should know of the key, though there is one. */
export type DeviceKeyTrouble =
  /** What is kept can't be opened (another user's, another PC's, no rights), and stays as it is. */
  | { readonly code: 'unreadable'; readonly failure: Failure }
  /** What is kept is no key with its two certificates, and stays as it is. */
  | { readonly code: 'damaged' }
  | { readonly code: 'not-kept'; readonly failure: Failure }
  /** The system would have bound it to the user, and couldn't: its file's rights protect it. */
  | { readonly code: 'not-bound-to-user'; readonly failure: Failure }
  /** Other users of the PC could read it. */
  | { readonly code: 'was-open-to-others' | 'open-to-others' }

export interface DeviceKey {
  readonly signer: Signer
  readonly install: string
  readonly made: 'now' | 'before' | 'for-this-run'
  /** null where it isn't on the disk. */
  readonly protectedBy: ProtectedBy | null
  readonly trouble: readonly DeviceKeyTrouble[]
}

interface Identity {
  readonly key: KeyObject
  readonly install: string
  readonly certificates: DeviceCertificates
}

/** The failure is node:crypto's own: no key could be made at all. Everything else is told as trouble. */
export async function deviceSigner(request: DeviceKeyRequest): Promise<DeviceKey | { readonly failure: Failure }> {
  const { folder, ephemeral } = request
  const kept = await readKept(request)
  if (!ephemeral) await removeLeftovers(folder, Date.now())
  if (kept !== null && 'made' in kept) return kept
  try {
    const identity = await makeIdentity(request.hostName)
    if (kept !== null) return forThisRun(request, identity, kept.trouble)
    return ephemeral ? forThisRun(request, identity, []) : await keep(request, identity)
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

async function keep(request: DeviceKeyRequest, identity: Identity): Promise<DeviceKey> {
  const { key, install, certificates } = identity
  const hidden = await request.protection.protect(key.export({ type: 'pkcs8', format: 'der' }))
  if ('failure' in hidden) return forThisRun(request, identity, [{ code: 'not-kept', failure: hidden.failure }])
  const outcome = await keepDeviceFiles(request.folder, {
    key: hidden.content,
    standard: Buffer.from(certificates.standard.toString()),
    strict: Buffer.from(certificates.strict.toString()),
  })
  if (outcome === 'kept') {
    const trouble = hidden.why === undefined ? [] : [{ code: 'not-bound-to-user', failure: hidden.why } as const]
    return { signer: signerOf(request, identity), install, made: 'now', protectedBy: hidden.by, trouble }
  }
  if (outcome !== 'other') return forThisRun(request, identity, [{ code: 'not-kept', failure: outcome.failure }])
  const theirs = await readKept(request)
  if (theirs !== null && 'made' in theirs) return theirs
  return forThisRun(request, identity, theirs?.trouble ?? [{ code: 'not-kept', failure: failure('file-missing') }])
}

/** null where none is kept. */
async function readKept(request: DeviceKeyRequest): Promise<DeviceKey | null | { readonly trouble: readonly DeviceKeyTrouble[] }> {
  const rights = await closeToOthers(request.folder, !request.ephemeral)
  const open: readonly DeviceKeyTrouble[] =
    rights === 'closed' ? [] : [{ code: rights === 'open' ? 'open-to-others' : 'was-open-to-others' }]
  const read = await readDeviceFiles(request.folder)
  if (read === null) return null
  if ('failure' in read) return { trouble: [...open, { code: 'unreadable', failure: read.failure }] }
  const opened = await request.protection.unprotect(read.key)
  if ('failure' in opened) return { trouble: [...open, { code: 'unreadable', failure: opened.failure }] }
  const identity = parseIdentity({ ...read, key: opened.secret })
  if (identity === undefined) return { trouble: [...open, { code: 'damaged' }] }
  return { signer: signerOf(request, identity), install: identity.install, made: 'before', protectedBy: opened.by, trouble: open }
}

/**
 * The certificates stay as they were made, also where the host has another name since: who was given `device.pem` trusts that one, and
 * what the host is called today stands in each run's evidence.
 */
function parseIdentity(content: DeviceFiles): Identity | undefined {
  try {
    const key = createPrivateKey({ key: Buffer.from(content.key), format: 'der', type: 'pkcs8' })
    const standard = new X509Certificate(content.standard)
    const strict = new X509Certificate(content.strict)
    const install = installOf(strict)
    const fits = standard.checkPrivateKey(key) && strict.checkPrivateKey(key) && installOf(standard) === install
    return fits && install !== null ? { key, install, certificates: { standard, strict } } : undefined
  } catch {
    return undefined
  }
}

/** NIST SP 800-57 part 1 (table 2): 128 bits of strength, as for what is signed beyond 2030. */
const MODULUS_BITS = 3072

/** In libuv's pool: half a second to two, in which the checks go on. */
async function makeIdentity(hostName: string): Promise<Identity> {
  const { privateKey: key } = await promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_BITS })
  const install = newInstall()
  return { key, install, certificates: await certificatesFor(key, install, hostName) }
}

function signerOf({ policy }: DeviceKeyRequest, { key, certificates }: Identity): Signer {
  return { key, certificates: [certificates[policy]] }
}

/** Its install id is new too: under a known id it would look like another's key in its place. */
function forThisRun(request: DeviceKeyRequest, identity: Identity, trouble: readonly DeviceKeyTrouble[]): DeviceKey {
  return { signer: signerOf(request, identity), install: identity.install, made: 'for-this-run', protectedBy: null, trouble }
}
