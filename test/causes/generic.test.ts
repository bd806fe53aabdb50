import { describe, expect, test } from 'vitest'
import { genericCommand, genericText, genericTitle, genericWords } from '../../agent/causes/generic.ts'
import { causes } from '../../checks/causes.ts'
import { type CheckText, languages } from '../../checks/text.ts'
import { texts } from '../../checks/texts.ts'
import { placeholdersOf, stringsOf, wordBreaches } from '../house/text-rules.ts'

const areas = (language: (typeof languages)[number]): readonly CheckText[] => Object.values(texts[language])
/** Every text of every cause, variants that the catalogue does not show included. */
const templates = (language: (typeof languages)[number]) =>
  areas(language).flatMap((area) => [...stringsOf(area)].flatMap(([place, said]) => (place.startsWith('causes.') ? [said] : [])))
const names = [...new Set([...templates('en'), ...causes.map(({ confirm }) => confirm)].flatMap(placeholdersOf))]

/** Values without a word, as `language: name`. */
const unsaid = (wanted: readonly string[]) =>
  languages.flatMap((language) =>
    wanted.filter((name) => !Object.hasOwn(genericWords[language].values, name)).map((name) => `${language}: ${name}`),
  )

test('every value of every cause has a word that stands for it, in both languages', () => {
  expect(names.length).toBeGreaterThan(50)
  expect(unsaid(names), 'agent/causes/generic-words.*.ts (values): what stands for it where there is none?').toEqual([])
  expect(unsaid(['noSuchValue'])).toEqual(['en: noSuchValue', 'zh-HK: noSuchValue'])
})

describe.each(languages)('in %s', (language) => {
  const { values, ofCause, phrases } = genericWords[language]

  test('no word and no turn of phrase is there for nothing', () => {
    const all = templates(language).join('\n')
    expect(phrases.filter(([from]) => !all.includes(from)).map(([from]) => from)).toEqual([])
    expect(Object.keys(values).filter((name) => !names.includes(name) && name !== 'subject')).toEqual([])
    expect(Object.keys(ofCause).filter((code) => !causes.some((cause) => cause.code === code))).toEqual([])
  })

  test.each(causes.map(({ code }) => code))('%s is told without a place left open', (code) => {
    const { title = '', why = '', steps = [] } = genericText(code, language) ?? {}
    expect(title).toBe(genericTitle(code, language))
    expect(steps.length).toBeGreaterThan(0)
    const said = [title, why, ...steps.map(({ text }) => text)]
    expect(said.filter((text) => text.includes('{') || text.includes('}'))).toEqual([])
    // What stands in angle brackets has to be put in; it is part of a command, and commands are quoted.
    const sound = said.map((text) => text.replace(/“[^”]*”|「[^」]*」/gu, '').replaceAll(/\s{2,}/g, ' '))
    expect(sound.filter((text) => text.includes('<'))).toEqual([])
    expect(said.flatMap((text) => wordBreaches(text, language))).toEqual([])
    expect(said.flatMap((text) => /\b(?:the the|a the|the a|an the|the an)\b/i.exec(text) ?? [])).toEqual([])
    expect(language === 'en' ? /^[A-Z“]/.test(title) : /[\p{Script=Han}]/u.test(title)).toBe(true)
  })

  test('both languages have the same steps', () => {
    const shape = (code: string) => languages.map((each) => genericText(code, each)?.steps.map(({ onlySometimes }) => onlySometimes))
    for (const { code } of causes) expect([code, shape(code)[0]]).toEqual([code, shape(code)[1]])
  })
})

test('a code that is in no catalogue is shown as it is', () => {
  expect(genericTitle('dns/no-such', 'en')).toBe('dns/no-such')
  expect(genericTitle('constructor', 'zh-HK')).toBe('constructor')
  expect(genericText('toString', 'en')).toBeUndefined()
})

test.each([
  ['dns/resolver-silent', 'The DNS server does not reply', 'DNS 伺服器沒有回覆'],
  ['dns/hosts-override', 'A line of the hosts file pins the log-on server to an address', 'hosts 檔案有一行把登入伺服器固定為某個地址'],
  [
    'proxy/required',
    'Edge does not use the proxy, and needs it to reach the log-on server',
    'Edge 未有使用代理伺服器，因而未能連接登入伺服器',
  ],
  ['tls/expires-soon', 'The certificate of the log-on server ends within 30 days', '登入伺服器的證書將於 30 日內到期'],
])('%s', (code, en, zh) => {
  expect([genericTitle(code, 'en'), genericTitle(code, 'zh-HK')]).toEqual([en, zh])
})

test('a command shows what has to be put in', () => {
  expect(genericCommand('Test-NetConnection {address} -Port {port}', 'path/no-reply', 'en')).toBe(
    'Test-NetConnection <address> -Port <port>',
  )
  expect(genericCommand('Measure-Command { nslookup . {server} }', 'dns/slow', 'en')).toBe('Measure-Command { nslookup . <server> }')
})
