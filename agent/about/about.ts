/** What this program is, and what of this PC it goes by. It looks, and makes nothing. */

import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { isSea } from 'node:sea'
import type { Io } from '../../checks/io.ts'
import { fingerprint } from '../cms/trust.ts'
import { files, IDENTITY_FOLDER, readDeviceFiles } from '../identity/device-folder.ts'
import { installOf } from '../identity/install.ts'
import { type TrustedSigners, trustedSigners } from '../request/trust-store.ts'
import { passedOverLine } from '../request/trust-text.ts'
import { rules, version } from '../version.ts'
import type { About } from './schema.ts'
import { thirdPartyCount } from './third-party.ts'

export interface AboutDoors {
  readonly io: Io
  readonly dataFolder: string
}

/** What is said of signers that were passed over is in the language of the lines; `About` has it in English. */
export interface Gathered {
  readonly about: About
  readonly passedOver: TrustedSigners['passedOver']
}

/** Throws nothing that a PC could cause: what can't be read is told as such. */
export async function gather({ io, dataFolder }: AboutDoors): Promise<Gathered> {
  const [deviceKey, signers, components] = await Promise.all([deviceKeyIn(dataFolder), trustedSigners(io), thirdPartyCount()])
  const about: About = {
    schema: 'terminal-preflight/about/1',
    name: 'Terminal Preflight',
    version,
    licence: 'Apache-2.0',
    form: formOf(),
    rules,
    node: { version: process.version, platform: io.platform, arch: process.arch },
    dataFolder,
    deviceKey,
    trustedSigners: {
      certificates: signers.certificates.map((each) => ({ subject: subjectOf(each), fingerprint: fingerprint(each) })),
      fingerprints: [...signers.fingerprints],
      passedOver: signers.passedOver.map((each) => ({
        source: each.source,
        code: each.problem.code,
        problem: passedOverLine(each, 'en'),
      })),
    },
    thirdParty: components === null ? null : { components },
  }
  return { about, passedOver: signers.passedOver }
}

function formOf(): About['form'] {
  if (isSea()) return 'executable'
  return rules.sha256 === 'source' ? 'source' : 'bundle'
}

/** By the certificate: the private key stays closed. */
async function deviceKeyIn(dataFolder: string): Promise<About['deviceKey']> {
  const certificate = join(dataFolder, IDENTITY_FOLDER, files.standard)
  const read = await readDeviceFiles(dataFolder)
  if (read === null) return null
  if ('failure' in read) return { certificate, problem: read.failure.code }
  try {
    const standard = new X509Certificate(read.standard)
    return { certificate, fingerprint: fingerprint(standard), install: installOf(standard) }
  } catch {
    return { certificate, problem: 'damaged' }
  }
}

/** One line, without the marks by which Node.js keeps an attribute's own line ends apart. */
function subjectOf({ subject }: X509Certificate): string {
  // A certificate without a subject has none, whatever the types say.
  const text: string | undefined = subject
  return (text ?? '').replaceAll('\n', ', ')
}
