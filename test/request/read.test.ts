import { createHash, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { fingerprint } from '../../agent/cms/trust.ts'
import type { PreflightRequest } from '../../agent/request/document.ts'
import { makeRequest } from '../../agent/request/make.ts'
import { problemLine } from '../../agent/request/problem-text.ts'
import { type ReadRequest, type RequestFacts, readRequest } from '../../agent/request/read.ts'
import { languages } from '../../checks/text.ts'
import { type Authority, createIntermediate, createLeaf, createRoot, createSelfSigned, type Issued } from '../support/certificates.ts'
import { document, expires, nowMs, token } from './documents.ts'
import { missingOpenssl, ownCertificate, signByOpenssl, signerFrom, verifyByOpenssl } from './signing.ts'

const isFull = process.env.TEST_FULL === '1'
/** Some 3,000 verifications of 5 ms; on a busy machine, of 20. */
const LONG_MS = 300_000
const text = JSON.stringify(document)
const nobody: RequestFacts = { nowMs, trusted: { certificates: [], fingerprints: [] } }

let root: Authority
/** Below an authority. */
let helpdesk: Issued
/** The same name, made by somebody else for himself. */
let stranger: Issued
let rsa: Issued
let made: Buffer
beforeAll(async () => {
  const long = { notBefore: new Date('2026-01-01'), notAfter: new Date('2027-12-31') }
  root = await createRoot({ name: 'CN=Example Root CA', ...long })
  const intermediate = await createIntermediate(root, long)
  helpdesk = await createLeaf(intermediate, { name: 'O=Example Ltd,CN=陳 Helpdesk', ...long })
  stranger = await createSelfSigned({ name: 'O=Example Ltd,CN=陳 Helpdesk', ...long })
  rsa = await createLeaf(root, { name: 'CN=RSA Helpdesk', key: 'rsa-2048', ...long })
  made = await makeRequest(document, signerFrom(helpdesk), nowMs)
})

const trusting = (...pems: string[]): RequestFacts => ({
  nowMs,
  trusted: { certificates: pems.map((pem) => new X509Certificate(pem)), fingerprints: [] },
})
async function accepted(content: Buffer, facts: RequestFacts = nobody): Promise<ReadRequest> {
  const outcome = await readRequest(content, facts)
  if ('problem' in outcome) throw new Error(JSON.stringify(outcome.problem))
  return outcome
}
async function refused(content: Buffer, facts: RequestFacts = nobody) {
  const outcome = await readRequest(content, facts)
  return 'problem' in outcome ? outcome.problem : undefined
}
const refusedAt = async (at: string, content = made) => refused(content, { ...nobody, nowMs: Date.parse(at) })

describe('what openssl signed', () => {
  test.for([
    ['RSA', () => rsa],
    ['EC', () => helpdesk],
    ['EC by its own key', () => stranger],
  ] as const)('%s, as DER, as PEM, and as PEM with CRLF in a mail', async ([, issued], { skip }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    const der = await signByOpenssl(text, issued())
    const pem = (await signByOpenssl(text, issued(), { outform: 'PEM' })).toString()
    const mail = `Dear Mr Chan,\r\n\r\n${pem.replace(/\r?\n/g, '\r\n')}\r\n-- \r\nHelpdesk`
    const { subject } = new X509Certificate(issued().cert)
    for (const content of [der, Buffer.from(pem), Buffer.from(mail)]) {
      expect(await accepted(content, trusting(root.cert, stranger.cert))).toEqual({
        request: document,
        signer: {
          name: /CN=(.*)/.exec(subject)?.[1],
          fingerprint: createHash('sha256')
            .update(new X509Certificate(issued().cert).publicKey.export({ type: 'spki', format: 'der' }))
            .digest('hex'),
          trusted: true,
          trustedBy: issued() === stranger ? '陳 Helpdesk' : 'Example Root CA',
        },
        recipient: null,
        sha256: createHash('sha256').update(content).digest('hex'),
      })
    }
  })

  test.for<[name: string, flags: readonly string[], code: string]>([
    ['without its content', ['-binary'], 'not-signed'],
    ['streamed, which is no DER', ['-nodetach', '-binary', '-stream'], 'signature-unknown'],
    ['without its certificate', ['-nodetach', '-binary', '-nocerts'], 'signature-unknown'],
    ['without attributes', ['-nodetach', '-binary', '-noattr'], 'signature-unknown'],
  ])('%s', async ([, flags, code], { skip }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    expect(
      (await refused(await signByOpenssl(text, { ...helpdesk, chain: flags.includes('-nocerts') ? '' : helpdesk.chain }, { flags })))?.code,
    ).toBe(code)
  })

  test('and what it verifies: ours', async ({ skip }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    for (const issued of [helpdesk, rsa]) {
      const content = await verifyByOpenssl(await makeRequest(document, signerFrom(issued), nowMs), root.cert)
      expect(JSON.parse(content)).toEqual(document)
    }
    await expect(verifyByOpenssl(await makeRequest(document, signerFrom(stranger), nowMs), root.cert)).rejects.toThrow()
  })
})

describe('who is trusted', () => {
  test('nobody, somebody else, an authority, the signer itself, its fingerprint', async () => {
    const signerOf = async (facts: RequestFacts) => (await accepted(made, facts)).signer
    const sha256 = fingerprint(new X509Certificate(helpdesk.cert))
    const facts = { name: '陳 Helpdesk', fingerprint: sha256 }
    expect(await signerOf(nobody)).toEqual({ ...facts, trusted: false, why: 'nobody-trusted' })
    expect(await signerOf(trusting(stranger.cert))).toEqual({ ...facts, trusted: false, why: 'unknown' })
    expect(await signerOf(trusting(stranger.cert, root.cert))).toEqual({ ...facts, trusted: true, trustedBy: 'Example Root CA' })
    expect(await signerOf(trusting(helpdesk.cert))).toEqual({ ...facts, trusted: true, trustedBy: '陳 Helpdesk' })
    const byFingerprint = (hex: string): RequestFacts => ({ nowMs, trusted: { certificates: [], fingerprints: [hex] } })
    expect(await signerOf(byFingerprint(sha256))).toEqual({ ...facts, trusted: true, trustedBy: `sha256:${sha256}` })
    expect(await signerOf(byFingerprint('0'.repeat(64)))).toEqual({ ...facts, trusted: false, why: 'unknown' })
  })

  test('a certificate whose time was over when it was signed', async () => {
    const old = await createLeaf(root, { name: 'CN=Old', notBefore: new Date('2026-01-01'), notAfter: new Date('2026-02-01') })
    expect((await accepted(await makeRequest(document, signerFrom(old), nowMs), trusting(root.cert))).signer).toMatchObject({
      trusted: false,
      why: 'expired',
    })
  })

  test('a key that is trusted lends its trust to no other name', async () => {
    const other = await createRoot({ name: 'CN=HKEX', keyOf: { ...root, key: helpdesk.key } })
    const named = await makeRequest(document, signerFrom(other), nowMs)
    expect((await accepted(named, trusting(helpdesk.cert))).signer).toMatchObject({ name: '陳 Helpdesk', trusted: true })
  })
})

describe('its dates, by this PC’s clock', () => {
  test('before, within, and after', async () => {
    expect(await refusedAt('2026-11-27T08:00:00Z')).toBeUndefined()
    expect(await refusedAt('2026-11-27T07:59:59Z')).toEqual({
      code: 'not-yet',
      args: { created: document.created, now: '2026-11-27T07:59:59.000Z' },
    })
    expect(await refusedAt('2026-12-05T07:59:59Z')).toBeUndefined()
    const expired = await refusedAt('2026-12-05T08:00:00Z')
    expect(expired).toEqual({ code: 'expired', args: { expires, now: '2026-12-05T08:00:00.000Z' } })
    expect(expired && problemLine('a', expired, 'en')).toBe(
      'a: expired at 2026-12-05 16:00:00 Hong Kong time; it is 2026-12-05 16:00:00 by this PC’s clock. If that clock is right, ask the helpdesk for a new one; else set the clock',
    )
    expect(expired && problemLine('a', expired, 'zh-HK')).toContain(
      '香港時間 2026年12月5日 16:00:00 到期；本電腦的時鐘現為 2026年12月5日 16:00:00',
    )
  })

  test('an end before its beginning', async ({ skip }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    const content = await signByOpenssl(JSON.stringify({ ...document, expires: document.created }), helpdesk)
    expect(await refused(content)).toMatchObject({ code: 'ends-before-it-begins' })
  })
})

describe('what is wrong is one line', () => {
  test.for<[name: string, content: string, code: string]>([
    ['an unknown field', JSON.stringify({ ...document, more: 1 }), 'mistake'],
    ['a field twice', `{"case":"x",${text.slice(1)}`, 'twice'],
    ['a wrong type', JSON.stringify({ ...document, case: 7 }), 'mistake'],
    ['no JSON', 'schema: terminal-preflight/request/1', 'not-json'],
    ['too long', JSON.stringify({ ...document, message: 'x'.repeat(65_536) }), 'too-large'],
  ])('%s', async ([, content, code], { skip }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    const problem = await refused(await signByOpenssl(content, helpdesk))
    expect(problem?.code).toBe(code)
    for (const language of languages) expect(problem && problemLine('a', problem, language)).not.toMatch(/\n|planted/)
  })

  test('the order: what is too large is not taken apart, and what is not signed is not read', async () => {
    expect((await refused(Buffer.concat([made, Buffer.alloc(65_536)])))?.code).toBe('too-large')
    expect((await refused(Buffer.from(text)))?.code).toBe('not-signed')
    const forged = Buffer.from(made)
    forged.write('terminal-preflight/request/9', forged.indexOf('terminal-preflight/request/1'))
    expect(await refused(forged)).toEqual({ code: 'altered', args: { signature: 'content' } })
  })
})

describe('whom it is encrypted to', () => {
  // openssl's certificates begin when they are made.
  const now = Date.now() + 60_000
  const at = (days: number) => new Date(now + days * 86_400_000).toISOString()
  const fresh = { ...document, created: at(-1), expires: at(1) }
  const facts: RequestFacts = { ...nobody, nowMs: now }

  test('its name and fingerprint are known before anything runs', async ({ skip }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    const { cert } = await ownCertificate('CN=陳 Bundles', 'rsa')
    const content = await makeRequest({ ...fresh, encryptTo: cert }, signerFrom(helpdesk), now)
    expect((await accepted(content, facts)).recipient).toEqual({ name: '陳 Bundles', fingerprint: fingerprint(new X509Certificate(cert)) })
  })

  test('a certificate that is no good is one line', async ({ skip }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    const line = async (encryptTo: string) => {
      const problem = await refused(await signByOpenssl(JSON.stringify({ ...fresh, encryptTo }), rsa), facts)
      return problem && problemLine('a', problem, 'en')
    }
    expect(await line((await ownCertificate('CN=EC', 'ec')).cert)).toMatch(/^a: encryptTo has no RSA key that can be encrypted to/)
    expect(await line('helpdesk.pem')).toMatch(/^a: encryptTo is no X\.509 certificate/)
    expect(await line(rsa.key)).toMatch(/^a: encryptTo holds a private key/)
    expect(await line(rsa.cert)).toMatch(/^a: encryptTo has an RSA key of 2048 bits/)
  })

  test('the key that signed the request is none to encrypt to', async ({ skip }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    const both = await ownCertificate('CN=Both', 'rsa')
    const asked = { ...fresh, encryptTo: both.cert }
    const problem = await refused(await signByOpenssl(JSON.stringify(asked), both), facts)
    expect(problem).toEqual({ code: 'recipient', args: {}, recipient: { code: 'signing-key', args: {} } })
    await expect(makeRequest(asked, signerFrom(both), now)).rejects.toThrow(/^encryptTo has the key that also signs/)
  })
})

/** A bit of each byte, or, since each costs a verification, of every thirteenth. */
function* flips(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += isFull ? 1 : 13) {
    const flipped = Buffer.from(content)
    flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at)
    yield flipped
  }
}

