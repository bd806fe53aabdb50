/**
 * Whom this PC trusts as signers of requests: the signed build's own, what an administrator laid into the machine's own folder, and a
 * machine policy (design, section 7). Nothing that lies beside the program or comes with a request adds to it.
 */

import { X509Certificate } from 'node:crypto'
import type { Failure } from '../../checks/failure.ts'
import type { Io, RegistryValue } from '../../checks/io.ts'
import { isAbsent, pathRules } from '../profile/files.ts'
import { machineFolder } from '../profile/find-site.ts'
import { readCertificates } from '../profile/pem.ts'
import { administratorsProblem, type JudgeEntry, judgeEntry, type OwnershipProblem } from './ownership.ts'

/** PEM text that the build fills in; from source nobody is trusted. */
declare const __TRUSTED_SIGNERS__: string | undefined

const builtIn = typeof __TRUSTED_SIGNERS__ === 'string' ? __TRUSTED_SIGNERS__ : ''

/** A helpdesk has one key, and a second while it changes it. */
const MOST_FILES = 32
const MOST_FILE_BYTES = 65_536
const MOST_FINGERPRINTS = 32

const POLICY = 'HKLM\\SOFTWARE\\Policies\\TerminalPreflight'
const POLICY_VALUE = 'TrustedSigners'

export type TrustDoors = Pick<Io, 'files' | 'registry' | 'env' | 'platform'>

export interface TrustedSigners {
  readonly certificates: readonly X509Certificate[]
  /** SHA-256 of public keys (SubjectPublicKeyInfo, DER), as small hexadecimal digits. */
  readonly fingerprints: readonly string[]
  readonly passedOver: readonly PassedOver[]
}

/** What looks as if it were meant to be trusted, and isn't. */
export interface PassedOver {
  /** A file, a folder or the policy's key. */
  readonly source: string
  readonly problem:
    | { readonly code: 'not-administrators'; readonly ownership: OwnershipProblem }
    | { readonly code: 'unreadable'; readonly failure: Failure }
    /** `why` completes "FILE …", in English. */
    | { readonly code: 'damaged'; readonly why: string }
    | { readonly code: 'too-many'; readonly most: number }
}

const none: TrustedSigners = { certificates: [], fingerprints: [], passedOver: [] }

export async function trustedSigners(io: TrustDoors, judge: JudgeEntry = judgeEntry(io.platform)): Promise<TrustedSigners> {
  const folder = pathRules(io.platform).join(machineFolder(io), 'trust')
  return joined([parseSigners('terminal-preflight', builtIn), await inFolder(folder, io, judge), await inPolicy(io)])
}

/** Every `*.pem` in a folder of the administrators'. */
export async function inFolder(folder: string, io: Pick<TrustDoors, 'files' | 'platform'>, judge: JudgeEntry): Promise<TrustedSigners> {
  const listed = await io.files.list(folder)
  if ('failure' in listed) return isAbsent(listed.failure) ? none : passed(folder, { code: 'unreadable', failure: listed.failure })
  const names = listed.names.filter((name) => /\.pem$/i.test(name)).toSorted()
  if (names.length === 0) return none
  const ownership = await administratorsProblem(folder, io.platform, judge)
  if (ownership !== null) return passed(folder, { code: 'not-administrators', ownership })
  const paths = names.slice(0, MOST_FILES).map((name) => pathRules(io.platform).join(folder, name))
  const files = await Promise.all(paths.map((path) => inFile(path, io, judge)))
  return joined([...files, names.length > MOST_FILES ? passed(folder, { code: 'too-many', most: MOST_FILES }) : none])
}

/** Asked whose it is before it is read: nobody but an administrator can change it in between. */
async function inFile(path: string, io: Pick<TrustDoors, 'files'>, judge: JudgeEntry): Promise<TrustedSigners> {
  const code = await judge(path)
  if (code !== null) return passed(path, { code: 'not-administrators', ownership: { code, path } })
  const read = await io.files.read(path, MOST_FILE_BYTES)
  if ('failure' in read) return passed(path, { code: 'unreadable', failure: read.failure })
  const certificates = readCertificates(read.content)
  return 'problem' in certificates
    ? passed(path, { code: 'damaged', why: certificates.problem })
    : { ...none, certificates: certificates.value.map(parse) }
}

/** Below HKLM\SOFTWARE\Policies only administrators and group policy write. */
async function inPolicy({ registry, platform }: Pick<TrustDoors, 'registry' | 'platform'>): Promise<TrustedSigners> {
  if (platform !== 'win32') return none
  const read = await registry.read(POLICY, AbortSignal.timeout(POLICY_LIMIT_MS), 'values')
  if ('failure' in read) return read.failure.word === 'file-missing' ? none : passed(POLICY, { code: 'unreadable', failure: read.failure })
  const [, value] = Object.entries(read.key.values).find(([name]) => name.toLowerCase() === POLICY_VALUE.toLowerCase()) ?? []
  return value === undefined ? none : parseSigners(`${POLICY}\\${POLICY_VALUE}`, textOf(value))
}

/** reg.exe, where no native library may be loaded, takes some 50 ms; on a PC whose disk is busy, seconds. */
const POLICY_LIMIT_MS = 5000

/** A group policy's text box may make a text of its own of every line of a PEM. */
function textOf(value: RegistryValue): string {
  return typeof value === 'object' ? value.join('\n') : String(value)
}

/** PEM certificates and lines such as "sha256:0123…", in any order. */
function parseSigners(source: string, text: string): TrustedSigners {
  const fingerprints = Array.from(
    text.matchAll(/^\s*sha256:(?<hex>\S*)\s*$/gim),
    ({ groups }) => groups?.hex?.replaceAll(':', '').toLowerCase() ?? '',
  )
  const rest = text.replace(/^\s*sha256:.*$/gim, '').trim()
  const good = fingerprints.filter((hex) => /^[0-9a-f]{64}$/.test(hex))
  const certificates = rest === '' ? { value: [] } : readCertificates(Buffer.from(rest))
  return joined([
    { ...none, fingerprints: good.slice(0, MOST_FINGERPRINTS) },
    good.length > MOST_FINGERPRINTS ? passed(source, { code: 'too-many', most: MOST_FINGERPRINTS }) : none,
    good.length < fingerprints.length
      ? passed(source, { code: 'damaged', why: 'holds a fingerprint that is not sha256: and 64 digits 0-9, a-f' })
      : none,
    'problem' in certificates
      ? passed(source, { code: 'damaged', why: certificates.problem })
      : { ...none, certificates: certificates.value.map(parse) },
  ])
}

function parse(pem: string): X509Certificate {
  return new X509Certificate(pem)
}

function passed(source: string, problem: PassedOver['problem']): TrustedSigners {
  return { ...none, passedOver: [{ source, problem }] }
}

function joined(all: readonly TrustedSigners[]): TrustedSigners {
  return {
    certificates: all.flatMap(({ certificates }) => certificates),
    fingerprints: all.flatMap(({ fingerprints }) => fingerprints),
    passedOver: all.flatMap(({ passedOver }) => passedOver),
  }
}
