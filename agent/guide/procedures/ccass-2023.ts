/**
 * Annex 1 of the CCASS circular of 2023 ("ccass-2fa-launch"): the connectivity test of 10 June 2023, eight procedures in four files of two
 * sessions. The annex heads itself "10 June 2022"; its body and its footnotes say 2023. The dates are past: it is the example.
 */

import type { Bilingual } from '../../profile/types.ts'
import type { Footnote, GuideSession, Procedure, Step } from '../procedure.ts'
import { circularOf, machineSteps } from './circulars.ts'
import { chooseStep, type DrillLogOn, endSteps, logOnStep, openStep, type Service, setUpStep } from './drill-steps.ts'

const carriedForward: Bilingual = {
  en: 'Initiation of 2FA (setup of password & OTP channel) performed in Session 1 at the Primary Data Centre will be carried forward to Session 2 at the Secondary Data Centre and the next business day, 12 June 2023 (Monday).',
  'zh-HK':
    '在主數據中心於第 1 時段啟動的 2FA（設定密碼及一次性密碼 (OTP) 接收途徑），會帶到備用數據中心的第 2 時段，以及下一個營業日 2023 年 6 月 12 日（星期一）。',
}

function notCarriedForward(en: string, zhHk: string): Bilingual {
  return {
    en: `Any ${en} account changes such as password change performed in Session 2 at the Secondary Data Centre will NOT be carried forward to the next business day, 12 June 2023 (Monday).`,
    'zh-HK': `在備用數據中心於第 2 時段對${zhHk}帳戶所作的更改（例如更改密碼），不會帶到下一個營業日 2023 年 6 月 12 日（星期一）。`,
  }
}

/** As the circular numbers them. */
const footnotes: Readonly<Record<Service, { readonly first: Footnote; readonly second: Footnote }>> = {
  ccass: { first: { mark: '1', text: carriedForward }, second: { mark: '3', text: notCarriedForward('user', '使用者') } },
  dms: { first: { mark: '2', text: carriedForward }, second: { mark: '4', text: notCarriedForward('DA', '管理人士') } },
}

const smartcardBy: readonly [Bilingual, Bilingual] = [
  {
    en: 'the production smartcard and the password of 9 June 2023 (Friday)',
    'zh-HK': '正式使用的聰明卡及 2023 年 6 月 9 日（星期五）的密碼',
  },
  {
    en: 'the production smartcard and the same password as in Session 1',
    'zh-HK': '正式使用的聰明卡及與第 1 時段相同的密碼',
  },
]

const twoFactorBy: readonly [Bilingual, Bilingual] = [
  { en: 'the User ID, the password and the OTP', 'zh-HK': '使用者名稱 (User ID)、密碼及一次性密碼' },
  {
    en: 'the User ID, the password that was set up in Session 1, and the OTP',
    'zh-HK': '使用者名稱 (User ID)、在第 1 時段設定的密碼及一次性密碼',
  },
]

function stepsOf(service: Service, logOn: DrillLogOn, session: 0 | 1): Step[] {
  const { first, second } = footnotes[service]
  const way = [...machineSteps(service, logOn), openStep(service), chooseStep(service, logOn)]
  if (logOn === 'smartcard') return [...way, logOnStep(service, smartcardBy[session]), ...endSteps(service)]
  return session === 0
    ? [...way, setUpStep(first), logOnStep(service, twoFactorBy[0]), ...endSteps(service)]
    : [...way, logOnStep(service, twoFactorBy[1], second), ...endSteps(service)]
}

function sessionsOf(service: Service, logOn: DrillLogOn): GuideSession[] {
  const date = '2023-06-10'
  return [
    { dataCentre: 'primary', date, hours: { from: '18:00', to: '20:00' }, steps: stepsOf(service, logOn, 0) },
    { dataCentre: 'secondary', date, hours: { from: '22:00', to: '23:00' }, steps: stepsOf(service, logOn, 1) },
  ]
}

const registered: Bilingual = {
  en: 'Participants registered for the test by 2 June 2023 (Friday), in Client Connect on the HKEX Access Management Portal.',
  'zh-HK': '參與者須在 2023 年 6 月 2 日（星期五）或之前，經 HKEX Access Management Portal 於 Client Connect 登記參加測試。',
}

const emailNeeded: Bilingual = {
  en: 'Users and Delegated Administrators without a registered e-mail address cannot start 2FA. No program can check that.',
  'zh-HK': '未登記電郵地址的使用者及管理人士不能啟動 2FA。任何程式都無法檢查這一點。',
}

const printedYear: Bilingual = {
  en: 'The annex prints “10 June 2022” at its head. Its text and its footnotes say 2023.',
  'zh-HK': '附件標題印作「10 June 2022」；其內文及附註均為 2023 年。',
}

const names = {
  ccass: { audience: 'users', en: 'CCASS users', zhHk: 'CCASS 使用者' },
  dms: { audience: 'delegated-administrators', en: 'Delegated Administrators (DMS)', zhHk: '管理人士 (DMS)' },
} as const
const ways = { smartcard: { en: 'smartcard', zhHk: '聰明卡' }, '2fa': { en: '2FA', zhHk: '雙重身份驗證 (2FA)' } } as const

function drill(service: Service, logOn: DrillLogOn): Procedure {
  const [who, way] = [names[service], ways[logOn]]
  return {
    id: `${service}-2023-${logOn}`,
    title: {
      en: `Connectivity test of 10 June 2023: ${who.en}, by ${way.en}`,
      'zh-HK': `2023 年 6 月 10 日連接測試：${who.zhHk}，登入方式為${way.zhHk}`,
    },
    circular: circularOf('ccass', { en: 'Annex 1', 'zh-HK': '附件一（只提供英文版）' }),
    audience: who.audience,
    logOn,
    profiles: [service],
    before: logOn === '2fa' ? [registered, emailNeeded, printedYear] : [registered, printedYear],
    sessions: sessionsOf(service, logOn),
  }
}

export const ccass2023: readonly Procedure[] = [
  drill('ccass', 'smartcard'),
  drill('dms', 'smartcard'),
  drill('ccass', '2fa'),
  drill('dms', '2fa'),
]
