/** What a Chinese keyboard writes in place of a file's own signs: the mistake is told with its cause. */

import { expect, test } from 'vitest'
import { inLanguage } from '../../agent/cli/told.ts'
import { folderWith, loaded, refused } from './folder.ts'

test.each<[name: string, yaml: string, line: number, english: string, chinese: string]>([
  [
    'a whole file',
    'profiles：［ccms］',
    1,
    'full-width “：［］” counts as text: write “:[]”',
    '全形「：［］」只當作文字，請改用半形「:[]」',
  ],
  ['a field among others', 'proxy: system\nsmartcard： off\nbrowser: on\n', 2, '“：” counts as text: write “:”', '「：」'],
  ['a field with others below it', 'contacts：\n  site-it: { name: x }\n', 1, '“：” counts as text', '「：」'],
  ['a comma', 'contacts:\n  site-it: { name: 資訊科技部，phone: 1 }\n', 2, '“，” counts as text: write “,”', '半形「,」'],
  ['brackets', 'resolvers: ｛ custom: [10.0.0.1] }', 1, '“｛” counts as text: write “{”', '半形「{」'],
  ['a list', 'resolvers:\n  custom:\n  － 10.0.0.1\n', 3, '“－” counts as text: write “-”', '半形「-」'],
  ['digits', 'resolvers: { custom: [１０.０.０.１] }', 1, "'１０.０.０.１' is not an IP address", '「１０」只當作文字，請改用半形「10」'],
  ['a comma between addresses', 'resolvers:\n  custom: [10.0.0.1，10.0.0.2]', 2, '“，” counts as text: write “,”', '半形「,」'],
  ['a range', 'addresses: { primary: [10.1.0.0／16] }', 1, '“／” counts as text: write “/”', '半形「/」'],
  ['an issuer', "certificate: { issuers: ['CN＝Example'] }", 1, '“＝” counts as text: write “=”', '半形「=」'],
  ['names of profiles', 'profiles: [ccms、dms]', 1, '“、” counts as text: write “,”', '半形「,」'],
  ['a word', 'smartcard: “off”', 1, 'curly “” counts as text: write "', '彎引號 “” 只當作文字，請改用 "'],
  ['a blank behind a value', 'browser: off\u3000', 1, 'a full-width blank counts as text', '全形空格只當作文字'],
  ['a blank before a field', 'resolvers:\n\u3000custom: [10.0.0.1]\n', 2, 'a full-width blank counts as text', '全形空格只當作文字'],
  ['quotes around what people see', 'contacts: { site-it: { phone: “2222 2222” } }', 1, 'begins with a curly quote', '以彎引號開首'],
  ['quotes around a file', 'certificate: { roots: [‘root.pem’] }', 1, 'begins with a curly quote', '以彎引號開首'],
])('%s', async (_name, yaml, line, english, chinese) => {
  const folder = folderWith({ 'site.yaml': yaml })
  const error = await refused(folder)
  expect(error).toMatchObject({ exitCode: 78, line: expect.stringContaining(`${folder}/site.yaml:${line}: `) })
  expect(error.line).toContain(english)
  expect(inLanguage(error.line, 'zh-HK')).toContain(chinese)
})

test.each([
  ['text in quotes', 'contacts: { site-it: { name: "甲：乙，丙" ] }'],
  ['a comment', 'profiles: [ccms # 服務：CCMS\n'],
  ['another line', 'contacts: { site-it: { name: 甲：乙 } }\nprofiles: [ccms\n'],
  ['none', 'smartcard: maybe'],
])('%s is no cause', async (_name, yaml) => {
  expect((await refused(folderWith({ 'site.yaml': yaml }))).line).not.toMatch(/full-width|curly/)
})

test('in a sentence for people they are right', async () => {
  const name = '資訊科技部（內線：１２３４），“甲”組'
  const { site } = await loaded(folderWith({ 'site.yaml': `contacts: { site-it: { name: '${name}' } }` }))
  expect(site.contacts['site-it']?.name).toBe(name)
})

test('a flag’s value is told of too', async () => {
  const { parseFlags } = await import('../../agent/cli/flags.ts')
  expect(await parseFlags(['--resolver', 'custom=１０.0.0.1'], { version: '1', language: 'en' })).toMatchObject({
    exitCode: 64,
    line: expect.stringContaining('full-width “１０” counts as text: write “10”'),
  })
})
