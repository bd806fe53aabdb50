/** Words of logging on, of one-time links and of one's own account. */

import type { Language } from '../../checks/text.ts'
import { TYPED } from '../typed.ts'
import type { WeakPassword } from './accounts.ts'

interface LogOnWords {
  readonly logOn: {
    readonly title: string
    readonly name: string
    readonly password: string
    readonly send: string
    readonly byProvider: string
    readonly orPassword: string
    readonly forgotten: string
    readonly ended: string
    readonly first: string
    /** By which the first administrator is invited. */
    readonly firstCommand: string
    readonly wrong: string
    readonly locked: string
    readonly busy: string
  }
  readonly invitation: {
    readonly title: string
    readonly welcome: string
    readonly again: string
    readonly send: string
    readonly unknown: string
  }
  readonly newPassword: {
    readonly label: string
    readonly repeat: string
    readonly hint: string
    readonly differs: string
    readonly weak: Readonly<Record<WeakPassword, string>>
  }
  readonly own: {
    readonly title: string
    readonly role: string
    readonly since: string
    readonly byProvider: string
    readonly change: string
    readonly present: string
    readonly presentWrong: string
    readonly send: string
    readonly done: string
    readonly everywhere: string
    readonly everywhereHint: string
    readonly everywhereSend: string
  }
}

export const logOnWords: Readonly<Record<Language, LogOnWords>> = {
  en: {
    logOn: {
      title: 'Log on',
      name: 'Name',
      password: 'Password',
      send: 'Log on',
      byProvider: 'Log on with {host}',
      orPassword: 'Or with a password',
      forgotten: 'No password yet, or forgotten it? An administrator can give you a link to set one.',
      ended: 'Your session has ended. Log on again.',
      first: 'Nobody has an account yet. Whoever runs this helpdesk makes a link for the first administrator:',
      firstCommand: `${TYPED} account invite NAME --role admin`,
      wrong:
        'Type both again: the name and the password don’t belong together. If it goes on like this, ask an administrator for a new link.',
      locked: 'Wait, then try again: there were too many tries. The next one is looked at after {time} (Hong Kong).',
      busy: 'Try again in some seconds: many people are logging on at this moment.',
    },
    invitation: {
      title: 'Set your password',
      welcome: 'This link is for {name} ({role}). Set the password, and you are logged on. The link works once.',
      again: 'If you were logged on elsewhere, you are logged out there.',
      send: 'Set the password and log on',
      unknown: 'Ask an administrator for a new link: this one was used, or is older than 24 hours.',
    },
    newPassword: {
      label: 'New password',
      repeat: 'The same once more',
      hint: 'At least {shortest} characters. Some words that only you would put together are better than signs and digits. Spaces are welcome.',
      differs: 'Type it twice in the same way: the two are different.',
      weak: {
        short: 'Choose a longer one: at least {shortest} characters.',
        long: 'Choose a shorter one: at most {longest} characters.',
        common: 'Choose another one: this is among the first that anybody would try.',
        name: 'Choose another one: this is little more than your name.',
      },
    },
    own: {
      title: 'Your account',
      role: 'Role',
      since: 'Account since',
      byProvider: 'You log on with another service. Your password and your role are changed there.',
      change: 'Change your password',
      present: 'Present password',
      presentWrong: 'Type your present password again: it was another one.',
      send: 'Change the password',
      done: 'The password is changed. Everywhere else you are logged out.',
      everywhere: 'Log out everywhere',
      everywhereHint: 'On every PC on which you are logged on, this one included.',
      everywhereSend: 'Log out everywhere',
    },
  },
  'zh-HK': {
    logOn: {
      title: '登入',
      name: '名稱',
      password: '密碼',
      send: '登入',
      byProvider: '以 {host} 登入',
      orPassword: '或以密碼登入',
      forgotten: '未有密碼，或忘記了密碼？管理員可給您一條連結以設定密碼。',
      ended: '您的登入時段已結束。請重新登入。',
      first: '現時未有帳戶。負責此支援台的人員可為首位管理員建立連結：',
      firstCommand: `${TYPED} account invite 名稱 --role admin`,
      wrong: '請重新輸入名稱及密碼：兩者不符。如仍然不成功，請向管理員索取新連結。',
      locked: '請稍候再試：嘗試次數過多。{time}（香港時間）之後才會再處理。',
      busy: '請數秒後再試：現時有多人正在登入。',
    },
    invitation: {
      title: '設定密碼',
      welcome: '此連結供 {name}（{role}）使用。設定密碼後即會登入。連結只可使用一次。',
      again: '如您已在其他地方登入，該處會被登出。',
      send: '設定密碼並登入',
      unknown: '請向管理員索取新連結：此連結已被使用，或已超過 24 小時。',
    },
    newPassword: {
      label: '新密碼',
      repeat: '再次輸入新密碼',
      hint: '最少 {shortest} 個字元。用幾個只有您才會放在一起的詞語，勝過符號和數字。可用空格。',
      differs: '請輸入兩次相同的密碼：兩次並不相同。',
      weak: {
        short: '請選用較長的密碼：最少 {shortest} 個字元。',
        long: '請選用較短的密碼：最多 {longest} 個字元。',
        common: '請選用另一個密碼：這是任何人都會首先嘗試的密碼之一。',
        name: '請選用另一個密碼：這個密碼與您的名稱相差無幾。',
      },
    },
    own: {
      title: '您的帳戶',
      role: '角色',
      since: '帳戶開設於',
      byProvider: '您以另一項服務登入。密碼及角色須在該處更改。',
      change: '更改密碼',
      present: '現時的密碼',
      presentWrong: '請重新輸入現時的密碼：剛才輸入的並不正確。',
      send: '更改密碼',
      done: '密碼已更改。您在其他地方均已登出。',
      everywhere: '在所有地方登出',
      everywhereHint: '您已登入的每部電腦，包括這部。',
      everywhereSend: '在所有地方登出',
    },
  },
}
