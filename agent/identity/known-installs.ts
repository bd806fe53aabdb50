/**
 * Whose bundles were seen before, by the key that signed them: trust on first use, as ssh has it. A first sight proves nothing; that the
 * same key comes again does, and that another comes under a known name is what somebody has to look at.
 */

import { join } from 'node:path'
import * as z from 'zod'
import type { Failure } from '../../checks/failure.ts'
import { realFiles } from '../../checks/io/files.ts'
import { jsonText } from '../output/write.ts'
import { withFileLock } from './file-lock.ts'

const FILE = 'known-installs.json'
const LOCK = 'known-installs.lock'
const SCHEMA = 'terminal-preflight/known-installs/1'

/** More than one helpdesk looks after; the file stays within what is read at once. */
const MOST_INSTALLS = 10_000
/** Characters; an X.520 common name has 64. */
const LONGEST_NAME = 128
/** Ten thousand of the longest, each of their characters two code units that are escaped, have less. */
const MOST_BYTES = 33_554_432
/** So often `lastSeenMs` is written: a helpdesk that looks through a thousand bundles shall not write the file a thousand times. */
const SEEN_AGAIN_MS = 3_600_000

const install = z.strictObject({
  /** Of a device key; null for a key that IT rolled out, which is known by its name. */
  install: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  spkiSha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(2 * LONGEST_NAME),
  /** The bundle in which it was first seen: looked at twice, it still proves nothing. */
  bundleId: z.string().max(64).optional(),
  firstSeenMs: z.number(),
  lastSeenMs: z.number(),
})

const knownInstalls = z.strictObject({ schema: z.literal(SCHEMA), installs: z.array(install).max(MOST_INSTALLS) })

export type KnownInstall = Readonly<z.infer<typeof install>>

export interface SignedBy {
  /** `installOf` its certificate. */
  readonly install: string | null
  /** Of its public key, SubjectPublicKeyInfo in DER: SHA-256, hexadecimal. */
  readonly spkiSha256: string
  /** As it is shown; what is too long is cut. */
  readonly name: string
  readonly bundleId?: string
}

export type Recognised =
  | { readonly known: 'first-sight' }
  | { readonly known: 'known' | 'changed-key'; readonly before: KnownInstall }
  | { readonly failure: Failure }
  /** damaged: never overwritten, since all that it knew would be first sights again. full: known ones are still known. */
  | { readonly problem: 'damaged' | 'full' }

/**
 * Looks it up, and adds what is seen for the first time. A changed key is never stored: the one before stays until a person takes its
 * entry out of the file, or puts the new one beside it.
 * @param folder the user's data folder
 */
export async function recogniseInstall(folder: string, signed: SignedBy, nowMs: number): Promise<Recognised> {
  const claimed = {
    ...signed,
    name: Array.from(signed.name.toWellFormed()).slice(0, LONGEST_NAME).join(''),
  }
  // Without the lock first: the file is only ever replaced as a whole.
  const seen = await look(folder, claimed, nowMs)
  if (seen.next === undefined) return seen.answer
  const locked = await withFileLock(join(folder, LOCK), async (): Promise<Recognised> => {
    const { answer, next } = await look(folder, claimed, nowMs)
    if (next === undefined) return answer
    const written = await realFiles().write(join(folder, FILE), jsonText({ schema: SCHEMA, installs: next }))
    return 'failure' in written ? written : answer
  })
  return 'value' in locked ? locked.value : locked
}

interface Look {
  readonly answer: Recognised
  /** What has to be written. */
  readonly next?: readonly KnownInstall[]
}

async function look(folder: string, signed: SignedBy, nowMs: number): Promise<Look> {
  const read = await readInstalls(join(folder, FILE))
  if (!('installs' in read)) return { answer: read }
  const { installs } = read
  const ofThatName = installs.filter((each) =>
    signed.install === null ? each.install === null && each.name === signed.name : each.install === signed.install,
  )
  const before = ofThatName.find((each) => each.spkiSha256 === signed.spkiSha256)
  if (before !== undefined) {
    if (signed.bundleId !== undefined && before.bundleId === signed.bundleId) return { answer: { known: 'first-sight' } }
    const answer = { known: 'known', before } as const
    if (nowMs - before.lastSeenMs < SEEN_AGAIN_MS) return { answer }
    return { answer, next: installs.map((each) => (each === before ? { ...before, lastSeenMs: nowMs } : each)) }
  }
  const [other] = ofThatName
  if (other !== undefined) return { answer: { known: 'changed-key', before: other } }
  if (installs.length >= MOST_INSTALLS) return { answer: { problem: 'full' } }
  return { answer: { known: 'first-sight' }, next: [...installs, { ...signed, firstSeenMs: nowMs, lastSeenMs: nowMs }] }
}

type ReadInstalls = { readonly installs: readonly KnownInstall[] } | { readonly failure: Failure } | { readonly problem: 'damaged' }

async function readInstalls(path: string): Promise<ReadInstalls> {
  const read = await realFiles().read(path, MOST_BYTES)
  if ('failure' in read) {
    if (read.failure.word === 'file-missing') return { installs: [] }
    return read.failure.word === 'too-large' ? { problem: 'damaged' } : read
  }
  try {
    const parsed = knownInstalls.safeParse(JSON.parse(read.content.toString('utf8')))
    return parsed.success ? { installs: parsed.data.installs } : { problem: 'damaged' }
  } catch {
    return { problem: 'damaged' }
  }
}
