/** What is said of keys, passwords and installs; the codes stand beside what finds them. */

import type { Language } from '../../checks/text.ts'
import type { DeviceKeyTrouble } from './device-key.ts'
import type { KeyFileProblem } from './key-file.ts'
import type { Recognised } from './known-installs.ts'
import type { PasswordProblem } from './password.ts'

type Known = Extract<Recognised, { known: string }>['known'] | Extract<Recognised, { problem: string }>['problem']

export interface IdentityLabels {
  readonly keyFile: Readonly<Record<KeyFileProblem, string>>
  readonly password: Readonly<Record<PasswordProblem, string>>
  readonly askForPassword: string
  readonly deviceKey: Readonly<Record<DeviceKeyTrouble['code'], string>>
  readonly install: Readonly<Record<Known, string>>
}

export const identityLabels: Readonly<Record<Language, IdentityLabels>> = {
  en: {
    keyFile: {
      'wrong-password': 'the password does not open it',
      'not-pkcs12': 'is no PKCS#12 file (.p12, .pfx), or a damaged one',
      'no-key': 'holds no private key; export it again with its key',
      'no-certificate': 'holds no certificate; export it again with the certificate of its key',
      unsupported: 'holds a key or an encryption that this program cannot use; export an RSA or EC (P-256, P-384, P-521) key with AES-256',
      'key-and-certificate-differ': 'holds no certificate that belongs to its key',
      'too-large': 'is larger, or asks for more work to open it, than any key file needs',
      'weak-key': 'holds an RSA key of less than 2048 bits',
      'several-keys': 'holds more than one key; export the one that shall sign',
    },
    password: {
      'file-unreadable': 'the password file cannot be read',
      'file-not-text': 'the password file is no text in UTF-8',
      'too-long': 'the password is longer than 1024 characters',
      'not-given': 'no password was given',
      'nobody-to-ask':
        'the signing key needs a password: name its file by --signing-key-password-file, or set TERMINAL_PREFLIGHT_SIGNING_PASSWORD',
    },
    askForPassword: 'Password of the signing key:',
    deviceKey: {
      unreadable: 'the device key of this install cannot be opened and was left as it is; a key for this run alone signs',
      damaged: 'the device key of this install is damaged and was left as it is; a key for this run alone signs',
      'not-kept': 'the device key could not be kept; a key for this run alone signs',
      'not-bound-to-user': 'Windows could not bind the device key to the user; the rights of its file protect it',
      'was-open-to-others': 'other users of this PC could read the device key; its file is closed to them again',
      'open-to-others': 'other users of this PC can read the device key',
    },
    install: {
      'first-sight': 'this install is seen for the first time; where it comes from is not proven',
      known: 'the same key as before',
      'changed-key': 'THE KEY HAS CHANGED: this install signed with another key before; ask there before you trust it',
      damaged: 'the list of known installs is damaged and was left as it is',
      full: 'the list of known installs is full; this one was not added',
    },
  },
  'zh-HK': {
    keyFile: {
      'wrong-password': '密碼未能開啟此檔案',
      'not-pkcs12': '並非 PKCS#12 檔案（.p12、.pfx），或檔案已損壞',
      'no-key': '檔案內沒有私人密碼匙；請連同密碼匙重新匯出',
      'no-certificate': '檔案內沒有證書；請連同密碼匙所屬的證書重新匯出',
      unsupported: '本程式未能使用檔案內的密碼匙或加密方式；請以 AES-256 匯出 RSA 或 EC（P-256、P-384、P-521）密碼匙',
      'key-and-certificate-differ': '檔案內沒有屬於該密碼匙的證書',
      'too-large': '檔案大小，或開啟所需的運算，超出任何密碼匙檔案所需',
      'weak-key': 'RSA 密碼匙少於 2048 位元',
      'several-keys': '檔案內有多於一條密碼匙；請只匯出用作簽署的一條',
    },
    password: {
      'file-unreadable': '未能讀取密碼檔案',
      'file-not-text': '密碼檔案並非 UTF-8 文字檔',
      'too-long': '密碼超過 1024 個字元',
      'not-given': '沒有輸入密碼',
      'nobody-to-ask': '簽署用的密碼匙需要密碼：請以 --signing-key-password-file 指定檔案，或設定 TERMINAL_PREFLIGHT_SIGNING_PASSWORD',
    },
    askForPassword: '簽署用密碼匙的密碼：',
    deviceKey: {
      unreadable: '未能開啟本安裝的裝置密碼匙，已保留原狀；今次改用臨時密碼匙簽署',
      damaged: '本安裝的裝置密碼匙已損壞，已保留原狀；今次改用臨時密碼匙簽署',
      'not-kept': '未能保存裝置密碼匙；今次改用臨時密碼匙簽署',
      'not-bound-to-user': 'Windows 未能將裝置密碼匙與使用者綁定；由檔案權限保護',
      'was-open-to-others': '本電腦的其他使用者曾可讀取裝置密碼匙；檔案權限已重新收緊',
      'open-to-others': '本電腦的其他使用者可讀取裝置密碼匙',
    },
    install: {
      'first-sight': '首次見到此安裝；來源未經證實',
      known: '與之前的密碼匙相同',
      'changed-key': '密碼匙已更改：此安裝之前以另一條密碼匙簽署；請先向對方查證，然後才信任',
      damaged: '已知安裝的清單已損壞，已保留原狀',
      full: '已知安裝的清單已滿；未有加入此安裝',
    },
  },
}
