/** What proves nothing never shows as trusted. ASVS asks for it by 5.1.3 and 13.2.6 (what a message says of itself is checked); the attempts are ours. */

import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Signer } from '../../../agent/cms/signer.ts'
import { fingerprint } from '../../../agent/cms/trust.ts'
import { certificatesFor } from '../../../agent/identity/device-certificate.ts'
import { bundleWords } from '../../../helpdesk/bundles/words.ts'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { originWords } from '../../../helpdesk/web/badge-words.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { signerFrom } from '../../request/signing.ts'
import { createLeaf, createRoot, createSelfSigned } from '../../support/certificates.ts'
import { strangersIn } from '../bundles/markup.ts'
import { answerTo, askFor, put, readAsked, uploadOf } from '../support/bundles.ts'
import { startDesk } from '../support/desk.ts'
import { attacked } from './attack.ts'

const { running, ask } = await attacked({ options: { openDoor: true } })
const { desk, folder, url } = running
const { trust } = dataFolderAt(folder)
const device = await deviceSigner('TERMINAL-7')
const page = async (path: string) => (await ask(path, { who: 'admin' })).text

let made = 0
/** Through the open door; another one each time. @returns its digest */
async function bring(signer: Signer, changes: Parameters<typeof sealed>[2] = {}): Promise<string> {
  made += 1
  const upload = uploadOf(
    await sealed('healthy', signer, { createdMs: Date.parse('2026-11-28T07:45:00Z') + made * 1000, ...changes }),
    null,
  )
  expect(await put(url, upload)).toMatchObject({ status: 201 })
  return upload.sha256
}

const originOf = async (sha256: string) => (await desk.index.bundle(sha256))?.origin.kind
const badge = (kind: keyof (typeof originWords)['en']) => `</svg>${originWords.en[kind]}</span>`

/** On its own page, in the inbox, on its terminal's page and under the filter: nowhere. */
async function expectUntrusted(sha256: string, kind: 'first-sight' | 'known' | 'changed-key'): Promise<void> {
  const row = await desk.index.bundle(sha256)
  expect(row?.origin.kind).toBe(kind)
  const own = await page(`/bundles/${sha256}`)
  expect(own).toContain(badge(kind))
  expect(own).not.toContain(badge('trusted'))
  expect(strangersIn(own)).toEqual([])
  expect(await page('/?signature=trusted')).not.toContain(`id="b-${sha256}"`)
  const line = (await page(`/terminals/${row?.terminal}`)).split(`id="b-${sha256}"`)[1]?.split('</tr>')[0]
  expect(line).toContain(badge(kind))
}

const trustIt = (sha256: string) => ask(`/bundles/${sha256}/trust`, { who: 'admin', form: { compared: 'yes' } })

describe('13.2.6 a name proves nothing', () => {
  test.each(['Trusted', '信任', '✔ Trusted by IT', '</bdi><span class="badge good">Trusted</span>', 'TERMINAL-7\u202e', 'a, OU=IT'])(
    'a certificate that calls itself %j',
    async (name) => {
      await expectUntrusted(await bring(await deviceSigner(name)), 'first-sight')
    },
  )

  test('a certificate with the helpdesk’s own name, of another key', async () => {
    const own = desk.keys.signer.certificates[0].subject.replace('CN=', '')
    await expectUntrusted(await bring(signerFrom(await createSelfSigned({ name: `CN=${own}` }))), 'first-sight')
  })
})

