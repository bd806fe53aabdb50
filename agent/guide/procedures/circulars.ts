/** What both procedures of a circular share. The subjects are HKEX's Chinese ones, the English is our description; the annexes are in English only. */

import { builtinProfile } from '../../profile/builtin.ts'
import type { Bilingual } from '../../profile/types.ts'
import type { MachineStep, PersonStep, Procedure, Step } from '../procedure.ts'

export const urls = {
  ccass: 'https://www.ccass.com',
  dms: 'https://www.ccass.com/dms',
  /** Printed for CCMS; that CCASS and DMS use it is our inference. */
  twoFactor: 'https://sso.hkexposttrade.com.hk/sso',
} as const

export function circularOf(profile: 'ccass' | 'ccms', section: Bilingual): Procedure['circular'] {
  const circular = builtinProfile(profile)?.circular ?? null
  return circular === null ? null : { name: circular.name, section }
}

export function person(id: string, text: Bilingual, more: Partial<Pick<PersonStep, 'success' | 'footnote'>> = {}): PersonStep {
  return { id, kind: 'person', text, success: more.success ?? null, footnote: more.footnote ?? null }
}

export function machine(id: string, text: Bilingual, more: Partial<Omit<MachineStep, 'id' | 'kind' | 'text'>>): MachineStep {
  return {
    id,
    kind: 'machine',
    text,
    success: more.success ?? null,
    footnote: more.footnote ?? null,
    pages: more.pages ?? [],
    smartcard: more.smartcard ?? false,
  }
}

/** Each drill begins so: what a machine can see is seen before a person tries. */
export function machineSteps(service: 'ccass' | 'dms', logOn: 'smartcard' | '2fa'): Step[] {
  const url = urls[service]
  const name = service.toUpperCase()
  const landing = machine(
    'reach',
    {
      en: `The way from this PC to ${url}: name, address, firewall, certificate, page.`,
      'zh-HK': `本電腦連接 ${url} 的路徑：名稱、地址、防火牆、證書、頁面。`,
    },
    {
      pages: [url],
      success: { en: 'The landing page shows its log-in choices.', 'zh-HK': '入口頁顯示登入選項。' },
    },
  )
  const more =
    logOn === 'smartcard'
      ? machine(
          'reader',
          { en: 'The smartcard reader of this PC.', 'zh-HK': '本電腦的聰明卡讀卡器。' },
          { smartcard: true, success: { en: 'A reader with a card in it is found.', 'zh-HK': '找到讀卡器，並已插入聰明卡。' } },
        )
      : machine(
          'reach-2fa',
          {
            en: `The way from this PC to the 2FA server, ${urls.twoFactor}. HKEX printed this address for CCMS; that ${name} uses it too is our inference.`,
            'zh-HK': `本電腦連接雙重身份驗證伺服器 ${urls.twoFactor} 的路徑。香港交易所只就 CCMS 列出此地址；${name} 亦使用此地址是我們的推斷。`,
          },
          {
            pages: [urls.twoFactor],
            success: { en: 'The page with the log-on form is seen.', 'zh-HK': '看到登入表格的頁面。' },
          },
        )
  return [landing, more]
}
