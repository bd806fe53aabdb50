/** Packages of the executables, for whoever installs them: .msi, .deb, and a ZIP for everybody else. */

import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repository } from '../scripts/bundle.ts'
import { makeDeb } from './deb/make-deb.ts'
import type { Made } from './executable/make.ts'
import { makeMsi } from './msi/make-msi.ts'
import { writeReadmes } from './readme/readme.ts'
import { sourceDateEpoch } from './source-date.ts'
import { sign } from './windows/sign.ts'
import type { Signing } from './windows/signing-settings.ts'
import { makeZip } from './zip/make-zip.ts'

export interface FleetOptions {
  readonly signing: Signing | null
  readonly workFolder: string
  readonly outFolder: string
}

interface File {
  readonly name: string
  readonly path: string
}

/** Names of what was made, in `outFolder`. */
export async function makeFleet(made: readonly Made[], options: FleetOptions): Promise<string[]> {
  const epoch = await sourceDateEpoch()
  const names: string[] = []
  for (const each of made) {
    const { id, platform } = each.target
    const folder = join(options.workFolder, `${id}-packages`)
    const texts = await writeTexts(each, folder)
    names.push(await zip(each, texts, options, epoch))
    if (id === 'win-x64') names.push(await msi(each, texts, folder, options, epoch))
    if (platform === 'linux') names.push(await deb(each, texts, folder, options, epoch))
  }
  return names
}

/** What every copy brings along. */
async function writeTexts({ target, sbom, licences }: Made, folder: string): Promise<readonly File[]> {
  await mkdir(folder, { recursive: true })
  const path = (name: string) => join(folder, name)
  await Promise.all([writeFile(path('sbom.cdx.json'), sbom), writeFile(path('third-party-licences.txt'), licences)])
  const readmes = target.platform === 'macos' ? [] : await writeReadmes(folder, target.platform === 'win' ? 'windows' : 'linux')
  await copyFile(join(repository, 'LICENSE'), path('LICENSE.txt'))
  return [...readmes, ...['LICENSE.txt', 'sbom.cdx.json', 'third-party-licences.txt'].map((name) => ({ name, path: path(name) }))]
}

async function zip({ target, file, version }: Made, texts: readonly File[], { outFolder }: FleetOptions, epoch: number): Promise<string> {
  const name = `terminal-preflight-${version}-${target.id}.zip`
  const executable = { name: target.platform === 'win' ? 'terminal-preflight.exe' : 'terminal-preflight', path: file, executable: true }
  await makeZip({ files: [executable, ...texts], outFile: join(outFolder, name), epoch })
  return name
}

async function msi(
  { file, version, target }: Made,
  extraFiles: readonly File[],
  folder: string,
  { signing, outFolder }: FleetOptions,
  epoch: number,
): Promise<string> {
  const name = `terminal-preflight-${version}-${target.id}.msi`
  const outFile = join(outFolder, name)
  const unsigned = signing === null ? outFile : join(folder, name)
  const icon = join(import.meta.dirname, 'icon/terminal-preflight.ico')
  await makeMsi({ exe: file, extraFiles, icon, outFile: unsigned, version, workFolder: join(folder, 'msi'), epoch })
  if (signing !== null) await sign({ inFile: unsigned, outFile, description: 'Terminal Preflight' }, signing)
  return name
}

async function deb(
  { file, version, target }: Made,
  texts: readonly File[],
  folder: string,
  { outFolder }: FleetOptions,
  epoch: number,
): Promise<string> {
  const architecture = target.arch === 'x64' ? 'amd64' : 'arm64'
  const name = `terminal-preflight_${version}_${architecture}.deb`
  // Debian's name for it (policy, 12.5).
  const files = texts.map((each) => (each.name === 'LICENSE.txt' ? { ...each, name: 'copyright' } : each))
  await makeDeb({ executable: file, files, outFile: join(outFolder, name), version, architecture, workFolder: join(folder, 'deb'), epoch })
  return name
}
