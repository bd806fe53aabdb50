/** Where a request comes from. Who chose it decides whether it must be asked about (consent.ts). */

import type { Failure } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'
import { isAbsent, pathRules } from '../profile/files.ts'
import { MAX_REQUEST_BYTES, type RequestProblem } from './problems.ts'

/** `--request FILE`, a file that was dragged onto the program, or one that lay in its folder. */
export type RequestOrigin = 'flag' | 'dropped' | 'beside-program'

export interface FoundRequest {
  readonly file: string
  readonly origin: RequestOrigin
  readonly content: Buffer
}

export interface RefusedRequest {
  /** The folder, where it is about several files in it. */
  readonly file: string
  readonly origin: RequestOrigin
  readonly problem: RequestProblem
}

/** Names that are looked for or told; a folder of downloads may hold more. */
const MOST_NAMES = 10

export function isRequestName(name: string): boolean {
  return /\.preflight-request$/i.test(name)
}

/** `named` by a flag, else `dropped`, else what lies beside the program: null where nothing does. */
export async function findRequest(
  { named, dropped }: { readonly named: string | null; readonly dropped: string | null },
  programFolder: string,
  io: Pick<Io, 'files' | 'platform'>,
): Promise<FoundRequest | RefusedRequest | null> {
  if (named !== null) return read(named, 'flag', io)
  if (dropped !== null) return read(dropped, 'dropped', io)
  const listed = await io.files.list(programFolder)
  // A folder that may not be listed had nothing put into it for this program to find.
  if ('failure' in listed) return null
  const [name, ...more] = listed.names.filter(isRequestName).toSorted()
  if (name === undefined) return null
  const origin = 'beside-program'
  if (more.length > 0)
    return { file: programFolder, origin, problem: { code: 'several', args: { files: [name, ...more].slice(0, MOST_NAMES) } } }
  return read(pathRules(io.platform).join(programFolder, name), origin, io)
}

async function read(file: string, origin: RequestOrigin, { files }: Pick<Io, 'files'>): Promise<FoundRequest | RefusedRequest> {
  const outcome = await files.read(file, MAX_REQUEST_BYTES)
  return 'content' in outcome ? { file, origin, content: outcome.content } : { file, origin, problem: fileProblem(outcome.failure) }
}

function fileProblem(failure: Failure): RequestProblem {
  if (failure.word === 'too-large') return { code: 'too-large', args: { kib: MAX_REQUEST_BYTES / 1024 } }
  if (failure.code === 'EISDIR') return { code: 'is-a-folder', args: {} }
  if (isAbsent(failure)) return { code: 'not-there', args: {} }
  return failure.word === 'access-denied' ? { code: 'access-denied', args: {} } : { code: 'unreadable', args: { failure: failure.code } }
}
