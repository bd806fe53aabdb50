/**
 * The helpdesk's two keys: one signs requests, bundles are encrypted to the other. Made at the first start and kept for all that come:
 * a terminal knows the helpdesk by them. Where IT lays `signing.p12` or `encryption.p12` into the folder (a PKCS#12 with a key, its
 * certificate and those above it; the password in the first line of `signing.password` or `encryption.password`), that one is used.
 */

import { generateKeyPair, type KeyObject, type X509Certificate } from 'node:crypto'
import { chmod, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type RecipientProblem, readRecipient } from '../../agent/cms/recipient.ts'
import type { Signer } from '../../agent/cms/signer.ts'
import { fingerprint } from '../../agent/cms/trust.ts'
import { withFileLock } from '../../agent/identity/file-lock.ts'
import { failureOf } from '../../checks/failure.ts'
import type { Clock } from '../../checks/io.ts'
import { makeFolder, writeDurably } from '../data/durable.ts'
import { type Purpose, selfSigned } from './certificate.ts'
import { ownFile, type Pair, pairText, readPair } from './pair-file.ts'
import { KeysError, type KeysWarning } from './problem.ts'

export interface Keys {
  readonly signer: Signer
  readonly encryption: X509Certificate
  /** PKCS#8; for the threads that open bundles alone. */
  readonly encryptionKeyPem: string
  /** One certificate. */
  readonly encryptionCertificatePem: string
  /** One certificate: what a terminal is given to trust. */
  readonly signingCertificatePem: string
  readonly warnings: readonly KeysWarning[]
}

export interface KeysWish {
  /** Who the helpdesk is, as callers read it; of what is made new alone. */
  readonly name: string
  /** Of the signing key. Bundles are encrypted to RSA whatever it says. */
  readonly kind: 'rsa' | 'ec'
}

const purposes = ['encryption', 'signing'] as const satisfies readonly Purpose[]

/** Written last, when both pairs are there: from then on a key that is gone was lost, and isn't silently replaced. */
const MADE = 'made.json'
const LOCK = '.lock'

/** NIST SP 800-57 part 1 (table 2): 128 bits of strength; terminals encrypt to no less (agent/cms/recipient.ts). */
const MODULUS_BITS = 3072

/**
 * Throws a KeysError, its message one line. Two processes at the first start come to the same keys.
 * @param wish null: none are made
 */
export async function openKeys(folder: string, wish: KeysWish | null, clock: Pick<Clock, 'wallMs'>): Promise<Keys> {
  const names = await (wish === null ? namesIn(folder) : prepare(folder))
  const there = await readPairs(folder)
  const isWhole = there.encryption !== null && there.signing !== null && names.includes(MADE) && !names.some(isLeftover)
  if (wish === null && (there.encryption === null || there.signing === null) && !names.includes(MADE)) throw new KeysError({ code: 'none' })
  const { encryption, signing } = isWhole || wish === null ? there : await complete(folder, await madeFor(there, names, wish, clock))
  if (encryption === null || signing === null)
    throw new KeysError({ code: 'missing', file: ownFile(signing === null ? 'signing' : 'encryption') })
  return checked(encryption, signing, clock.wallMs())
}

type Pairs = Readonly<Record<Purpose, Pair | null>>

async function readPairs(folder: string): Promise<Pairs> {
  return { encryption: await readPair(folder, 'encryption'), signing: await readPair(folder, 'signing') }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const { code } = failureOf(error)
    throw new KeysError(code === 'ENOENT' ? { code: 'none' } : { code: 'folder', failure: code })
  }
}

/** For the owner alone, as each file in it is too. @returns the names in it */
async function prepare(folder: string): Promise<readonly string[]> {
  try {
    await makeFolder(folder)
    if (process.platform !== 'win32') await chmod(folder, 0o700)
    return await readdir(folder)
  } catch (error) {
    throw new KeysError({ code: 'folder', failure: failureOf(error).code })
  }
}