describe('altered', () => {
  test('a bit anywhere in one of ours: refused', { timeout: LONG_MS }, async () => {
    let count = 0
    for (const flipped of flips(made)) {
      const outcome = await readRequest(flipped, nobody)
      if (!('problem' in outcome)) throw new Error(`accepted: ${flipped.findIndex((byte, at) => byte !== made[at])}`)
      count += 1
    }
    expect(count).toBe(Math.ceil(made.length / (isFull ? 1 : 13)))
  })

  test('a bit anywhere in one of openssl’s: refused, or in a certificate that nobody trusts any more', { timeout: LONG_MS }, async ({
    skip,
  }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    const content = await signByOpenssl(text, rsa)
    const facts = trusting(root.cert)
    expect((await accepted(content, facts)).signer.trusted).toBe(true)
    for (const flipped of flips(content)) {
      const outcome = await readRequest(flipped, facts)
      if ('problem' in outcome) continue
      expect(outcome.request).toEqual(document)
      expect(outcome.signer.trusted).toBe(false)
    }
  })

  test('a fingerprint vouches for no certificate in which a bit is another', { timeout: LONG_MS }, async ({ skip }) => {
    if (missingOpenssl !== undefined) skip(missingOpenssl)
    const content = await signByOpenssl(text, stranger)
    const facts: RequestFacts = { nowMs, trusted: { certificates: [], fingerprints: [fingerprint(new X509Certificate(stranger.cert))] } }
    expect((await accepted(content, facts)).signer.trusted).toBe(true)
    for (const flipped of flips(content)) {
      const outcome = await readRequest(flipped, facts)
      expect('problem' in outcome || !outcome.signer.trusted).toBe(true)
    }
  })

  test('a character anywhere in PEM: refused, or the same request', { timeout: LONG_MS }, async () => {
    const pem = `-----BEGIN CMS-----\n${made.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CMS-----\n`
    expect((await accepted(Buffer.from(pem))).request).toEqual(document)
    for (let at = 0; at < pem.length; at += isFull ? 1 : 29) {
      const outcome = await readRequest(Buffer.from(`${pem.slice(0, at)}${pem[at] === 'B' ? 'C' : 'B'}${pem.slice(at + 1)}`), nobody)
      if (!('problem' in outcome)) expect(outcome.request).toEqual(document)
    }
  })

  test('cut, doubled, mixed: never a throw', { timeout: LONG_MS }, async () => {
    const piece = fc.record({ from: fc.nat(made.length), to: fc.nat(made.length), by: fc.uint8Array({ maxLength: 12 }) })
    await fc.assert(
      fc.asyncProperty(fc.oneof(piece, fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' })), async (change) => {
        const content =
          typeof change === 'string'
            ? Buffer.from(`-----BEGIN CMS-----\n${change}-----END CMS-----`)
            : 'by' in change
              ? Buffer.concat([made.subarray(0, change.from), Buffer.from(change.by), made.subarray(change.to)])
              : Buffer.from([0x30, ...change])
        const problem = await refused(content)
        if (problem === undefined) return
        for (const language of languages) expect(problemLine('a', problem, language)).not.toMatch(/[\p{Cc}]|planted/u)
      }),
      { numRuns: isFull ? 2000 : 200 },
    )
  })
})

describe('making one', () => {
  test.each<[name: string, changes: Partial<Record<keyof PreflightRequest, unknown>>, message: RegExp]>([
    ['a mistake', { profiles: ['ccas'] }, /^profiles\[0\] 'ccas' is not possible here; did you mean ccass\?$/],
    ['a token that is none', { token: 'planted SECRET' }, /^token is not a bearer token/],
    ['what is over', { expires: '2026-11-28T09:00:00Z' }, /^expired at/],
    ['what is to come', { created: '2026-12-01T00:00:00Z' }, /^was made at/],
  ])('%s is not made', async (_name, changes, message) => {
    const error = await makeRequest({ ...document, ...changes } as PreflightRequest, signerFrom(helpdesk), nowMs).catch(
      (each: unknown) => each,
    )
    expect(error).toBeInstanceOf(RangeError)
    expect(String((error as Error).message)).toMatch(message)
    expect(String((error as Error).message)).not.toContain('planted')
  })

  test('what is made is what was asked for, with its token inside', async () => {
    expect((await accepted(made)).request).toEqual(document)
    expect(made.includes(token)).toBe(true)
  })
})