describe('13.2.6 trust on first use is not fooled', () => {
  test('the same install with another key', async () => {
    const mine = await deviceSigner('TERMINAL-8')
    const first = await bring(mine)
    const other = await deviceSigner('TERMINAL-8')
    const { standard } = await certificatesFor(other.key, mine.install, 'TERMINAL-8')
    const impostor = await bring({ key: other.key, certificates: [standard] })
    await expectUntrusted(impostor, 'changed-key')
    expect(await page(`/terminals/${mine.install}`)).toContain('notice bad')

    // The true one that is trusted lends the other nothing; the first key stays the known one.
    expect(await trustIt(first)).toMatchObject({ status: 303 })
    expect(await originOf(first)).toBe('trusted')
    await expectUntrusted(impostor, 'changed-key')
    const { standard: again } = await certificatesFor(other.key, mine.install, 'TERMINAL-8')
    await expectUntrusted(await bring({ key: other.key, certificates: [again] }), 'changed-key')
  })

  test('a key of IT’s, and another of the same name', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => createSelfSigned({ name: 'CN=IT desk' })))
    if (first === undefined || second === undefined) throw new Error('no certificates')
    const theirs = await bring(signerFrom(first))
    await expectUntrusted(theirs, 'first-sight')
    expect(await trustIt(theirs)).toMatchObject({ status: 303 })
    await expectUntrusted(await bring(signerFrom(second)), 'changed-key')
  })

  test('an install’s id as the name of a key is no install, and the reverse', async () => {
    const named = await createSelfSigned({ name: `CN=name:IT desk` })
    await expectUntrusted(await bring(signerFrom(named)), 'first-sight')
    const fingerprinted = await createSelfSigned({ name: `CN=${fingerprint(device.certificates[0])}` })
    const sha256 = await bring(signerFrom(fingerprinted))
    expect((await desk.index.bundle(sha256))?.terminal).toBe(fingerprint(signerFrom(fingerprinted).certificates[0]))
  })
})

describe('13.2.6 a certificate vouches for what it may', () => {
  test('one that is trusted by a tick vouches for its own key alone, not for what it or its issuer signed', async () => {
    const authority = await createRoot({ name: 'CN=Anybody’s CA' })
    const leaf = await createLeaf(authority, { name: 'CN=A leaf' })
    const one = await bring(signerFrom(leaf))
    expect(await trustIt(one)).toMatchObject({ status: 303 })
    expect(await originOf(one)).toBe('trusted')
    await expectUntrusted(await bring(signerFrom(await createLeaf(authority, { name: 'CN=Another leaf' }))), 'first-sight')
    const below = await createLeaf({ ...leaf, name: 'CN=A leaf' }, { name: 'CN=Below a leaf' })
    await expectUntrusted(await bring(signerFrom(below)), 'first-sight')
  })

  test('a trusted certificate that only comes along vouches for nobody', async () => {
    const vouched = await createSelfSigned({ name: 'CN=Vouched for' })
    await writeFile(join(trust, 'vouched.pem'), vouched.cert)
    expect(await originOf(await bring(signerFrom(vouched)))).toBe('trusted')
    const stranger = signerFrom(await createSelfSigned({ name: 'CN=Stranger' }))
    await expectUntrusted(
      await bring({ ...stranger, certificates: [...stranger.certificates, ...signerFrom(vouched).certificates] }),
      'first-sight',
    )
  })

  test('one that has gone from the folder vouches for nothing any more: not on its page, and afterwards in no list', async () => {
    const gone = await deviceSigner('TERMINAL-9')
    const bundles = [await bring(gone), await bring(gone)]
    const [first = '', second = ''] = bundles
    expect(await trustIt(second)).toMatchObject({ status: 303 })
    for (const each of bundles) expect(await originOf(each)).toBe('trusted')
    await rm(join(trust, `${fingerprint(gone.certificates[0])}.pem`))
    const own = await page(`/bundles/${first}`)
    expect(own).toContain(bundleWords.en.signature.noLonger)
    expect(own).not.toContain(badge('trusted'))
    await expectUntrusted(first, 'first-sight')
    await expectUntrusted(second, 'known')
  })

  test.each(['', 'no', 'on'])(
    '4.1.3 without the tick (%j), or by somebody who is no administrator, nothing is trusted',
    async (compared) => {
      const sha256 = await bring(await deviceSigner('TERMINAL-10'))
      expect((await ask(`/bundles/${sha256}/trust`, { who: 'admin', form: { compared } })).status).toBe(400)
      expect((await ask(`/bundles/${sha256}/trust`, { who: 'agent', form: { compared: 'yes' } })).status).toBe(403)
      await expectUntrusted(sha256, 'first-sight')
    },
  )
})

