/** Records on the disk: `NAME.json`, its signature `NAME.json.p7s` (detached CMS by the device key) and the page `NAME.html`. */

import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { badFileError, isUserError, type UserError } from '../cli/errors.ts'
import { mistakeWords } from '../cli/mistake-words.ts'
import { printable } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import type { Signer } from '../cms/signer.ts'
import { fingerprint } from '../cms/trust.ts'
import { jsonText } from '../output/write.ts'
import { decodeText } from '../profile/decode.ts'
import { type FileDoors, isAbsent, readProblem } from '../profile/files.ts'
import { namedByFlag, readNamed } from '../profile/named-file.ts'
import { guideMistakes as words } from './mistake-words.ts'
import { type GuideRecord, recordSchema, type SessionRecord } from './record.ts'

/** A session is some 20 KiB. */
const MAX_RECORD_BYTES = 1024 * 1024
const MAX_SIGNATURE_BYTES = 65_536

export interface ReadRecord {
  readonly record: GuideRecord
  readonly origin: NonNullable<SessionRecord['from']>
}

/**
 * One that was changed after it was signed is refused; one without a signature is said to have none.
 * @param flag `--with` or `--resume`
 */
export async function readRecord(flag: string, name: string, own: Signer, io: FileDoors): Promise<ReadRecord | UserError> {
  const named = namedByFlag(flag, name)
  const content = await readNamed(named, MAX_RECORD_BYTES, io)
  if (isUserError(content)) return content
  const signature = await signatureOf(name, content, own, io)
  if (typeof signature !== 'string')
    return badFileError(tell(mistakeWords.ofFile, { flag, name: printable(name), problem: signature.problem }))
  const record = parseRecord(content)
  if (record === undefined) return badFileError(tell(mistakeWords.ofFile, { flag, name: printable(name), problem: tell(words.noRecord) }))
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { record, origin: { file: basename(name).slice(0, 300), sha256, signature } }
}

function parseRecord(content: Uint8Array): GuideRecord | undefined {
  const text = decodeText(content)
  if ('problem' in text) return undefined
  try {
    const parsed = recordSchema.safeParse(JSON.parse(text.value))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

async function signatureOf(
  name: string,
  content: Uint8Array,
  own: Signer,
  io: FileDoors,
): Promise<SignatureState | { readonly problem: string }> {
  const read = await io.files.read(`${name}.p7s`, MAX_SIGNATURE_BYTES)
  if ('failure' in read)
    return isAbsent(read.failure) ? 'none' : { problem: tell(words.signature, { problem: readProblem(read.failure, MAX_SIGNATURE_BYTES) }) }
  const { verifyDetached } = await import('../cms/verify.ts')
  const verified = await verifyDetached(read.content, content)
  if ('problem' in verified) return { problem: tell(words.notItsSignature, { code: verified.problem }) }
  return fingerprint(verified.signer) === fingerprint(own.certificates[0]) ? 'this-install' : 'another-install'
}

type SignatureState = ReadRecord['origin']['signature']

export interface RecordPaths {
  readonly record: string
  readonly signature: string
  readonly page: string
  /** What a process that is killed leaves behind; it can be resumed too. */
  readonly unfinished: string
}

/** @param base folder and name without an ending */
export function pathsOf(base: string): RecordPaths {
  return { record: `${base}.json`, signature: `${base}.json.p7s`, page: `${base}.html`, unfinished: `${base}.unfinished.json` }
}

type WriteOutcome = { readonly written: true } | { readonly failed: string; readonly code: string }

/** After each step, without signature and page. */
export async function writeUnfinished(record: GuideRecord, { unfinished }: RecordPaths, io: FileDoors): Promise<WriteOutcome> {
  return writeAll([[unfinished, jsonText(record)]], io)
}

/** The bytes that are signed are the bytes that are written; the page names their digest. Gives the path that could not be written. */
export async function writeRecord(
  record: GuideRecord,
  paths: RecordPaths,
  signer: Signer,
  nowMs: number,
  io: FileDoors,
): Promise<WriteOutcome> {
  const [{ signDetached }, { recordPage }] = await Promise.all([import('../cms/sign.ts'), import('./page.ts')])
  const content = Buffer.from(jsonText(record))
  const sha256 = createHash('sha256').update(content).digest('hex')
  const page = recordPage(record, { file: basename(paths.record), sha256 })
  const outcome = await writeAll(
    [
      [paths.record, content],
      [paths.signature, await signDetached(content, signer, nowMs)],
      [paths.page, page],
    ],
    io,
  )
  if ('written' in outcome) await rm(paths.unfinished, { force: true }).catch(() => {})
  return outcome
}

async function writeAll(files: readonly (readonly [path: string, content: string | Uint8Array])[], io: FileDoors): Promise<WriteOutcome> {
  for (const [path, content] of files) {
    const written = await io.files.write(path, content)
    if ('failure' in written) return { failed: path, code: written.failure.code }
  }
  return { written: true }
}
