/** The page for the compliance folder: whole, apart, on one sheet, and nobody's words are markup in it. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordPage } from '../../agent/guide/page.ts'
import type { Procedure } from '../../agent/guide/procedure.ts'
import { builtInProcedures } from '../../agent/guide/procedures/built-in.ts'
import { type GuideRecord, recordSchema, type SessionRecord } from '../../agent/guide/record.ts'
import { type Language, languages } from '../../checks/text.ts'
import { because } from '../identity/commands.ts'
import { noPageBrowser, type PageBrowser, type PageView, pagesOf, startPageBrowser } from '../report/page-browser.ts'

const sha256 = 'ab'.repeat(32)
const facts = { file: 'guide-x.json', sha256 }

/** Everything that may stand in it, at its longest. */
function fullSession(procedure: Procedure, number: number): SessionRecord {
  const startedAt = number === 1 ? '2023-06-10T10:05:00.000Z' : '2023-06-10T14:05:00.000Z'
  const steps = procedure.sessions[number - 1]?.steps ?? []
  const names = ['www.ccass.com', 'sso.hkexposttrade.com.hk'].map((name, at) => ({
    name,
    addresses: [`192.0.2.${number * 10 + at}`, `198.51.100.${number * 10 + at}`],
    dataCentres: [number === 1 ? ('primary' as const) : ('secondary' as const)],
  }))
  return {
    number,
    startedAt,
    endedAt: startedAt.replace(':05:', ':25:'),
    finished: true,
    timing: 'within',
    person: 'Chan Tai Man 陳大文',
    terminal: { hostName: 'CCASS-TERMINAL-07', account: 'operator7', platform: 'win32', programVersion: '0.1.0' },
    runs: [
      {
        startedAt,
        verdict: 'attention',
        causes: [{ code: 'clock/zone', severity: 'warning', subject: 'PC', args: { zone: 'UTC+00:00' }, owner: 'site-it' }],
        notJudged: ['resolvers', 'addresses', 'issuers'],
        names,
        source: '192.0.2.200',
        bundle: { file: `20230610-180501-0123456${number}.preflight.zip`, sha256 },
        rules: { version: '0.1.0', sha256 },
      },
    ],
    seenByMachine: steps.flatMap((step) =>
      step.kind === 'machine'
        ? [
            {
              step: step.id,
              at: startedAt,
              outcome: 'seen' as const,
              run: 0,
              inferred: step.pages.slice(0, 1),
              findings: findingsOf(step.pages),
            },
          ]
        : [],
    ),
    reportedByPerson: steps.flatMap(({ id, kind }) =>
      kind === 'person'
        ? [{ step: id, at: startedAt, answer: 'yes' as const, remark: 'it took longer than a minute and then went through' }]
        : [],
    ),
    from: number === 1 ? { file: 'guide-session-1.json', sha256, signature: 'this-install' } : null,
  }
}

function findingsOf(pages: readonly string[]): SessionRecord['seenByMachine'][number]['findings'] {
  return pages.map((url) => ({
    id: `page.reach ${url}`,
    check: 'page',
    code: 'page/landing',
    status: 'ok',
    subject: 'host',
    args: { url },
  }))
}

function fullRecord(procedure: Procedure, language: Language): GuideRecord {
  const sessions = procedure.sessions.map((_, index) => fullSession(procedure, index + 1))
  return recordSchema.parse({ schema: 'terminal-preflight/guide-record/1', language, procedure, sessions })
}

const longest = builtInProcedures.find(({ id }) => id === 'ccass-2023-2fa')
if (longest === undefined) throw new Error('not there')

