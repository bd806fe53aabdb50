/** The annex of the CCMS circular of 2023 ("ccms-2fa-preparation"): verify the connection to the 2FA server, without logging on. */

import type { Procedure } from '../procedure.ts'
import { circularOf, machine, person, urls } from './circulars.ts'

export const ccmsAnnex: Procedure = {
  id: 'ccms-2fa-server',
  title: {
    en: 'CCMS: verify the connection with the 2FA server',
    'zh-HK': 'CCMS：驗證與雙重身份驗證伺服器的連接',
  },
  circular: circularOf('ccms', { en: 'Annex', 'zh-HK': '附件（只提供英文版）' }),
  audience: 'it-staff',
  logOn: 'none',
  profiles: ['ccms'],
  before: [
    {
      en: 'It is for a participant that does not use HKEX’s DNS services to access CCMS, or has any additional access control, such as a firewall, between the PC and CCMS.',
      'zh-HK': '適用於不使用香港交易所的 DNS 服務連接 CCMS，或在電腦與 CCMS 之間另設存取控制（例如防火牆）的結算參與者。',
    },
    {
      en: 'First confirm the network settings: Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect on the HKEX Access Management Portal.',
      'zh-HK':
        '請先確認網絡設定：見 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9，載於 HKEX Access Management Portal 的 Client Connect。',
    },
    {
      en: 'HKEX asked for this by 28 April 2023. It can be done on any day.',
      'zh-HK': '香港交易所當時要求在 2023 年 4 月 28 日或之前完成。任何一日都可以進行。',
    },
  ],
  sessions: [
    {
      dataCentre: null,
      date: null,
      hours: null,
      steps: [
        machine(
          'reach-2fa',
          {
            en: `The way from this PC to ${urls.twoFactor}: name, address, firewall, certificate, page.`,
            'zh-HK': `本電腦連接 ${urls.twoFactor} 的路徑：名稱、地址、防火牆、證書、頁面。`,
          },
          {
            pages: [urls.twoFactor],
            success: { en: 'The page with the log-on form is seen.', 'zh-HK': '看到登入表格的頁面。' },
          },
        ),
        person(
          'open',
          {
            en: `On the CCMS terminal PC, open the Microsoft Edge browser and visit ${urls.twoFactor}`,
            'zh-HK': `在 CCMS 終端機電腦開啟 Microsoft Edge 瀏覽器，前往 ${urls.twoFactor}`,
          },
          {
            success: {
              en: 'The screen that the circular’s annex shows is seen.',
              'zh-HK': '看到通告附件所示的畫面。',
            },
          },
        ),
        person('close', { en: 'Close the window without logging on.', 'zh-HK': '關閉視窗，不要登入。' }),
      ],
    },
  ],
}
