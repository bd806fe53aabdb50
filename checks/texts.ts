/** Every check's words in every language, one line each. */

import { browserTextEn } from './browser/text.en.ts'
import { browserTextZhHk } from './browser/text.zh-HK.ts'
import type { CheckId } from './check.ts'
import { clockTextEn } from './clock/text.en.ts'
import { clockTextZhHk } from './clock/text.zh-HK.ts'
import { commonTextEn } from './common/text.en.ts'
import { commonTextZhHk } from './common/text.zh-HK.ts'
import { dnsTextEn } from './dns/text.en.ts'
import { dnsTextZhHk } from './dns/text.zh-HK.ts'
import { hostTextEn } from './host/text.en.ts'
import { hostTextZhHk } from './host/text.zh-HK.ts'
import { pageTextEn } from './page/text.en.ts'
import { pageTextZhHk } from './page/text.zh-HK.ts'
import { pathTextEn } from './path/text.en.ts'
import { pathTextZhHk } from './path/text.zh-HK.ts'
import { proxyTextEn } from './proxy/text.en.ts'
import { proxyTextZhHk } from './proxy/text.zh-HK.ts'
import { smartcardTextEn } from './smartcard/text.en.ts'
import { smartcardTextZhHk } from './smartcard/text.zh-HK.ts'
import type { CheckText, Language } from './text.ts'
import { tlsTextEn } from './tls/text.en.ts'
import { tlsTextZhHk } from './tls/text.zh-HK.ts'

export const texts = {
  en: {
    common: commonTextEn,
    host: hostTextEn,
    dns: dnsTextEn,
    path: pathTextEn,
    proxy: proxyTextEn,
    tls: tlsTextEn,
    clock: clockTextEn,
    page: pageTextEn,
    browser: browserTextEn,
    smartcard: smartcardTextEn,
  },
  'zh-HK': {
    common: commonTextZhHk,
    host: hostTextZhHk,
    dns: dnsTextZhHk,
    path: pathTextZhHk,
    proxy: proxyTextZhHk,
    tls: tlsTextZhHk,
    clock: clockTextZhHk,
    page: pageTextZhHk,
    browser: browserTextZhHk,
    smartcard: smartcardTextZhHk,
  },
} satisfies Record<Language, Record<CheckId | 'common', CheckText>>
