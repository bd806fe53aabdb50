import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtinProfiles } from '../../agent/profile/builtin.ts'
import { emptySite } from '../../agent/profile/types.ts'
import { contactsOf } from '../../agent/report/contacts.ts'
import { runHtml } from '../../agent/report/html/from-run.ts'
import { htmlText } from '../../agent/report/html/text.ts'
import { dayText, durationText, timeText } from '../../agent/report/html/times.ts'
import { reportHtml } from '../../agent/report/html.ts'
import { labels } from '../../agent/report/labels.ts'
import { type Report, reportSchema } from '../../agent/report/schema.ts'
import { languages } from '../../checks/text.ts'
import { placeholdersOf, wordBreaches } from '../house/text-rules.ts'
import { readScenario, scenarioNames } from '../scenarios/scenario.ts'
import { pageOf, parse, plainFacts, reportOf, strangers } from './html-pages.ts'

const full = process.env.TEST_FULL === '1'

describe('a report as a page', () => {
  test.each(languages)('the verdict, whom to call, what to do, how to see it by hand: %s', async (language) => {
    const report = await reportOf('dns-hosts-override', language)
    // The report's own words are in the other language: the page chooses its words by code.
    const page = await pageOf('dns-hosts-override', language === 'en' ? 'zh-HK' : 'en')
    const { elements } = parse(page)
    const texts = (name: string, type = '') =>
      elements
        .filter((each) => each.name === name && each.language === language && (each.attributes.class ?? '') === type)
        .map(({ text }) => text)
    const [cause] = report.causes
    expect(texts('h1')).toEqual([labels[language].verdicts['not-ready']])
    expect(texts('h3')[0]).toBe(cause?.title)
    expect(texts('div', 'call')[0]).toContain(contactsOf({ contacts: plainFacts.contacts }, [], language)['site-it'])
    expect(texts('div', 'call')[0]).toContain('2222 2222')
    expect(texts('ol')[0]).toBe(cause?.steps.join(''))
    expect(texts('pre')[0]).toBe(cause?.confirm)
    expect(texts('p', 'fine')[0]).toContain('terminal-preflight causes dns/hosts-override')
    expect(texts('p')).toContain(cause?.why)
    const rows = elements.filter(({ name, language: own }) => name === 'tr' && own === language)
    expect(rows.length).toBe(report.findings.length + texts('table').length)
    for (const { text } of report.findings) expect(rows.some((row) => row.text.includes(text))).toBe(true)
    const foot = elements.find(({ name }) => name === 'footer')?.text
    expect(foot).toContain(labels[language].cautions)
    expect(foot).toContain(labels[language].notHkex)
  })

  test('what is not judged, not checked, a note and unexplained stands there, with HKEX’s hotline for what nothing explains', async () => {
    const base = await reportOf('dns-both-silent')
    const [first] = base.findings
    const report: Report = {
      ...base,
      notJudged: [{ item: 'resolvers.hkex', text: '' }],
      unexplained: first === undefined ? [] : [first.id],
      causes: base.causes.map((cause) => ({ ...cause, severity: 'note' as const })),
    }
    const { elements } = parse(reportHtml(report, plainFacts))
    const english = elements.filter(({ language }) => language === 'en')
    const headings = english.filter(({ name }) => name === 'h2').map(({ text }) => text)
    expect(headings).toEqual([
      htmlText.en.path,
      'Seen, and explained by no known cause',
      htmlText.en.notJudged,
      'Not checked',
      'Notes',
      htmlText.en.checks,
      htmlText.en.sources,
    ])
    expect(english.filter(({ name }) => name === 'code').map(({ text }) => text)).toContain('resolvers.hkex')
    expect(english.some(({ name, text }) => name === 'p' && text.includes('CCASS hotline 2979 7111'))).toBe(true)
    const folded = english.filter(({ name, text }) => name === 'summary' && text.includes('something before it failed'))
    expect(folded.map(({ text }) => text)).toContain('Browser, 3 items: something before it failed')
  })

  test('HKEX’s hotline is named for nothing else', async () => {
    expect(await pageOf('dns-hosts-override')).not.toContain('2979 7111')
    expect(await pageOf('tls-expired')).toContain('2979 7111')
  })

  test('built-in profiles name their circular and Section 4.7-4.9, and what is our inference', async () => {
    const base = await reportOf('healthy')
    const foot = (id: string) =>
      parse(reportHtml({ ...base, profiles: [{ id, verdict: 'ready' }] }, plainFacts)).elements.find(({ name }) => name === 'footer')?.text
    for (const text of ['更改登錄共同抵押品管理系統', 'preparing for 2FA on CCMS Terminals', 'Section 4.7-4.9'])
      expect(foot('ccms')).toContain(text)
    expect(foot('ccms')).not.toContain('our inference')
    expect(foot('ccass')).toContain('our inference')
    expect(foot('lab')).not.toContain('HKEX printed')
  })

  test.each(languages)('every scenario has one: %s', async (language) => {
    for (const name of (await scenarioNames()).filter((_name, index) => full || index % 6 === 0)) {
      const page = await pageOf(name, language)
      expect(strangers(page), name).toEqual([])
      const { elements } = parse(page)
      expect(elements[0]?.attributes, name).toEqual({ lang: language })
      const shown = elements.find(({ name: own }) => own === 'main')?.text ?? ''
      expect(shown.replace(/\{\s*"|\{\}/g, ''), name).not.toMatch(/undefined|NaN|\[object|\{\w+\}(?! )/)
      const checked = elements.filter(({ attributes }) => 'checked' in attributes).map(({ attributes }) => attributes.id)
      expect(checked).toEqual([language === 'en' ? 'show-in-en' : 'show-in-zh'])
    }
  })

  test('nothing is loaded from anywhere, nothing runs, and only its own style holds', async () => {
    const page = await pageOf('healthy')
    const { elements } = parse(page)
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')?.attributes.content
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`)
    expect(style).not.toMatch(/url\(|@import|https?:/)
    expect(elements.filter(({ name }) => name === 'script' || name === 'link' || name === 'img')).toEqual([])
  })

  test('pictures: in the page where the bytes are there, by name where they lie beside it, and else not at all', async () => {
    const { evidence } = await readScenario('healthy')
    const [file] = (evidence.browser?.visits ?? []).flatMap(({ screenshot }) => screenshot?.file ?? [])
    if (file === undefined) throw new Error('the scenario has no picture')
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')
    const embedded = await pageOf('healthy', 'en', { pictures: { kind: 'embedded', files: new Map([[file, png]]) } })
    const images = parse(embedded).elements.filter(({ name }) => name === 'img')
    expect(images.map(({ attributes }) => attributes.src)).toEqual([`data:image/png;base64,${png.toString('base64')}`])
    expect(images[0]?.attributes.alt).toContain('Microsoft Edge')
    expect(embedded).toContain('; img-src data:;')
    const links = (page: string) => parse(page).elements.flatMap(({ attributes: { href } }) => href ?? [])
    expect(links(await pageOf('healthy', 'en', { pictures: { kind: 'beside' } }))).toContain(file)
    expect(await pageOf('healthy')).not.toContain(`>${file}`)
    // What is no picture is not shown as one.
    const text = await pageOf('healthy', 'en', { pictures: { kind: 'embedded', files: new Map([[file, Buffer.from('<svg onload=…>')]]) } })
    expect(text).not.toContain('data:')
  })

  test('the page of a run on its own PC has its pictures in it, and names the site’s contacts', async () => {
    const { evidence } = await readScenario('healthy')
    const [file = ''] = (evidence.browser?.visits ?? []).flatMap(({ screenshot }) => screenshot?.file ?? [])
    const png = Buffer.from('89504e470d0a1a0a', 'hex')
    const outcome = { report: await reportOf('dns-both-silent'), evidence, attachments: new Map([[file, png]]) }
    const page = runHtml(outcome, { site: { ...emptySite, contacts: plainFacts.contacts }, profiles: builtinProfiles })
    expect(page).toContain(`src="data:image/png;base64,${png.toString('base64')}"`)
    expect(page).toContain('Your network or firewall team')
  })

  test('certificates as a tree, from the root down', async () => {
    const trees = parse(await pageOf('tls-intercepted')).elements.filter(
      ({ name, attributes, language }) => name === 'ul' && attributes.class === 'tree' && language === 'en',
    )
    // Two servers, and at each of their two addresses another certificate.
    expect(trees.length).toBe(4)
    const depth = (text: string) => [...text.matchAll(/SHA-256/g)].length
    expect(trees.every(({ text }) => depth(text) >= 2)).toBe(true)
    expect(trees.map(({ text }) => text).join(' ')).toMatch(/valid from \d+ \w+ \d{4} to \d+ \w+ \d{4}/)
    expect(
      parse(await pageOf('tls-unknown-issuer'))
        .elements.map(({ text }) => text)
        .join(' '),
    ).toContain('No list that was asked knows who issued this')
  })

  test('the same report gives the same bytes, whatever the order of its evidence’s fields', async () => {
    const { evidence } = await readScenario('tls-expired')
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .toReversed()
                .map(([name, inner]) => [name, turned(inner)]),
            )
          : value
    expect(await pageOf('tls-expired', 'en', { evidence: turned(evidence) as typeof evidence })).toBe(await pageOf('tls-expired'))
  })

  test('times as they are written in Hong Kong', () => {
    const ms = Date.UTC(2026, 10, 22, 0, 5, 9)
    expect(timeText(ms, 'en')).toBe('22 November 2026, 08:05:09')
    expect(timeText(ms, 'zh-HK')).toBe('2026年11月22日 08:05:09')
    expect(timeText(Date.UTC(2026, 11, 31, 16), 'zh-HK')).toBe('2027年1月1日 00:00:00')
    expect(dayText(ms, 'en')).toBe('22 November 2026')
    expect(dayText(Number.NaN, 'en')).toBe('–')
    expect([durationText(3, 'en'), durationText(840, 'en'), durationText(12_340, 'zh-HK')]).toEqual(['< 0.1 s', '0.8 s', '12 秒'])
  })
})

test('the words say the same in both languages, by the house’s rules', () => {
  const flat = (value: object, path: string): [string, string][] =>
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'string' ? [[`${path}${name}`, inner] as [string, string]] : flat(inner as object, `${path}${name}.`),
    )
  const [english, chinese] = [new Map(flat(htmlText.en, '')), new Map(flat(htmlText['zh-HK'], ''))]
  expect([...chinese.keys()]).toEqual([...english.keys()])
  for (const [place, words] of english) {
    expect(wordBreaches(words, 'en'), place).toEqual([])
    expect(placeholdersOf(chinese.get(place) ?? ''), place).toEqual(placeholdersOf(words))
  }
  for (const [place, words] of chinese) if (/\p{Script=Han}/u.test(words)) expect(wordBreaches(words, 'zh-HK'), place).toEqual([])
})

/** Puts the text into every string of a report that isn't a code of ours. */
function planted(report: Report, hostile: string): Report {
  const all = (value: unknown): unknown => {
    if (typeof value === 'string') return hostile
    if (Array.isArray(value)) return value.map(all)
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, all(inner)]))
      : value
  }
  const parts = all(report) as Report
  const { verdict, language, startedAt, schema } = report
  return {
    ...parts,
    schema,
    verdict,
    language,
    startedAt,
    profiles: report.profiles.map((profile) => ({ ...profile, id: hostile })),
    causes: parts.causes.map((cause, index) => ({ ...cause, ...keptOfCause(report.causes[index]) })),
    findings: parts.findings.map((finding, index) => ({ ...finding, ...kept(report.findings[index], hostile) })),
    checks: report.checks,
  }
}

/** Codes of closed lists, and numbers. */
function keptOfCause(cause: Report['causes'][number] | undefined) {
  return { severity: cause?.severity ?? 'note', owner: cause?.owner ?? 'hkex', code: cause?.code ?? 'site/not-configured' } as const
}

/** The question stands: what it was asked of does not. */
function kept(finding: Report['findings'][number] | undefined, hostile: string) {
  return {
    check: finding?.check ?? 'dns',
    status: finding?.status ?? 'ok',
    code: finding?.code ?? '',
    id: `${finding?.id.split(' ')[0]} ${hostile}`,
    ...(finding?.reason === undefined ? {} : { reason: finding.reason }),
  } as const
}

describe('a report is hostile', () => {
  test('nothing that it says is an element or an attribute', async () => {
    const reports = [await reportOf('dns-hosts-override'), await reportOf('dns-both-silent', 'zh-HK'), await reportOf('tls-expires-soon')]
    const classics = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      '</style><script>alert(1)</script>',
      '</title><svg/onload=alert(1)>',
      '</desc></svg><script>',
      '<!--',
      '-->',
      ']]>',
      '&lt;script&gt;',
      '&#60;b&#62;',
      '{title}<b>',
      '\u202e\u2066evil\u2069',
      'a\u0000b\u001b[2J',
      '\ud800',
      'javascript:alert(1)',
    ]
    const hostile = fc.oneof(
      fc.constantFrom(...classics),
      fc.string({ unit: fc.constantFrom(...'<>"\'&/=`!-;#x \u202e\u0000a') }),
      fc.string({ unit: 'binary' }),
    )
    const factsWith = (text: string) => {
      const contact = { name: text, phone: text, email: text }
      const title = { en: text, 'zh-HK': text }
      const dns = { version: 1, [text]: [text, { [text]: text }] }
      return {
        contacts: { 'site-it': contact, 'site-network': contact, 'line-vendor': contact },
        profiles: [{ id: text, title, hotline: { name: title, phone: text, email: text } }],
        evidence: { dns } as unknown as typeof plainFacts.evidence,
        pictures: plainFacts.pictures,
      }
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...reports),
        hostile.filter((text) => text.trim() !== ''),
        (report, text) => {
          const page = reportHtml(planted(report, text), factsWith(text))
          expect(strangers(page)).toEqual([])
          expect(page.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
        },
      ),
      { numRuns: full ? 1000 : 60 },
    )
  })

  test('what was planted is read as it was written', async () => {
    const text = `<b>"quoted" & 'so' on</b> &amp; {title}`
    const page = reportHtml(planted(await reportOf('dns-hosts-override'), text), { ...plainFacts, profiles: [] })
    const { elements } = parse(page)
    expect(elements.filter(({ name }) => name === 'h3')[0]?.text).toBe(`Line 2 of the hosts file pins ${text} to ${text}`)
    expect(elements.filter(({ name }) => name === 'dd')[0]?.text).toBe(text)
  })

  test('the reports that are planted into are real ones', async () => {
    expect(reportSchema.safeParse(planted(await reportOf('dns-hosts-override'), 'x')).success).toBe(true)
  })
})
