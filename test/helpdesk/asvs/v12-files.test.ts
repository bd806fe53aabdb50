/** ASVS 4.0.3 V12: files that come in, and files that go out. */

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { mediaTypes } from '../../../agent/bundle/format.ts'
import { collectorLimits } from '../../../helpdesk/collector/limits.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { filesOf, rewritten } from '../../bundle/tampering.ts'
import { payload } from '../bundles/hostile-fields.ts'
import { answerTo, askFor, put, uploadOf } from '../support/bundles.ts'
import { attacked } from './attack.ts'

const { running, ask, errors } = await attacked({ options: { openDoor: true } })
const signer = await deviceSigner()
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const script = Buffer.from(payload)
/** Of 60,000 by 60,000: whoever unpacks it needs 14 GB. */
const huge = Buffer.from(png)
huge.writeUInt32BE(60_000, 16)
huge.writeUInt32BE(60_000, 20)
let bundle: Buffer
let sha256: string

beforeAll(async () => {
  const attachments = new Map([
    ['browser-ccass.png', { bytes: script }],
    ['browser-dms.png', { bytes: Buffer.concat([png, script]) }],
    ['browser-ccms.png', { bytes: Buffer.concat([Buffer.from('GIF89a/*'), script]) }],
    ['browser-huge.png', { bytes: huge }],
  ])
  bundle = await sealed('healthy', signer, { attachments })
  const upload = uploadOf(bundle, null)
  expect(await put(running.url, upload)).toMatchObject({ status: 201 })
  sha256 = upload.sha256
})

async function zipOf(entries: readonly (readonly [name: string, content: Buffer | Readable, mode?: number])[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content, mode = 0o100644] of entries) {
    if (Buffer.isBuffer(content)) zip.addBuffer(content, name, { mode })
    else zip.addReadStream(content, name, { mode })
  }
  zip.end()
  return buffer(zip.outputStream as Readable)
}

/** Two names of one length, so that one can be put in the place of the other. */
function renamed(archive: Buffer, from: string, to: string): Buffer {
  return Buffer.from(archive.toString('latin1').replaceAll(from, to), 'latin1')
}

describe('12.1.1, 12.1.2, 12.2.1 what is no bundle is not kept, and leaves nothing', () => {
  test.each<[what: string, make: () => Promise<Buffer> | Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['HTML', () => Buffer.from(`<!doctype html><script>alert(1)</script>`)],
    ['a bundle behind HTML', () => Buffer.concat([Buffer.from('<html><script>alert(1)</script><!--'), bundle])],
    ['a bundle behind a PDF', () => Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj<<>>stream\n'), bundle])],
    ['a bundle behind a GIF (GIFAR)', () => Buffer.concat([Buffer.from('GIF89a'), bundle])],
    ['a bundle behind a program', () => Buffer.concat([Buffer.from('MZ'.padEnd(512, '\0')), bundle])],
    ['a bundle behind a bundle', () => Buffer.concat([bundle, bundle])],
    ['a bundle with HTML behind it', () => Buffer.concat([bundle, script])],
    ['a bundle in gzip', () => gzipSync(bundle)],
    ['a bundle in a ZIP', () => zipOf([['bundle.zip', bundle]])],
    ['a bomb: 200 MB of nothing', () => zipOf([['evidence.json', zeros(200)]])],
    [
      'a bomb beside a list',
      async () => zipOf([...[...filesOf(bundle)].map(([name, bytes]) => [name, Buffer.from(bytes)] as const), ['a.json', zeros(100)]]),
    ],
    ['a bomb in a bomb', async () => zipOf([['a.zip', await zipOf([['a.json', zeros(50)]])]])],
    ['a deflated stream alone', () => deflateRawSync(Buffer.alloc(1_000_000))],
    ['a symbolic link', () => zipOf([['manifest.json', Buffer.from('/etc/passwd'), 0o120777]])],
    ['a device', () => zipOf([['manifest.json', Buffer.from('x'), 0o020666]])],
    ['a name that climbs', async () => renamed(await zipOf([['xx/xx/manifest.json', Buffer.from('{}')]]), 'xx/xx/', '../../')],
    ['a name from the root', async () => renamed(await zipOf([['x/etc/passwd', Buffer.from('x')]]), 'x/etc/', '//etc/')],
    ['a name of Windows', async () => renamed(await zipOf([['C__evil.json', Buffer.from('x')]]), 'C__', 'C:\\')],
    [
      'one name twice',
      async () =>
        renamed(
          await zipOf([
            ['manifest.json', Buffer.from('{}')],
            ['manifest.jsox', Buffer.from('{}')],
          ]),
          'manifest.jsox',
          'manifest.json',
        ),
    ],
    ['a file that the list doesn’t name', () => rewritten(new Map([...filesOf(bundle), ['evil.html', script]]))],
    ['a list in capitals', async () => renamed(bundle, 'manifest.json', 'MANIFEST.json')],
  ])('%s', async (_what, make) => {
    const upload = uploadOf(await make(), null)
    const began = performance.now()
    const { status, body } = await put(running.url, upload)
    expect([status, body.code]).toEqual([422, expect.stringMatching(/^(?:not-a-bundle|not-intact)$/)])
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(await running.desk.objects.receipt(upload.sha256)).toBeNull()
    expect(await readdir(join(running.folder, 'incoming'))).toEqual([])
  })

  test('13.1.5 what is called encrypted and isn’t, and the reverse', async () => {
    expect(await put(running.url, uploadOf(bundle, null, mediaTypes.encrypted))).toMatchObject({ status: 415 })
    const { file } = await askFor(running, { encrypt: true })
    const upload = await answerTo(file, { signer })
    expect(await put(running.url, { ...upload, mediaType: mediaTypes.plain })).toMatchObject({ status: 415 })
  })

  test('a digest that is another’s, and one in capitals, keep nothing', async () => {
    const other = uploadOf(Buffer.concat([bundle, Buffer.from('x')]), null)
    expect(await put(running.url, { ...other, sha256 })).toMatchObject({ status: 422, body: { code: 'digest-mismatch' } })
    expect(await put(running.url, { ...uploadOf(bundle, null), sha256: sha256.toUpperCase() })).toMatchObject({ status: 400 })
    expect((await ask(`/bundles/${sha256}`, { who: 'viewer' })).status).toBe(200)
  })
})

