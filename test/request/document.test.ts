import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../agent/request/document.ts'
import { problemLine } from '../../agent/request/problem-text.ts'
import { languages } from '../../checks/text.ts'
import { document, token } from './documents.ts'

const read = (json: string) => readDocument(Buffer.from(json))
const readWith = (changes: Readonly<Record<string, unknown>>) => read(JSON.stringify({ ...document, ...changes }))
const problemOf = (outcome: ReturnType<typeof readDocument>) => ('problem' in outcome ? outcome.problem : undefined)
const lineOf = (outcome: ReturnType<typeof readDocument>, language: 'en' | 'zh-HK' = 'en') => {
  const problem = problemOf(outcome)
  return problem === undefined ? undefined : problemLine('a.preflight-request', problem, language)
}

test('a request is read as it was written, with and without what may be left out', () => {
  expect(read(JSON.stringify(document, null, '\t'))).toEqual({ request: document })
  const { message: _message, ...short } = document
  expect(read(JSON.stringify({ ...short, token: null }))).toEqual({ request: { ...short, token: null } })
  expect(readWith({ id: 'abc_DEF-0123456789' })).toHaveProperty('request')
  expect(readWith({ token: null, upload: { kind: 'azure-sas', url: 'https://a.blob.example/b?sv=1&sig=x%3D' } })).toHaveProperty('request')
  expect(readWith({ upload: { kind: 'collector', url: 'http://127.0.0.1:8080/x' } })).toHaveProperty('request')
})

