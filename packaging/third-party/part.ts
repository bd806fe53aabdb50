/** One work of somebody else's that is in the program. */
export interface Part {
  /** Package URL (ECMA-427): unlike a name and a version it says where the part comes from. */
  readonly purl: string
  readonly name: string
  readonly version: string
  /** SPDX: the one that is made use of. */
  readonly licence: string
  /** What its author offers, where it is a choice. */
  readonly offered?: string
  /** Whole texts: the licence, notices, and what its files say beside it. */
  readonly texts: readonly string[]
  /** SHA-512 of its package, hexadecimal. */
  readonly sha512?: string
  /** How the lists of known vulnerabilities name it (CPE 2.3). */
  readonly cpe?: string
  /** `purl` of the parts that it needs, or that are compiled into it. */
  readonly needs: readonly string[]
  /** What is inside and covered by its own texts. */
  readonly inside?: readonly { readonly name: string; readonly version: string }[]
}
