import { rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { MANIFEST } from '../../../agent/bundle/format.ts'
import { fingerprint } from '../../../agent/cms/trust.ts'
import type { Report } from '../../../agent/report/schema.ts'
import { rules } from '../../../agent/version.ts'
import type { Checked, Facts } from '../../../helpdesk/verification/opener.ts'
import { because, output, temporaryFolder, withoutPython } from '../../archive/support.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { filesOf, jsonOf, resealed, rewritten, withJson } from '../../bundle/tampering.ts'
import { heavyBundle } from './heavy.ts'
import { opening } from './opening.ts'

const signer = await deviceSigner()
const request = { id: 'request-of-the-test', case: 'INC123', signer: 'Helpdesk', signerSpkiSha256: '2'.repeat(64), sha256: '3'.repeat(64) }
const { opener, trustFolder, write, encrypted } = await opening()
let bundle: Buffer

beforeAll(async () => {
  bundle = await sealed('dns-hosts-override', signer, { request })
})

function factsOf(checked: Checked): Facts {
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  return checked.facts
}

test('a bundle’s facts: what it says, what follows, whose it is', async () => {
  const facts = factsOf(await opener.check(write('a.zip', bundle)))
  expect(facts).toMatchObject({
    trustedBy: null,
    request: { id: request.id, sha256: request.sha256, signerSpkiSha256: request.signerSpkiSha256 },
    caseName: 'INC123',
    redaction: 'standard',
    terminal: signer.install,
    hostName: 'TERMINAL-7',
    signedMs: Date.parse('2026-11-28T07:45:00Z'),
    signer: { install: signer.install, fingerprint: fingerprint(signer.certificates[0]) },
    judged: { outcome: 'same', verdict: 'not-ready', rules: `${rules.version} (${rules.sha256.slice(0, 12)})` },
  })
  expect(facts.judged.causes.map(({ code }) => code)).toContain('dns/hosts-override')
  expect(facts.said.causes).toEqual(facts.judged.causes)
  expect(facts.findings.length).toBeGreaterThan(0)
  expect(facts.findings.filter(({ status }) => status === 'ok' || status === 'not-applicable')).toEqual([])
})

test('an encrypted one gives the same facts', async () => {
  const plain = await opener.check(write('a.zip', bundle))
  expect(await opener.check(write('a.p7m', await encrypted(bundle)))).toEqual(plain)
})

test('by other rules it differs, and both verdicts are kept', async () => {
  const files = filesOf(bundle)
  const older = { version: '0.0.1', sha256: '9'.repeat(64) }
  const report = { ...jsonOf<Report>(files, 'report.json'), rules: older, verdict: 'ready' as const, causes: [] }
  const changed = await resealed(withJson(files, 'report.json', report), signer, (manifest) => ({ ...manifest, rules: older }))
  expect(factsOf(await opener.check(write('older.zip', changed)))).toMatchObject({
    said: { verdict: 'ready', rules: '0.0.1 (999999999999)', causes: [] },
    judged: { outcome: 'differs', verdict: 'not-ready' },
  })
})

describe('refused', () => {
  test('what is no bundle, one that was cut, one that was packed anew with a file more', async () => {
    const files = filesOf(bundle)
    const more = await rewritten(new Map([...files, ['more.png', Buffer.from('x')]]))
    expect(await opener.check(write('none.zip', Buffer.from('no bundle')))).toEqual({
      problem: { code: 'archive', archive: { code: 'not-an-archive' } },
    })
    expect(await opener.check(write('empty.zip', Buffer.alloc(0)))).toHaveProperty('problem.code', 'archive')
    expect(await opener.check(write('cut.zip', bundle.subarray(0, -100)))).toHaveProperty('problem.code', 'archive')
    expect(await opener.check(write('more.zip', more))).toEqual({ problem: { code: 'not-listed', file: 'more.png' } })
  })

  test('one whose report was edited to READY, signed again by its own key', async () => {
    const files = filesOf(bundle)
    const report = { ...jsonOf<Report>(files, 'report.json'), verdict: 'ready' as const, causes: [] }
    const edited = await resealed(withJson(files, 'report.json', report), signer)
    expect(await opener.check(write('edited.zip', edited))).toEqual({ problem: { code: 'altered' } })
    expect(await opener.show(write('edited.zip', edited), 'en')).toEqual({ problem: { code: 'altered' } })
  })

  test('an encrypted one, whatever is wrong: always the same word', async () => {
    const good = await encrypted(bundle)
    const flipped = (at: number) => {
      const changed = Buffer.from(good)
      changed[at] = (changed[at] ?? 0) ^ 1
      return changed
    }
    const files = filesOf(bundle)
    const edited = await resealed(withJson(files, 'run.json', {}), signer)
    const wrong = {
      'a byte in the middle': flipped(good.length >> 1),
      'the last byte, of the padding': flipped(good.length - 1),
      'the wrapped key': flipped(200),
      cut: good.subarray(0, -16),
      'no bundle inside': await encrypted(Buffer.from('no bundle')),
      'a bundle that is not right inside': await encrypted(edited),
      'a bundle that was cut inside': await encrypted(bundle.subarray(0, -1)),
    }
    for (const [what, bytes] of Object.entries(wrong)) {
      const path = write('wrong.p7m', bytes)
      expect([what, await opener.check(path)]).toEqual([what, { problem: { code: 'sealed' } }])
      expect([what, await opener.file(path, 'run.json')]).toEqual([what, { problem: { code: 'sealed' } }])
    }
  })

  test.skipIf(withoutPython !== undefined)(
    because('archives that another writer made, with every trick of the format', withoutPython),
    async () => {
      const folder = temporaryFolder()
      output('python3', [join(import.meta.dirname, '../../archive/hostile.py'), folder])
      const names = (await readdir(folder)).filter((name) => name.endsWith('.zip'))
      expect(names.length).toBeGreaterThan(30)
      for (const name of names) {
        const checked = await opener.check(join(folder, name))
        expect([name, 'problem' in checked && checked.problem.code]).toEqual([name, expect.stringMatching(/^(?:archive|no-manifest)$/)])
      }
    },
  )

  test('a file that isn’t there is the disk’s matter, and no bundle’s', async () => {
    await expect(opener.check(join(trustFolder, 'nothing'))).rejects.toThrow(/ENOENT/)
  })
})

test('a certificate in the trust folder vouches, from the moment that it is there until it goes', async () => {
  const path = write('a.zip', bundle)
  const pem = join(trustFolder, 'terminal-7.pem')
  expect(factsOf(await opener.check(path)).trustedBy).toBeNull()
  writeFileSync(join(trustFolder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nnothing\n')
  writeFileSync(pem, (await deviceSigner('SOMEBODY ELSE')).certificates[0].toString())
  expect(factsOf(await opener.check(path)).trustedBy).toBeNull()
  writeFileSync(pem, signer.certificates[0].toString())
  expect(factsOf(await opener.check(path)).trustedBy).toContain('TERMINAL-7')
  rmSync(pem)
  expect(factsOf(await opener.check(path)).trustedBy).toBeNull()
})

test('one file of a bundle: of those that its list names, and no other', async () => {
  const path = write('a.p7m', await encrypted(bundle))
  const file = await opener.file(path, 'run.json')
  expect(file).toMatchObject({ mediaType: 'application/json' })
  expect(Buffer.from(file !== null && 'content' in file ? file.content : [])).toEqual(Buffer.from(filesOf(bundle).get('run.json') ?? []))
  for (const name of [MANIFEST, '../a.zip', 'constructor', '']) expect(await opener.file(path, name)).toBeNull()
})

describe('one that takes too much', () => {
  test('is stopped at the limit, and the next one is answered', async () => {
    const heavy = await heavyBundle(signer, 1600, 240)
    const { opener: short, write: put } = await opening({ timeLimitMs: 2000 })
    const [usual, busy] = [put('usual.zip', bundle), put('heavy.zip', heavy)]
    expect(factsOf(await short.check(usual)).terminal).toBe(signer.install)
    const [first, then] = await Promise.all([short.check(busy), short.check(usual)])
    expect(first).toEqual({ problem: { code: 'limit' } })
    expect(factsOf(then).terminal).toBe(signer.install)
    expect(await short.show(busy, 'en')).toEqual({ problem: { code: 'limit' } })
    expect(await short.compare(usual, busy, 'en')).toMatchObject({ problem: { code: 'limit' } })
    expect(factsOf(await short.check(usual)).terminal).toBe(signer.install)
  })

  test('or all the memory: its thread goes, the service stays', async () => {
    const { opener: small, write: put } = await opening({ heapLimitMib: 64, timeLimitMs: 60_000 })
    expect(await small.check(put('heavy.zip', await heavyBundle(signer, 1600, 240)))).toEqual({ problem: { code: 'limit' } })
    expect(factsOf(await small.check(put('usual.zip', bundle))).terminal).toBe(signer.install)
  })
})
