/** Asks for a bundle: a signed request for a terminal, a link for whoever sits at it. */

import { createHash, randomUUID } from 'node:crypto'
import type { BuiltinProfileId } from '../../agent/profile/builtin.ts'
import { makeRequest } from '../../agent/request/make.ts'
import { digestOf, isDigestOf, newSecret } from '../data/secrets.ts'
import type { Desk } from '../desk.ts'
import { requestFileName } from './file-name.ts'
import type { RequestRecord } from './record.ts'
import { rowOf } from './row.ts'
import { openFile, sealFile } from './sealed-file.ts'

export interface RequestWish {
  readonly case: string
  readonly profiles: readonly BuiltinProfileId[]
  /** When it ends, milliseconds since 1970. */
  readonly expiresMs: number
  readonly redaction: RequestRecord['redaction']
  readonly message: string | null
  readonly encrypt: boolean
  /** An account's name, or "command line". */
  readonly madeBy: string
  /** The address that it is asked from; none on the command line. */
  readonly from?: string
}

export interface NewRequest {
  readonly record: RequestRecord
  /** For the caller. Whoever has it can answer the request: it is shown once and kept nowhere. */
  readonly link: string
  /** DER (agent/request/make.ts). */
  readonly file: Buffer
  readonly fileName: string
}

export type RequestDoors = Pick<Desk, 'keys' | 'records' | 'index' | 'clock' | 'audit' | 'news'> & {
  readonly options: Pick<Desk['options'], 'publicUrl'>
}

/** Where bundles are sent, behind the public address. */
const COLLECTOR = '/bundles'
/** Where callers are, behind the public address. */
export const CALLERS = '/r/'

/** Throws a RangeError with one line (English) where no terminal would take such a request. When it resolves, it is kept. */
export async function newRequest(wish: RequestWish, doors: RequestDoors): Promise<NewRequest> {
  const { keys, options, clock } = doors
  const [id, token, secret, createdMs] = [randomUUID(), newSecret(), newSecret(), clock.wallMs()]
  const file = await makeRequest(
    {
      schema: 'terminal-preflight/request/1',
      id,
      case: wish.case,
      profiles: [...wish.profiles],
      upload: { kind: 'collector', url: `${options.publicUrl}${COLLECTOR}` },
      token,
      encryptTo: wish.encrypt ? keys.encryption.toString() : null,
      created: new Date(createdMs).toISOString(),
      expires: new Date(wish.expiresMs).toISOString(),
      redaction: wish.redaction,
      ...(wish.message === null ? {} : { message: wish.message }),
    },
    keys.signer,
    createdMs,
  )
  const record: RequestRecord = {
    schema: 'terminal-preflight/request-record/1',
    id,
    case: wish.case.trim(),
    profiles: [...wish.profiles],
    redaction: wish.redaction,
    encrypt: wish.encrypt,
    message: wish.message,
    createdMs,
    expiresMs: wish.expiresMs,
    madeBy: wish.madeBy,
    sha256: createHash('sha256').update(file).digest('hex'),
    tokenSha256: digestOf(token),
    linkSha256: digestOf(secret),
    sealed: sealFile(file, secret, id),
    revokedMs: null,
  }
  await keep(record, wish, doors)
  return { record, link: `${options.publicUrl}${CALLERS}${secret}`, file, fileName: requestFileName(wish.case) }
}

/** The record is the truth: the index comes after it, and can be made again. */
async function keep(
  record: RequestRecord,
  { madeBy, from = '' }: RequestWish,
  { records, index, audit, news }: RequestDoors,
): Promise<void> {
  await records.keep(record)
  await index.addRequest(rowOf(record, null))
  await audit.add({ who: madeBy, what: 'request.made', subject: record.id, from })
  news.tell({ kind: 'request', subject: record.id })
}

/** The request's file again; null where the secret isn't its own, or what is kept was changed. */
export function openRequest(record: Pick<RequestRecord, 'id' | 'sealed' | 'linkSha256' | 'sha256'>, secret: string): Buffer | null {
  if (!isDigestOf(secret, record.linkSha256)) return null
  const file = openFile(record.sealed, secret, record.id)
  return file !== null && createHash('sha256').update(file).digest('hex') === record.sha256 ? file : null
}
