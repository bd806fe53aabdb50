import type { Language } from '../../checks/text.ts'

type FailureWords = Readonly<Record<'missing' | 'wrong' | 'failed' | 'busy', { readonly title: string; readonly text: string }>> & {
  readonly back: string
}

export const failureWords: Readonly<Record<Language, FailureWords>> = {
  en: {
    missing: { title: 'There is nothing here', text: 'The address may be mistyped, or what was here has been deleted.' },
    wrong: {
      title: 'This could not be understood',
      text: 'Go back, and try again. What was sent was too large, or not what belongs there.',
    },
    failed: { title: 'Something went wrong here', text: 'It is the helpdesk’s own fault, and stands in its log. Try again in a minute.' },
    busy: { title: 'The helpdesk is busy', text: 'Many bundles are being opened. Try again in some seconds.' },
    back: 'To the inbox',
  },
  'zh-HK': {
    missing: { title: '這裏沒有內容', text: '網址可能有誤，或內容已被刪除。' },
    wrong: { title: '未能理解', text: '請返回再試。傳送的內容過大，或並不適用。' },
    failed: { title: '這裏出了問題', text: '這是支援台本身的問題，已記錄在案。請稍後再試。' },
    busy: { title: '支援台繁忙', text: '正在開啟大量資料包。請數秒後再試。' },
    back: '前往收件匣',
  },
}
