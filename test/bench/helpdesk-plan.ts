/** What the load generator sends: thousands of bundles, each with its own manifest, signature and token, that share their other files. */

/** A bundle is `head` (manifest and signature), the files of its variant, and `tail` (the directory). */
export interface Planned {
  readonly sha256: string
  readonly token: string
  readonly variant: number
  /** Base64. */
  readonly head: string
  readonly tail: string
}

export interface Plan {
  /** Base64: the files of a bundle but manifest and signature, as they stand in its archive. */
  readonly variants: readonly string[]
  readonly bundles: readonly Planned[]
}

export interface Load {
  readonly planFile: string
  readonly url: string
  readonly connections: number
  /** Of the plan's bundles: from the first one, up to the second one. */
  readonly from: number
  readonly to: number
}

export interface Loaded {
  readonly seconds: number
  /** Milliseconds from the first byte sent to the whole answer, smallest first. */
  readonly answersMs: readonly number[]
  /** How many answers there were of each status. */
  readonly statuses: Readonly<Record<string, number>>
}

export const tokenOf = (at: number) => `bench-token-${String(at).padStart(8, '0')}-of-a-terminal`
export const requestIdOf = (at: number) => `bench-request-${String(at).padStart(8, '0')}`
/** In place of the digest of a request's file: nobody made one. */
export const REQUEST_SHA256 = '5'.repeat(64)
