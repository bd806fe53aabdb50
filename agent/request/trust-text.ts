/** One line for what was meant to be trusted and isn't, in both languages. */

import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import type { OwnershipProblem } from './ownership.ts'
import type { PassedOver } from './trust-store.ts'

interface TrustTexts {
  readonly problems: Readonly<Record<PassedOver['problem']['code'], string>>
  /** In place of `{ownership}`. */
  readonly ownership: Readonly<Record<OwnershipProblem['code'], string>>
}

export const trustTexts: Readonly<Record<Language, TrustTexts>> = {
  en: {
    problems: {
      'not-administrators': '{source} is not trusted: {path} {ownership}',
      unreadable: '{source} can’t be read ({failure}), so nobody is trusted for it',
      damaged: '{source} is passed over: it {why}',
      'too-many': '{source} names more than {most} signers; those above that are passed over',
    },
    ownership: {
      elsewhere: 'is not in the machine’s own folder',
      owner: 'does not belong to an administrator',
      writable: 'may be changed by others than administrators',
      link: 'is a link to something elsewhere',
      missing: 'is not there any more',
      unknown: 'does not show this user who may change it',
    },
  },
  'zh-HK': {
    problems: {
      'not-administrators': '不信任 {source}：{path} {ownership}',
      unreadable: '無法讀取 {source}（{failure}），故不會因它而信任任何人',
      damaged: '略過 {source}：{why}',
      'too-many': '{source} 所列的簽署人多於 {most} 名；多出的略過不理',
    },
    ownership: {
      elsewhere: '不在電腦專用資料夾內',
      owner: '不屬於系統管理員',
      writable: '系統管理員以外的人亦可改動',
      link: '是指向別處的連結',
      missing: '已不存在',
      unknown: '沒有讓此使用者看到誰可改動它',
    },
  },
}

export function passedOverLine({ source, problem }: PassedOver, language: Language): string {
  const { problems, ownership } = trustTexts[language]
  const args = {
    ...('ownership' in problem ? { path: printable(problem.ownership.path), ownership: ownership[problem.ownership.code] } : {}),
    ...('failure' in problem ? { failure: problem.failure.code } : {}),
    ...('why' in problem ? { why: problem.why } : {}),
    ...('most' in problem ? { most: problem.most } : {}),
  }
  return fill(problems[problem.code], { ...args, source: printable(source) }, language)
}
