import { type Failure, failure } from '../../failure.ts'

export type FileVersion = { readonly version: string } | { readonly failure: Failure }

/** VS_FIXEDFILEINFO (Microsoft, verrsrc.h): dwSignature, dwStrucVersion, then dwFileVersionMS and …LS, two numbers of 16 bits in each. */
const SIGNATURE = 0xfeef04bd
export const FIXED_FILE_INFO_BYTES = 52

export function readFixedFileInfo(info: Buffer): FileVersion {
  if (info.length < FIXED_FILE_INFO_BYTES || info.readUInt32LE(0) !== SIGNATURE) return { failure: failure('malformed') }
  return { version: [10, 8, 14, 12].map((offset) => info.readUInt16LE(offset)).join('.') }
}
