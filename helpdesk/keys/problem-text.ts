/** What is said of the helpdesk's keys, in one line that completes a program's name. */

import { identityLabels } from '../../agent/identity/labels.ts'
import { fill, type Language } from '../../checks/text.ts'
import { TYPED } from '../typed.ts'
import type { KeysProblem, KeysWarning } from './problem.ts'

type Words = Readonly<Record<KeysProblem['code'] | KeysWarning['code'], string>>

export const keysWords: Readonly<Record<Language, Words>> = {
  en: {
    none: `the helpdesk has no keys yet: it makes them when it first runs (${TYPED} serve)`,
    damaged: '{file} in the helpdesk’s keys folder is damaged, and was left as it is: put it back from a backup',
    missing:
      '{file} is missing from the helpdesk’s keys folder: put it back from a backup, or delete made.json beside it to have a new one made',
    'not-rsa': '{file} in the helpdesk’s keys folder holds no RSA key; bundles can only be encrypted to RSA of 3072 bits or more',
    'weak-key': '{file} in the helpdesk’s keys folder holds an RSA key of less than 3072 bits; bundles are encrypted to 3072 bits or more',
    'same-key': '{file} in the helpdesk’s keys folder is the signing key too: what signs and what is encrypted to must be two keys',
    'not-for-encryption':
      '{file} in the helpdesk’s keys folder: no terminal encrypts to its certificate; it needs the usage keyEncipherment, and must be no authority’s',
    unreadable: '{file} in the helpdesk’s keys folder can’t be read ({failure})',
    'not-written': '{file} can’t be written into the helpdesk’s keys folder ({failure})',
    folder: 'the helpdesk’s keys folder can’t be used ({failure})',
    'key-file': '{file} in the helpdesk’s keys folder: {problem}',
    'ends-soon': 'the certificate in {file} ends on {validTo}; renew it and hand the new one on before',
    ended: 'the certificate in {file} ended on {validTo}; renew it and hand the new one on',
    'was-open-to-others': 'other users of this machine could read {file} in the helpdesk’s keys folder; it is closed to them again',
  },
  'zh-HK': {
    none: `支援台尚未有密碼匙：首次執行時便會製作（${TYPED} serve）`,
    damaged: '支援台密碼匙資料夾內的 {file} 已損壞，並已保留原狀：請從備份還原',
    missing: '支援台密碼匙資料夾欠缺 {file}：請從備份還原；如要製作新的，請刪除旁邊的 made.json',
    'not-rsa': '支援台密碼匙資料夾內的 {file} 並非 RSA 密碼匙；資料包只能以 3072 位元或以上的 RSA 加密',
    'weak-key': '支援台密碼匙資料夾內的 {file} 是少於 3072 位元的 RSA 密碼匙；資料包須以 3072 位元或以上加密',
    'same-key': '支援台密碼匙資料夾內的 {file} 同時是簽署用的密碼匙：簽署與加密必須使用兩條密碼匙',
    'not-for-encryption': '支援台密碼匙資料夾內的 {file}：終端機不會以其證書加密；證書須有 keyEncipherment 用途，且並非發證機構的證書',
    unreadable: '未能讀取支援台密碼匙資料夾內的 {file}（{failure}）',
    'not-written': '未能把 {file} 寫入支援台密碼匙資料夾（{failure}）',
    folder: '未能使用支援台密碼匙資料夾（{failure}）',
    'key-file': '支援台密碼匙資料夾內的 {file}：{problem}',
    'ends-soon': '{file} 內的證書將於 {validTo} 到期；請在此之前更新，並分發新證書',
    ended: '{file} 內的證書已於 {validTo} 到期；請更新並分發新證書',
    'was-open-to-others': '本電腦的其他使用者曾可讀取支援台密碼匙資料夾內的 {file}；檔案權限已重新收緊',
  },
}

export function keysProblemText(problem: KeysProblem, language: Language): string {
  const args = problem.code === 'key-file' ? { ...problem, problem: identityLabels[language].keyFile[problem.problem] } : problem
  return fill(keysWords[language][problem.code], args, language)
}

export function keysWarningText(warning: KeysWarning, language: Language): string {
  return fill(
    keysWords[language][warning.code],
    'validTo' in warning ? { ...warning, validTo: warning.validTo.slice(0, 10) } : warning,
    language,
  )
}
