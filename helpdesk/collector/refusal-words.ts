/** What the collector says where it keeps nothing. The terminal shows it as it is, so that both languages stand in it. */

import type { Refusal } from './refusal.ts'

export const refusalWords: Readonly<Record<Refusal, { readonly en: string; readonly 'zh-HK': string }>> = {
  'not-a-digest': { en: 'the address does not end with a SHA-256', 'zh-HK': '網址結尾並非 SHA-256' },
  'token-missing': {
    en: 'answer a request of the helpdesk: this one takes nothing unasked',
    'zh-HK': '請回應支援人員的要求；本支援台不接收未經要求的資料包',
  },
  'token-unknown': {
    en: 'this request is unknown here; ask the helpdesk for a new one',
    'zh-HK': '沒有這個要求；請向支援人員索取新的要求',
  },
  'request-expired': { en: 'the request has expired; ask the helpdesk for a new one', 'zh-HK': '要求已過期；請向支援人員索取新的要求' },
  'request-withdrawn': { en: 'the helpdesk has withdrawn the request; ask for a new one', 'zh-HK': '支援人員已撤回要求；請索取新的要求' },
  'token-used': {
    en: 'the request has already brought another bundle; ask the helpdesk for a new one',
    'zh-HK': '此要求已收到另一個資料包；請向支援人員索取新的要求',
  },
  'too-large': { en: 'it is larger than this helpdesk takes', 'zh-HK': '超出本支援台可接收的大小' },
  'media-type': { en: 'it is not sent as a bundle', 'zh-HK': '並非以資料包的類型傳送' },
  'digest-mismatch': { en: 'what came is not what was announced; send it again', 'zh-HK': '收到的內容與預告不符；請再次傳送' },
  'not-a-bundle': { en: 'it is no bundle', 'zh-HK': '這不是資料包' },
  'newer-format': {
    en: 'its format is later than this helpdesk; the helpdesk has to be updated',
    'zh-HK': '格式較本支援台為新；支援台須更新',
  },
  'not-intact': { en: 'the bundle is not intact', 'zh-HK': '資料包不完整' },
  altered: { en: 'its report does not follow from its evidence', 'zh-HK': '報告並非由證據得出' },
  sealed: { en: 'it can’t be opened here', 'zh-HK': '未能在此開啟' },
  'too-much-work': { en: 'looking into it takes longer than for any bundle', 'zh-HK': '檢查所需時間超出任何資料包' },
  'answers-no-request': {
    en: 'it does not say which request it answers; run the program with the request',
    'zh-HK': '沒有註明所回應的要求；請以該要求執行程式',
  },
  'answers-other-request': { en: 'it answers another request than the one it came with', 'zh-HK': '所回應的並非隨附的要求' },
  'too-slow': { en: 'it came too slowly; it will be sent again', 'zh-HK': '傳送過慢；將會再次傳送' },
  'too-many': { en: 'too many tries; it will be sent again later', 'zh-HK': '嘗試次數過多；稍後會再次傳送' },
  busy: { en: 'the helpdesk is busy; it will be sent again later', 'zh-HK': '支援台繁忙；稍後會再次傳送' },
  'no-room': { en: 'the helpdesk can’t store it just now; it will be sent again later', 'zh-HK': '支援台暫時未能儲存；稍後會再次傳送' },
}
