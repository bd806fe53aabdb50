import type { Upload } from '../profile/types.ts'

/** Where a bundle goes, and by what permission. */
export interface Destination {
  readonly kind: Upload['kind']
  /** collector: the digest is appended to it. presigned, azure-sas: verbatim, and a secret, since it is its own permission. */
  readonly url: string
  /** Bearer token of a collector (RFC 6750); null for the other kinds and for an open door. Never logged. */
  readonly token: string | null
  /** PEM of roots that vouch for the server besides the usual ones (`--upload-ca`). */
  readonly ca: readonly string[]
}
