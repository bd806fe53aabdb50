/** What the pages and commands of requests say. */

import type { Language } from '../../checks/text.ts'
import type { RequestRecord } from './record.ts'
import type { RequestState } from './row.ts'
import type { WishField, WishProblem } from './wish.ts'

export interface RequestWords {
  readonly states: Readonly<Record<RequestState, string>>
  readonly stateLines: Readonly<Record<RequestState, string>>
  readonly onItsWay: string
  readonly problems: Readonly<Record<WishProblem, string>>
  readonly redaction: Readonly<Record<RequestRecord['redaction'], string>>
  readonly encryption: Readonly<Record<'yes' | 'no', string>>
  readonly list: Readonly<
    Record<
      | 'title'
      | 'new'
      | 'caption'
      | 'case'
      | 'state'
      | 'made'
      | 'ends'
      | 'bundle'
      | 'toBundle'
      | 'encrypted'
      | 'notEncrypted'
      | 'empty'
      | 'emptyOpen'
      | 'emptyCase'
      | 'find'
      | 'show'
      | 'allCases'
      | 'all'
      | 'open'
      | 'choose'
      | 'more',
      string
    >
  >
  readonly form: Readonly<
    Record<WishField | 'title' | 'encrypt' | 'send' | 'wrong' | 'notMade', string> & {
      readonly hints: Readonly<Record<Exclude<WishField, 'profiles'> | 'encrypt', string>>
    }
  >
  readonly made: Readonly<
    Record<
      | 'title'
      | 'once'
      | 'thisPcAlone'
      | 'link'
      | 'linkHint'
      | 'mail'
      | 'mailHint'
      | 'mailText'
      | 'download'
      | 'what'
      | 'toRequest'
      | 'another',
      string
    >
  >
  readonly one: Readonly<
    Record<
      | 'title'
      | 'state'
      | 'case'
      | 'profiles'
      | 'redaction'
      | 'encryption'
      | 'message'
      | 'made'
      | 'by'
      | 'ends'
      | 'withdrawnAt'
      | 'bundle'
      | 'lastRefusal'
      | 'refusedAt'
      | 'withdraw'
      | 'withdrawWhat'
      | 'again'
      | 'back'
      | 'noLink'
      | 'fingerprint'
      | 'fingerprintHint',
      string
    >
  >
  readonly refused: string
}

