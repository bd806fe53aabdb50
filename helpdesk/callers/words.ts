/** What the person at the terminal reads: on the page behind the link, and in the README beside the program. */

import type { Language } from '../../checks/text.ts'
import type { RequestState } from '../requests/row.ts'

/** Why a link leads nowhere. `damaged`: what the helpdesk kept for it was changed. */
export type DeadEnd = Exclude<RequestState, 'open'> | 'unknown' | 'damaged' | 'too-often'

export interface CallerWords {
  readonly title: string
  readonly asks: string
  /** Five, each its own. `zip`: the program comes along; `file`: it is there already. */
  readonly steps: Readonly<Record<'zip' | 'file', readonly string[]>>
  /** The second step of `zip` in the README, which lies in the ZIP. */
  readonly unpack: string
  readonly downloadZip: string
  readonly downloadFile: string
  readonly fileAlone: string
  readonly facts: Readonly<Record<'askedBy' | 'case' | 'until' | 'fingerprint', string>>
  readonly until: string
  readonly compare: string
  readonly sentTitle: string
  readonly encrypted: string
  readonly notEncrypted: string
  readonly neverTitle: string
  readonly never: readonly string[]
  readonly deadEnds: Readonly<Record<DeadEnd, { readonly title: string; readonly line: string }>>
  readonly readmeTitle: string
}

export const callerWords: Readonly<Record<Language, CallerWords>> = {
  en: {
    title: 'Check your terminal PC',
    asks: '{name} asks you to run a check on the terminal PC. It takes about a minute.',
    steps: {
      zip: [
        'Do this on the terminal PC itself, not on a phone or another PC.',
        'Download the ZIP below. Right-click it, choose “Extract All”, and open the new folder.',
        'Double-click {program}. It installs nothing and changes nothing. If it asks which services this PC is for, type their numbers.',
        'It shows who asks. Compare the fingerprint with the one on this page; if it is the same, answer y to send.',
        'When it says “Sent”, you are done. If it can’t send, read its phone code to the helpdesk.',
      ],
      file: [
        'Do this on the terminal PC itself, not on a phone or another PC.',
        'Download the request file, then drag it onto {program}.',
        'The program starts. It changes nothing. If it asks which services this PC is for, type their numbers.',
        'It shows who asks. Compare the fingerprint with the one on this page; if it is the same, answer y to send.',
        'When it says “Sent”, you are done. If it can’t send, read its phone code to the helpdesk.',
      ],
    },
    unpack: 'Not unpacked yet? Right-click the ZIP, choose “Extract All”, and open the new folder.',
    downloadZip: 'Download the ZIP ({megabytes} MB)',
    downloadFile: 'Download the request file',
    fileAlone: 'Is {program} on the PC already? Then this file is enough: drag it onto the program.',
    facts: { askedBy: 'Asked by', case: 'Case', until: 'Until', fingerprint: 'Fingerprint' },
    until: '{time} Hong Kong time',
    compare: 'Not sure who sent you this link? Call the helpdesk by the number that you know, and have the fingerprint read out.',
    sentTitle: 'What is sent',
    encrypted: 'It is encrypted: only {name} can open it.',
    notEncrypted: 'It is not encrypted: whoever gets it can read it.',
    neverTitle: 'What never happens',
    never: [
      'No password, PIN or one-time password is asked for or sent.',
      'Nothing is logged on to.',
      'Nothing is sent before you say yes.',
    ],
    deadEnds: {
      unknown: {
        title: 'This link leads nowhere',
        line: 'It may have been cut when it was copied. Open it again from the message, or ask the helpdesk for a new one.',
      },
      expired: { title: 'This link has ended', line: 'Nothing is wrong with your PC. Ask the helpdesk for a new link.' },
      withdrawn: {
        title: 'The helpdesk has taken this link back',
        line: 'There is nothing to do. If you still need help, ask the helpdesk for a new link.',
      },
      answered: {
        title: 'The helpdesk has your answer',
        line: 'There is nothing more to do. If you are asked to check again, ask the helpdesk for a new link.',
      },
      damaged: {
        title: 'This link can’t be opened any more',
        line: 'Something is wrong at the helpdesk, not with your PC. Ask the helpdesk for a new link.',
      },
      'too-often': { title: 'Too often at once', line: 'Wait a minute, then open the link again.' },
    },
    readmeTitle: 'Terminal Preflight: what to do',
  },
  'zh-HK': {
    title: '檢查您的終端機',
    asks: '{name} 請您在終端機上進行一次檢查，約需一分鐘。',
    steps: {
      zip: [
        '請在終端機本身進行，不要使用手機或其他電腦。',
        '下載以下 ZIP 檔案。右按檔案，選擇「解壓縮全部」，然後開啟新的資料夾。',
        '連按兩下 {program}。程式不會安裝任何軟件，亦不會更改任何設定。如程式詢問本電腦用於哪項服務，請輸入相應的數字。',
        '程式會顯示由誰提出要求。請與本頁的指紋核對；如果相同，請回答 y 傳送。',
        '程式顯示「已傳送」便完成。如未能傳送，請向支援人員讀出畫面上的電話代碼。',
      ],
      file: [
        '請在終端機本身進行，不要使用手機或其他電腦。',
        '下載要求檔案，然後把它拖放到 {program} 上。',
        '程式隨即啟動，不會更改任何設定。如程式詢問本電腦用於哪項服務，請輸入相應的數字。',
        '程式會顯示由誰提出要求。請與本頁的指紋核對；如果相同，請回答 y 傳送。',
        '程式顯示「已傳送」便完成。如未能傳送，請向支援人員讀出畫面上的電話代碼。',
      ],
    },
    unpack: '如尚未解壓縮：右按 ZIP 檔案，選擇「解壓縮全部」，然後開啟新的資料夾。',
    downloadZip: '下載 ZIP 檔案（{megabytes} MB）',
    downloadFile: '下載要求檔案',
    fileAlone: '電腦上已有 {program}？只需此檔案：把它拖放到程式上。',
    facts: { askedBy: '要求者', case: '個案', until: '有效期至', fingerprint: '指紋' },
    until: '{time} 香港時間',
    compare: '不肯定連結由誰傳來？請致電您所知道的支援人員號碼，請對方讀出指紋。',
    sentTitle: '會傳送甚麼',
    encrypted: '內容已加密：只有 {name} 能夠開啟。',
    notEncrypted: '內容沒有加密：收到的人都可以閱讀。',
    neverTitle: '絕不會發生的事',
    never: ['不會要求或傳送任何密碼、PIN 或一次性密碼。', '不會登入任何系統。', '在您同意之前，不會傳送任何資料。'],
    deadEnds: {
      unknown: { title: '此連結並不存在', line: '連結可能在複製時被截斷。請從訊息中重新開啟，或向支援人員索取新的連結。' },
      expired: { title: '此連結已到期', line: '您的電腦並無問題。請向支援人員索取新的連結。' },
      withdrawn: { title: '支援人員已撤回此連結', line: '您不用做任何事。如仍需要協助，請向支援人員索取新的連結。' },
      answered: { title: '支援人員已收到您的回應', line: '您不用再做任何事。如需再次檢查，請向支援人員索取新的連結。' },
      damaged: { title: '此連結不能再開啟', line: '問題出於支援台，並非您的電腦。請向支援人員索取新的連結。' },
      'too-often': { title: '過於頻密', line: '請稍候一分鐘，然後重新開啟連結。' },
    },
    readmeTitle: 'Terminal Preflight：操作步驟',
  },
}
