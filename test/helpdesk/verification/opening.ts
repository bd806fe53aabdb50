/** An opener with a key of its own, over folders of its own. */

import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { envelope } from '../../../agent/cms/encrypt.ts'
import { rules } from '../../../agent/version.ts'
import { createOpener, type OpenerOptions } from '../../../helpdesk/verification/create-opener.ts'
import type { Opener } from '../../../helpdesk/verification/opener.ts'
import { bytesOf } from '../../bundle/sealing.ts'
import { makeCertificate } from '../../cms/recipient-certificates.ts'

export interface Opening {
  readonly opener: Opener
  readonly trustFolder: string
  /** A file with this content. */
  write(name: string, content: Uint8Array): string
  /** As a terminal encrypts it to the helpdesk. */
  encrypted(plain: Uint8Array): Promise<Buffer>
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })

/** Closed, and its folders taken away, behind the file's last test. */
export async function opening(options: Partial<OpenerOptions> = {}): Promise<Opening> {
  const folder = mkdtempSync(join(tmpdir(), 'opener-'))
  const trustFolder = mkdtempSync(join(folder, 'trust-'))
  const certificate = new X509Certificate(await makeCertificate(createPublicKey(privateKey)))
  const opener = createOpener({
    encryptionKeyPem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    certificatePem: certificate.toString(),
    trustFolder,
    rules,
    threads: 1,
    ...options,
  })
  afterAll(async () => {
    await opener.close()
    rmSync(folder, { recursive: true })
  })
  return {
    opener,
    trustFolder,
    write(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    async encrypted(plain) {
      const pieces = (async function* () {
        yield plain
      })()
      return bytesOf(envelope([certificate], pieces))
    },
  }
}