test('12.1.3 bundles leave room for what isn’t one: nothing more is taken, and people still log on', async () => {
  const full = await attacked({ options: { openDoor: true, limits: { ...collectorLimits, leastFreeBytes: Number.MAX_SAFE_INTEGER } } })
  const answer = await put(full.running.url, uploadOf(bundle, null))
  expect(answer).toMatchObject({ status: 503, body: { code: 'no-room' } })
  expect(answer.headers.get('retry-after')).toBe('300')
  expect(await put(full.running.url, { ...uploadOf(bundle, null), token: 'A'.repeat(43) })).toMatchObject({ status: 401 })
  expect((await full.ask('/', { who: 'viewer' })).status).toBe(200)
})

describe('12.4, 12.5, 14.4.2 what goes out is a download, whatever is in it', () => {
  test('every file of a bundle', async () => {
    const files = [...filesOf(bundle).keys()].filter((name) => !/^manifest\./.test(name))
    expect(files).toEqual(expect.arrayContaining(['report.html', 'browser-ccass.png']))
    for (const name of files) {
      const { status, headers } = await ask(`/bundles/${sha256}/files/${name}`, { who: 'viewer' })
      expect([name, status, headers['content-type']]).toEqual([name, 200, 'application/octet-stream'])
      expect(headers['content-disposition']).toBe(`attachment; filename="${name}"`)
      expect(headers['content-security-policy']).toMatch(/^sandbox;/)
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  })

  test('a picture is one by its first bytes, as a picture and nothing else; what only calls itself one is none', async () => {
    for (const name of ['browser-ccass.png', 'browser-ccms.png', 'browser-huge.png', 'report.html', 'report.json'])
      expect([name, (await ask(`/bundles/${sha256}/pictures/${name}`, { who: 'viewer' })).status]).toEqual([name, 404])
    const { headers } = await ask(`/bundles/${sha256}/pictures/browser-dms.png`, { who: 'viewer' })
    expect(headers['content-type']).toBe('image/png')
    expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'; frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('the report that came is no page of ours', async () => {
    for (const path of [`/bundles/${sha256}/report.html`, `/bundles/${sha256}/files/report.html?inline=1`, `/report.html`]) {
      const { status, headers } = await ask(path, { who: 'admin' })
      expect(status === 404 || headers['content-disposition']?.startsWith('attachment') === true).toBe(true)
    }
    expect((await ask(`/bundles/${sha256}`, { who: 'viewer' })).text).not.toContain('alert(1)')
  })

  test('4.2.1 nobody gets any of it without an account', async () => {
    for (const path of ['', '/download', '/files/report.html', '/pictures/browser-dms.png'])
      expect((await ask(`/bundles/${sha256}${path}`)).status).toBe(303)
  })
})

test('none of it was an error of ours', () => {
  expect(errors()).toEqual([])
})

function zeros(megabytes: number): Readable {
  const piece = Buffer.alloc(1_000_000)
  return Readable.from(
    (function* () {
      for (let at = 0; at < megabytes; at += 1) yield piece
    })(),
  )
}
