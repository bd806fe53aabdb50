/** What was done, for people; the recorded word stands beside it. A deed that has no words here is shown by its own. */

import { fill, type Language } from '../../checks/text.ts'
import { roles } from '../accounts/accounts.ts'
import { frameWords } from '../web/frame-words.ts'

const deedWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'account.disabled': 'disabled an account',
    'account.enabled': 'let an account in again',
    'account.invited': 'made a one-time link',
    'account.locked': 'too many tries to log on',
    'account.made': 'logged on by the provider for the first time',
    'account.unlocked': 'unlocked an account',
    'audit.cut': 'a line of this log ends in its middle',
    'bundle.removed': 'deleted a bundle',
    'data.backed-up': 'made a backup',
    'data.restored': 'restored a backup',
    'key.trusted': 'trusted a key',
    'password.changed': 'changed the password',
    'password.set': 'set the password by a one-time link',
    'request.made': 'made a request',
    'request.withdrawn': 'withdrew a request',
    'session.ended': 'logged out',
    'session.refused': 'was not let in',
    'session.started': 'logged on',
    'sessions.ended': 'logged out everywhere',
  },
  'zh-HK': {
    'account.disabled': '停用帳戶',
    'account.enabled': '重新啟用帳戶',
    'account.invited': '建立一次性連結',
    'account.locked': '嘗試登入次數過多',
    'account.made': '首次以登入服務登入',
    'account.unlocked': '解除帳戶鎖定',
    'audit.cut': '此記錄有一行中途中斷',
    'bundle.removed': '刪除資料包',
    'data.backed-up': '備份',
    'data.restored': '由備份還原',
    'key.trusted': '信任密碼匙',
    'password.changed': '更改密碼',
    'password.set': '以一次性連結設定密碼',
    'request.made': '提出要求',
    'request.withdrawn': '撤回要求',
    'session.ended': '登出',
    'session.refused': '登入被拒',
    'session.started': '登入',
    'sessions.ended': '在所有地方登出',
  },
}

const roleSet: Readonly<Record<Language, string>> = { en: 'set an account’s role: {role}', 'zh-HK': '設定帳戶角色：{role}' }

/** Null for a word that a later version may have written. */
export function deedText(what: string, language: Language): string | null {
  const role = roles.find((each) => what === `account.role.${each}`)
  if (role !== undefined) return fill(roleSet[language], { role: frameWords[language].roles[role] }, language)
  return Object.hasOwn(deedWords[language], what) ? (deedWords[language][what] ?? null) : null
}
