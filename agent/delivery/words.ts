/** What is said of a bundle on its way: sealed, asked about, sent, kept. */

import type { Language } from '../../checks/text.ts'

export interface DeliveryWords {
  readonly bundle: string
  readonly bundleEncrypted: string
  readonly notSealed: string
  readonly notSaved: string
  readonly asksTitle: string
  readonly requestTitle: string
  readonly inAnswerTo: string
  readonly goesTo: string
  readonly files: string
  readonly toBeOpenedBy: string
  readonly notEncrypted: string
  readonly question: string
  readonly notAgreed: string
  readonly requestSilent: string
  readonly requestNobody: string
  readonly refusedSilent: string
  readonly nobodyToAsk: string
  readonly sending: string
  readonly sent: string
  readonly sentEarlier: string
  readonly kept: string
  readonly refusedByServer: string
  readonly busy: string
  readonly full: string
  readonly notSpooled: string
  readonly lost: string
  readonly unreadable: string
  readonly damaged: string
  readonly lastTried: string
  readonly nothingWaits: string
  readonly untried: string
}

export const deliveryWords: Readonly<Record<Language, DeliveryWords>> = {
  en: {
    bundle: 'Bundle for the helpdesk: {path}',
    bundleEncrypted: 'Bundle for the helpdesk, encrypted to {names}: {path}',
    notSealed: 'The bundle could not be sealed ({reason}); the report above stands.',
    notSaved: 'The bundle could not be written to {path} ({reason}); the report above stands.',
    asksTitle: 'This bundle would be sent:',
    requestTitle: 'A request from a helpdesk. You are asked after the check, before anything is sent.',
    inAnswerTo: 'In answer to: {case}, asked by {name} (key {fingerprint})',
    goesTo: 'To: {address}',
    files: 'Files: {files}',
    toBeOpenedBy: 'Can be opened by: {names}',
    notEncrypted: 'Not encrypted: whoever gets it can read it.',
    question: 'Send it? [y/N] ',
    notAgreed: 'Not sent. The bundle stays where it is.',
    requestSilent: '{file}: this request is not answered. Under --silent nobody is asked, and {why}.',
    requestNobody: '{file}: this request is not answered. Nobody can be asked here, and {why}.',
    refusedSilent:
      'Not sent: under --silent nobody is asked, and {why}. The bundle stays where it is; to send it, run the check without --silent.',
    nobodyToAsk:
      'Not sent: nobody can be asked here, and {why}. The bundle stays where it is; to send it, run the check where somebody can answer.',
    sending: 'Sending …',
    sent: 'Sent to {address}.',
    sentEarlier: 'A bundle of an earlier run was sent to {address}.',
    kept: 'Not sent yet. {why} It is kept; the next run or “terminal-preflight upload” tries again.',
    refusedByServer: 'Not sent. {why} It is kept; ask the helpdesk what to do.',
    busy: 'Kept: another run of this program is sending just now; it or the next run sends this one too.',
    full: 'It can’t be kept for sending: {items} bundles ({megabytes} MB) wait already, and none is deleted. It is tried once.',
    notSpooled: 'It can’t be kept for sending ({reason}). It is tried once.',
    lost: 'Not sent. {why} It is not kept for later.',
    unreadable: 'What is kept for sending can’t be read ({reason}).',
    damaged: 'A kept bundle can’t be sent, and was left where it is. {why} {path}',
    lastTried: 'last tried {time} Hong Kong time',
    nothingWaits: 'Nothing is kept for sending.',
    untried: 'Those kept earlier go first, and no time was left for it.',
  },
  'zh-HK': {
    bundle: '供支援人員使用的資料包：{path}',
    bundleEncrypted: '供支援人員使用的資料包（已加密，只有 {names} 可開啟）：{path}',
    notSealed: '未能封存資料包（{reason}）；以上報告仍然有效。',
    notSaved: '未能把資料包寫入 {path}（{reason}）；以上報告仍然有效。',
    asksTitle: '將會傳送以下資料包：',
    requestTitle: '支援人員的要求。檢查完畢後會先詢問您，才會傳送任何資料。',
    inAnswerTo: '回應：{case}，由 {name} 提出（密碼匙 {fingerprint}）',
    goesTo: '傳送至：{address}',
    files: '檔案：{files}',
    toBeOpenedBy: '只有以下人士可開啟：{names}',
    notEncrypted: '沒有加密：收到的人都可以閱讀。',
    question: '是否傳送？[y/N] ',
    notAgreed: '沒有傳送。資料包保留在原處。',
    requestSilent: '{file}：沒有回應此要求。{why}，須先徵求同意，但 --silent 不作詢問。',
    requestNobody: '{file}：沒有回應此要求。{why}，須先徵求同意，但此處無人可答。',
    refusedSilent: '沒有傳送：{why}，須先徵求同意，但 --silent 不作詢問。資料包保留在原處；如要傳送，請不加 --silent 再執行檢查。',
    nobodyToAsk: '沒有傳送：{why}，須先徵求同意，但此處無人可答。資料包保留在原處；如要傳送，請在有人可回答的地方再執行檢查。',
    sending: '正在傳送…',
    sent: '已傳送至 {address}。',
    sentEarlier: '之前一次檢查的資料包已傳送至 {address}。',
    kept: '尚未傳送。{why}資料包已保留；下次執行本程式，或執行「terminal-preflight upload」時，會再嘗試。',
    refusedByServer: '沒有傳送。{why}資料包已保留；請向支援人員查詢如何處理。',
    busy: '資料包已保留：本程式另一次執行正在傳送；該次或下次執行會一併傳送。',
    full: '不能保留作傳送：已有 {items} 個資料包（{megabytes} MB）等候，而程式不會刪除任何一個。現嘗試傳送一次。',
    notSpooled: '不能保留作傳送（{reason}）。現嘗試傳送一次。',
    lost: '沒有傳送。{why}資料包沒有保留作稍後傳送。',
    unreadable: '無法讀取已保留的資料包（{reason}）。',
    damaged: '一個已保留的資料包不能傳送，並保留在原處。{why}{path}',
    lastTried: '上次嘗試：香港時間 {time}',
    nothingWaits: '沒有等候傳送的資料包。',
    untried: '較早保留的資料包先傳送，未有時間嘗試此資料包。',
  },
}

/** Why consent is needed at all, as it completes the sentences above. */
export const consentReasons: Readonly<Record<Language, Readonly<Record<'request' | 'site', string>>>> = {
  en: {
    request: 'the request is not from a signer whom this PC trusts, or lay beside the program',
    site: 'the address comes from a site file that is not in the machine’s own folder',
  },
  'zh-HK': {
    request: '要求並非來自本電腦信任的簽署人，或只是放在程式旁邊',
    site: '網址來自並非存放於電腦專用資料夾的機構設定檔',
  },
}
