/** What whoever starts the service by hand is told below its address: what to do next, and what isn't as it was asked for. */

import { quote } from '../../agent/cli/quote.ts'
import { nameOf } from '../../agent/cms/name-of.ts'
import type { Given } from '../../agent/commands/command.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { Desk } from '../desk.ts'
import { TYPED } from '../typed.ts'

const words: Readonly<Record<Language, Readonly<Record<'first' | 'command' | 'otherName', string>>>> = {
  en: {
    first: 'Nobody has an account yet. The first administrator, in another window:',
    command: `  ${TYPED} account invite NAME --role admin{data}`,
    otherName: '--name changes nothing: callers know this helpdesk as {name}, since its certificate was made.',
  },
  'zh-HK': {
    first: '現時未有帳戶。請在另一個視窗邀請首位管理員：',
    command: `  ${TYPED} account invite 名稱 --role admin{data}`,
    otherName: '--name 沒有作用：證書製作時已寫入名稱，來電者所見的是 {name}。',
  },
}

/** Empty where all is as it was, and somebody can log on. */
export async function firstSteps(
  given: Pick<Given, 'first' | 'language'>,
  { accounts, keys }: Pick<Desk, 'accounts' | 'keys'>,
): Promise<readonly string[]> {
  const { first, command, otherName } = words[given.language]
  const [data, asked, own] = [given.first('data'), given.first('name'), nameOf(keys.signer.certificates[0])]
  const isNew = (await accounts.list()).length === 0
  return [
    ...(asked === null || asked === own ? [] : [fill(otherName, { name: quote(own) }, given.language)]),
    ...(isNew ? [first, fill(command, { data: data === null ? '' : ` --data ${quote(data)}` }, given.language)] : []),
  ]
}
