/** What the commands of accounts print. */

import type { Language } from '../../checks/text.ts'
import type { Invited } from '../accounts/accounts.ts'
import { TYPED } from '../typed.ts'

interface AccountCommandWords {
  readonly link: string
  readonly what: string
  readonly refused: Readonly<Record<Extract<Invited, { refused: string }>['refused'], string>>
  readonly none: string
  readonly disabled: string
  readonly already: string
  readonly lastAdmin: string
  readonly byProvider: string
}

export const accountCommandWords: Readonly<Record<Language, AccountCommandWords>> = {
  en: {
    link: 'One-time link for {name} ({role}), until {time} Hong Kong time:',
    what: 'Give it to that person alone: whoever has it sets the password. It is not shown again; an earlier link for this person works no more.',
    refused: {
      'bad-name': "{name} is no name for an account: letters, digits, spaces and . _ @ ' + - are possible, 64 characters at most",
      exists: 'there is an account {name} already',
      provider: '{name} logs on with another service and needs no link',
      disabled: '{name} is disabled: an administrator lets the person in again on the page Accounts',
      'other-role': '{name} has another role: write that one, or have it changed on the page Accounts',
    },
    none: `There are no accounts. The first one: ${TYPED} account invite NAME --role admin`,
    disabled: '{name} is disabled: logged out everywhere, and no link works.',
    already: '{name} was disabled before.',
    lastAdmin: 'Invite another administrator first: without {name} nobody would be left who keeps accounts.',
    byProvider: 'by provider',
  },
  'zh-HK': {
    link: '給 {name}（{role}）的一次性連結，有效期至 {time} 香港時間：',
    what: '請只交給該使用者：持有連結的人可設定密碼。連結不會再次顯示；此前發給該使用者的連結已失效。',
    refused: {
      'bad-name': "{name} 不能用作帳戶名稱：可用文字、數字、空格及 . _ @ ' + -，最多 64 個字元",
      exists: '已有帳戶 {name}',
      provider: '{name} 以另一項服務登入，無須連結',
      disabled: '{name} 已停用：管理員可在「帳戶」頁重新啟用',
      'other-role': '{name} 的角色不同：請寫上該角色，或在「帳戶」頁更改',
    },
    none: `沒有帳戶。建立第一個：${TYPED} account invite 名稱 --role admin`,
    disabled: '{name} 已停用：已在所有地方登出，任何連結均失效。',
    already: '{name} 早已停用。',
    lastAdmin: '請先邀請另一位管理員：沒有 {name}，便再無人可管理帳戶。',
    byProvider: '由登入服務提供',
  },
}
