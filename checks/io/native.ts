/** koffi, the door to native libraries. Security software may forbid it: every use of it has a way without. */

import { type Failure, failure, failureOf } from '../failure.ts'

export type Koffi = typeof import('koffi')

let loading: Promise<{ readonly koffi: Koffi } | { readonly failure: Failure }> | undefined

/** Loaded when first asked for: it takes some 8 ms. */
export function loadKoffi(): Promise<{ readonly koffi: Koffi } | { readonly failure: Failure }> {
  loading ??= import('koffi').then(
    (module) => ({ koffi: (module as { default?: unknown }).default as Koffi }),
    (error: unknown) => ({ failure: failure('access-denied', failureOf(error).code) }),
  )
  return loading
}
