/** Bundles as they were released: read for ever. A file here is never made anew. */

import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pieces } from '../../agent/archive/pieces.ts'
import { makeReport } from '../../agent/bundle/make-report.ts'
import { openBundle } from '../../agent/bundle/open.ts'
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

test('a check that came with a later version is said to be so, and leaves no doubt but where a profile requires it', async () => {
  const bundle = await openBundle(file('1-standard.preflight.zip'))
  if ('problem' in bundle) throw new Error(JSON.stringify(bundle.problem))
  // As if today's rules had one check more than those that it was made by.
  const { smartcard: _notYet, ...evidence } = bundle.contents.evidence
  const older = { ...bundle.contents, evidence }
  const said = (['en', 'zh-HK'] as const).map((language) => {
    const { verdict, findings } = makeReport(older, language).report
    return { verdict, own: findings.filter(({ check }) => check === 'smartcard').map(({ text }) => text) }
  })
  expect(said).toEqual([
    { verdict: bundle.report.verdict, own: ['The check “Smart card” was not made (that version of the program had no such check)'] },
    { verdict: bundle.report.verdict, own: ['未執行檢查「聰明卡」（該版本的程式沒有這項檢查）'] },
  ])
  const required = { ...older, settings: { ...older.settings, smartcard: 'required' as const } }
  expect(makeReport(required).report.verdict).toBe('undetermined')
  const left = makeReport({ ...older, run: { ...older.run, missing: { smartcard: { reason: 'deadline' } } } }).report.findings
  expect(left.find(({ id }) => id === 'run.check smartcard')?.text).toContain('(no time left)')
})

test('1-encrypted.preflight.p7m', async () => {
  const plain: Buffer[] = []
  const opener = { key: createPrivateKey(file('helpdesk.key')), maxBytes: 2 ** 24 }
  const opened = await openEnvelope(pieces({ bytes: file('1-encrypted.preflight.p7m') }), opener, (piece) => void plain.push(piece))
  expect(opened).toHaveProperty('opened', true)
  expect(Buffer.concat(plain)).toEqual(file('1-strict.preflight.zip'))
})
