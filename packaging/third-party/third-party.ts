/** What of other people's work is in the program: the list of it (CycloneDX) and the licence texts that go along with every copy. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allParts } from './all-parts.ts'
import { licenceFile } from './licence-file.ts'
import { shippedTexts } from './licence-texts.ts'
import { softwareBill } from './sbom.ts'

export interface ThirdPartyOptions {
  /** Folder with package.json, its lock file and node_modules. */
  readonly root: string
  /** Files that esbuild put in, from `root` (`metafile.inputs`). */
  readonly inputs: readonly string[]
  /** The Node.js that an executable is made of; null where the program is run by whichever is there. */
  readonly node: { readonly version: string } | null
  /** Packages of the native library that go along, such as `@koromix/koffi-win32-x64`. */
  readonly koffi: readonly string[]
}

export interface ThirdParty {
  /** CycloneDX 1.6, JSON. */
  readonly sbom: string
  readonly licences: string
}

export interface Application {
  readonly name: string
  readonly version: string
  /** SPDX. */
  readonly license: string
}

/**
 * Both texts; the same for the same files, whenever and wherever it is asked. Throws a PackagingError that names the package where one
 * has no licence text, a licence that nobody agreed to, or holds something that nobody looked at.
 */
export async function thirdParty(options: ThirdPartyOptions): Promise<ThirdParty> {
  const application = JSON.parse(await readFile(join(options.root, 'package.json'), 'utf8')) as Application
  const { parts, direct } = await allParts(options)
  return { sbom: softwareBill(application, parts, direct), licences: licenceFile(application, await shippedTexts(options.root), parts) }
}