describe('what is refused, in one line that says what would be right', () => {
  test.each<[name: string, changes: Record<string, unknown>, line: string]>([
    ['an unknown field', { tokne: 'x' }, 'tokne is not a field here; did you mean token?'],
    ['an unknown field inside', { upload: { ...document.upload, ca: 'x' } }, 'upload.ca is not a field here; write one of kind, url'],
    ['a prototype', { ['__proto__']: 1, constructor: 1 }, '__proto__ is not a field here; write one of schema'],
    ['a missing field', { case: undefined }, 'case is missing; write a text'],
    ['null in place of a text', { redaction: null }, 'redaction is missing; write one of standard, strict'],
    ['a number', { case: 7 }, 'case is 7; write a text'],
    ['true', { message: true }, 'message is true; write a text in quotes: "true"'],
    ['a list in place of fields', { upload: [] }, 'upload is a list; write fields'],
    ['a text in place of a list', { profiles: 'ccass' }, 'profiles is a text; write a list'],
    ['no profile', { profiles: [] }, 'profiles is an empty list; write at least one'],
    ['a misspelt profile', { profiles: ['ccas'] }, "profiles[0] 'ccas' is not possible here; did you mean ccass?"],
    ['a profile that is a file', { profiles: ['dms', './x.yaml'] }, 'profiles[1] names a file; a request can only name ccass, dms, ccms'],
    ['a profile twice', { profiles: ['dms', 'dms'] }, 'profiles names a profile twice; keep one'],
    ['a short id', { id: 'abc' }, 'id is not an id; write a UUID, or 16 to 64 letters, digits, - and _'],
    ['an id that is a path', { id: '../../etc/passwd-passwd' }, 'id is not an id'],
    ['a long case', { case: 'x'.repeat(101) }, 'case has more than 100 characters'],
    ['an empty case', { case: ' ' }, 'case is empty'],
    ['a case that turns text around', { case: 'a\u202eb' }, 'case holds a line end, or a character that cannot be seen; leave it out'],
    ['a message over two lines', { message: 'a\nREADY' }, 'message holds a line end'],
    ['a long message', { message: 'x'.repeat(501) }, 'message has more than 500 characters'],
    [
      'http',
      { upload: { kind: 'collector', url: 'http://helpdesk.example/' } },
      'upload.url is not an https address; write https://host/path',
    ],
    [
      'a user in the address',
      { upload: { kind: 'collector', url: 'https://a:b@helpdesk.example/' } },
      'upload.url the address holds a user name',
    ],
    [
      'an unknown kind',
      { upload: { ...document.upload, kind: 's3' } },
      "upload.kind 's3' is not possible here; write one of collector, presigned, azure-sas",
    ],
    ['a short token', { token: 'x'.repeat(15) }, 'token is not a bearer token; write 16 to 512 letters'],
    ['a long token', { token: 'x'.repeat(513) }, 'token is not a bearer token'],
    ['a token with a line end', { token: `${token}\r\nX-Evil: 1` }, 'token is not a bearer token'],
    ['a token with = inside', { token: 'abcdefgh=abcdefghijkl' }, 'token is not a bearer token'],
    ['a token for another kind', { upload: { kind: 'presigned', url: 'https://s3.example/a?b' } }, 'token belongs to a collector alone'],
    ['a local time', { created: '2026-11-28T08:00:00+08:00' }, 'created is not a time in UTC; write it like 2026-11-28T08:00:00Z'],
    ['a day that there is not', { expires: '2026-02-30T08:00:00Z' }, 'expires is not a time in UTC'],
    ['a date alone', { expires: '2026-12-30' }, 'expires is not a time in UTC'],
    ['a number for a time', { expires: 1_800_000_000 }, 'expires is 1800000000; write a text'],
    ['unknown redaction', { redaction: 'none' }, "redaction 'none' is not possible here; write one of standard, strict"],
    ['another schema', { schema: 'terminal-preflight/report/1' }, "schema 'terminal-preflight/report/1' is not possible here"],
    ['a later version', { schema: 'terminal-preflight/request/2', more: 1 }, 'was made for a later version of this program'],
  ])('%s', (_name, changes, line) => {
    const outcome = readWith(changes)
    expect(lineOf(outcome)).toContain(`a.preflight-request: ${line}`)
    expect(lineOf(outcome, 'zh-HK')).toMatch(/^a\.preflight-request：.*\p{Script=Han}/u)
    for (const language of languages) expect(lineOf(outcome, language)).not.toMatch(/\n|\{|planted|SECRET/)
  })

  test.each<[name: string, json: string, code: string]>([
    ['nothing', '', 'not-json'],
    ['half of it', JSON.stringify(document).slice(0, -1), 'not-json'],
    ['a comment', `${JSON.stringify(document)}// x`, 'not-json'],
    ['single quotes, as YAML allows', "{'schema': 'terminal-preflight/request/1'}", 'not-json'],
    ['NaN', '{"schema": NaN}', 'not-json'],
    ['a list', '[]', 'not-json'],
    ['a text', '"x"', 'not-json'],
    ['null', 'null', 'not-json'],
    ['nested without end', '['.repeat(30_000) + ']'.repeat(30_000), 'nested'],
    ['nested fields', `${'{"a":'.repeat(9)}1${'}'.repeat(9)}`, 'nested'],
  ])('%s', (_name, json, code) => {
    expect(problemOf(read(json))?.code).toBe(code)
    expect(lineOf(read(json))).not.toContain('\n')
  })

  test.each([
    ['[{"toString":null}]', 'not-json'],
    ['{"schema":{"toString":1}}', 'mistake'],
    ['{"case":{"toString":1,"valueOf":2}}', 'mistake'],
  ])('what can’t become a text: %s', (json, code) => {
    expect(problemOf(read(json))?.code).toBe(code)
  })

  test('what is no UTF-8', () => {
    expect(problemOf(readDocument(Buffer.from([0x7b, 0xff, 0x7d])))).toEqual({ code: 'not-json', args: {} })
    expect(problemOf(readDocument(Buffer.from(JSON.stringify(document), 'utf16le')))).toEqual({ code: 'not-json', args: {} })
  })

  test.each([
    ['at the top', `"case":"other",`, 'case'],
    ['spelt with an escape', `"c\\u0061se":"other",`, 'case'],
    ['with blanks before the colon', `"case" \n : "other",`, 'case'],
    ['the token', `"token":null,`, 'token'],
  ])('a field twice: %s', (_name, more, field) => {
    const outcome = read(`{${more}${JSON.stringify(document).slice(1)}`)
    expect(problemOf(outcome)).toEqual({ code: 'twice', args: { field } })
  })

  test('a field twice further in; the same name in two places, or as a value, is none', () => {
    expect(problemOf(read(`{"upload":{"url":1,"kind":{},"url":2}}`))).toEqual({ code: 'twice', args: { field: 'upload.url' } })
    expect(problemOf(read(`{"a":[{"b":1},{"b":"b"}],"b":{"a":"\\"b\\":1"}}`))?.code).toBe('mistake')
  })
})

/** A good request in which one stretch was replaced, or one value by any other. */
const json = JSON.stringify(document)
const damaged = fc
  .record({ from: fc.nat(json.length), length: fc.nat(20), by: fc.string({ unit: 'binary', maxLength: 8 }) })
  .map(({ from, length, by }) => json.slice(0, from) + by + json.slice(from + length))
const otherwise = fc
  .record({ name: fc.constantFrom(...Object.keys(document)), value: fc.jsonValue() })
  .map(({ name, value }) => JSON.stringify({ ...document, [name]: value }))

test('whatever stands in it: a request or one line, never a throw and never a secret', () => {
  fc.assert(
    fc.property(fc.oneof(damaged, otherwise, fc.json(), fc.string({ unit: 'binary' })), (content) => {
      const outcome = read(content)
      if ('request' in outcome) return
      for (const language of languages) expect(problemLine('x', outcome.problem, language)).not.toMatch(/[\p{Cc}\p{Cf}]|planted-SECRET/u)
    }),
    { numRuns: process.env.TEST_FULL === '1' ? 20_000 : 2000 },
  )
})

test('a file as large as may be is read in no time, whatever it is made of', () => {
  const fill = (piece: (index: number) => string) => {
    let text = '{"a":0'
    for (let index = 0; text.length < 65_000; index += 1) text += `,${piece(index)}`
    return `${text}}`
  }
  const before = process.cpuUsage()
  expect(problemOf(read(fill((index) => `"${index}":0`)))?.code).toBe('mistake')
  expect(problemOf(read(fill((index) => `"b${index}":"${'\\u0041'.repeat(900)}"`)))?.code).toBe('mistake')
  const { user, system } = process.cpuUsage(before)
  // Microseconds. The library that the site file is read with takes one and a half seconds for the first of them.
  expect(user + system).toBeLessThan(500_000)
})
