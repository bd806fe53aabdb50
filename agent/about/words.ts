/** What `about` says, in both languages. */

import type { Language } from '../../checks/text.ts'
import type { About } from './schema.ts'

export interface AboutWords {
  readonly line: string
  readonly title: string
  readonly notHkex: string
  readonly labels: Readonly<
    Record<'licence' | 'form' | 'rules' | 'node' | 'dataFolder' | 'deviceKey' | 'install' | 'certificate' | 'signer' | 'thirdParty', string>
  >
  readonly form: Readonly<Record<About['form'], string>>
  readonly rules: string
  readonly rulesOfSource: string
  readonly node: string
  readonly noDeviceKey: string
  readonly damaged: string
  readonly unreadable: string
  /** Of a key. */
  readonly fingerprint: string
  readonly noSigners: string
  readonly signer: string
  readonly components: string
  readonly noComponents: string
}

export const aboutWords: Readonly<Record<Language, AboutWords>> = {
  en: {
    line: '{label}: {text}',
    title: '{name} {version}',
    notHkex: 'It is not HKEX’s software.',
    labels: {
      licence: 'Licence',
      form: 'This is',
      rules: 'Rules',
      node: 'Node.js',
      dataFolder: 'Data folder',
      deviceKey: 'Device key',
      install: 'Install',
      certificate: 'Its certificate',
      signer: 'Trusted signer of requests',
      thirdParty: 'Works of others in it',
    },
    form: {
      executable: 'the executable, with Node.js in it',
      bundle: 'the one file for Node.js',
      source: 'the program from its sources',
    },
    rules: '{version}, SHA-256 {digest}',
    rulesOfSource: 'those of the sources; a build gives them their SHA-256',
    node: '{version}, {platform} {arch}',
    noDeviceKey: 'none yet; the first check makes it',
    damaged: 'its certificate is damaged',
    unreadable: 'cannot be read ({code})',
    fingerprint: 'SHA-256 {fingerprint}',
    noSigners: 'none',
    signer: '{subject}, SHA-256 {fingerprint}',
    components: '{count}; about --licences prints their licences, about --sbom their list (CycloneDX)',
    noComponents: 'not listed here; a build lists them (npm run build)',
  },
  'zh-HK': {
    line: '{label}：{text}',
    title: '{name} {version}',
    notHkex: '本程式並非香港交易所的軟件。',
    labels: {
      licence: '授權條款',
      form: '程式形式',
      rules: '規則',
      node: 'Node.js',
      dataFolder: '資料存放於',
      deviceKey: '裝置密碼匙',
      install: '安裝',
      certificate: '其證書',
      signer: '信任的要求簽署人',
      thirdParty: '內含他人的作品',
    },
    form: {
      executable: '內含 Node.js 的執行檔',
      bundle: '供 Node.js 執行的單一檔案',
      source: '直接由原始碼執行',
    },
    rules: '{version}，SHA-256 {digest}',
    rulesOfSource: '原始碼的規則；建置後才有 SHA-256',
    node: '{version}，{platform} {arch}',
    noDeviceKey: '尚未有；首次檢查時產生',
    damaged: '其證書已損壞',
    unreadable: '未能讀取（{code}）',
    fingerprint: 'SHA-256 {fingerprint}',
    noSigners: '沒有',
    signer: '{subject}，SHA-256 {fingerprint}',
    components: '{count} 項；about --licences 顯示其授權條款，about --sbom 列出清單（CycloneDX）',
    noComponents: '未有列出；建置後才有清單（npm run build）',
  },
}
