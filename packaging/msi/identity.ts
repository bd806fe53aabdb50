/** By what Windows Installer knows this product, its versions and its files. */

import { createHash } from 'node:crypto'

/**
 * One for all versions, for ever: by it a newer package finds the older one and replaces it (Microsoft, "UpgradeCode property").
 * With another one both would be installed side by side.
 */
export const UPGRADE_CODE = '{F9593BEA-C568-4FEE-B9DA-51AC9FD18E53}'

/** What all other GUIDs are derived from; never to be changed either: a component keeps its GUID as long as it keeps its path. */
const NAMESPACE = '0ab20c721c1a47d58a6eb0b10e542ddd'

/** A version is a product of its own (Microsoft, "Major Upgrades"); building it again gives the same one. */
export function productCode(version: string): string {
  return nameBasedGuid(`product ${version}`)
}

/** `path` is where the component lies on the PC, by which rule two packages never share a GUID for different files (Microsoft, "Organizing Applications into Components"). */
export function componentId(path: string): string {
  return nameBasedGuid(`component ${path.toLowerCase()}`)
}

/** Other content, other package: "no two nonidentical .msi files should ever have the same package code" (Microsoft, "Package Codes"). */
export function packageCode(content: string): string {
  return nameBasedGuid(`package ${content}`)
}

/** RFC 9562, section 5.5 (UUIDv5), spelled as Windows Installer wants it: capital letters, in braces. */
export function nameBasedGuid(name: string, namespace = NAMESPACE): string {
  const bytes = createHash('sha1').update(Buffer.from(namespace, 'hex')).update(name, 'utf8').digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const digits = bytes.toString('hex').toUpperCase()
  return `{${[digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-')}}`
}
