import type { Language } from '../../checks/text.ts'

export const guardWords: Readonly<Record<Language, Readonly<Record<'old' | 'elsewhere', string>>>> = {
  en: {
    old: 'Go back, load the page again, and send it once more. The form was too old, or you logged on or out since.',
    elsewhere: 'Nothing was done. Another site sent this, or the helpdesk was opened by an address that isn’t its own.',
  },
  'zh-HK': {
    old: '請返回，重新載入頁面後再傳送。表格已過時，或您在其間曾登入或登出。',
    elsewhere: '未有執行任何操作。此要求由其他網站送出，或您並非以支援台本身的網址開啟。',
  },
}
