/**
 * Makes the golden bundles of today's format, once for each format: what was released stays as it is, and stays readable.
 *
 *     node test/bundles/make.ts
 */

import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunFiles } from '../../agent/bundle/contents.ts'
import { envelope } from '../../agent/cms/encrypt.ts'
import type { Signer } from '../../agent/cms/signer.ts'
import type { Report } from '../../agent/report/schema.ts'
import { bytesOf, deviceSigner, runOf, sealed } from '../bundle/sealing.ts'
import { filesOf, jsonOf, resealed, withJson } from '../bundle/tampering.ts'
import { makeCertificate } from '../cms/recipient-certificates.ts'
import { signerFrom } from '../request/signing.ts'
import { createIntermediate, createLeaf, createRoot } from '../support/certificates.ts'

const here = import.meta.dirname
const rules = { version: '0.1.0', sha256: '1'.repeat(64) }
const device = await deviceSigner()
const root = await createRoot({ name: 'CN=Golden Root CA', notAfter: new Date('2099-12-31') })
const issuing = await createIntermediate(root, { name: 'CN=Golden Issuing CA', notAfter: new Date('2099-12-31') })
const company = signerFrom(await createLeaf(issuing, { name: 'CN=Golden IT', notAfter: new Date('2099-12-31') }))

/** By rules that no program has any more, as it will be with every one of them some day. */
async function golden(scenario: string, signer: Signer, policy: 'standard' | 'strict'): Promise<Buffer> {
  const files = await withoutPlaces(scenario)
  const files1 = filesOf(await sealed(scenario, signer, { files, policy, request: policy === 'strict' ? request : null }))
  const report = { ...jsonOf<Report>(files1, 'report.json'), rules }
  return resealed(withJson(files1, 'report.json', report), signer, (manifest) => ({
    ...manifest,
    agent: { version: rules.version },
    rules,
  }))
}

/** Recordings name folders of the machine that they were made on. */
async function withoutPlaces(scenario: string): Promise<RunFiles> {
  const text = JSON.stringify(await runOf(scenario))
  const files = JSON.parse(text.replace(/\/tmp\/[\w.-]+/g, '/pc')) as RunFiles
  return { ...files, run: { ...files.run, agent: { ...files.run.agent, version: rules.version } } }
}

const request = {
  id: 'golden-request-0001',
  case: 'INC123',
  signer: 'CN=Golden Helpdesk',
  signerSpkiSha256: '2'.repeat(64),
  sha256: '3'.repeat(64),
}

const strict = await golden('dns-hosts-override', device.strict, 'strict')
await writeFile(join(here, '1-standard.preflight.zip'), await golden('dns-alternate-silent', device, 'standard'))
await writeFile(join(here, '1-strict.preflight.zip'), strict)
await writeFile(join(here, '1-company-key.preflight.zip'), await golden('tls-expired', company, 'standard'))
await writeFile(join(here, 'device.pem'), device.certificates[0].toString())
await writeFile(join(here, 'company-root.pem'), root.cert)

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
const recipient = new X509Certificate(await makeCertificate(publicKey))
const pieces = (async function* () {
  yield strict
})()
await writeFile(join(here, '1-encrypted.preflight.p7m'), await bytesOf(envelope([recipient], pieces)))
await writeFile(join(here, 'helpdesk.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
