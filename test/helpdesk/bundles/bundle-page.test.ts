import { readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { mediaTypes } from '../../../agent/bundle/format.ts'
import { envelope } from '../../../agent/cms/encrypt.ts'
import { fingerprint } from '../../../agent/cms/trust.ts'
import { whomLabel } from '../../../agent/report/call.ts'
import { htmlText } from '../../../agent/report/html/text.ts'
import type { Report } from '../../../agent/report/schema.ts'
import { inGroups } from '../../../agent/request/show.ts'
import { languages } from '../../../checks/text.ts'
import { verdictPart } from '../../../helpdesk/bundles/verdict-part.ts'
import { bundleWords } from '../../../helpdesk/bundles/words.ts'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { originWords } from '../../../helpdesk/web/badge-words.ts'
import { bytesOf, deviceSigner, sealed } from '../../bundle/sealing.ts'
import { filesOf, jsonOf, resealed, withJson } from '../../bundle/tampering.ts'
import { signerFrom } from '../../request/signing.ts'
import { createRoot } from '../../support/certificates.ts'
import { answerTo, askFor, put } from '../support/bundles.ts'
import { newestOf } from '../support/newest.ts'
import { strangersIn } from './markup.ts'
import { visiting } from './visiting.ts'

const words = bundleWords.en
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const signer = await deviceSigner()
const { running, bring, get, bytes, post } = await visiting()
/** The PC said READY by older rules; the second one of its terminal. */
let differing: string
let healthy: string
let plain: Buffer

beforeAll(async () => {
  const attachments = new Map([
    ['browser-ccass.png', { bytes: png }],
    ['browser-dms.png', { bytes: Buffer.from('<script>alert(1)</script>') }],
  ])
  healthy = await bring(await sealed('healthy', signer))
  const files = filesOf(await sealed('dns-hosts-override', signer, { attachments }))
  const rules = { version: '0.0.1', sha256: '9'.repeat(64) }
  const report = { ...jsonOf<Report>(files, 'report.json'), rules, verdict: 'ready' as const, causes: [] }
  plain = await resealed(withJson(files, 'report.json', report), signer, (manifest) => ({
    ...manifest,
    rules,
    request: {
      id: 'somebody-says-so-01',
      case: 'INC-FOREIGN',
      signer: 'A helpdesk',
      signerSpkiSha256: '2'.repeat(64),
      sha256: '3'.repeat(64),
    },
  }))
  differing = await bring(plain)
})

describe('the page', () => {
  test('tells plainly where today’s rules say something else than the PC did', async () => {
    const { status, text, headers } = await get(`/bundles/${differing}`)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(text).toContain('The PC said READY. Today’s rules say NOT READY.')
    expect(text).toMatch(/Only today’s rules say: .*hosts file/)
    const same = (await get(`/bundles/${healthy}`)).text
    expect(same).not.toContain('Today’s rules say')
  })

  test('has whose key it is, when it came, the way on, and what it was made of', async () => {
    const { text } = await get(`/bundles/${differing}`)
    for (const part of [
      inGroups(fingerprint(signer.certificates[0])),
      originWords.en.known,
      signer.install,
      differing,
      `href="/terminals/${signer.install}"`,
      `href="/diff?a=${healthy}&amp;b=${differing}"`,
      `href="/bundles/${differing}/download"`,
      `href="/bundles/${differing}/files/evidence.json"`,
      'dns/hosts-override',
      'days before it was received',
    ]) {
      expect(text).toContain(part)
    }
    expect((await get(`/bundles/${healthy}`)).text).toContain(words.actions.first)
  })

  test('has the verdict of what was asked for first, and says what was asked for and not checked', async () => {
    const rules = '0'.repeat(12)
    const verdicts = {
      said: { verdict: 'not-ready', rules, causes: [] },
      judged: { outcome: 'same', verdict: 'not-ready', rules, causes: [] },
    } as const
    const profiles = [
      { id: 'ccass', verdict: 'not-ready' },
      { id: 'ccms', verdict: 'ready' },
    ] as const
    const services = (asked: readonly string[], language: 'en' | 'zh-HK' = 'en') =>
      [...verdictPart({ ...verdicts, profiles, asked }, null, language).markup.matchAll(/<li>(.*?)<\/li>/g)].map(([, item]) =>
        item?.replace(/<[^>]*>/g, '').trim(),
      )
    expect(services(['ccms'])).toEqual(['CCMS READY asked for', 'CCASS NOT READY'])
    expect(services(['ccms'], 'zh-HK')[0]).toMatch(/^CCMS .*要求檢查的服務$/)
    for (const asked of [[], ['ccass', 'ccms']]) expect(services(asked)).toEqual(['CCASS NOT READY', 'CCMS READY'])
    // A run by a profile of the lab's own.
    const answer = await answerTo((await askFor(running)).file, { signer })
    expect((await put(running.url, answer)).status).toBe(201)
    expect((await get(`/bundles/${answer.sha256}`)).text).toContain('<li>CCMS <span class="fine">asked for, and not checked</span></li>')
  })

  test('says to the helpdesk who mends it and what the caller is told, and not what the caller would read', async () => {
    const page = async (sha256: string, language: 'en' | 'zh-HK') => (await get(`/bundles/${sha256}?lang=${language}`)).text
    const english = await page(differing, 'en')
    expect(english).toMatch(
      /<div class="call"><p>Who can mend it<br><strong>The caller’s IT support[^<]*<\/strong><\/p><p class="say">If that is not you, tell the caller to call them, and to say: “[^{}”]+”\.<\/p>/,
    )
    const chinese = await page(differing, 'zh-HK')
    expect(chinese).toMatch(
      /<strong>來電者公司的資訊科技支援[^<]*<\/strong><\/p><p class="say">如並非由您處理，請告訴來電者與對方聯絡，並說：「[^{}」]+」/,
    )
    const own = await bring(await sealed('network-link-down', signer))
    expect(await page(own, 'en')).toMatch(/<strong>The person at that PC<\/strong><\/p><p class="say">Go through the steps below/)
    for (const text of [english, chinese, await page(own, 'en'), await page(own, 'zh-HK')]) {
      for (const each of languages) {
        expect(text).not.toContain(`>${whomLabel({ owner: 'site-it', severity: 'blocker' }, each)}<`)
        for (const template of [htmlText[each].say, htmlText[each].sayAndCode])
          expect(text).not.toContain(template.slice(0, template.indexOf('{sentence}')))
      }
    }
  })

  test('a request that it claims without a token is told as a claim, and its case is no case of ours', async () => {
    const { text } = await get(`/bundles/${differing}`)
    expect(text).toContain('INC-FOREIGN')
    expect(text).toContain('a stranger could say so too')
    expect(text).not.toContain('/cases/INC-FOREIGN')
  })

  test('what is for administrators is there for them alone', async () => {
    const [viewer, admin] = [await get(`/bundles/${differing}`), await get(`/bundles/${differing}`, 'admin')]
    for (const part of [`/bundles/${differing}/remove`, `/bundles/${differing}/trust`]) {
      expect(viewer.text).not.toContain(part)
      expect(admin.text).toContain(part)
    }
  })

  test.each(languages)('reads well, has no script and leads nowhere else: %s', async (language) => {
    for (const path of [`/bundles/${differing}`, `/bundles/${differing}/remove`, `/bundles/${'0'.repeat(64)}`, '/bundles/x']) {
      const { text } = await get(`${path}?lang=${language}`, 'admin')
      expect(text).toContain(`<html lang="${language}">`)
      expect(text).not.toMatch(/\{\w+\}|undefined|\[object|\bNaN/)
      expect(strangersIn(text)).toEqual([])
    }
  })

  test('an encrypted one is opened with the helpdesk’s key', async () => {
    const { encryption } = running.desk.keys
    const pieces = (async function* () {
      yield await sealed('tls-expired', signer)
    })()
    const sha256 = await bring(await bytesOf(envelope([encryption], pieces)), mediaTypes.encrypted)
    const { status, text } = await get(`/bundles/${sha256}`)
    expect([status, text.includes('tls/expired'), text.includes('encrypted to this helpdesk')]).toEqual([200, true, true])
    expect((await get(`/bundles/${sha256}/download`)).headers.get('content-disposition')).toMatch(/\.preflight\.p7m"$/)
  })

  test('one that never came, and what is no digest', async () => {
    expect((await get(`/bundles/${'0'.repeat(64)}`)).status).toBe(404)
    for (const path of ['/bundles/xyz', `/bundles/${differing.toUpperCase()}`, '/bundles/..%2f..%2fetc%2fpasswd']) {
      expect((await get(path)).status).toBe(400)
    }
  })
})

describe('files', () => {
  test('the bundle comes as it came', async () => {
    const { headers } = await get(`/bundles/${differing}/download`)
    expect(headers.get('content-type')).toBe(mediaTypes.plain)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="\d{8}-\d{6}-[0-9a-f]{8}\.preflight\.zip"$/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(await bytes(`/bundles/${differing}/download`)).toEqual(plain)
  })

  test.each(['report.html', 'report.json', 'agent.log', 'evidence.json', 'browser-dms.png'])(
    '%s is a download, never a page',
    async (name) => {
      const path = `/bundles/${differing}/files/${name}`
      const { status, headers } = await get(path)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toMatch(/^sandbox;/)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(await bytes(path)).toEqual(Buffer.from(filesOf(plain).get(name) ?? []))
    },
  )

  test('a picture is one only where its bytes are', async () => {
    const { text } = await get(`/bundles/${differing}`)
    expect(text).toContain(`src="/bundles/${differing}/pictures/browser-ccass.png"`)
    expect(text).not.toContain('/pictures/browser-dms.png')
    const { headers } = await get(`/bundles/${differing}/pictures/browser-ccass.png`)
    expect(headers.get('content-type')).toBe('image/png')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(await bytes(`/bundles/${differing}/pictures/browser-ccass.png`)).toEqual(png)
    for (const name of ['browser-dms.png', 'report.html', 'evidence.json', 'none.png']) {
      expect([name, (await get(`/bundles/${differing}/pictures/${name}`)).status]).toEqual([name, 404])
    }
  })

  test.each(['manifest.json', 'none.json', '..%2fx', '%2e%2e', 'A.json', 'x%00.json', '%22%0d%0aset-cookie:x', 'x'.repeat(250)])(
    'no file of a bundle is called %s',
    async (name) => {
      const { status, headers } = await get(`/bundles/${differing}/files/${name}`)
      expect([400, 404]).toContain(status)
      expect(headers.get('content-disposition')).toBeNull()
    },
  )
})

describe('where something is missing', () => {
  test('what the index lacks is shown, and nothing is claimed of its key', async () => {
    const sha256 = await bring(await sealed('dns-slow', signer))
    await running.desk.index.remove(sha256)
    const { status, text } = await get(`/bundles/${sha256}`)
    expect([status, text.includes(words.signature.notIndexed), text.includes(originWords.en['cannot-tell'])]).toEqual([200, true, true])
  })

  test('a file that was damaged on the disk: what was known is shown, and that it can’t be opened', async () => {
    const sha256 = await bring(await sealed('dns-refuses', signer))
    const path = (await running.desk.objects.path(sha256)) ?? ''
    await truncate(path, 1000)
    const { status, text } = await get(`/bundles/${sha256}`)
    expect([status, text.includes(words.cannotOpen.indexed), text.includes('NOT READY')]).toEqual([200, true, true])
    expect(text).toContain('can’t be opened now: the archive is damaged')
    expect(text).not.toMatch(/\{\w+\}|undefined|Evidence by check/)
    expect((await get(`/bundles/${sha256}/files/run.json`)).status).toBe(404)
    expect((await get(`/diff?a=${healthy}&b=${sha256}`)).status).toBe(400)
    await rm(path)
    const lost = await get(`/bundles/${sha256}`)
    expect([lost.status, lost.text.includes('isn’t there any more')]).toEqual([410, true])
  })
})

describe('trusting a key', () => {
  test('needs an administrator, the form’s token and the tick; then all of its bundles are trusted, until the certificate goes', async () => {
    const path = `/bundles/${differing}/trust`
    const page = `/bundles/${differing}`
    expect((await post(path, '/code', { compared: 'yes' }, 'agent')).status).toBe(403)
    expect((await post(path, null, { compared: 'yes' })).status).toBe(403)
    const unticked = await post(path, page, {})
    expect([unticked.status, unticked.text.includes(words.trust.notCompared)]).toEqual([400, true])
    expect((await get(page)).text).not.toContain(`>${originWords.en.trusted}<`)

    expect(await post(path, page, { compared: 'yes' })).toMatchObject({ status: 303 })
    const spki = fingerprint(signer.certificates[0])
    const file = join(dataFolderAt(running.folder).trust, `${spki}.pem`)
    expect(await readFile(file, 'utf8')).toBe(signer.certificates[0].toString())
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const [line] = await newestOf(running.desk.audit, 1)
    expect(line).toMatchObject({ who: 'admin@test', what: 'key.trusted', subject: spki })
    const { text } = await get(page)
    expect(text).toContain('Vouched for by TERMINAL-7')
    for (const sha256 of [differing, healthy]) {
      expect((await running.desk.index.bundle(sha256))?.origin).toMatchObject({ kind: 'trusted', by: 'TERMINAL-7' })
    }
    expect((await post(path, '/code', { compared: 'yes' })).status).toBe(400)

    // What the index still says is not shown as true any more.
    await rm(file)
    const later = (await get(page)).text
    expect(later).toContain(words.signature.noLonger)
    expect(later).not.toContain('Vouched for by')
  })
})

test('an authority’s certificate is not trusted by a tick: it would vouch for keys that nobody compared', async () => {
  const authority = signerFrom(await createRoot({ name: 'CN=Anybody' }))
  const sha256 = await bring(await sealed('healthy', authority))
  const answer = await post(`/bundles/${sha256}/trust`, `/bundles/${sha256}`, { compared: 'yes' })
  expect([answer.status, answer.text.includes(words.trust.authority)]).toEqual([400, true])
  expect(await readdir(dataFolderAt(running.folder).trust)).not.toContain(`${fingerprint(authority.certificates[0])}.pem`)
})

describe('deleting', () => {
  test('is asked twice, told in the audit log, and leaves that it came', async () => {
    const sha256 = await bring(await sealed('clock-ahead', signer))
    const path = `/bundles/${sha256}/remove`
    expect((await get(path, 'agent')).status).toBe(403)
    expect((await post(path, '/code', {}, 'agent')).status).toBe(403)
    expect((await post(path, null, {})).status).toBe(403)
    expect((await get(path, 'admin')).text).toContain(words.removal.stays)
    expect((await get(`/bundles/${sha256}`)).status).toBe(200)

    const answer = await post(path, path, {})
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/terminals/${signer.install}`])
    expect((await newestOf(running.desk.audit, 1))[0]).toMatchObject({ who: 'admin@test', what: 'bundle.removed', subject: sha256 })
    expect(await running.desk.objects.path(sha256)).toBeNull()
    expect(await running.desk.index.bundle(sha256)).toBeNull()
    for (const gone of [
      `/bundles/${sha256}`,
      `/bundles/${sha256}/download`,
      `/bundles/${sha256}/files/run.json`,
      `/bundles/${sha256}/pictures/a.png`,
    ]) {
      const { status, text } = await get(gone)
      expect([gone, status, text.includes(words.gone.line)]).toEqual([gone, 410, true])
    }
    expect((await get(path, 'admin')).status).toBe(410)
    expect((await post(path, '/code', {})).status).toBe(410)
  })
})
