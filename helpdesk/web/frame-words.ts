/** Words of the frame that every page has. */

import type { Language } from '../../checks/text.ts'
import type { Role } from '../accounts/accounts.ts'
import type { NavigationId } from './page.ts'

interface FrameWords {
  readonly name: string
  /** This language's own name. */
  readonly language: string
  readonly skip: string
  readonly navigation: string
  readonly places: Readonly<Record<NavigationId, string>>
  readonly roles: Readonly<Record<Role, string>>
  readonly logOut: string
  readonly foot: string
}

export const frameWords: Readonly<Record<Language, FrameWords>> = {
  en: {
    name: 'Terminal Preflight helpdesk',
    language: 'English',
    skip: 'Skip to the content',
    navigation: 'Places',
    places: { inbox: 'Inbox', requests: 'Requests', code: 'Phone code', accounts: 'Accounts', audit: 'Audit log' },
    roles: { viewer: 'viewer', agent: 'agent', admin: 'administrator' },
    logOut: 'Log out',
    foot: 'Terminal Preflight is not HKEX’s software. Times are Hong Kong time.',
  },
  'zh-HK': {
    name: 'Terminal Preflight 支援台',
    language: '繁體中文',
    skip: '跳至內容',
    navigation: '頁面',
    places: { inbox: '收件匣', requests: '要求', code: '電話代碼', accounts: '帳戶', audit: '審計記錄' },
    roles: { viewer: '檢視者', agent: '支援人員', admin: '管理員' },
    logOut: '登出',
    foot: 'Terminal Preflight 並非香港交易所的軟件。時間均為香港時間。',
  },
}
