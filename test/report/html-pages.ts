/** Pages of recorded scenarios, for tests of report.html. */

import { parseDocument } from 'htmlparser2'
import { builtinProfiles } from '../../agent/profile/builtin.ts'
import { type HtmlFacts, reportHtml } from '../../agent/report/html.ts'
import { buildReport } from '../../agent/report/report.ts'
import type { Report } from '../../agent/report/schema.ts'
import { judgeScenario, readScenario } from '../scenarios/scenario.ts'

export const plainFacts: HtmlFacts = {
  contacts: { 'site-it': { name: 'IT desk', phone: '2222 2222', email: null }, 'site-network': null, 'line-vendor': null },
  profiles: [{ id: 'lab', title: { en: 'The lab', 'zh-HK': '實驗室' }, hotline: builtinProfiles[0].hotline }],
  evidence: {},
  pictures: { kind: 'none' },
}

export async function reportOf(name: string, language: Report['language'] = 'en'): Promise<Report> {
  const { findings, judgement } = judgeScenario(await readScenario(name))
  const agent = { version: '0.1.0', platform: 'win32', architecture: 'x64', hostName: 'pc-7', account: 'user', session: null }
  const runs = [{ id: 'dns' as const, elapsedMs: 1234 }]
  const startedAtMs = Date.UTC(2026, 10, 22, 0, 5)
  return buildReport(judgement, findings, runs, { startedAtMs, elapsedMs: 2345, language, rules: { version: '1', sha256: 'x' }, agent })
}

/** With all that a bundle's page has. */
export async function pageOf(name: string, language: Report['language'] = 'en', facts: Partial<HtmlFacts> = {}): Promise<string> {
  const { evidence } = await readScenario(name)
  return reportHtml(await reportOf(name, language), { ...plainFacts, evidence, ...facts })
}

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  /** Of the language block that it stands in; empty outside. */
  readonly language: string
}

type Node = ReturnType<typeof parseDocument>['children'][number]

/** others: comments, directives and the like, beside the doctype */
export function parse(page: string): { readonly elements: readonly Element[]; readonly others: readonly string[] } {
  const elements: Element[] = []
  const others: string[] = []
  const textOf = (node: Node): string =>
    'data' in node && node.type === 'text'
      ? node.data
      : 'children' in node
        ? node.children.map((child) => textOf(child as Node)).join('')
        : ''
  const walk = (node: Node, language: string): void => {
    const own = 'attribs' in node && /^in-/.test(node.attribs.class ?? '') ? (node.attribs.lang ?? '') : language
    if ('attribs' in node) elements.push({ name: node.name, attributes: { ...node.attribs }, text: textOf(node), language: own })
    else if (node.type !== 'text') others.push('data' in node ? node.data : node.type)
    if ('children' in node) for (const child of node.children) walk(child as Node, own)
  }
  for (const node of parseDocument(page).children) walk(node, '')
  return { elements, others }
}

const ourElements =
  'html head meta title style body header footer main div section article details summary figure figcaption fieldset legend label input h1 h2 h3 h4 p br dl dt dd ol ul li strong em small span a code pre img table thead tbody tr th td svg g path rect text desc'
const known = new Set(ourElements.split(' '))
const ourAttributes = new Set(
  'lang charset http-equiv content name class scope id type checked autocomplete tabindex href src alt role aria-labelledby aria-hidden xmlns viewbox shape-rendering d fill x y width height rx transform'.split(
    ' ',
  ),
)
/** Attributes that may hold more than our own letters, digits and signs. */
const open = new Set(['content', 'alt'])

/** All that is no element and no attribute of ours. */
export function strangers(page: string): string[] {
  const { elements, others } = parse(page)
  return [
    ...others.filter((other) => other !== '!doctype html').map((other) => `node ${other}`),
    ...elements.flatMap(({ name, attributes }) => [
      ...(known.has(name) ? [] : [`<${name}>`]),
      ...Object.entries(attributes).flatMap(([attribute, value]) =>
        ourAttributes.has(attribute.toLowerCase()) && (open.has(attribute) || /^[\w\s#:;=,./+()-]*$/.test(value))
          ? []
          : [`${name} ${attribute}="${value}"`],
      ),
    ]),
  ]
}
