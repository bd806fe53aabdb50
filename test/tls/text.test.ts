import { expect, test } from 'vitest'
import { indexFindings } from '../../checks/findings.ts'
import { choose, fill, type Language, type Words } from '../../checks/text.ts'
import { tlsCauses } from '../../checks/tls/causes.ts'
import { tlsCauseCodes, tlsCodes } from '../../checks/tls/codes.ts'
import { tlsTextEn } from '../../checks/tls/text.en.ts'
import { tlsTextZhHk } from '../../checks/tls/text.zh-HK.ts'
import { aBrowserVisit, evidence as browserEvidence } from '../browser/judging.ts'
import { createHierarchy, createIntermediate, createLeaf, createRoot, createSelfSigned, splitPem } from '../support/certificates.ts'
import { ocspResponse } from './ocsp-response.ts'
import { evidenceOf, HOST, judge, recordOf, refusedRecord, target } from './playing.ts'

const day = (count: number) => new Date(Date.now() + count * 86_400_000)
const root = await createRoot({ name: 'CN=Good Root,O=Good Trust' })
const issuing = await createIntermediate(root, { name: 'CN=Good Issuing,O=Good Trust' })
const box = await createRoot({ name: 'CN=Zscaler Root CA,O=Zscaler Inc.' })
const settings = { trustedRoots: [root.cert] }
const good = await createLeaf(issuing, { names: [HOST] })
const chainOf = async (options: Parameters<typeof createLeaf>[1]) => (await createLeaf(issuing, { names: [HOST], ...options })).chain
const old = recordOf(good.chain, { hello: 'old' })
if (old.outcome.kind === 'done') Object.assign(old.outcome, { protocol: 'TLSv1' })
const ocsp = ocspResponse({ status: 'revoked', cert: good.cert, issuer: issuing.cert, key: issuing.key }).toString('base64')

/** One run for each answer that the judge can give. */
const runs = [
  judge(evidenceOf([recordOf(good.chain)], settings), { ...settings, targets: [target('unseen.example')] }),
  judge(
    evidenceOf([], settings),
    { ...settings, targets: [target(HOST)] },
    { evidence: { browser: browserEvidence({ visits: [aBrowserVisit(target(HOST).url)] }) }, findings: {} },
  ),
  judge(evidenceOf([recordOf(good.chain)], settings), { ...settings, issuers: ['CN=Good Issuing'] }),
  judge(evidenceOf([recordOf(good.chain, { ocsp })], settings), settings),
  judge(evidenceOf([recordOf(good.chain, { clientCertificateRequested: true })], settings), settings),
  judge(evidenceOf([refusedRecord('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), old], settings), settings),
  judge(evidenceOf([refusedRecord('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')])),
  judge(evidenceOf([refusedRecord('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')])),
  judge(evidenceOf([recordOf(await chainOf({ notBefore: day(-9), notAfter: day(-1) }))], settings), settings),
  judge(evidenceOf([recordOf(await chainOf({ notBefore: day(1) }))], settings), settings),
  judge(evidenceOf([recordOf(await chainOf({ notAfter: day(3) }))], settings), settings),
  judge(evidenceOf([recordOf(await chainOf({ names: ['other.example'] }))], settings), settings),
  judge(evidenceOf([recordOf(await chainOf({ key: 'rsa-1024' }))], settings), settings),
  judge(evidenceOf([recordOf(await chainOf({ hash: 'SHA-1' }))], settings), settings),
  judge(evidenceOf([recordOf((await createSelfSigned({ names: [HOST] })).chain)])),
  judge(evidenceOf([recordOf((await createHierarchy({ names: [HOST] })).leaf.chain)])),
  judge(evidenceOf([recordOf(good.chain)], { siteRoots: [root.cert] }), { siteRoots: [root.cert] }),
  judge(evidenceOf([recordOf((await createLeaf(box, { names: [HOST] })).chain)])),
  judge(evidenceOf([recordOf((await createLeaf(box, { names: [HOST] })).chain)]), { issuers: ['CN=Good Issuing'] }),
  judge(evidenceOf([recordOf(good.chain)], settings), { ...settings, issuers: ['CN=Other'] }),
  judge(evidenceOf([recordOf(splitPem(good.chain)[0] as string)], settings), settings),
]
const findings = runs.flat().filter(({ code }) => code.startsWith('tls/'))
const candidates = runs.flatMap((run) =>
  tlsCauses.flatMap((cause) => cause.propose(indexFindings(run)).map((candidate) => ({ ...candidate, confirm: cause.confirm }))),
)
const languages: [Language, typeof tlsTextEn | typeof tlsTextZhHk][] = [
  ['en', tlsTextEn],
  ['zh-HK', tlsTextZhHk],
]

test('these runs give every answer and every cause', () => {
  expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(tlsCodes))
  expect(new Set(candidates.map(({ code }) => code))).toEqual(new Set(tlsCauseCodes))
})

test.each(languages)('%s: every place in the words of an answer is filled by its args', (language, text) => {
  for (const { code, args } of findings) {
    const line = fill(text.findings[code as keyof typeof text.findings], args, language)
    expect(line).not.toMatch(/[{}]|undefined|null|–/)
  }
})

test.each(languages)('%s: every place in the words of a cause is filled by its args', (language, text) => {
  for (const { code, args, confirm } of candidates) {
    const { title, why, steps } = text.causes[code as keyof typeof text.causes]
    const said = [title, why, ...steps, confirm].flatMap((words: Words) => choose(words, args) ?? [])
    for (const words of said) expect(fill(words, args, language), code).not.toMatch(/[{}]|undefined|null|–/)
    expect(choose(title, args), code).toBeDefined()
    expect(choose(why, args), code).toBeDefined()
  }
})

test('both languages speak of the same values', () => {
  const places = (words: Words) => [words].flat().map((text) => [...new Set(text.match(/\{\w+\}/g))].toSorted())
  for (const code of tlsCodes) expect(places(tlsTextZhHk.findings[code]), code).toEqual(places(tlsTextEn.findings[code]))
  for (const code of tlsCauseCodes) {
    const [en, zh] = [tlsTextEn.causes[code], tlsTextZhHk.causes[code]]
    expect(places(zh.title), code).toEqual(places(en.title))
    expect(places(zh.why), code).toEqual(places(en.why))
    expect(zh.steps.map(places), code).toEqual(en.steps.map(places))
  }
})
