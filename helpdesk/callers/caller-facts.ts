/** What a link is good for: the request behind it, as the person at the terminal is told of it. */

import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { printable } from '../../agent/cli/quote.ts'
import { nameOf } from '../../agent/cms/name-of.ts'
import { fingerprint } from '../../agent/cms/trust.ts'
import { readRequest } from '../../agent/request/read.ts'
import { digestOf, isDigestOf, isSecret } from '../data/secrets.ts'
import type { Desk } from '../desk.ts'
import { openRequest } from '../requests/new-request.ts'
import type { RequestRecord } from '../requests/record.ts'
import { stateOf } from '../requests/row.ts'
import type { DeadEnd } from './words.ts'

export interface CallerFacts {
  /** The helpdesk's, as its certificate has it. */
  readonly name: string
  /** Of its key: 64 hexadecimal digits, as the terminal shows it in groups. */
  readonly fingerprint: string
  readonly case: string
  readonly createdMs: number
  readonly expiresMs: number
  readonly redaction: RequestRecord['redaction']
  readonly encrypted: boolean
  /** The program's file name; the one that it is released under where none is handed out. */
  readonly program: string
  /** Bytes of the program that comes along; null where none does. */
  readonly programBytes: number | null
}

export interface Found {
  readonly facts: CallerFacts
  readonly file: Buffer
}

type Doors = Pick<Desk, 'index' | 'records' | 'keys' | 'clock' | 'options' | 'log'>

const RELEASED_AS = 'terminal-preflight.exe'

/** Looked up by its digest, so that no comparison's time tells anything of the secret. */
export async function behindLink(secret: string, desk: Doors): Promise<Found | { readonly deadEnd: DeadEnd }> {
  const row = isSecret(secret) ? await desk.index.requestByLink(digestOf(secret)) : null
  if (row === null || !isDigestOf(secret, row.linkSha256)) return { deadEnd: 'unknown' }
  const nowMs = desk.clock.wallMs()
  const state = stateOf(row, nowMs)
  if (state !== 'open') return { deadEnd: state }
  const record = await desk.records.read(row.id)
  const file = record === null ? null : openRequest(record, secret)
  if (record === null || file === null) {
    desk.log.error('a request’s record is damaged', { request: row.id })
    return { deadEnd: 'damaged' }
  }
  return { facts: await factsOf(record, file, desk), file }
}

async function factsOf(record: RequestRecord, file: Buffer, { keys, options, clock }: Doors): Promise<CallerFacts> {
  // Whether it is encrypted stands in the file alone.
  const read = await readRequest(file, { nowMs: clock.wallMs(), trusted: { certificates: [], fingerprints: [] } })
  const [certificate] = keys.signer.certificates
  const { agentExe } = options
  const programBytes = agentExe === null ? null : await sizeOf(agentExe)
  return {
    name: printable(nameOf(certificate)),
    fingerprint: fingerprint(certificate),
    case: printable(record.case),
    createdMs: record.createdMs,
    expiresMs: record.expiresMs,
    redaction: record.redaction,
    encrypted: 'recipient' in read && read.recipient !== null,
    program: agentExe === null || programBytes === null ? RELEASED_AS : basename(agentExe),
    programBytes,
  }
}

/** Null where it is gone: the request's file alone is offered then. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const handle = await open(path)
    const stats = await handle.stat().finally(() => handle.close())
    return stats.isFile() ? stats.size : null
  } catch {
    return null
  }
}
