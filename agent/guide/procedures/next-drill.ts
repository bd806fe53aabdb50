/**
 * The template for the drill to come: HKEX has not printed it, so it has no date, no hours and no passwords of a day. Its steps are those of
 * 2023 that need no date. `guide --print` writes it out as a file, into which the new circular is put.
 */

import type { Bilingual } from '../../profile/types.ts'
import type { GuideSession, Procedure } from '../procedure.ts'
import { machineSteps } from './circulars.ts'
import { chooseStep, endSteps, logOnStep, openStep, type Service } from './drill-steps.ts'

const compare: Bilingual = {
  en: 'This is a template after the steps of 2023, and no procedure of HKEX. Compare each step with the new circular; put its date, hours and data centres in.',
  'zh-HK': '這是按 2023 年步驟編寫的範本，並非香港交易所的程序。請逐步與新通告核對，並填上日期、時間及數據中心。',
}

const by: Bilingual = {
  en: 'what the new circular names for this session (User ID, password, OTP)',
  'zh-HK': '新通告就此時段列明的資料（User ID、密碼、一次性密碼）',
}

function template(service: Service, audience: Procedure['audience'], en: string, zhHk: string): Procedure {
  const session: Omit<GuideSession, 'dataCentre'> = {
    date: null,
    hours: null,
    steps: [...machineSteps(service, '2fa'), openStep(service), chooseStep(service, '2fa'), logOnStep(service, by), ...endSteps(service)],
  }
  return {
    id: `${service}-next-2fa`,
    title: {
      en: `Template for the next connectivity test: ${en}, by 2FA`,
      'zh-HK': `下次連接測試的範本：${zhHk}，登入方式為雙重身份驗證 (2FA)`,
    },
    circular: null,
    audience,
    logOn: '2fa',
    profiles: [service],
    before: [compare],
    sessions: [
      { dataCentre: 'primary', ...session },
      { dataCentre: 'secondary', ...session },
    ],
  }
}

export const nextDrill: readonly Procedure[] = [
  template('ccass', 'users', 'CCASS users', 'CCASS 使用者'),
  template('dms', 'delegated-administrators', 'Delegated Administrators (DMS)', '管理人士 (DMS)'),
]
