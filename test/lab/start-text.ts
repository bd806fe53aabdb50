/** What `npm start` says around the agent's own words. */

import { fill, type Language } from '../../checks/text.ts'
import type { Fault, Need } from './fault.ts'
import { faults, type LabBrowser } from './faults.ts'

const words = {
  en: {
    what: 'Lab: a data centre in a box on this PC, nothing of it is HKEX’s. {fault}: {does}.',
    help: [
      'npm start -- [flags]     play a data centre and a helpdesk on this PC, and run',
      '                         the agent between them; it leaves lab-output',
      '  --fault NAME           play this fault: npm start -- --fault tls/expired',
      '  --faults               list the faults',
      '  --no-helpdesk          without the helpdesk, which asks for the bundle',
      '',
      'All other flags are the agent’s own, and go to it:',
    ],
    where: 'Report: {report}',
    pictures: 'The pages as the browser shows them: {pictures}',
    sealed: 'Sealed: {file}. Plain openssl verifies it:',
    encrypted:
      'Sealed and encrypted: {file}. Only whoever has the key of its recipient can open it: node_modules/.bin/node agent/terminal-preflight.ts bundle open {file} --key KEY.pem',
    looksInto: 'What the helpdesk sees: node_modules/.bin/node agent/terminal-preflight.ts bundle show {file}',
    inbox:
      'Helpdesk: it asked for a bundle (case {case}), took this one in, verified and judged it. Its inbox: {address} (name {name}, password {password})',
    notInInbox: 'Helpdesk: it asked for a bundle (case {case}), and this one did not come; lab-output/helpdesk/helpdesk.log says more',
    agreed: 'yes (the lab agrees)',
    stays: 'The helpdesk stays until you press Ctrl-C.',
    again: 'The helpdesk has ended with the lab; open it again: npm run helpdesk -- serve --data lab-output/helpdesk',
    forReal:
      'For real, on a terminal PC: npm run package, then dist/package/terminal-preflight(.exe); or npm run build, then node_modules/.bin/node dist/terminal-preflight.cjs',
    more: 'More faults: npm start -- --faults',
    list: 'Faults that the lab can play: npm start -- --fault NAME',
    needs: '{fault} can’t be played on this system: {needs}',
    linux: 'it takes Linux',
    browser: 'it takes a browser that the lab can start',
    policies: 'it takes a browser that the lab can start, and the right to make name spaces',
    noBrowser: 'The browser’s own page is left out: {why}.',
    why: {
      browser: 'no Microsoft Edge, Chrome or Chromium was found on this PC',
      linux: 'only on Linux can a browser be made to trust the lab alone',
      certutil: 'there is no certutil (Debian: libnss3-tools) to make it trust the lab',
      off: 'no real browser can play this fault',
    },
    addresses: 'it takes more loopback addresses than 127.0.0.1',
  },
  'zh-HK': {
    what: '測試環境：在本電腦上模擬的數據中心，並非香港交易所的系統。{fault}：{does}。',
    help: [
      'npm start -- [選項]      在本電腦上模擬數據中心及支援台，並在兩者之間',
      '                         執行檢查程式；結果存於 lab-output',
      '  --fault 名稱           模擬此故障：npm start -- --fault tls/expired',
      '  --faults               列出可模擬的故障',
      '  --no-helpdesk          不啟動要求資料包的支援台',
      '',
      '其他選項均屬檢查程式本身，會轉交該程式：',
    ],
    where: '報告：{report}',
    pictures: '瀏覽器所顯示的頁面：{pictures}',
    sealed: '已封存：{file}。可用 openssl 驗證：',
    encrypted:
      '已封存及加密：{file}。只有持有收件人密碼匙者才可開啟：node_modules/.bin/node agent/terminal-preflight.ts bundle open {file} --key KEY.pem',
    looksInto: '支援人員所見：node_modules/.bin/node agent/terminal-preflight.ts bundle show {file}',
    inbox: '支援台：已要求資料包（個案 {case}），收到此資料包，並已核實及重新判斷。收件匣：{address}（名稱 {name}，密碼 {password}）',
    notInInbox: '支援台：已要求資料包（個案 {case}），但沒有收到；詳情見 lab-output/helpdesk/helpdesk.log',
    agreed: '是（測試環境同意）',
    stays: '支援台會一直執行，直至按 Ctrl-C。',
    again: '支援台已隨測試環境結束；如要再次開啟：npm run helpdesk -- serve --data lab-output/helpdesk',
    forReal:
      '在終端機上實際執行：npm run package，然後 dist/package/terminal-preflight(.exe)；或 npm run build，然後 node_modules/.bin/node dist/terminal-preflight.cjs',
    more: '更多故障：npm start -- --faults',
    list: '測試環境可模擬的故障：npm start -- --fault 名稱',
    needs: '此系統不能模擬 {fault}：{needs}',
    linux: '需要 Linux',
    browser: '需要測試環境可啟動的瀏覽器',
    policies: '需要測試環境可啟動的瀏覽器，以及建立命名空間的權限',
    noBrowser: '未有檢查瀏覽器所見的頁面：{why}。',
    why: {
      browser: '本電腦找不到 Microsoft Edge、Chrome 或 Chromium',
      linux: '只有在 Linux 上才能令瀏覽器只信任測試環境',
      certutil: '沒有 certutil（Debian：libnss3-tools），無法令瀏覽器信任測試環境',
      off: '真正的瀏覽器無法模擬此故障',
    },
    addresses: '需要 127.0.0.1 以外的回送地址',
  },
} as const satisfies Record<Language, Record<string, string | readonly string[] | Record<string, string>>>

