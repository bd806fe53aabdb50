/** `--dry-run`: what a run would contact, and nothing contacted. */

import { endpointText } from '../checks/endpoint.ts'
import type { Io } from '../checks/io.ts'
import type { Language } from '../checks/text.ts'
import type { Configuration } from './profile/load.ts'

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
    nothing: '沒有聯絡任何伺服器。',
  },
} as const satisfies Record<Language, Record<string, string>>

export function dryRunLines({ settings, profiles, siteFile }: Configuration, io: Io, language: Language): string[] {
  const text = words[language]
  const targets = profiles.flatMap(({ id, targets: own }) =>
    own.map(({ url, inferred }) => `  ${id}: ${url}${inferred ? ` (${text.inferred})` : ''}`),
  )
  const resolvers = [
    ...settings.resolvers.map((slot) => `  ${endpointText(slot)} (${slot.roles.join(', ')})`),
    ...io.machine.resolvers().map((address) => `  ${address} (${text.own})`),
  ]
  const addresses = settings.extraAddresses.map(({ address, dataCentre }) => `  ${address} (${dataCentre})`)
  const proxy = 'proxy' in settings.proxy ? settings.proxy.proxy : 'url' in settings.proxy ? settings.proxy.url : settings.proxy.kind
  return [
    `${text.targets}:`,
    ...targets,
    `${text.resolvers}:`,
    ...(resolvers.length > 0 ? resolvers : [`  ${text.none}`]),
    `${text.addresses}:`,
    ...(addresses.length > 0 ? addresses : [`  ${text.none}`]),
    `${text.proxy}: ${proxy}`,
    `${text.browser}: ${settings.browser === 'on' ? text.browserOn : text.off}`,
    `${text.smartcard}: ${settings.smartcard === 'off' ? text.off : text.looks}`,
    `${text.site}: ${siteFile?.path ?? text.none}`,
    text.nothing,
  ]
}
