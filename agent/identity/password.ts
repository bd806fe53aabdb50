/** The password of the signing key. Never a flag's value: every program on the PC may read the arguments of every other. */

import type { Failure } from '../../checks/failure.ts'
import type { Files } from '../../checks/io.ts'
import { decodeText } from '../profile/decode.ts'

export const PASSWORD_VARIABLE = 'TERMINAL_PREFLIGHT_SIGNING_PASSWORD'

/** Characters; OpenSSL asks for 1,024 bytes at most (PEM_BUFSIZE), so no file has a longer one. */
const LONGEST_PASSWORD = 1024
/** A file of one line. */
const MOST_FILE_BYTES = 8192

export interface PasswordSources {
  /** Of `--signing-key-password-file`. */
  readonly file: { readonly path: string; readonly files: Pick<Files, 'read'> } | null
  readonly env: Readonly<Record<string, string | undefined>>
  /** undefined: nobody answered. null where nobody can be asked: `--silent`, no terminal. */
  readonly ask: (() => Promise<string | undefined>) | null
}

export const passwordProblems = ['file-unreadable', 'file-not-text', 'too-long', 'not-given', 'nobody-to-ask'] as const
export type PasswordProblem = (typeof passwordProblems)[number]

export type SigningPassword =
  | { readonly password: string; readonly from: 'file' | 'environment' | 'prompt' }
  | { readonly problem: PasswordProblem; readonly failure?: Failure }

/**
 * What was named for this run comes before what lies in the environment, and both before a question. The one that is there is taken
 * alone: a wrong password is told, not replaced by another. An empty one is one.
 */
export async function signingPassword({ file, env, ask }: PasswordSources): Promise<SigningPassword> {
  if (file !== null) {
    const read = await file.files.read(file.path, MOST_FILE_BYTES)
    if ('failure' in read) return { problem: 'file-unreadable', failure: read.failure }
    const text = decodeText(read.content)
    if ('problem' in text) return { problem: 'file-not-text' }
    return bounded(firstLine(text.value), 'file')
  }
  const fromEnvironment = env[PASSWORD_VARIABLE]
  if (fromEnvironment !== undefined) return bounded(fromEnvironment, 'environment')
  if (ask === null) return { problem: 'nobody-to-ask' }
  const answer = await ask()
  return answer === undefined ? { problem: 'not-given' } : bounded(answer, 'prompt')
}

/** Spaces belong to it; the line's end, in any system's way, doesn't. */
function firstLine(text: string): string {
  return text.split(/\r\n|\r|\n/, 1)[0] ?? ''
}

function bounded(password: string, from: 'file' | 'environment' | 'prompt'): SigningPassword {
  return password.length > LONGEST_PASSWORD ? { problem: 'too-long' } : { password, from }
}
