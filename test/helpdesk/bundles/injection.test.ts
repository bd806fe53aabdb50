/** Whatever a stranger writes into evidence, it is text on every page (OWASP ASVS 5.3.3, 5.3.4; WSTG-INPV-02, stored cross-site scripting). */

import { beforeAll, describe, expect, test } from 'vitest'
import type { Evidence } from '../../../agent/judge.ts'
import type { Report } from '../../../agent/report/schema.ts'
import { type CheckId, checkIds } from '../../../checks/check.ts'
import { languages } from '../../../checks/text.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { type Files, filesOf, jsonOf, resealed, withJson } from '../../bundle/tampering.ts'
import { hostile, hostileEvidence, hostilePresentation, hostileRun, hostileSettings, payload } from './hostile-fields.ts'
import { strangersIn } from './markup.ts'
import { visiting } from './visiting.ts'

const signer = await deviceSigner(payload.slice(0, 60))
const { bring, get } = await visiting()
/** Scenarios in which each check has much to tell. */
const scenarios: Readonly<Record<string, readonly CheckId[]>> = {
  'dns-hosts-override': ['dns', 'host', 'clock'],
  'tls-expired': ['tls', 'path', 'page'],
  'browser-page-fails': ['browser', 'proxy', 'smartcard'],
}

/** By rules of its own, so that nothing has to follow from the evidence. */
async function sealedByOthers(files: Files): Promise<Buffer> {
  const rules = { version: payload.slice(0, 100), sha256: payload.slice(0, 64) }
  const report = jsonOf<Report>(files, 'report.json')
  const causes = report.causes.map((cause) => ({
    ...cause,
    code: payload,
    subject: payload,
    title: payload,
    args: { any: payload, list: [payload] },
  }))
  const changed = {
    ...report,
    rules,
    causes,
    findings: report.findings.map((finding) => ({ ...finding, subject: payload, text: payload })),
  }
  return resealed(withJson(files, 'report.json', changed), signer, (manifest) => ({
    ...manifest,
    rules,
    request: {
      id: payload.slice(0, 100),
      case: payload.slice(0, 100),
      signer: payload,
      signerSpkiSha256: '2'.repeat(64),
      sha256: '3'.repeat(64),
    },
  }))
}

test('every check is among those that are tried', () => {
  expect(Object.values(scenarios).flat().toSorted()).toEqual([...checkIds].toSorted())
})

describe.each(Object.entries(scenarios))('%s', (scenario, ids) => {
  let changed: readonly string[]
  let one: string
  let other: string

  beforeAll(async () => {
    const files = filesOf(await sealed(scenario, signer))
    const [evidence, settings, run, presentation] = [
      await hostileEvidence(jsonOf<Evidence>(files, 'evidence.json'), ids),
      hostileSettings(jsonOf(files, 'settings.json')),
      hostileRun(jsonOf(files, 'run.json')),
      hostilePresentation({
        version: 1,
        contacts: {
          'site-it': { name: 'x', phone: 'x', email: 'x' },
          'site-network': { name: 'x', phone: 'x', email: 'x' },
          'line-vendor': { name: 'x', phone: 'x', email: 'x' },
        },
        profiles: [{ id: 'x', title: { en: 'x', 'zh-HK': 'x' }, hotline: { name: { en: 'x', 'zh-HK': 'x' }, phone: 'x', email: 'x' } }],
      }),
    ]
    changed = [evidence, settings, run, presentation].flatMap((each) => each.changed)
    const all = (
      [
        ['evidence.json', evidence],
        ['settings.json', settings],
        ['run.json', run],
        ['presentation.json', presentation],
      ] as const
    ).reduce((made, [name, { value }]) => withJson(made, name, value), files)
    one = await bring(await sealedByOthers(all))
    other = await bring(await sealed('healthy', signer))
  })

  test('most texts of each check are any text', () => {
    // The clock's evidence is numbers alone.
    for (const id of ids.filter((each) => each !== 'clock'))
      expect([id, changed.filter((name) => name.startsWith(`${id}.`)).length > 0]).toEqual([id, true])
    expect(changed).toEqual(expect.arrayContaining(['agent.hostName', 'agent.account', 'contacts.site-it.name', 'profiles.*.title.en']))
    expect(changed.length).toBeGreaterThan(25)
  })

  test.each(languages)('every page of it has our own elements alone: %s', async (language) => {
    const pages = [
      `/bundles/${one}`,
      `/bundles/${one}/remove`,
      `/diff?a=${one}&b=${other}`,
      `/diff?a=${other}&b=${one}`,
      `/bundles/${one}/files/none.json`,
    ]
    for (const path of pages) {
      const { status, text } = await get(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`, 'admin')
      expect([path, status]).toEqual([path, path.endsWith('none.json') ? 404 : 200])
      expect(strangersIn(text)).toEqual([])
      if (status === 200) expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    }
  })
})

test('what looks for strangers finds one', () => {
  expect(strangersIn(payload)).toEqual([expect.stringMatching(/^<img/), expect.stringMatching(/^<script/)])
  for (const markup of [
    '<a href="javascript:x">',
    '<a href="//elsewhere">',
    '<p style="x">',
    '<svg onload=x>',
    '<base href=x>',
    '<iframe>',
  ]) {
    expect(strangersIn(markup)).toHaveLength(1)
  }
})

test('what makes fields hostile leaves none out that its schema takes', async () => {
  const { z } = await import('zod').then((zod) => ({ z: zod }))
  const schema = z.object({ any: z.string(), one: z.enum(['a']), list: z.array(z.object({ any: z.string() })) })
  expect(hostile({ any: 'x', one: 'a', list: [{ any: 'x' }, { any: 'y' }] }, schema)).toEqual({
    value: { any: payload, one: 'a', list: [{ any: payload }, { any: payload }] },
    changed: ['any', 'list.*.any'],
  })
})