export function openingLine({ name, does }: Fault, language: Language): string {
  return fill(words[language].what, { fault: name, does: does[language] }, language)
}

/** Said before the run where the agent can start no browser of the lab's; null where it can. */
export function browserLine(browser: LabBrowser, language: Language): string | null {
  if ('path' in browser) return null
  const { noBrowser, why } = words[language]
  return fill(noBrowser, { why: why['missing' in browser ? browser.missing : 'off'] }, language)
}

/** What the other end has. */
export interface Inbox {
  readonly case: string
  /** Of the page that shows the bundle; null where it did not come. */
  readonly address: string | null
  readonly name: string
  readonly password: string
  /** Until Ctrl-C; else it ends with the lab. */
  readonly stays: boolean
}

export function agreedWord(language: Language): string {
  return words[language].agreed
}

export interface Left {
  /** Files: the page first, where there is one; none where nothing was written. */
  readonly reports: readonly string[]
  /** Files. */
  readonly pictures: readonly string[]
  /** Null where no bundle was made. */
  readonly sealed: { readonly file: string; readonly certificate: string } | null
  /** Null where no helpdesk was there. */
  readonly inbox: Inbox | null
}

export function closingLines({ reports, pictures, sealed, inbox }: Left, language: Language): string[] {
  const said = words[language]
  return [
    ...(reports.length === 0 ? [] : [fill(said.where, { report: reports }, language)]),
    ...(pictures.length === 0 ? [] : [fill(said.pictures, { pictures: pictures }, language)]),
    ...(sealed === null ? [] : sealedLines(sealed, language)),
    said.forReal,
    said.more,
    ...(inbox === null ? [] : inboxLines(inbox, language)),
  ]
}

function sealedLines(sealed: NonNullable<Left['sealed']>, language: Language): string[] {
  const said = words[language]
  if (sealed.file.endsWith('.p7m')) return [fill(said.encrypted, sealed, language)]
  return [fill(said.sealed, sealed, language), ...commandLines(sealed), fill(said.looksInto, sealed, language)]
}

/** Last, where the eye is. */
function inboxLines(inbox: Inbox, language: Language): string[] {
  const { address } = inbox
  const said = words[language]
  if (address === null) return [fill(said.notInInbox, { case: inbox.case }, language)]
  return [fill(said.inbox, { ...inbox, address }, language), ...(inbox.stays ? [said.stays] : [said.again])]
}

/** As the README has them. */
function commandLines({ file, certificate }: NonNullable<Left['sealed']>): string[] {
  return [
    `  unzip -o -q ${file} -d lab-output/bundle && cd lab-output/bundle`,
    `  openssl cms -verify -inform DER -in manifest.p7s -content manifest.json -binary -CAfile ../../${certificate} -purpose any -out /dev/null`,
  ]
}

/** What stands before the agent's own help. */
export function helpLines(language: Language): readonly string[] {
  return words[language].help
}

export function listLines(language: Language): string[] {
  const width = Math.max(...faults.map(({ name }) => name.length))
  return [words[language].list, ...faults.map(({ name, does }) => `  ${name.padEnd(width)}  ${does[language]}`)]
}

export function needsLine({ name }: Fault, needs: Need, language: Language): string {
  return fill(words[language].needs, { fault: name, needs: words[language][needs] }, language)
}