export const requestWords: Readonly<Record<Language, RequestWords>> = {
  en: {
    states: { open: 'Open', answered: 'Answered', withdrawn: 'Withdrawn', expired: 'Expired' },
    stateLines: {
      open: 'Waits for a bundle.',
      answered: 'A bundle has come. Another one is not taken.',
      withdrawn: 'No bundle is taken for it any more.',
      expired: 'It ended without a bundle. None is taken for it any more.',
    },
    onItsWay: 'A bundle is on its way, or was deleted since.',
    problems: {
      missing: 'Write something here.',
      'too-long': 'This is too long: {most} characters at most.',
      unseen: 'This holds a line end, or a character that cannot be seen. Leave it out.',
      none: 'Choose at least one.',
      unknown: 'Choose one of those that there are.',
      'not-days': 'Write a whole number of days, from 1 to {days}.',
    },
    redaction: {
      standard: 'standard: pictures of the pages go along',
      strict: 'strict: names and addresses of the site are replaced, no pictures',
    },
    encryption: {
      yes: 'The answer comes encrypted: only this helpdesk can open it.',
      no: 'The answer comes not encrypted: whoever gets it can read it.',
    },
    list: {
      title: 'Requests',
      new: 'New request',
      caption: 'Requests, the newest first',
      case: 'Case',
      state: 'State',
      made: 'Made',
      ends: 'Ends',
      bundle: 'Bundle',
      toBundle: 'To the bundle',
      encrypted: 'comes encrypted',
      notEncrypted: 'not encrypted',
      empty: 'No bundle has been asked for yet. A request gives the caller a link and asks the terminal for one bundle.',
      emptyOpen: 'No request is open.',
      emptyCase: 'No such request has this case. It has to be written as it was when it was asked for.',
      find: 'Of one case',
      show: 'Show',
      allCases: 'Of all cases',
      all: 'All',
      open: 'Open ones',
      choose: 'Which requests',
      more: 'These are the newest {count}. Look for a case to see older ones.',
    },
    form: {
      title: 'New request',
      case: 'Case',
      profiles: 'Services to check',
      days: 'Days until it ends',
      redaction: 'What the bundle leaves out',
      message: 'A line to the person at the terminal (may stay empty)',
      encrypt: 'Encrypt the bundle to this helpdesk',
      send: 'Make the request',
      wrong: 'Not made yet. Look at what is marked below.',
      notMade: 'No terminal would take this request: {reason}',
      hints: {
        case: 'Your own number or name for it, such as INC123. The caller sees it.',
        days: '{days} at most. Afterwards nothing is taken.',
        redaction: 'Strict is for firms that send no names of their PCs and networks.',
        message: 'In one line. The terminal shows it before anything is sent.',
        encrypt: 'Then nobody else can read it, wherever it lies.',
      },
    },
    made: {
      title: 'The request is made',
      once: 'Copy the link now. It is shown this once: whoever has it can answer the request, so this helpdesk keeps only its digest.',
      thisPcAlone:
        'This link works on this PC alone. For callers elsewhere the helpdesk needs an address of its own: see “On a server” in docs/helpdesk.md.',
      link: 'Link for the caller',
      linkHint: 'Send it to the person at the terminal, and to nobody else. It works until {time} Hong Kong time.',
      mail: 'Or this text',
      mailHint: 'For a mail or a chat.',
      mailText: 'Please open this link on the terminal PC and follow the five steps there (case {case}, until {time} Hong Kong time):',
      download: 'Download the request file',
      what: 'The file alone does the same: drag it onto terminal-preflight.exe on the terminal PC.',
      toRequest: 'To the request',
      another: 'Another request',
    },
    one: {
      title: 'Request {case}',
      state: 'State',
      case: 'Case',
      profiles: 'Services to check',
      redaction: 'Redaction',
      encryption: 'Encryption',
      message: 'Message',
      made: 'Made',
      by: 'by {name}',
      ends: 'Ends',
      withdrawnAt: 'Withdrawn',
      bundle: 'Bundle',
      lastRefusal: 'Last refusal',
      refusedAt: 'since this service started',
      withdraw: 'Withdraw the request',
      withdrawWhat: 'The link and the file stop working at once. This cannot be undone; a new request can be made.',
      again: 'New request for this case',
      back: 'To the requests',
      noLink: 'The link was shown once, when the request was made. If it is lost, withdraw this request and make a new one.',
      fingerprint: 'Fingerprint',
      fingerprintHint: 'Of this helpdesk’s key. The caller’s page and the program show it: read it out to a caller who asks.',
    },
    refused: 'something came for it and was not taken: {why}',
  },
  'zh-HK': {
    states: { open: '等候中', answered: '已回應', withdrawn: '已撤回', expired: '已過期' },
    stateLines: {
      open: '正等候資料包。',
      answered: '已收到資料包，不會再接收另一個。',
      withdrawn: '不會再接收回應此要求的資料包。',
      expired: '到期前未收到資料包，亦不會再接收。',
    },
    onItsWay: '資料包正在傳送，或其後已被刪除。',
    problems: {
      missing: '請填寫此欄。',
      'too-long': '內容過長：最多 {most} 個字元。',
      unseen: '內容包含換行或看不見的字元，請刪去。',
      none: '請最少選擇一項。',
      unknown: '請從已有的選項中選擇。',
      'not-days': '請填寫 1 至 {days} 的整數日數。',
    },
    redaction: {
      standard: '標準：會附上網頁的畫面',
      strict: '嚴格：貴公司的名稱及網絡地址會被取代，亦不附畫面',
    },
    encryption: {
      yes: '回應會加密：只有本支援台能夠開啟。',
      no: '回應不會加密：收到的人都可以閱讀。',
    },
    list: {
      title: '要求',
      new: '新增要求',
      caption: '要求（最新者在前）',
      case: '個案',
      state: '狀態',
      made: '提出',
      ends: '到期',
      bundle: '資料包',
      toBundle: '查看資料包',
      encrypted: '會加密',
      notEncrypted: '不加密',
      empty: '尚未要求任何資料包。提出要求後，來電者會獲得一條連結，終端機會按要求送出一個資料包。',
      emptyOpen: '沒有等候中的要求。',
      emptyCase: '此個案沒有這樣的要求。個案須與提出時的寫法完全相同。',
      find: '只顯示一個個案',
      show: '顯示',
      allCases: '顯示所有個案',
      all: '全部',
      open: '等候中',
      choose: '顯示哪些要求',
      more: '以上為最新的 {count} 項。如要查看較舊的要求，請按個案尋找。',
    },
    form: {
      title: '新增要求',
      case: '個案',
      profiles: '檢查的服務',
      days: '有效日數',
      redaction: '資料包略去的資料',
      message: '給終端機使用者的一行訊息（可留空）',
      encrypt: '把資料包加密，只有本支援台能夠開啟',
      send: '提出要求',
      wrong: '尚未提出。請查看下面標示的地方。',
      notMade: '終端機不會接受此要求：{reason}',
      hints: {
        case: '貴公司自己的編號或名稱，例如 INC123。來電者會看到。',
        days: '最多 {days} 日。到期後不再接收。',
        redaction: '「嚴格」適用於不對外傳送電腦和網絡名稱的公司。',
        message: '只限一行。終端機會在傳送任何資料前顯示。',
        encrypt: '無論存放在何處，其他人都不能閱讀。',
      },
    },
    made: {
      title: '要求已提出',
      once: '請立即複製連結。連結只顯示這一次：持有連結的人便可回應要求，因此本支援台只保留其雜湊值。',
      thisPcAlone: '此連結只在本電腦有效。如要供其他地方的來電者使用，支援台須有自己的網址：見 docs/helpdesk.md 的「On a server」。',
      link: '給來電者的連結',
      linkHint: '只可傳送給終端機前的人。有效期至 {time} 香港時間。',
      mail: '或以下文字',
      mailHint: '可用於電郵或即時通訊。',
      mailText: '請在終端機上開啟以下連結，並按頁面的五個步驟進行（個案 {case}，有效期至 {time} 香港時間）：',
      download: '下載要求檔案',
      what: '只用檔案亦可：在終端機上把檔案拖放到 terminal-preflight.exe 上。',
      toRequest: '查看此要求',
      another: '再提出一個要求',
    },
    one: {
      title: '要求 {case}',
      state: '狀態',
      case: '個案',
      profiles: '檢查的服務',
      redaction: '略去資料',
      encryption: '加密',
      message: '訊息',
      made: '提出',
      by: '由 {name}',
      ends: '到期',
      withdrawnAt: '撤回',
      bundle: '資料包',
      lastRefusal: '最近一次拒收',
      refusedAt: '自服務啟動以來',
      withdraw: '撤回要求',
      withdrawWhat: '連結及檔案會即時失效，不能還原；如有需要可提出新的要求。',
      again: '為此個案提出新的要求',
      back: '返回要求列表',
      noLink: '連結只在提出要求時顯示一次。如已遺失，請撤回此要求並提出新的要求。',
      fingerprint: '指紋',
      fingerprintHint: '本支援台密碼匙的指紋。來電者的頁面及程式均會顯示；來電者查詢時，請讀出核對。',
    },
    refused: '曾收到資料但沒有接收：{why}',
  },
}
