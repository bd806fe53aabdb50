/**
 * The steps that annex 1 of the CCASS circular of 2023 ("ccass-2fa-launch") repeats in its eight procedures. "Function not available" is
 * CCASS' alone: for delegated administrators the log-on to DMS completes the test.
 */

import type { Bilingual } from '../../profile/types.ts'
import type { Footnote, PersonStep } from '../procedure.ts'
import { person, urls } from './circulars.ts'

export type Service = 'ccass' | 'dms'
export type DrillLogOn = 'smartcard' | '2fa'

/** As printed; the last one is in the singular in print. */
const choices: Readonly<Record<Service, Readonly<Record<DrillLogOn, readonly string[]>>>> = {
  ccass: {
    smartcard: ['<Login with Smartcard - Online Functions and Overnight Report Download>'],
    '2fa': ['<Login with OTP - Online Functions>', '<Login with OTP - Overnight Report Download>'],
  },
  dms: {
    smartcard: ['<Login with Smartcard – Security Management Functions>'],
    '2fa': ['<Login with OTP – Security Management Function>'],
  },
}

export function openStep(service: Service): PersonStep {
  const [name, url] = [service.toUpperCase(), urls[service]]
  return person(
    'open',
    { en: `Access ${name} via ${url}`, 'zh-HK': `經 ${url} 連接 ${name}` },
    { success: { en: 'The landing page is shown.', 'zh-HK': '顯示入口頁。' } },
  )
}

export function chooseStep(service: Service, logOn: DrillLogOn): PersonStep {
  const printed = choices[service][logOn]
  return person(
    'choose',
    { en: `In the landing page, click ${printed.join(' or ')}`, 'zh-HK': `在入口頁按 ${printed.join(' 或 ')}` },
    {
      success:
        logOn === 'smartcard'
          ? { en: 'The log-in page with smartcard authentication is shown.', 'zh-HK': '轉到以聰明卡驗證的登入頁。' }
          : { en: 'The log-in page with 2FA is shown.', 'zh-HK': '轉到雙重身份驗證的登入頁。' },
    },
  )
}

/** In the first session only. */
export function setUpStep(footnote: Footnote | null): PersonStep {
  return person(
    'set-up',
    {
      en: 'Set up the password and the OTP channel, on HKEX’s page.',
      'zh-HK': '在香港交易所的頁面設定密碼及一次性密碼 (OTP) 的接收途徑。',
    },
    { footnote },
  )
}

/** @param by what the log-on is made with, behind "using" */
export function logOnStep(service: Service, by: Bilingual, footnote: Footnote | null = null): PersonStep {
  const name = service.toUpperCase()
  const success =
    service === 'dms'
      ? { en: 'You are logged on to DMS: with that the connectivity test is completed.', 'zh-HK': '已登入 DMS：連接測試即告完成。' }
      : null
  return person('log-on', { en: `Log on to ${name} using ${by.en}.`, 'zh-HK': `以${by['zh-HK']}登入 ${name}。` }, { success, footnote })
}

/** What follows a log-on: CCASS says so by what looks like an error. */
export function endSteps(service: Service): PersonStep[] {
  const name = service.toUpperCase()
  const logOut = person('log-out', { en: `Log out from ${name}.`, 'zh-HK': `登出 ${name}。` })
  const seen = person(
    'function-not-available',
    {
      en: 'Look for “Function not available” once you are logged on. It looks like an error and is none.',
      'zh-HK': '登入後，留意有否顯示「Function not available」。它看似錯誤，其實不是。',
    },
    {
      success: {
        en: '“Function not available” is displayed: with that the connectivity test is completed.',
        'zh-HK': '顯示「Function not available」：連接測試即告完成。',
      },
    },
  )
  return service === 'ccass' ? [seen, logOut] : [logOut]
}
