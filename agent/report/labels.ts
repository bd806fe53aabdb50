/** The report's own words: headings, verdicts, owners. What a check says stands beside the check. */

import type { Owner, Severity } from '../../checks/cause.ts'
import type { Reason, Status } from '../../checks/check.ts'
import type { Language } from '../../checks/text.ts'
import type { Verdict } from '../diagnosis/verdict.ts'

export interface Labels {
  readonly verdicts: Readonly<Record<Verdict, string>>
  /** unseen: attention, where the page itself was not seen as it should be */
  readonly verdictLines: Readonly<Record<Verdict | 'unseen', string>>
  readonly owners: Readonly<Record<Owner, string>>
  readonly severities: Readonly<Record<Severity, string>>
  readonly statuses: Readonly<Record<Status, string>>
  readonly reasons: Readonly<Record<Reason, string>>
  /** By role (hkex-1) or, for the others of its list, by the list's name. */
  readonly resolverRoles: Readonly<Record<string, string>>
  /** Codes that stand in args of these names. */
  readonly codeWords: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly hongKongTime: string
  readonly notJudged: string
  /** Between a heading and what it heads. */
  readonly colon: string
  /** A text, and what belongs to it in brackets. */
  readonly bracketed: string
  readonly whoMendsIt: string
  readonly whatToDo: string
  readonly confirm: string
  readonly also: string
  readonly notes: string
  readonly unexplained: string
  readonly notChecked: string
  /** Of a heading, where not all stands below it. */
  readonly andMore: string
  /** Between two sentences. */
  readonly space: string
  readonly milliseconds: string
  readonly semicolon: string
  /** A state, and its reason. */
  readonly stateWhy: string
  readonly noProgramKnows: string
  readonly noProgramKnowsBehindProxy: string
  readonly cautions: string
  readonly report: string
  readonly phoneCode: string
  readonly secondsLeft: string
  readonly checking: string
  readonly notHkex: string
  readonly interrupted: string
}

/** Our own words for what was seen; what a system or a server calls an error stays as it is, so that it can be looked up. */
const seenEn = {
  limit: 'no answer in time',
  superseded: 'no answer in time',
  cancelled: 'no time left',
  end: 'the connection ended',
  closed: 'the connection was closed',
  malformed: 'an answer that makes no sense',
  'no-address': 'no address',
  'no-reply': 'no reply',
  'not-http': 'not HTTP',
  'not-tls': 'not TLS',
}

const seenZhHk: Readonly<Record<keyof typeof seenEn, string>> = {
  limit: '逾時沒有回應',
  superseded: '逾時沒有回應',
  cancelled: '時間不足',
  end: '連線結束',
  closed: '連線已關閉',
  malformed: '回應無法解讀',
  'no-address': '沒有地址',
  'no-reply': '沒有回覆',
  'not-http': '並非 HTTP',
  'not-tls': '並非 TLS',
}

