import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { isUserError } from '../../agent/cli/errors.ts'
import { loadProcedure, procedureYaml } from '../../agent/guide/procedure-file.ts'
import { procedureSchema } from '../../agent/guide/procedure-schema.ts'
import { builtInProcedures } from '../../agent/guide/procedures/built-in.ts'
import { realFiles } from '../../checks/io/files.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-procedure-'))
})
afterAll(() => rm(folder, { recursive: true }))

const load = async (yaml: string) => {
  const path = join(folder, 'drill.yaml')
  await writeFile(path, yaml)
  return loadProcedure(path, { files: realFiles(), env: {}, platform: process.platform })
}

test.each(builtInProcedures.map((procedure) => [procedure.id, procedure] as const))(
  '%s printed is a file that reads back the same',
  async (_id, procedure) => {
    expect(await load(procedureYaml(procedure))).toEqual(procedure)
  },
)

test('next year’s drill is a file: dates, hours and steps of its own', async () => {
  const template = builtInProcedures.find(({ id }) => id === 'ccass-next-2fa')
  if (template === undefined) throw new Error('not there')
  const yaml = procedureYaml(template)
    .replace('id: ccass-next-2fa', 'id: ccass-2027-2fa')
    .replace('date: null\n    hours: null', "date: 2027-06-12\n    hours: { from: '18:00', to: '20:00' }")
  expect(await load(yaml)).toMatchObject({
    id: 'ccass-2027-2fa',
    sessions: [{ date: '2027-06-12', hours: { from: '18:00', to: '20:00' } }, { date: null }],
  })
})

const smallest = `id: own
title: { en: Our own drill }
audience: users
logOn: none
sessions:
  - steps:
      - { id: look, kind: machine, text: { en: Look }, pages: ['https://www.ccass.com'] }
      - { id: see, kind: person, text: { en: See } }
`

test('the smallest one', async () => {
  expect(await load(smallest)).toMatchObject({
    title: { en: 'Our own drill', 'zh-HK': 'Our own drill' },
    circular: null,
    profiles: [],
    sessions: [
      {
        date: null,
        hours: null,
        dataCentre: null,
        steps: [
          { id: 'look', smartcard: false },
          { id: 'see', success: null },
        ],
      },
    ],
  })
})

describe('one clear line for a mistake', () => {
  test.each<[name: string, from: string, to: string, line: number, says: string]>([
    [
      'a kind that there is not',
      'kind: person',
      'kind: persons',
      8,
      "sessions[0].steps[1].kind: 'persons' is not possible here; did you mean person?",
    ],
    ['an id twice', 'id: see', 'id: look', 8, "sessions[0].steps[1].id: 'look' is the id of an earlier step of this session too"],
    ['a step that looks at nothing', ", pages: ['https://www.ccass.com']", '', 7, 'looks at nothing'],
    ['a page without https', 'https://www.ccass.com', 'http://www.ccass.com', 7, 'is not an https address'],
    ['no steps', '  - steps:', '  - steps: []\n  - steps:', 6, 'is an empty list'],
    ['a date that there is not', '  - steps:', '  - date: 2027-02-30\n    steps:', 6, 'is not a date'],
    ['an hour that there is not', '  - steps:', "  - hours: { from: '18:00', to: '24:00' }\n    steps:", 6, 'is not a time'],
    ['hours backwards', '  - steps:', "  - hours: { from: '20:00', to: '18:00' }\n    steps:", 6, 'ends before it begins'],
    ['an audience that there is not', 'audience: users', 'audience: user', 3, 'did you mean users?'],
    ['a field that there is not', 'logOn: none', 'logOn: none\nsigned: yes', 5, 'signed: is not a field here'],
    ['a line end in a text', 'en: Our own drill', 'en: "Our\\nown"', 2, 'holds a line end'],
  ])('%s', async (_name, from, to, line, says) => {
    const error = await load(smallest.replace(from, to))
    expect(error).toMatchObject({ exitCode: 78 })
    if (!isUserError(error)) throw new Error('was taken')
    expect(error.line).toContain(`drill.yaml:${line}: `)
    expect(error.line).toContain(says)
    expect(error.line).not.toContain('\n')
  })

  test('a file that is not there, and one that is too large', async () => {
    const doors = { files: realFiles(), env: {}, platform: process.platform }
    expect(await loadProcedure(join(folder, 'none.yaml'), doors)).toMatchObject({
      exitCode: 66,
      line: expect.stringContaining('is not there'),
    })
    expect(await load(`# ${'x'.repeat(300_000)}`)).toMatchObject({ exitCode: 78, line: expect.stringContaining('larger than') })
  })
})

describe('the published schema', () => {
  const validate = new Ajv2020().compile(z.toJSONSchema(procedureSchema, { io: 'input' }))

  test('an editor accepts the built-in ones and the smallest', () => {
    for (const procedure of builtInProcedures)
      expect([procedure.id, validate(procedure), validate.errors]).toEqual([procedure.id, true, null])
    expect(validate(parse(smallest))).toBe(true)
  })

  test('an editor marks a step without a kind', () => {
    expect(validate(parse(smallest.replace('kind: person, ', '')))).toBe(false)
  })
})
