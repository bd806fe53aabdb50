/** The words of `bundle explain`. */

import type { Language } from '../../checks/text.ts'
import type { Considered, LostBy } from './explain-candidates.ts'

export interface ExplainText {
  readonly nothingWrong: string
  readonly explains: string
  readonly records: string
  readonly noRecords: string
  readonly noneOf: string
  readonly above: string
  readonly moreRecords: string
  readonly expected: string
  readonly against: string
  readonly notAsked: string
  readonly notProposed: string
  readonly rivals: string
  readonly noRivals: string
  readonly ruledOut: string
  readonly lost: Readonly<Record<LostBy, string>>
  readonly states: Readonly<Record<Exclude<Considered['state'], 'lost' | 'ruled-out'>, string>>
  readonly unexplained: string
  readonly notChecked: string
  readonly underCause: string
  readonly underNone: string
  readonly notNamed: string
  readonly notConsidered: string
  readonly unknown: string
  readonly near: string
}

export const explainText: Readonly<Record<Language, ExplainText>> = {
  en: {
    nothingWrong: 'Nothing bad was seen, so that no cause was looked for.',
    explains: 'It explains',
    records: 'seen in',
    noRecords: 'nothing was recorded of it',
    noneOf: 'none of {count} entries speaks of it',
    above: '(see above)',
    moreRecords: '{count} more; evidence.json has them all',
    expected: 'It would explain these too, which were not seen to be bad',
    against: 'It would be ruled out if one of these were good',
    notAsked: 'was not asked',
    notProposed: 'The rules of this program do not propose this cause: the report was made by other rules.',
    rivals: 'What else could have explained some of it',
    noRivals: 'Nothing else that this program knows explains any of it.',
    ruledOut: 'ruled out: {reasons}',
    lost: {
      less: 'possible; explains less ({explained} of {total})',
      'more-unseen': 'possible; explains as much, but would also show in what was not seen ({unseen})',
      'less-specific': 'possible; explains as much, but is less specific',
      'less-severe': 'possible; explains as much, but is less severe',
      alike: 'possible; explains as much, and nothing tells them apart but the order of their names',
      larger: 'possible; but the whole answer would need more causes with it, or worse ones',
      'other-rules': 'possible by the rules of this program',
    },
    states: { chosen: 'named', 'explains-nothing': 'nothing that it would explain was seen' },
    unexplained: 'Explained by no known cause',
    notChecked: 'Not checked',
    underCause: 'explained by {causes}',
    underNone: 'explained by no cause',
    notNamed: '{code} ({number}) was not named.',
    notConsidered: 'Nothing in this run made it a candidate.',
    unknown: 'There is no cause and no finding called {what}.',
    near: 'Did you mean {near}?',
  },
  'zh-HK': {
    nothingWrong: '未見任何問題，故沒有尋找原因。',
    explains: '此原因解釋',
    records: '記錄於',
    noRecords: '沒有相關記錄',
    noneOf: '{count} 項記錄均與此無關',
    above: '（見上）',
    moreRecords: '另有 {count} 項，全部載於 evidence.json',
    expected: '此原因亦會解釋以下各項，但未見有問題',
    against: '以下任何一項若為正常，即可排除此原因',
    notAsked: '沒有查問',
    notProposed: '本程式的規則不會提出此原因：該報告以其他規則作出。',
    rivals: '其他可能解釋其中部分的原因',
    noRivals: '據本程式所知，沒有其他原因可解釋其中任何一項。',
    ruledOut: '已排除：{reasons}',
    lost: {
      less: '有可能，但解釋較少（{total} 項中的 {explained} 項）',
      'more-unseen': '有可能，解釋同樣多，但應會見到以下未見的情況（{unseen}）',
      'less-specific': '有可能，解釋同樣多，但較不具體',
      'less-severe': '有可能，解釋同樣多，但嚴重程度較低',
      alike: '有可能，解釋同樣多，只以名稱次序區分',
      larger: '有可能，但整體上需要更多或更差的原因',
      'other-rules': '按本程式的規則有可能',
    },
    states: { chosen: '已列為原因', 'explains-nothing': '未見任何由此原因解釋的情況' },
    unexplained: '未有已知原因可解釋',
    notChecked: '未檢查',
    underCause: '原因為 {causes}',
    underNone: '沒有原因解釋',
    notNamed: '{code}（{number}）沒有列為原因。',
    notConsidered: '本次檢查沒有任何情況令其成為可能的原因。',
    unknown: '沒有名為 {what} 的原因或結果。',
    near: '您是否指 {near}？',
  },
}