/** The rows between a band and the next. */
function rowsOf(page: string, kind: 'machine' | 'person'): string {
  return [...page.matchAll(/<tr class="(machine|person)[^"]*">.*?<\/tr>/gs)].flatMap(([row, of]) => (of === kind ? [row] : [])).join('\n')
}

describe.each(languages)('in %s', (language) => {
  const record = fullRecord(longest, language)
  const page = recordPage(record, facts)

  test('who, when, which terminal, both sessions, machine and person, footnotes, signature', () => {
    const wanted =
      language === 'en'
        ? [
            'Session 1',
            'Session 2',
            'Seen by machine',
            'Reported by a person',
            '10 June 2023 (Saturday) 18:05 to 18:25 Hong Kong time, within its hours',
          ]
        : ['第 1 時段', '第 2 時段', '由機器看到', '由人員報告', '香港時間 2023年6月10日（星期六）18:05 至 18:25，在時段之內']
    for (const each of [
      ...wanted,
      'Chan Tai Man 陳大文',
      'CCASS-TERMINAL-07',
      'operator7',
      '192.0.2.10',
      '192.0.2.20',
      sha256,
      'guide-x.json.p7s',
    ])
      expect(page).toContain(each)
    for (const { mark, text } of longest.sessions.flatMap(({ steps }) => steps.flatMap(({ footnote }) => footnote ?? [])))
      expect(page).toContain(`<sup>${mark}</sup> ${text[language].replaceAll('&', '&amp;')}`)
    expect(page).toContain(`<html lang="${language}">`)
  })

  test('nothing of a person stands among the machine’s rows, and nothing of a machine among the person’s', () => {
    expect(rowsOf(page, 'machine')).not.toContain('it took longer')
    expect(rowsOf(page, 'person').match(/it took longer/g)).toHaveLength(11)
    expect(rowsOf(page, 'person')).not.toMatch(/192\.0\.2|preflight\.zip/)
  })

  test('it loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\bon\w+=|(?:src|href)=/i)
    expect(page).toContain('default-src &#39;none&#39;; style-src &#39;sha256-')
  })
})

test('a session that is not there is said not to be recorded; one that was left is said to be unfinished', () => {
  const record = fullRecord(longest, 'en')
  const [first] = record.sessions
  if (first === undefined) throw new Error('not there')
  const half = { ...record, sessions: [{ ...first, finished: false, reportedByPerson: first.reportedByPerson.slice(0, 2) }] }
  const page = recordPage(half, facts)
  expect(page).toContain('UNFINISHED')
  expect(page.match(/not recorded/g)?.length).toBeGreaterThan(5)
  expect(page.match(/not reached/g)).toHaveLength(4)
  expect(recordPage(record, facts)).not.toMatch(/UNFINISHED|not recorded|not reached/)
})

test('what a person or a server wrote is text', () => {
  const record = fullRecord(longest, 'en')
  const hostile = '<script>alert(1)</script>"&\u202e'
  const sessions = record.sessions.map((session) => ({
    ...session,
    person: hostile,
    terminal: { ...session.terminal, hostName: hostile },
    reportedByPerson: session.reportedByPerson.map((each) => ({ ...each, remark: hostile })),
  }))
  const page = recordPage({ ...record, sessions }, { ...facts, file: hostile })
  expect(page).not.toMatch(/<script|\u202e/)
  expect(page).toContain('&lt;script&gt;')
})

const missingBrowser = noPageBrowser()

describe.skipIf(missingBrowser !== undefined)(`in a browser and on paper${because(missingBrowser)}`, () => {
  let browser: PageBrowser
  beforeAll(async () => {
    browser = await startPageBrowser()
  })
  afterAll(() => browser.close())
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

  const violationsIn = async (view: PageView) => {
    await view.evaluate(`${axe};0`)
    return view.evaluate<string[]>('axe.run(document).then(({violations})=>violations.map(({id,nodes})=>id+": "+nodes[0].html))')
  }

  test.each(languages)('one A4 in %s, which asks the network for nothing', async (language) => {
    const view = await browser.open(recordPage(fullRecord(longest, language), facts))
    const { data } = await view.send('Page.printToPDF', { preferCSSPageSize: true })
    const pdf = Buffer.from(String(data), 'base64')
    expect(pagesOf(pdf)).toBe(1)
    // 210 mm by 297 mm, in points.
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45][\d.]* 84[12][\d.]*\]/)
    expect(view.requests.filter((url) => !url.startsWith('file:'))).toEqual([])
    expect(view.complaints).toEqual([])
  })

  test.each(['light', 'dark'])('axe finds nothing: %s', async (value) => {
    for (const language of languages) {
      const view = await browser.open(recordPage(fullRecord(longest, language), facts))
      await view.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
      expect(await violationsIn(view)).toEqual([])
    }
  })

  test('axe would find something', async () => {
    const view = await browser.open(recordPage(fullRecord(longest, 'en'), facts).replace('<html lang="en">', '<html>'))
    expect((await violationsIn(view)).join()).toContain('html-has-lang')
  })
})
