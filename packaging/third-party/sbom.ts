/** The list of what is in the program, as CycloneDX 1.6 (ECMA-424): for programs that look for known vulnerabilities. */

import { createHash } from 'node:crypto'
import { Enums, Models, Serialize, SPDX, Spec } from '@cyclonedx/cyclonedx-library'
import { PackageURL } from 'packageurl-js'
import type { Part } from './part.ts'
import type { Application } from './third-party.ts'

const { Component, LicenseExpression, LicenseRepository, SpdxLicense } = Models

/** Names no time, and its serial number is a digest of what it says: the same program has the same list. */
export function softwareBill(application: Application, parts: readonly Part[], direct: readonly string[]): string {
  const components = new Map(parts.map((part) => [part.purl, componentOf(part)]))
  const own = ownComponent(application)
  const refer = (from: Models.Component, purls: readonly string[]) => {
    for (const purl of purls) {
      const to = components.get(purl)
      if (to !== undefined) from.dependencies.add(to.bomRef)
    }
  }
  refer(own, direct)
  for (const { purl, needs } of parts) {
    const component = components.get(purl)
    if (component !== undefined) refer(component, needs)
  }
  const bom = new Models.Bom({
    components: new Models.ComponentRepository(components.values()),
    metadata: new Models.Metadata({ component: own }),
  })
  bom.serialNumber = serialOf(text(bom))
  return text(bom)
}

function text(bom: Models.Bom): string {
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`
}

function ownComponent({ name, version, license }: Application): Models.Component {
  const purl = new PackageURL('generic', undefined, name, version, undefined, undefined).toString()
  return new Component(Enums.ComponentType.Application, name, { version, purl, bomRef: purl, licenses: licensesOf(license, 'Declared') })
}

function componentOf({ purl, name, version, licence, offered, sha512, cpe, inside = [] }: Part): Models.Component {
  const [group, own] = name.startsWith('@') ? name.split('/') : [undefined, name]
  return new Component(inside.length > 0 ? Enums.ComponentType.Platform : Enums.ComponentType.Library, own ?? name, {
    bomRef: purl,
    purl,
    version,
    licenses: licensesOf(licence, offered === undefined ? 'Declared' : 'Concluded'),
    ...(group === undefined ? {} : { group }),
    ...(cpe === undefined ? {} : { cpe }),
    ...(sha512 === undefined ? {} : { hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], sha512]]) }),
    components: new Models.ComponentRepository(
      inside.map(
        (each) => new Component(Enums.ComponentType.Library, each.name, { version: each.version, bomRef: `${purl}#${each.name}` }),
      ),
    ),
  })
}

function licensesOf(spdx: string, how: keyof typeof Enums.LicenseAcknowledgement): Models.LicenseRepository {
  const license = SPDX.isSupportedSpdxId(spdx) ? new SpdxLicense(spdx) : new LicenseExpression(spdx)
  license.acknowledgement = Enums.LicenseAcknowledgement[how]
  return new LicenseRepository([license])
}

/** RFC 9562 section 5.8: a UUID of one's own making. */
function serialOf(content: string): string {
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`
}
