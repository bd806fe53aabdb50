/** Bundles as they were released: read for ever. A file here is never made anew. */

import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pieces } from '../../agent/archive/pieces.ts'
import { verifyBundle, verifyExitCode } from '../../agent/bundle/verify.ts'
import { openEnvelope } from '../../agent/cms/decrypt.ts'

const file = (name: string) => readFileSync(join(import.meta.dirname, name))
const trusted = ['device.pem', 'company-root.pem'].map((name) => new X509Certificate(file(name)))

/** What each said when it was sealed; the rules of today may say something else, and then it differs. */
const expected = {
  '1-standard.preflight.zip': { verdict: 'attention', causes: ['dns/alternate-dead'], install: true, policy: 'standard' },
  '1-strict.preflight.zip': { verdict: 'not-ready', causes: ['dns/hosts-override'], install: true, policy: 'strict' },
  '1-company-key.preflight.zip': { verdict: 'not-ready', causes: ['tls/expired'], install: false, policy: 'standard' },
} as const

test('every one of them is looked at', () => {
  const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.zip'))
  expect(names.toSorted()).toEqual(Object.keys(expected).toSorted())
})

test.each(Object.entries(expected))('%s', async (name, { verdict, causes, install, policy }) => {
  const verification = await verifyBundle(file(name), trusted, async () => ({ kind: 'first-sight' }))
  if (!('bundle' in verification)) throw new Error(JSON.stringify(verification.problem))
  const { bundle, signer, judged } = verification
  expect(verifyExitCode(verification)).toBe(0)
  expect(judged.outcome).not.toBe('altered')
  expect(bundle.manifest).toMatchObject({ format: 'terminal-preflight/bundle/1', redaction: { policy } })
  expect(bundle.report.verdict).toBe(verdict)
  expect(bundle.report.causes.filter(({ severity }) => severity !== 'note').map(({ code }) => code)).toEqual(causes)
  expect(signer.install !== null).toBe(install)
})

test('1-encrypted.preflight.p7m', async () => {
  const plain: Buffer[] = []
  const opener = { key: createPrivateKey(file('helpdesk.key')), maxBytes: 2 ** 24 }
  const opened = await openEnvelope(pieces({ bytes: file('1-encrypted.preflight.p7m') }), opener, (piece) => void plain.push(piece))
  expect(opened).toHaveProperty('opened', true)
  expect(Buffer.concat(plain)).toEqual(file('1-strict.preflight.zip'))
})
