import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { causeCodes, causeEntries, causeEntry } from '../../agent/causes/entry.ts'
import { catalogueLines } from '../../agent/causes/lines.ts'
import { causeAnchor, causesMarkdown } from '../../agent/causes/markdown.ts'
import { severitiesOf } from '../../agent/causes/severity.ts'
import { causes as command } from '../../agent/commands/causes.ts'
import { main } from '../../agent/main.ts'
import type { Report } from '../../agent/report/schema.ts'
import { causes } from '../../checks/causes.ts'
import { realIo } from '../../checks/io/real.ts'
import { languages } from '../../checks/text.ts'
import { gapsOf } from '../../scripts/causes.ts'

const root = join(import.meta.dirname, '..', '..')

async function run(...args: readonly string[]) {
  let stdout = ''
  let stderr = ''
  const terminal = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns: 80,
    interrupted: new AbortController().signal,
  }
  const code = await main(['causes', ...args], realIo(), terminal, { programFolder: root, dataFolder: root })
  return { code, stdout, stderr }
}

test('docs/causes.md is what the checks say today (else: npm run causes)', async () => {
  expect(await readFile(join(root, 'docs/causes.md'), 'utf8')).toBe(causesMarkdown())
})

test('a catalogue that would have a gap is not written, and each gap names its file', () => {
  expect(gapsOf(causes)).toEqual([])
  expect(gapsOf([{ code: 'attic/full', confirm: 'dir {noSuchFolder}' }])).toEqual([
    'agent/causes/severity.ts: how grave is attic/full?',
    'agent/causes/sources.ts: where does HKEX write of attic, if anywhere?',
    'agent/causes/generic-words.en.ts: what stands for {noSuchFolder} of attic/full?',
    'agent/causes/generic-words.zh-HK.ts: what stands for {noSuchFolder} of attic/full?',
  ])
})

test('each code has one heading of its own, and links lead to it', () => {
  const headings = causesMarkdown()
    .match(/^## .*$/gm)
    ?.map((line) => line.slice('## '.length))
  expect(headings?.toSorted()).toEqual(causeCodes().toSorted())
  // GitHub makes an anchor of a heading's letters, digits and hyphens.
  const anchors = new Set(
    headings?.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
  expect(anchors.size).toBe(causes.length)
  for (const code of causeCodes()) expect(anchors).toContain(causeAnchor(code).split('#')[1])
  const linked = [...causesMarkdown().matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor)
  expect(linked.toSorted()).toEqual([...anchors].toSorted())
})

test('every cause has its gravity, gravest first, with a condition wherever there is more than one', () => {
  const order = ['blocker', 'warning', 'note']
  for (const code of causeCodes()) {
    const found = severitiesOf(code)
    expect(found.length, `agent/causes/severity.ts: how grave is ${code}?`).toBeGreaterThan(0)
    const ranks = found.map(({ severity }) => order.indexOf(severity))
    expect(ranks, `agent/causes/severity.ts: ${code} has its gravest first, each once`).toEqual([...new Set(ranks)].toSorted())
    const told = found.every(({ condition }) => (condition === null) === (found.length === 1))
    expect(told, `agent/causes/severity.ts: ${code} needs a condition wherever there is more than one`).toBe(true)
  }
  expect(severitiesOf('no/such')).toEqual([])
})

test('what runs recorded is as grave as the catalogue says', async () => {
  const folder = join(root, 'test/scenarios')
  const names = await readdir(folder)
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name, 'expected.json'), 'utf8').catch(() => null)))
  const seen = texts.flatMap((text) => (text === null ? [] : (JSON.parse(text) as Pick<Report, 'causes'>).causes))
  expect(new Set(seen.map(({ code }) => code)).size).toBeGreaterThan(30)
  const wrong = seen.filter(({ code, severity }) => !severitiesOf(code).some((each) => each.severity === severity))
  expect(
    wrong.map(({ code, severity }) => `${code} ${severity}`),
    'agent/causes/severity.ts does not say what the cause itself decided',
  ).toEqual([])
})

describe.each(languages)('in %s', (language) => {
  test('the catalogue fits into 80 columns and has every cause once', () => {
    const lines = catalogueLines(language, 80)
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([])
    const heads = lines.flatMap((line) => /^\d+ {2}(\S+)$/.exec(line)?.[1] ?? [])
    expect(heads.toSorted()).toEqual(causeCodes().toSorted())
  })

  test('entries come by number, and each is found by code and by number', () => {
    const entries = causeEntries(language)
    expect(entries.map(({ number }) => number)).toEqual(entries.map(({ number }) => number).toSorted((a, b) => a - b))
    for (const entry of entries) {
      expect(causeEntry(entry.code, language)).toEqual(entry)
      expect(causeEntry(String(entry.number), language)).toEqual(entry)
    }
  })

  test('its help fits into 80 columns', () => {
    expect(command.help[language].split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
  })
})

test('one cause in full, as lines and as JSON', async () => {
  const whole = await run('clock/skewed', '--lang', 'zh-HK')
  expect(whole).toMatchObject({ code: 0, stderr: '' })
  expect(whole.stdout).toContain('701  clock/skewed\n  本電腦的時鐘不準\n')
  const json = await run('701', '--json')
  const { schema, language, causes: found } = JSON.parse(json.stdout) as { schema: string; language: string; causes: unknown[] }
  expect([schema, language, found]).toEqual([
    'terminal-preflight/causes/1',
    expect.any(String),
    [expect.objectContaining({ code: 'clock/skewed' })],
  ])
})

test('all of them as JSON', async () => {
  const { stdout } = await run('--json', '--lang', 'en')
  expect((JSON.parse(stdout) as { causes: unknown[] }).causes).toEqual(causeEntries('en'))
})

test.each([
  ['resolver-silent', 'dns/resolver-silent'],
  ['dns/resolver-silnt', 'dns/resolver-silent'],
  ['skwed', 'clock/skewed'],
])('%s is not one, and the one that is meant is named', async (written, meant) => {
  const { code, stdout, stderr } = await run(written)
  expect([code, stdout]).toEqual([64, ''])
  expect(stderr).toBe(`terminal-preflight: no cause is called '${written}'; did you mean ${meant}?\n`)
})

test('what is like none is told where they are listed', async () => {
  const { code, stderr } = await run('nonsense')
  expect(code).toBe(64)
  expect(stderr).toContain('terminal-preflight causes lists them')
})
