import type { Language } from '../../checks/text.ts'
import type { OidcFailure } from './provider.ts'

export type OidcProblem = OidcFailure['failure'] | 'no-role' | 'disabled'

interface OidcWords {
  readonly problems: Readonly<Record<OidcProblem, string>>
  readonly again: string
}

export const oidcWords: Readonly<Record<Language, OidcWords>> = {
  en: {
    problems: {
      denied: 'Log on again: {host} did not vouch for you, or you stopped on the way.',
      stale: 'Log on again: this log-on was begun in another browser, took too long, or was used already.',
      unreachable: 'Try again in a minute: {host} does not answer.',
      failed: 'Tell whoever runs this helpdesk: {host} answered what can’t be relied upon. The log says what it was.',
      'no-role': 'Ask whoever keeps the accounts at {host} for one of the helpdesk’s groups: {name} is in none of them.',
      disabled: 'Ask an administrator of this helpdesk: the account of {name} is disabled here.',
    },
    again: 'Back to the log-on',
  },
  'zh-HK': {
    problems: {
      denied: '請重新登入：{host} 未有確認您的身份，或您中途停止了。',
      stale: '請重新登入：此次登入在另一個瀏覽器開始、需時過長，或已被使用。',
      unreachable: '請稍後再試：{host} 沒有回應。',
      failed: '請通知負責此支援台的人員：{host} 的回應不可信賴。詳情見記錄檔。',
      'no-role': '請向管理 {host} 帳戶的人員申請加入支援台的群組：{name} 不屬於任何一個。',
      disabled: '請向此支援台的管理員查詢：{name} 的帳戶在此已停用。',
    },
    again: '返回登入頁',
  },
}
