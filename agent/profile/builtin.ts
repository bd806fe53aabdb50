/**
 * What HKEX printed, as data. Sources: the CCASS circular on the launch of 2FA ("ccass-2fa-launch") and the CCMS circular on
 * preparing for it ("ccms-2fa-preparation"), both of 2023. Nothing here may come from anywhere else, and no address, port or
 * issuer may be added that HKEX didn't print: what isn't public stays empty and is the site file's.
 */

import { defaultRequired, type ParsedProfile, type ProfileTarget } from './types.ts'

/** The sections of the CCASS (CCMS) Terminal Installation Procedures with the "network setup details", in Client Connect. */
const section = 'Section 4.7-4.9'

/** The landing page and its choices as the CCASS circular prints them. */
const ccassLanding: ProfileTarget = {
  id: 'ccass',
  url: 'https://www.ccass.com',
  page: {
    kind: 'landing',
    choices: [
      'Login with Smartcard - Online Functions and Overnight Report Download',
      'Login with OTP - Online Functions',
      'Login with OTP - Overnight Report Download',
    ],
  },
  inferred: false,
}

/** The second choice is in the singular in print. */
const dmsLanding: ProfileTarget = {
  id: 'dms',
  url: 'https://www.ccass.com/dms',
  page: {
    kind: 'landing',
    choices: ['Login with Smartcard – Security Management Functions', 'Login with OTP – Security Management Function'],
  },
  inferred: false,
}

/** Printed for CCMS alone, with a picture of the page: that a log-on form is what it shows is our inference. */
const twoFactor: ProfileTarget = {
  id: 'sso',
  url: 'https://sso.hkexposttrade.com.hk/sso',
  page: { kind: 'log-on-form' },
  inferred: false,
}

/** The CCASS circular prints no address for the log-on page with 2FA: that it is the same server is our inference. */
const twoFactorInferred: ProfileTarget = { ...twoFactor, inferred: true }

const ccassCircular = {
  name: {
    en: 'Circular of Hong Kong Securities Clearing Company on the launch of 2FA for CCASS Terminals',
    'zh-HK': '更改登錄中央結算系統 (CCASS) 終端機的認證 – 正式推出雙重身份驗證',
  },
  section,
}

const ccassHotline = { name: { en: 'CCASS hotline', 'zh-HK': 'CCASS 熱線' }, phone: '2979 7111', email: 'clearingps@hkex.com.hk' }

export const builtinProfiles = [
  {
    id: 'ccass',
    title: { en: 'CCASS', 'zh-HK': '中央結算系統 (CCASS)' },
    circular: ccassCircular,
    targets: [ccassLanding, twoFactorInferred],
    required: defaultRequired,
    hotline: ccassHotline,
    serviceHours: { opensAt: '08:00', source: 'older texts say that CCASS opens at 08:00; the circulars print no hours' },
  },
  {
    id: 'dms',
    title: { en: 'DMS (Delegated Management System)', 'zh-HK': 'DMS（管理人士）' },
    circular: ccassCircular,
    targets: [dmsLanding, twoFactorInferred],
    required: defaultRequired,
    hotline: ccassHotline,
    serviceHours: null,
  },
  {
    id: 'ccms',
    title: { en: 'CCMS (Common Collateral Management System)', 'zh-HK': '共同抵押品管理系統 (CCMS)' },
    circular: {
      name: {
        en: 'Circular of HKFE Clearing Corporation on preparing for 2FA on CCMS Terminals',
        'zh-HK': '更改登錄共同抵押品管理系統 (CCMS) 終端機的認證',
      },
      section,
    },
    targets: [twoFactor],
    required: defaultRequired,
    hotline: { name: { en: 'DCASS hotline', 'zh-HK': 'DCASS 熱線' }, phone: '2979 7222', email: 'clearingpsd@hkex.com.hk' },
    serviceHours: null,
  },
] as const satisfies readonly ParsedProfile[]

export type BuiltinProfileId = (typeof builtinProfiles)[number]['id']
export const builtinProfileIds: readonly string[] = builtinProfiles.map(({ id }) => id)

/** @param name in small letters or as the circulars write it: CCMS */
export function builtinProfile(name: string): ParsedProfile | undefined {
  const id = name.toLowerCase()
  return builtinProfiles.find((profile) => profile.id === id)
}

/** A profile that isn't built in is a file: its name has a dot or a folder in it, so that a misspelt built-in one is told from it. */
export function looksLikeFile(name: string): boolean {
  return /[./\\]/.test(name)
}
