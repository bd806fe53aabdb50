import type { Cause } from '../cause.ts'

/** Numbers 800-899 belong to this check. They are permanent: the phone code carries them. */
export const browserCauses: readonly Cause[] = []
