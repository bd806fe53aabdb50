/** One vocabulary for what the network, the resolver and the operating system answered when something did not work. */

import { failureWordByCode, failureWordByWinsock } from './failure-codes.ts'

/**
 * The words. Each says what was seen, never why:
 * `no-reply` is silence within a limit, not "a firewall dropped it".
 */
export const failureWords = [
  'no-reply',
  'refused',
  'reset',
  'closed',
  'prohibited',
  'host-unreachable',
  'network-unreachable',
  'protocol-unreachable',
  'invalid-route',
  'message-too-long',
  'address-in-use',
  'address-not-available',
  'name-unknown',
  'no-data',
  'name-temporary',
  'name-server-failed',
  'name-server-refused',
  'malformed',
  'not-tls',
  'tls-alert',
  'tls-protocol',
  'certificate',
  'file-missing',
  'access-denied',
  'not-a-directory',
  'too-many-open',
  'too-large',
  'exited',
  'not-supported',
  'cancelled',
  'unknown',
] as const

export type FailureWord = (typeof failureWords)[number]

/** A failure as evidence: the word, and the raw code it was made from (kept so that an unknown one can be looked up). */
export interface Failure {
  readonly word: FailureWord
  readonly code: string
  /** The system call that failed, where the runtime names it: connect, read, send, getaddrinfo … */
  readonly syscall?: string
}

/**
 * Looks an error up by its code. Message text is never read: it is localised and changes between versions.
 * A code that the tables do not hold becomes `unknown` with the code kept.
 */
export function failureOf(error: unknown): Failure {
  const { code, errno, syscall } = fieldsOf(error)
  const word = namedWord(code) ?? winsockWord(errno) ?? opensslWord(code) ?? 'unknown'
  return syscall === undefined ? { word, code } : { word, code, syscall }
}

/** A failure that the agent itself declares: a limit that ran out, or a cancelled attempt. */
export function failure(word: FailureWord, code: string = word): Failure {
  return { word, code }
}

/** What ended a socket before anybody listened to it; undefined for one that is open. */
export function failureOfSocket({
  destroyed,
  errored,
}: {
  readonly destroyed: boolean
  readonly errored: Error | null
}): Failure | undefined {
  return destroyed ? (errored === null ? failure('closed') : failureOf(errored)) : undefined
}

/** The word for a code alone, where the error itself stayed in another process. */
export function wordOfCode(code: string): FailureWord {
  return namedWord(code) ?? opensslWord(code) ?? 'unknown'
}

function namedWord(code: string): FailureWord | undefined {
  return Object.hasOwn(failureWordByCode, code) ? failureWordByCode[code] : undefined
}

function fieldsOf(error: unknown): { code: string; errno: number | undefined; syscall: string | undefined } {
  if (typeof error !== 'object' || error === null) return { code: String(error), errno: undefined, syscall: undefined }
  const { code, errno, syscall, name } = error as { code?: unknown; errno?: unknown; syscall?: unknown; name?: unknown }
  return {
    code: codeOf(code, name),
    errno: typeof errno === 'number' ? errno : undefined,
    syscall: typeof syscall === 'string' ? syscall : undefined,
  }
}

/** A DOMException (AbortError, TimeoutError) has its name for a code, and a number from old times besides. */
function codeOf(code: unknown, name: unknown): string {
  if (typeof code === 'string') return code
  if (typeof name === 'string' && namedWord(name) !== undefined) return name
  return typeof code === 'number' ? String(code) : typeof name === 'string' ? name : 'unknown'
}

/** libuv passes a Winsock number that it has no name for through as errno (negative or positive). */
function winsockWord(errno: number | undefined): FailureWord | undefined {
  return errno === undefined ? undefined : failureWordByWinsock[Math.abs(errno)]
}

/** OpenSSL's codes come as ERR_SSL_<REASON>; the alerts that a peer sent all hold ALERT (RFC 8446 section 6). */
function opensslWord(code: string): FailureWord | undefined {
  if (!code.startsWith('ERR_SSL_')) return undefined
  return code.includes('_ALERT_') ? 'tls-alert' : 'tls-protocol'
}
