import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { reportHtml } from '../../agent/report/html.ts'
import { buildReport } from '../../agent/report/report.ts'
import { type Report, reportSchema } from '../../agent/report/schema.ts'
import { languages } from '../../checks/text.ts'
import { judgeScenario, readScenario, scenarioNames } from '../scenarios/scenario.ts'

const contacts = {
  'terminal-user': 'You',
  'site-it': 'Your IT support (IT desk, 2222 2222)',
  'site-network': 'Network',
  'line-vendor': 'Vendor',
  hkex: 'HKEX (2979 7111)',
}
const facts = { contacts, profileTitles: { lab: 'The lab' }, version: '1.2.3', hongKongTime: '2026-11-22 08:05:00' }

async function reportOf(name: string, language: Report['language'] = 'en'): Promise<Report> {
  const { findings, judgement } = judgeScenario(await readScenario(name))
  const agent = { version: '1', platform: 'win32', architecture: 'x64', hostName: 'pc-7', account: 'user', session: null }
  return buildReport(judgement, findings, [], { startedAtMs: 0, elapsedMs: 1, language, rules: { version: '1', sha256: 'x' }, agent })
}

interface Parsed {
  readonly elements: readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly text: string }[]
  /** Comments, directives and the like, beside the doctype. */
  readonly others: readonly string[]
}

type Node = ReturnType<typeof parseDocument>['children'][number]

function parse(page: string): Parsed {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = []
  const others: string[] = []
  const textOf = (node: Node): string =>
    'data' in node && node.type === 'text'
      ? node.data
      : 'children' in node
        ? node.children.map((child) => textOf(child as Node)).join('')
        : ''
  const walk = (node: Node): void => {
    if ('attribs' in node) elements.push({ name: node.name, attributes: { ...node.attribs }, text: textOf(node) })
    else if (node.type !== 'text') others.push('data' in node ? node.data : node.type)
    if ('children' in node) for (const child of node.children) walk(child as Node)
  }
  for (const node of parseDocument(page).children) walk(node)
  return { elements, others }
}

const ourElements =
  'html head meta title style body header h1 p dl dt dd main section h2 article h3 strong ol ul li code small table caption thead tbody tr th td footer'
const known = new Set(ourElements.split(' '))
const ourAttributes = new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'scope'])
const ourClasses = /^(?:ready|attention|not-ready|undetermined|blocker|warning|note|ok|problem|not-checked|not-applicable|error)$/

function strangers(page: string): string[] {
  const { elements, others } = parse(page)
  return [
    ...others.filter((other) => other !== '!doctype html').map((other) => `node ${other}`),
    ...elements.flatMap(({ name, attributes }) => [
      ...(known.has(name) ? [] : [`<${name}>`]),
      ...Object.entries(attributes).flatMap(([attribute, value]) =>
        ourAttributes.has(attribute) && (attribute !== 'class' || ourClasses.test(value)) ? [] : [`${name} ${attribute}="${value}"`],
      ),
    ]),
  ]
}