describe('13.2.6, 4.2.1 whose request it answers', () => {
  test('another helpdesk’s, with a token of ours: refused; through the open door: kept, told as a claim, in no case of ours', async () => {
    const other = await startDesk({ options: { publicUrl: url } })
    try {
      const theirs = await answerTo((await askFor(other, { case: 'INC-OURS' })).file, { signer: device })
      const { request } = await readAsked((await askFor(running, { case: 'INC-OURS' })).file)
      expect(await put(url, theirs)).toMatchObject({ status: 401, body: { code: 'token-unknown' } })
      expect(await put(url, { ...theirs, token: request.token })).toMatchObject({ status: 422, body: { code: 'answers-other-request' } })
      expect(await put(url, { ...theirs, token: null })).toMatchObject({ status: 201 })
      expect(await desk.index.bundle(theirs.sha256)).toMatchObject({ requestId: null, caseName: null })
      expect(await page('/cases/INC-OURS')).not.toContain(theirs.sha256)
      expect(await page(`/bundles/${theirs.sha256}`)).not.toContain('href="/cases/INC-OURS"')
    } finally {
      await other.close()
    }
  })

  test.each<[what: string, change: (asked: Asked) => Asked]>([
    ['another id', (asked) => ({ ...asked, id: 'another-request-0001' })],
    ['another file', (asked) => ({ ...asked, sha256: '3'.repeat(64) })],
    ['another signer', (asked) => ({ ...asked, signerSpkiSha256: '2'.repeat(64) })],
  ])('a list of contents that names %s is refused', async (_what, change) => {
    const { file } = await askFor(running)
    const { request, signer, sha256 } = await readAsked(file)
    const named = change({ id: request.id, case: request.case, signer: signer.name, signerSpkiSha256: signer.fingerprint, sha256 })
    const upload = await answerTo(file, { signer: device, changes: { request: named } })
    expect(await put(url, upload)).toMatchObject({ status: 422, body: { code: 'answers-other-request' } })
  })

  test('one that names another case is in the case that the helpdesk made', async () => {
    const { file } = await askFor(running, { case: 'INC-MADE' })
    const { request, signer, sha256 } = await readAsked(file)
    const named = { id: request.id, case: 'INC-CHOSEN', signer: 'HKEX', signerSpkiSha256: signer.fingerprint, sha256 }
    const upload = await answerTo(file, { signer: device, changes: { request: named } })
    expect(await put(url, upload)).toMatchObject({ status: 201 })
    expect(await desk.index.bundle(upload.sha256)).toMatchObject({ caseName: 'INC-MADE' })
    expect(await page(`/bundles/${upload.sha256}`)).not.toContain('INC-CHOSEN')
    expect(await page('/?q=INC-CHOSEN')).not.toContain(upload.sha256)
  })

  test('4.2.1, 2.2.1 a token and a link say nothing of others: unknown, malformed and used ones are told alike', async () => {
    const tokens = ['A'.repeat(43), 'B'.repeat(43), 'C'.repeat(512), `${'D'.repeat(43)}=`]
    const answers = await Promise.all(tokens.map((token) => put(url, { ...uploadOf(Buffer.from('x'), token) })))
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
    const links = ['A'.repeat(43), 'x', '0'.repeat(64), 'A'.repeat(200)]
    const told = await Promise.all(links.map((secret) => ask(`/r/${secret}`)))
    expect(new Set(told.map(({ status, text }) => `${status} ${text.replaceAll(/\/r\/\w+/g, '')}`)).size).toBe(1)
  })
})

type Asked = NonNullable<NonNullable<Parameters<typeof sealed>[2]>['request']>