export const labels: Readonly<Record<Language, Labels>> = {
  en: {
    verdicts: { ready: 'READY', attention: 'ATTENTION', 'not-ready': 'NOT READY', undetermined: 'UNDETERMINED' },
    verdictLines: {
      ready: 'as seen from this PC today',
      attention: 'the log-on works today; something here will stop it on another day',
      unseen: 'nothing is known to stop the log-on, but the log-on page was not seen as it should be',
      'not-ready': 'something stops the log-on; see below who can mend it',
      undetermined: 'not everything could be checked, so we do not say READY',
    },
    owners: {
      'terminal-user': 'You, at this PC',
      'site-it': 'Your IT support',
      'site-network': 'Your network or firewall team',
      'line-vendor': 'The vendor of your line to HKEX',
      hkex: 'HKEX',
    },
    severities: { blocker: 'stops the log-on', warning: 'will stop it another day', note: 'for information' },
    statuses: {
      ok: 'ok',
      warning: 'warning',
      problem: 'problem',
      'not-checked': 'not checked',
      'not-applicable': 'does not apply',
      error: 'our error',
    },
    reasons: {
      'not-configured': 'not configured',
      'upstream-failed': 'something before it failed',
      deadline: 'no time left',
      policy: 'a policy of this PC forbids it',
      'not-the-users-session': 'this is not the user’s own session',
      'integrated-authentication': 'the proxy wants the Windows log-on',
      'page-not-recognised': 'only a browser can tell',
      'no-witness': 'nobody to ask',
      'not-offered': 'not offered',
      'not-supported': 'this program does not know how',
      'proxy-decides': 'Edge goes through the proxy',
      'browser-decides': 'the browser gets through',
      cancelled: 'cancelled',
      'switched-off': 'switched off',
      'not-installed': 'it is not on this PC',
      'not-started': 'it could not be started',
      'not-in-version': 'that version of the program had no such check',
    },
    resolverRoles: {
      'hkex-1': 'HKEX’s preferred',
      'hkex-2': 'HKEX’s alternate',
      hkex: 'HKEX’s no. {position}',
      custom: 'your own no. {position}',
      configured: 'no. {position} in this PC’s settings',
    },
    codeWords: {
      stage: {
        dns: 'finding the address',
        connect: 'connecting',
        proxy: 'at the proxy',
        tls: 'opening the encrypted connection',
        http: 'waiting for the page',
        hello: 'opening the encrypted connection',
      },
      dataCentres: { primary: 'primary data centre', secondary: 'secondary data centre' },
      failure: seenEn,
      seen: seenEn,
      direction: { ahead: 'ahead', behind: 'behind' },
      reached: {
        yes: 'This program itself reaches the page, so the network lets it through.',
        unknown: 'This program itself could not tell whether the page can be reached.',
      },
      errorKind: {
        name: 'it cannot find the address of the name',
        connection: 'it gets no connection',
        answer: 'the answer breaks off, or makes no sense to it',
        tls: 'it cannot open the encrypted connection',
        certificate: 'it does not trust the certificate',
        proxy: 'it does not get through the proxy',
        http: 'the server refuses it',
        limit: 'it did not finish in time',
        other: 'it names another error',
      },
    },
    hongKongTime: 'Hong Kong time',
    notJudged: 'Not judged, for want of the values of Section 4.7-4.9: {items}',
    colon: ': ',
    bracketed: '{text} ({more})',
    whoMendsIt: 'Who can mend it',
    whatToDo: 'What to do',
    confirm: 'To see it by hand',
    also: 'Also',
    notes: 'Notes',
    notChecked: 'Not checked',
    andMore: '{title} (and {count} more)',
    space: ' ',
    milliseconds: '{ms} ms',
    semicolon: '; ',
    stateWhy: '{state}: {reason}',
    unexplained: 'Seen, and explained by no known cause',
    noProgramKnows:
      'No program can see from here: whether HKEX accepts this PC’s source address ({source}), and whether the users’ e-mail addresses are registered.',
    noProgramKnowsBehindProxy:
      'No program can see from here: whether HKEX accepts the source address that your proxy goes out with, and whether the users’ e-mail addresses are registered.',
    cautions: 'HKEX’s cautions: keep one browser open on the terminal; custom-built software on it is not recommended.',
    report: 'Report',
    phoneCode: 'Phone code, to read out to your helpdesk',
    secondsLeft: '{seconds} s left',
    checking: 'Checking',
    notHkex: 'This is not HKEX’s software.',
    interrupted: 'Interrupted. Ended so far: {done}. Nothing was written.',
  },
  'zh-HK': {
    verdicts: { ready: '準備就緒', attention: '請留意', 'not-ready': '未準備好', undetermined: '未能確定' },
    verdictLines: {
      ready: '以本電腦今日所見為準',
      attention: '今日可以登入，但有問題日後會令您無法登入',
      unseen: '未有發現令登入失敗的問題，但未能看到應有的登入頁',
      'not-ready': '有問題令登入失敗；誰可修復請看下文',
      undetermined: '未能檢查所有項目，故不能說「準備就緒」',
    },
    owners: {
      'terminal-user': '使用本電腦的您',
      'site-it': '貴公司的資訊科技支援',
      'site-network': '貴公司的網絡或防火牆團隊',
      'line-vendor': '貴公司連接香港交易所的專線供應商',
      hkex: '香港交易所',
    },
    severities: { blocker: '令登入失敗', warning: '日後會令登入失敗', note: '僅供參考' },
    statuses: { ok: '正常', warning: '警告', problem: '問題', 'not-checked': '未檢查', 'not-applicable': '不適用', error: '程式錯誤' },
    reasons: {
      'not-configured': '未設定',
      'upstream-failed': '之前的步驟失敗',
      deadline: '時間不足',
      policy: '本電腦的原則不容許',
      'not-the-users-session': '並非使用者自己的工作階段',
      'integrated-authentication': '代理伺服器要求 Windows 登入',
      'page-not-recognised': '只有瀏覽器才能判斷',
      'no-witness': '無從查問',
      'not-offered': '沒有提供',
      'not-supported': '本程式不懂此方式',
      'proxy-decides': 'Edge 經代理伺服器連線',
      'browser-decides': '瀏覽器能夠通過',
      cancelled: '已取消',
      'switched-off': '已關閉',
      'not-installed': '本電腦沒有安裝',
      'not-started': '無法啟動',
      'not-in-version': '該版本的程式沒有這項檢查',
    },
    resolverRoles: {
      'hkex-1': '香港交易所首選',
      'hkex-2': '香港交易所備用',
      hkex: '香港交易所第 {position} 部',
      custom: '貴公司自設第 {position} 部',
      configured: '本電腦設定的第 {position} 部',
    },
    codeWords: {
      stage: { dns: '查找地址', connect: '連接', proxy: '代理伺服器', tls: '建立加密連線', http: '等候網頁', hello: '建立加密連線' },
      dataCentres: { primary: '主數據中心', secondary: '備用數據中心' },
      failure: seenZhHk,
      seen: seenZhHk,
      direction: { ahead: '快', behind: '慢' },
      reached: {
        yes: '本程式能夠連接該頁面，可見網絡暢通。',
        unknown: '本程式未能判斷該頁面能否連接。',
      },
      errorKind: {
        name: '查不到名稱的地址',
        connection: '無法建立連線',
        answer: '回應中斷或無法解讀',
        tls: '無法建立加密連線',
        certificate: '不信任證書',
        proxy: '未能通過代理伺服器',
        http: '被伺服器拒絕',
        limit: '未能及時完成',
        other: '出現其他錯誤',
      },
    },
    hongKongTime: '香港時間',
    notJudged: '因欠 Section 4.7-4.9 的數值而未能判斷：{items}',
    colon: '：',
    bracketed: '{text}（{more}）',
    whoMendsIt: '誰可修復',
    whatToDo: '怎樣處理',
    confirm: '自行核實的指令',
    also: '此外',
    notes: '備註',
    notChecked: '未檢查',
    andMore: '{title}（另有 {count} 項）',
    space: '',
    milliseconds: '{ms} 毫秒',
    semicolon: '；',
    stateWhy: '{state}：{reason}',
    unexplained: '以下情況未有已知原因可解釋',
    noProgramKnows: '任何程式都無法由此得知：香港交易所是否接受本電腦的來源地址（{source}），以及使用者是否已登記電郵地址。',
    noProgramKnowsBehindProxy: '任何程式都無法由此得知：香港交易所是否接受貴公司代理伺服器對外的來源地址，以及使用者是否已登記電郵地址。',
    cautions: '香港交易所的提示：終端機上只開一個瀏覽器；不建議在終端機安裝自行開發的軟件。',
    report: '報告',
    phoneCode: '電話代碼（請向支援人員讀出）',
    secondsLeft: '尚餘 {seconds} 秒',
    checking: '正在檢查',
    notHkex: '本程式並非香港交易所的軟件。',
    interrupted: '已中斷。已完成：{done}。沒有寫入任何檔案。',
  },
}
