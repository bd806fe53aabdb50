import type { Failure } from '../../checks/failure.ts'

/** dpapi: by Windows for this user alone. file-rights: as it is, in a file that the user alone may read. */
export type ProtectedBy = 'dpapi' | 'file-rights'

/** How secrets lie on the disk: bound to the user by the system where it can (DPAPI), else as they are, in files of the narrowest rights. */
export interface Protection {
  /** `why`: the system would have bound it to the user and couldn't. */
  protect(
    secret: Uint8Array,
  ): Promise<{ readonly content: Buffer; readonly by: ProtectedBy; readonly why?: Failure } | { readonly failure: Failure }>
  unprotect(content: Uint8Array): Promise<{ readonly secret: Buffer; readonly by: ProtectedBy } | { readonly failure: Failure }>
}
