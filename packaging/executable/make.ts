/** One target from the sources to the executable as it goes out. */

import { copyFile, mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Branding } from '../branding.ts'
import { sha256Of } from '../checksums.ts'
import type { Target } from '../targets.ts'
import { dress } from '../windows/dress.ts'
import { sign } from '../windows/sign.ts'
import type { Signing } from '../windows/signing-settings.ts'
import { programFor } from './assets.ts'
import { prepareBase } from './bases.ts'
import { makeExecutable } from './sea.ts'

export interface MakeOptions {
  readonly branding: Branding
  readonly signing: Signing | null
  /** For what is only on the way. */
  readonly workFolder: string
  /** Folder of the results. */
  readonly outFolder: string
}

export interface Made {
  readonly target: Target
  readonly file: string
  readonly version: string
  /** Of its bytes before they were signed: these are the same whoever builds them. */
  readonly unsignedSha256: string
  readonly isSigned: boolean
  readonly sbom: Buffer
  readonly licences: Buffer
}

/** Order matters: the blob goes in before the dress, and after the signature nothing touches the file. */
export async function make(target: Target, { branding, signing, workFolder, outFolder }: MakeOptions): Promise<Made> {
  const base = await prepareBase(target, join(workFolder, 'bases'))
  const program = await programFor(target, branding)
  const file = join(outFolder, target.output)
  const unsigned = join(workFolder, target.id, 'unsigned')
  await makeExecutable({ target, program, base, outFile: unsigned, workFolder: join(workFolder, target.id) })
  const fileName = basename(file)
  if (target.platform === 'win') await dress({ inFile: unsigned, outFile: unsigned, version: program.version, fileName })
  const unsignedSha256 = await sha256Of(unsigned)
  const signedBy = target.platform === 'win' ? signing : null
  await mkdir(dirname(file), { recursive: true })
  await rm(file, { force: true })
  if (signedBy === null) await copyFile(unsigned, file)
  else await sign({ inFile: unsigned, outFile: file, description: 'Terminal Preflight' }, signedBy)
  const { sbom, licences } = program
  return { target, file, version: program.version, unsignedSha256, isSigned: signedBy !== null, sbom, licences }
}
