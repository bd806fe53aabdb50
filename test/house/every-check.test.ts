/** What a check needs beyond its own folder, and nothing else would miss. Each test names the file to mend. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { areasWithSources } from '../../agent/causes/sources.ts'
import { placeOf, placeOfFinding } from '../../agent/report/html/places.ts'
import { causes } from '../../checks/causes.ts'
import { checkIds } from '../../checks/check.ts'
import { question } from '../../checks/questions.ts'
import { type CheckText, languages } from '../../checks/text.ts'
import { texts } from '../../checks/texts.ts'
import { repository } from './tree.ts'

const areas = [...new Set(causes.map(({ code }) => code.split('/', 1)[0] ?? ''))]
const questions = [...new Set(Object.values(question).map((ask) => (ask as (...of: string[]) => string)('a', 'b').split(' ', 1)[0] ?? ''))]

test.each(checkIds)('%s has a name of its own, in both languages', async (id) => {
  for (const language of languages) {
    const file = `checks/${id}/text.${language}.ts`
    const source = await readFile(join(repository, `checks/_template/text.${language}.ts`), 'utf8')
    const [, templates] = /name: '([^']+)'/.exec(source) ?? []
    expect(templates, 'checks/_template has a name').toBeDefined()
    const all: readonly CheckText[] = Object.values(texts[language])
    expect(texts[language][id].name, `${file}: the template's name was left`).not.toBe(templates)
    expect(all.filter(({ name }) => name === texts[language][id].name).length, `${file}: another check has this name`).toBe(1)
  }
})

test('every check has its row in README.md, "What it checks", in the order of checkIds', async () => {
  const [, table = ''] = /## What it checks\n\n([\s\S]+?)\n\n/.exec(await readFile(join(repository, 'README.md'), 'utf8')) ?? []
  const rows = table
    .split('\n')
    .slice(2)
    .map((row) => new Set(wordsOf(row.split('|')[1] ?? '')))
  const unlike = checkIds.filter((id, at) => !wordsOf(texts.en[id].name).some((word) => rows[at]?.has(word)))
  expect({ unlike, rows: rows.length }, 'README.md, "What it checks": one row a check').toEqual({ unlike: [], rows: checkIds.length })
})

test('every area of causes and every question has its place on the way', () => {
  const owners = ['terminal-user', 'site-network', 'hkex'] as const
  const byOwner = areas.filter((area) => new Set(owners.map((owner) => placeOf({ code: `${area}/any`, owner }))).size > 1)
  // A certificate may be the server's fault, an inspecting gateway's or the PC's.
  expect(byOwner, 'agent/report/html/places.ts, byArea: where on the way is it?').toEqual(['tls'])
  const nowhere = questions.filter((each) => placeOfFinding(each) === null)
  expect(nowhere, 'agent/report/html/places.ts, questions: at which place is it asked?').toEqual([])
})

test('of every area of causes it is said where HKEX writes of it, or that it does nowhere', () => {
  expect(areasWithSources.toSorted(), 'agent/causes/sources.ts').toEqual(areas.toSorted())
})

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
}
