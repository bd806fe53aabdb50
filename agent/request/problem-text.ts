/** One line for each problem, in both languages. */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { recipientProblemText } from '../cms/recipient-text.ts'
import { timeInText } from '../report/time-text.ts'
import type { RequestProblem } from './problems.ts'

export const problemTexts: Readonly<Record<Language, Readonly<Record<RequestProblem['code'], string>>>> = {
  en: {
    'not-there': 'is not there',
    'is-a-folder': 'is a folder; name a file',
    'access-denied': 'may not be read by this user',
    unreadable: 'can’t be read ({failure})',
    'too-large': 'is larger than {kib} KiB, so it is no request',
    several: 'holds several requests, and none was taken: {files}; remove those that are not meant, or name one: --request FILE',
    'not-signed': 'is no signed request, or was damaged on its way ({signature}); ask the helpdesk to send it again as an attachment',
    'signature-unknown': 'is signed in a way that this program can’t check ({signature}); ask the helpdesk for a new one',
    altered: 'was altered after it was signed, or damaged on its way ({signature}); ask the helpdesk to send it again',
    'not-json': 'is signed, but holds no request in JSON; ask the helpdesk for a new one',
    nested: 'is signed, but what it holds is nested too deep; ask the helpdesk for a new one',
    newer: 'was made for a later version of this program; get that one, or ask the helpdesk for an older kind of request',
    twice: '{field} stands in it twice; ask the helpdesk for a new one',
    mistake: '{field} {problem}',
    'ends-before-it-begins': 'expires ({expires}) before it was made ({created}), Hong Kong time; ask the helpdesk for a new one',
    expired:
      'expired at {expires} Hong Kong time; it is {now} by this PC’s clock. If that clock is right, ask the helpdesk for a new one; else set the clock',
    'not-yet':
      'was made at {created} Hong Kong time, more than a day from now: it is {now} by this PC’s clock. If that clock is right, ask the helpdesk for a new one; else set the clock',
    recipient: 'encryptTo {problem}',
  },
  'zh-HK': {
    'not-there': '不存在',
    'is-a-folder': '是資料夾；請指明檔案',
    'access-denied': '此使用者無權讀取',
    unreadable: '無法讀取（{failure}）',
    'too-large': '大於 {kib} KiB，不會是要求檔',
    several: '內有多個要求檔，故一個也沒有採用：{files}；請移走無關的，或以 --request 指明其一',
    'not-signed': '並非已簽署的要求檔，或在傳送途中損壞（{signature}）；請支援人員以附件形式重新發送',
    'signature-unknown': '的簽署方式本程式無法核實（{signature}）；請支援人員另發一份',
    altered: '在簽署後被改動，或在傳送途中損壞（{signature}）；請支援人員重新發送',
    'not-json': '已簽署，但內容並非 JSON 格式的要求；請支援人員另發一份',
    nested: '已簽署，但內容層數過多；請支援人員另發一份',
    newer: '是為本程式較新的版本而設；請取得該版本，或請支援人員另發舊式要求檔',
    twice: '內的 {field} 出現兩次；請支援人員另發一份',
    mistake: '內的 {field} 有誤：{problem}',
    'ends-before-it-begins': '的到期時間（{expires}）早於製作時間（{created}）（均為香港時間）；請支援人員另發一份',
    expired: '已於香港時間 {expires} 到期；本電腦的時鐘現為 {now}。若時鐘無誤，請支援人員另發一份；否則請先校正時鐘',
    'not-yet': '於香港時間 {created} 製作，比現在遲一天以上：本電腦的時鐘現為 {now}。若時鐘無誤，請支援人員另發一份；否則請先校正時鐘',
    recipient: 'encryptTo：{problem}',
  },
}

/** Completes "FILE: …". */
export function problemText(problem: RequestProblem, language: Language): string {
  const words = problemTexts[language][problem.code]
  if (problem.code === 'recipient') return fill(words, { problem: recipientProblemText(problem.recipient, language) }, language)
  const args = Object.entries(problem.args).map(([name, value]) => [
    name,
    typeof value === 'object' ? value.map(printable) : shown(name, value, language),
  ])
  return fill(words, Object.fromEntries(args), language)
}

const times: readonly string[] = ['created', 'expires', 'now']

function shown(name: string, value: string | number, language: Language): string | number {
  if (typeof value === 'number') return value
  return times.includes(name) ? timeInText(hongKongTime(Date.parse(value)), language) : printable(value)
}

/** `order.preflight-request: …`, in one line. */
export function problemLine(file: string, problem: RequestProblem, language: Language): string {
  return fill(
    language === 'en' ? '{file}: {text}' : '{file}：{text}',
    { file: printable(file), text: problemText(problem, language) },
    language,
  )
}
