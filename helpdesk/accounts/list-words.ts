/** Words of the page on which administrators keep accounts. */

import type { Language } from '../../checks/text.ts'
import type { Change, Invited } from './accounts.ts'
import type { AccountState } from './state.ts'

export type ListProblem = Exclude<Change, 'done'> | Extract<Invited, { refused: string }>['refused']

interface ListWords {
  readonly title: string
  readonly caption: string
  readonly columns: Readonly<Record<'name' | 'role' | 'state' | 'since' | 'do', string>>
  readonly states: Readonly<Record<AccountState, string>>
  readonly until: string
  readonly kinds: Readonly<Record<'oidc', string>>
  readonly you: string
  readonly setRole: string
  readonly newRole: string
  readonly deeds: Readonly<Record<'invite' | 'disable' | 'enable' | 'unlock', string>>
  readonly invite: {
    readonly title: string
    readonly name: string
    readonly nameHint: string
    readonly role: string
    readonly send: string
  }
  readonly may: { readonly viewer: string; readonly agent: string; readonly admin: string }
  readonly made: {
    readonly title: string
    readonly once: string
    readonly link: string
    readonly hint: string
    readonly back: string
  }
  readonly problems: Readonly<Record<ListProblem, string>>
}

export const listWords: Readonly<Record<Language, ListWords>> = {
  en: {
    title: 'Accounts',
    caption: 'Who may come in',
    columns: { name: 'Name', role: 'Role', state: 'State', since: 'Since', do: 'What can be done' },
    states: { active: 'active', invited: 'invited', 'link-old': 'no password yet', locked: 'locked', disabled: 'disabled' },
    until: 'until {time}',
    kinds: { oidc: 'by the provider' },
    you: 'you',
    setRole: 'Change',
    newRole: 'Role of {name}',
    deeds: { invite: 'New link', disable: 'Disable', enable: 'Let in again', unlock: 'Unlock' },
    invite: {
      title: 'Invite a person',
      name: 'Name to log on with',
      nameHint: "Letters, digits, spaces and . _ @ ' + - ; 64 at most.",
      role: 'Role',
      send: 'Make the link',
    },
    may: {
      viewer: 'looks at bundles and cases',
      agent: 'makes requests too',
      admin: 'deletes, trusts keys, keeps accounts and reads the audit log too',
    },
    made: {
      title: 'A link for {name}',
      once: 'Copy the link now: it is shown this once. Whoever has it sets the password, so give it to that person alone.',
      link: 'One-time link',
      hint: 'It works once, until {time} Hong Kong time. An earlier link for this person works no more.',
      back: 'To the accounts',
    },
    problems: {
      unknown: 'Load the page again: there is no such account.',
      'last-admin': 'Make somebody else an administrator first: nobody would be left who keeps accounts.',
      provider: 'Change this at the provider by which the person logs on.',
      'bad-name': "Choose another name: letters, digits, spaces and . _ @ ' + - are possible, 64 characters at most.",
      disabled: 'Let the person in again first: the account is disabled.',
      'other-role': 'Change the role by itself first: this account has another one.',
      exists: 'Choose another name, or “New link” in the list: there is an account of this name.',
    },
  },
  'zh-HK': {
    title: '帳戶',
    caption: '可登入的人士',
    columns: { name: '名稱', role: '角色', state: '狀態', since: '開設時間', do: '操作' },
    states: { active: '使用中', invited: '已邀請', 'link-old': '未設密碼', locked: '已鎖定', disabled: '已停用' },
    until: '至 {time}',
    kinds: { oidc: '由登入服務提供' },
    you: '您',
    setRole: '更改',
    newRole: '{name} 的角色',
    deeds: { invite: '新連結', disable: '停用', enable: '重新啟用', unlock: '解除鎖定' },
    invite: {
      title: '邀請使用者',
      name: '登入名稱',
      nameHint: "可用文字、數字、空格及 . _ @ ' + -；最多 64 個字元。",
      role: '角色',
      send: '建立連結',
    },
    may: {
      viewer: '查看資料包及個案',
      agent: '另可提出要求',
      admin: '另可刪除、信任密碼匙、管理帳戶及閱讀審計記錄',
    },
    made: {
      title: '{name} 的連結',
      once: '請立即複製連結：連結只顯示這一次。持有連結的人可設定密碼，請只交給該使用者。',
      link: '一次性連結',
      hint: '只可使用一次，有效期至 {time} 香港時間。此前發給該使用者的連結已失效。',
      back: '前往帳戶',
    },
    problems: {
      unknown: '請重新載入頁面：沒有此帳戶。',
      'last-admin': '請先將另一人設為管理員：否則再無人可管理帳戶。',
      provider: '請在該使用者登入所用的服務更改。',
      'bad-name': "請選用另一個名稱：可用文字、數字、空格及 . _ @ ' + -，最多 64 個字元。",
      disabled: '請先重新啟用：此帳戶已停用。',
      'other-role': '請先更改角色：此帳戶的角色不同。',
      exists: '請選用另一個名稱，或使用列表中的「新連結」：已有此名稱的帳戶。',
    },
  },
}
