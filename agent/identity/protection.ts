import type { Failure } from '../../checks/failure.ts'

/** How secrets lie on the disk: bound to the user by the system where it can (DPAPI), else as they are, in files of the narrowest rights. */
export interface Protection {
  protect(secret: Uint8Array): Promise<{ readonly content: Buffer } | { readonly failure: Failure }>
  unprotect(content: Uint8Array): Promise<{ readonly secret: Buffer } | { readonly failure: Failure }>
}