/** RSA takes seconds: it is done before the lock, and thrown away where another process was first. */
async function madeFor(there: Pairs, names: readonly string[], wish: KeysWish, clock: Pick<Clock, 'wallMs'>) {
  const missing = purposes.filter((purpose) => there[purpose] === null)
  const [lost] = missing
  if (lost !== undefined && names.includes(MADE)) throw new KeysError({ code: 'missing', file: ownFile(lost) })
  const made = missing.map(async (purpose) => {
    const key = await newKey(purpose === 'signing' ? wish.kind : 'rsa')
    const certificate = await selfSigned(key, { name: wish.name, purpose, nowMs: clock.wallMs() })
    return [purpose, pairText({ key, certificates: [certificate] })] as const
  })
  return new Map(await Promise.all(made))
}

async function newKey(kind: 'rsa' | 'ec'): Promise<KeyObject> {
  const generate = promisify(generateKeyPair)
  const { privateKey } =
    kind === 'rsa' ? await generate('rsa', { modulusLength: MODULUS_BITS }) : await generate('ec', { namedCurve: 'prime256v1' })
  return privateKey
}

async function complete(folder: string, made: ReadonlyMap<Purpose, string>): Promise<Pairs> {
  const done = await withFileLock(join(folder, LOCK), async () => {
    try {
      // Nobody else writes here now: what is half written was left by a process that was ended.
      for (const name of (await readdir(folder)).filter(isLeftover)) await rm(join(folder, name), { force: true })
      for (const [purpose, text] of made) {
        if ((await readPair(folder, purpose)) === null) await writeDurably(join(folder, ownFile(purpose)), text)
      }
      const pairs = await readPairs(folder)
      if (pairs.encryption !== null && pairs.signing !== null)
        await writeDurably(join(folder, MADE), `${JSON.stringify({ schema: 'terminal-preflight/helpdesk-keys/1' })}\n`)
      return pairs
    } catch (error) {
      if (error instanceof KeysError) throw error
      throw new KeysError({ code: 'folder', failure: failureOf(error).code })
    }
  })
  if ('failure' in done) throw new KeysError({ code: 'not-written', file: LOCK, failure: done.failure.code })
  return done.value
}

/** As data/durable.ts names them. */
function isLeftover(name: string): boolean {
  return name.endsWith('.part')
}

function checked(encryption: Pair, signing: Pair, nowMs: number): Keys {
  const [certificate] = encryption.signer.certificates
  const [signer] = signing.signer.certificates
  // As a terminal looks at it: what none would encrypt to is told now, and not with every request.
  const read = readRecipient(certificate.raw, { nowMs, signerSpkiSha256: fingerprint(signer) })
  const unfit = 'problem' in read ? recipientProblems[read.problem.code] : null
  if (unfit !== null) throw new KeysError({ code: unfit, file: encryption.file })
  return {
    signer: signing.signer,
    encryption: certificate,
    encryptionKeyPem: encryption.signer.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    encryptionCertificatePem: certificate.toString(),
    signingCertificatePem: signer.toString(),
    warnings: [encryption, signing].flatMap((pair) => [...pair.warnings, ...endOf(pair, nowMs)]),
  }
}

/** Null: its dates, which are warned of. With a certificate that has ended no request can be made; what is there can still be opened. */
const recipientProblems: Readonly<Record<RecipientProblem['code'], 'not-rsa' | 'weak-key' | 'same-key' | 'not-for-encryption' | null>> = {
  'not-rsa': 'not-rsa',
  'weak-key': 'weak-key',
  'signing-key': 'same-key',
  authority: 'not-for-encryption',
  'no-key-encipherment': 'not-for-encryption',
  'other-purpose': 'not-for-encryption',
  unsupported: 'not-for-encryption',
  damaged: 'not-for-encryption',
  'too-large': 'not-for-encryption',
  'private-key': 'not-for-encryption',
  'not-a-certificate': 'not-for-encryption',
  several: 'not-for-encryption',
  'not-yet-valid': null,
  expired: null,
}

/** Time enough to make a new one and hand it to every terminal. */
const WARNED_BEFORE_MS = 90 * 86_400_000

function endOf({ file, signer }: Pair, nowMs: number): KeysWarning[] {
  const { validToDate } = signer.certificates[0]
  const left = validToDate.getTime() - nowMs
  return left > WARNED_BEFORE_MS ? [] : [{ code: left > 0 ? 'ends-soon' : 'ended', file, validTo: validToDate.toISOString() }]
}
