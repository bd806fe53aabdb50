import { describe, expect, test } from 'vitest'
import { systemLanguage } from '../../agent/cli/language.ts'

describe('the language of the person at this PC', () => {
  test.each([
    ['Hong Kong', { LANG: 'zh_HK.UTF-8' }, 'zh-HK'],
    ['Taiwan', { LANG: 'zh_TW.Big5' }, 'zh-HK'],
    ['Traditional Chinese', { LANG: 'zh-Hant' }, 'zh-HK'],
    ['simplified Chinese: Traditional is what there is', { LANG: 'zh_CN.UTF-8' }, 'zh-HK'],
    ['Chinese alone', { LANG: 'zh' }, 'zh-HK'],
    ['English', { LANG: 'en_GB.UTF-8' }, 'en'],
    ['the C locale', { LANG: 'C.UTF-8' }, 'en'],
    ['another language', { LANG: 'de_DE.UTF-8' }, 'en'],
    ['Zhuang, which is not Chinese', { LANG: 'zha_CN' }, 'en'],
    ['messages before the rest', { LC_MESSAGES: 'zh_HK', LANG: 'en_US' }, 'zh-HK'],
    ['LC_ALL before everything', { LC_ALL: 'en_HK', LC_MESSAGES: 'zh_HK', LANG: 'zh_HK' }, 'en'],
    ['an empty variable counts as none', { LC_ALL: '', LANG: 'zh_HK' }, 'zh-HK'],
  ] as const)('%s', (_name, env, language) => {
    expect(systemLanguage(env, () => 'fr-FR')).toBe(language)
  })

  test.each([
    ['zh-HK', 'zh-HK'],
    ['zh-Hant-HK', 'zh-HK'],
    ['en-HK', 'en'],
    ['en-US', 'en'],
  ] as const)('no variable, as on Windows: the runtime says %s', (locale, language) => {
    expect(systemLanguage({}, () => locale)).toBe(language)
  })
})