describe('a report as a page', () => {
  test('the verdict, the cause with who mends it and what to do, then all that was seen', async () => {
    const report = await reportOf('dns-hosts-override')
    const { elements } = parse(reportHtml(report, facts))
    const texts = (name: string) => elements.filter((element) => element.name === name).map(({ text }) => text)
    const [cause] = report.causes
    expect(texts('h1')).toEqual(['NOT READY'])
    expect(texts('h3')).toEqual([cause?.title])
    expect(texts('strong')[0]).toBe('Who can mend it: Your IT support (IT desk, 2222 2222)')
    expect(texts('ol')[0]).toBe(cause?.steps.join(''))
    expect(texts('code')[0]).toBe(cause?.confirm)
    expect(
      texts('tbody')
        .join('')
        .split(report.findings[0]?.text ?? '?'),
    ).toHaveLength(2)
    expect(elements.filter(({ name }) => name === 'tr').length).toBe(report.findings.length + texts('table').length)
    expect(texts('footer')[0]).toContain('This is not HKEX’s software.')
    expect(texts('dd')).toContain('The lab: NOT READY')
    expect(texts('dd')).toContain('pc-7')
  })

  test('what is not judged, not checked, a note and unexplained stands there', async () => {
    const base = await reportOf('dns-both-silent')
    const [first] = base.findings
    const report: Report = {
      ...base,
      notJudged: [{ item: 'resolvers.hkex', text: '' }],
      unexplained: first === undefined ? [] : [first.id],
      causes: base.causes.map((cause) => ({ ...cause, severity: 'note' as const })),
    }
    const page = reportHtml(report, { ...facts, circulars: ['A circular'], notices: ['A notice'] })
    const { elements } = parse(page)
    const headings = elements.filter(({ name }) => name === 'h2').map(({ text }) => text)
    expect(headings).toEqual(['Notes', 'Seen, and explained by no known cause', 'Not checked', 'All that was seen'])
    for (const text of ['resolvers.hkex', 'What HKEX printed: A circular', 'A notice']) expect(page).toContain(text)
  })

  test.each(languages)('every scenario has one, in its language: %s', async (language) => {
    for (const name of (await scenarioNames()).filter((_name, index) => process.env.TEST_FULL === '1' || index % 6 === 0)) {
      const page = reportHtml(await reportOf(name, language), facts)
      expect(strangers(page), name).toEqual([])
      expect(parse(page).elements[0]?.attributes, name).toEqual({ lang: language })
      expect(page, name).not.toMatch(/undefined|NaN|\[object|\{\w+\}(?! )/)
    }
  })

  test('nothing is loaded from anywhere, and only its own style holds', async () => {
    const page = reportHtml(await reportOf('healthy'), facts)
    const { elements } = parse(page)
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')?.attributes.content
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`)
    expect(style).not.toMatch(/url\(|@import|https?:/)
    expect(page).toContain('prefers-color-scheme: dark')
    expect(page).toContain('@media print')
  })

  test('the same report gives the same bytes', async () => {
    const [one, other] = [await reportOf('tls-expired'), await reportOf('tls-expired')]
    expect(reportHtml(one, facts)).toBe(reportHtml(other, facts))
  })
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
    unexplained: report.unexplained,
    profiles: report.profiles.map((profile) => ({ ...profile, id: hostile })),
    causes: parts.causes.map((cause, index) => ({
      ...cause,
      severity: report.causes[index]?.severity ?? 'note',
      owner: report.causes[index]?.owner ?? 'hkex',
    })),
    findings: parts.findings.map((finding, index) => ({ ...finding, ...kept(report.findings[index]), id: hostile })),
    checks: report.checks,
  }
}

/** Codes of closed lists. */
function kept(finding: Report['findings'][number] | undefined) {
  return {
    check: finding?.check ?? 'dns',
    status: finding?.status ?? 'ok',
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
    const plain = { ...facts, contacts, circulars: ['x'], notices: ['x'] }
    const usual = new Map(reports.map((report) => [report, parse(reportHtml(planted(report, 'x'), plain)).elements.length]))
    fc.assert(
      fc.property(
        fc.constantFrom(...reports),
        hostile.filter((text) => text !== ''),
        (report, text) => {
          const evil = planted(report, text)
          const page = reportHtml(evil, {
            contacts: { 'terminal-user': text, 'site-it': text, 'site-network': text, 'line-vendor': text, hkex: text },
            profileTitles: { [text]: text },
            version: text,
            hongKongTime: text,
            circulars: [text],
            notices: [text],
          })
          expect(strangers(page)).toEqual([])
          expect(page.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
          expect(parse(page).elements.length).toBe(usual.get(report))
        },
      ),
      { numRuns: process.env.TEST_FULL === '1' ? 1000 : 60 },
    )
  })

  test('what was planted is read as it was written', async () => {
    const text = `<b>"quoted" & 'so' on</b> &amp; {title}`
    const page = reportHtml(planted(await reportOf('dns-hosts-override'), text), facts)
    expect(
      parse(page)
        .elements.filter(({ name }) => name === 'h3')
        .map((element) => element.text),
    ).toEqual([text])
  })

  test('the reports that are planted into are real ones', async () => {
    expect(reportSchema.safeParse(planted(await reportOf('dns-hosts-override'), 'x')).success).toBe(true)
  })
})
