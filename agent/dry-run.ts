/** `--dry-run`: what a run would contact, and nothing contacted. */

import { endpointText } from '../checks/endpoint.ts'
import type { Io } from '../checks/io.ts'
import { fill, type Language } from '../checks/text.ts'
import { dataFiles, MANIFEST, SIGNATURE } from './bundle/format.ts'
import { printable } from './cli/quote.ts'
import { nameOf } from './cms/name-of.ts'
import type { DeliveryPlan } from './delivery/plan.ts'
import type { Configuration } from './profile/load.ts'
import { redactionLines } from './redaction/about.ts'
import { labels } from './report/labels.ts'
import { roleName } from './report/words.ts'
import type { Consent } from './request/consent.ts'
import { shownAddress } from './upload/secrets.ts'

const words = {
  en: {
    targets: 'Targets',
    resolvers: 'DNS servers',
    addresses: 'Addresses of the site file',
    proxy: 'Proxy',
    browser: 'Browser',
    browserOn: 'opens each target without a window, and what the page itself loads',
    smartcard: 'Smartcard readers',
    looks: 'listed, no card is spoken to',
    off: 'off',
    site: 'Site file',
    none: 'none',
    inferred: 'our inference, not printed by HKEX',
    own: 'this PC’s',
    bundle: 'Bundle',
    local: 'saved on this PC, sent nowhere',
    to: 'saved on this PC and sent to {address}',
    asks: 'saved on this PC and, if you agree then, sent to {address}',
    refused: 'saved on this PC, not sent to {address}: nobody can be asked',
    files: 'Files: {files}',
    pictures: 'a picture of each page',
    encrypted: 'encrypted to {names}',
    nothing: 'Nothing was contacted.',
  },
  'zh-HK': {
    targets: '目標',
    resolvers: 'DNS 伺服器',
    addresses: '設定檔內的地址',
    proxy: '代理伺服器',
    browser: '瀏覽器',
    browserOn: '不開視窗逐一開啟各目標，連同頁面本身載入的內容',
    smartcard: '聰明卡讀卡器',
    looks: '只列出，不與聰明卡通訊',
    off: '關閉',
    site: '設定檔',
    none: '沒有',
    inferred: '屬本程式推斷，香港交易所未有刊印',
    own: '本電腦的設定',
    bundle: '資料包',
    local: '儲存於本電腦，不會傳送',
    to: '儲存於本電腦，並傳送至 {address}',
    asks: '儲存於本電腦，屆時如您同意便傳送至 {address}',
    refused: '儲存於本電腦，不會傳送至 {address}：屆時無人可以同意',
    files: '檔案：{files}',
    pictures: '每個網頁的畫面',
    encrypted: '已加密，只有 {names} 可開啟',
    nothing: '沒有聯絡任何伺服器。',
  },
} as const satisfies Record<Language, Record<string, string>>

const consentTexts = {
  accepted: 'to',
  ask: 'asks',
  'refused-silent': 'refused',
  'refused-nobody-to-ask': 'refused',
} as const satisfies Record<Consent, keyof typeof words.en>

export function dryRunLines({ settings, profiles, siteFile }: Configuration, plan: DeliveryPlan, io: Io, language: Language): string[] {
  const text = words[language]
  const { colon, bracketed, codeWords } = labels[language]
  const said = (label: string, value: string) => `${label}${colon}${value}`
  const noted = (of: string, more: string | readonly string[]) => fill(bracketed, { text: of, more }, language)
  const listed = (label: string, items: readonly string[]) => [
    said(label, '').trimEnd(),
    ...(items.length > 0 ? items : [text.none]).map((item) => `  ${item}`),
  ]
  const proxy = 'proxy' in settings.proxy ? settings.proxy.proxy : 'url' in settings.proxy ? settings.proxy.url : settings.proxy.kind
  return [
    ...listed(
      text.targets,
      profiles.flatMap(({ id, targets }) => targets.map(({ url, inferred }) => said(id, inferred ? noted(url, text.inferred) : url))),
    ),
    ...listed(text.resolvers, [
      ...settings.resolvers.map((slot) =>
        noted(
          endpointText(slot),
          slot.roles.map((role) => roleName(role, language)),
        ),
      ),
      ...io.machine.resolvers().map((address) => noted(address, text.own)),
    ]),
    ...listed(
      text.addresses,
      settings.extraAddresses.map(({ address, dataCentre }) => noted(address, codeWords.dataCentres?.[dataCentre] ?? dataCentre)),
    ),
    said(text.proxy, proxy),
    said(text.browser, settings.browser === 'on' ? text.browserOn : text.off),
    said(text.smartcard, settings.smartcard === 'off' ? text.off : text.looks),
    said(text.site, siteFile?.path ?? text.none),
    ...bundleLines(plan, settings.browser, language),
    text.nothing,
  ]
}

function bundleLines({ upload, policy, recipientsIfAgreed }: DeliveryPlan, browser: 'on' | 'off', language: Language): string[] {
  const text = words[language]
  const { colon } = labels[language]
  const address = upload === null ? '' : printable(shownAddress(upload.destination))
  const where = upload === null ? text.local : text[consentTexts[upload.consent]]
  const files = [MANIFEST, SIGNATURE, ...Object.keys(dataFiles), ...(policy === 'standard' && browser === 'on' ? [text.pictures] : [])]
  const names = recipientsIfAgreed.map((each) => printable(nameOf(each)))
  return [
    `${text.bundle}${colon}${fill(where, { address }, language)}`,
    `  ${fill(text.files, { files }, language)}`,
    ...(names.length > 0 ? [`  ${fill(text.encrypted, { names }, language)}`] : []),
    ...redactionLines(policy, language).map((line) => `  ${line}`),
  ]
}
