/** The protection that a platform has. What is kept says by its first bytes how, so that a file which moves is understood or refused. */

import { type Failure, failure } from '../../checks/failure.ts'
import { protectData, unprotectData } from '../../checks/io/windows/data-protection.ts'
import type { ProtectedBy, Protection } from './protection.ts'

const headers: Readonly<Record<ProtectedBy, Buffer>> = { dpapi: Buffer.from('dpapi:'), 'file-rights': Buffer.from('plain:') }

/**
 * No secret, it stands in the source: it keeps another program that unprotects whatever it finds from opening ours by accident
 * (Microsoft, "CryptProtectData function (dpapi.h)", pOptionalEntropy). Changed, it would lock every install out of its key.
 */
const ENTROPY = Buffer.from('Terminal Preflight secret 1')

const windowsApi = { protectData, unprotectData }

export function protectionFor(platform: NodeJS.Platform, api: typeof windowsApi = windowsApi): Protection {
  return {
    async protect(secret) {
      if (platform !== 'win32') return plain(secret)
      const outcome = await api.protectData(secret, ENTROPY)
      if ('content' in outcome) return { content: Buffer.concat([headers.dpapi, outcome.content]), by: 'dpapi' }
      // No native library allowed, or no DPAPI key (a mandatory profile has none). The user's profile is closed to other users by its
      // own access list (the user, SYSTEM, Administrators), which is what DPAPI keeps out too, but for a disk that is read elsewhere.
      return { ...plain(secret), why: failureIn(outcome) }
    },
    async unprotect(content) {
      if (beginsWith(content, headers['file-rights'])) return { secret: after(content, headers['file-rights']), by: 'file-rights' }
      if (!beginsWith(content, headers.dpapi)) return { failure: failure('malformed') }
      if (platform !== 'win32') return { failure: failure('not-supported') }
      const outcome = await api.unprotectData(after(content, headers.dpapi), ENTROPY)
      return 'content' in outcome ? { secret: outcome.content, by: 'dpapi' } : { failure: failureIn(outcome) }
    },
  }
}

function plain(secret: Uint8Array) {
  return { content: Buffer.concat([headers['file-rights'], secret]), by: 'file-rights' } as const
}

function failureIn(outcome: { readonly failure: Failure } | { readonly unavailable: Failure }): Failure {
  return 'unavailable' in outcome ? outcome.unavailable : outcome.failure
}

function beginsWith(content: Uint8Array, header: Buffer): boolean {
  return content.length >= header.length && header.equals(content.subarray(0, header.length))
}

function after(content: Uint8Array, header: Buffer): Buffer {
  return Buffer.from(content.subarray(header.length))
}
