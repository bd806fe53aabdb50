/** How grave each cause is, and on what that depends: what the causes' own functions decide, in words. A test holds it to what they gave. */

import type { Severity } from '../../checks/cause.ts'
import type { Language } from '../../checks/text.ts'

const conditions = {
  stops: { en: 'where the log-on page does not open today', 'zh-HK': '如今日登入頁不能開啟' },
  otherWay: { en: 'where it opens today all the same', 'zh-HK': '如今日仍能開啟' },
  unused: { en: 'where this PC is not set to use that server', 'zh-HK': '如本電腦沒有設定使用該伺服器' },
  notNeeded: { en: 'where no answer was so long that it was needed', 'zh-HK': '如沒有答案長得需要用到它' },
  inRanges: { en: 'where each answer lies in the site’s ranges', 'zh-HK': '如各答案均屬貴公司設定的範圍' },
  oldAddress: { en: 'where one of them may be old', 'zh-HK': '如其中一個可能已過時' },
  sameAddress: { en: 'where DNS gives the same address today', 'zh-HK': '如今日 DNS 亦給出相同地址' },
  otherAddress: { en: 'where DNS gives another address', 'zh-HK': '如 DNS 給出另一地址' },
  harmless: { en: 'where the right addresses come all the same', 'zh-HK': '如仍得到正確地址' },
  stretched: { en: 'where your own server makes it longer than HKEX’s does', 'zh-HK': '如貴公司的伺服器所定時間比香港交易所的長' },
  asGiven: { en: 'where HKEX’s own servers say so', 'zh-HK': '如由香港交易所的伺服器所定' },
  pageMet: { en: 'where the page was asked of that address', 'zh-HK': '如網頁正好使用該地址' },
  otherAddresses: { en: 'where other addresses answer', 'zh-HK': '如其他地址有回應' },
  reached: { en: 'where the pages are reached all the same, by a proxy', 'zh-HK': '如仍可經代理伺服器到達網頁' },
  someRoutes: { en: 'where only some addresses lack a route, and the pages come', 'zh-HK': '如只有部分地址沒有路由，而網頁仍可開啟' },
  browserPasses: {
    en: 'where the browser opens the page all the same, another connection is in order, or a wrong clock hides it',
    'zh-HK': '如瀏覽器仍可開啟網頁、另一連線正常，或被錯誤的時鐘掩蓋',
  },
  refused: { en: 'where the browser refuses it', 'zh-HK': '如瀏覽器予以拒絕' },
  accepted: { en: 'where the browser still accepts it', 'zh-HK': '如瀏覽器仍然接受' },
  insists: { en: 'where no page comes without it', 'zh-HK': '如沒有證書便不能開啟網頁' },
  noPage: { en: 'where no page could be loaded to see', 'zh-HK': '如未能載入網頁作判斷' },
  pagesLoad: { en: 'where all pages load', 'zh-HK': '如所有網頁均可載入' },
  lookedUp: { en: 'where Windows finds every name', 'zh-HK': '如 Windows 能找到所有名稱' },
  otherBrowser: { en: 'where another browser is on the PC', 'zh-HK': '如電腦有其他瀏覽器' },
  noBrowser: { en: 'where no browser is on the PC', 'zh-HK': '如電腦沒有任何瀏覽器' },
  clear: { en: 'where it is clear that the page does not come', 'zh-HK': '如可確定網頁不能開啟' },
  doubtful: { en: 'where it may have been for once, or the page may still be right', 'zh-HK': '如可能只屬一時，或網頁仍可能正確' },
  required: { en: 'where the site file or a flag makes the smartcard required', 'zh-HK': '如機構設定檔或選項要求使用聰明卡' },
  optional: { en: 'where it is optional', 'zh-HK': '如聰明卡屬可選' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

type Condition = keyof typeof conditions
type Rule = readonly [severity: Severity, condition?: Condition]

const note: readonly Rule[] = [['note']]
const warning: readonly Rule[] = [['warning']]
const blocker: readonly Rule[] = [['blocker']]
const today: readonly Rule[] = [
  ['blocker', 'stops'],
  ['warning', 'otherWay'],
]
const server: readonly Rule[] = [...today, ['note', 'unused']]
const certificate: readonly Rule[] = [
  ['blocker', 'stops'],
  ['warning', 'browserPasses'],
]
const weak: readonly Rule[] = [
  ['blocker', 'refused'],
  ['warning', 'accepted'],
]
const smartcard: readonly Rule[] = [
  ['blocker', 'required'],
  ['note', 'optional'],
]
const network: readonly Rule[] = [
  ['blocker', 'stops'],
  ['note', 'reached'],
]
const asSeen: readonly Rule[] = [
  ['blocker', 'clear'],
  ['warning', 'doubtful'],
]

/** By code; where one is not here, by its area. */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  'site/not-configured': note,
  'network/link-down': network,
  'network/no-address': network,
  'network/no-route': [
    ['blocker', 'stops'],
    ['warning', 'someRoutes'],
    ['note', 'reached'],
  ],
  'network/several-routes': note,
  'host/os-unsupported': warning,
  'host/os-unknown': note,
  'host/doh': [...today, ['note', 'lookedUp']],
  'host/firewall-outbound': note,
  'host/reboot-pending': note,
  'host/time-service': note,
  'dns/resolver-silent': server,
  'dns/resolver-refuses': server,
  'dns/resolver-fails': today,
  'dns/resolver-closed': server,
  'dns/resolver-unreachable': server,
  'dns/local-block': server,
  'dns/malformed-answer': today,
  'dns/alternate-dead': [
    ['warning', 'otherWay'],
    ['note', 'unused'],
  ],
  'dns/tcp-blocked': [...today, ['note', 'notNeeded']],
  'dns/nxdomain-rewritten': today,
  'dns/slow': note,
  'dns/name-unknown': today,
  'dns/no-address': today,
  'dns/cname-loop': today,
  'dns/ttl-long': [
    ['warning', 'stretched'],
    ['note', 'asGiven'],
  ],
  'dns/address-unexpected': today,
  'dns/answers-differ': [
    ['blocker', 'stops'],
    ['warning', 'oldAddress'],
    ['note', 'inRanges'],
  ],
  'dns/hosts-override': [
    ['blocker', 'otherAddress'],
    ['warning', 'sameAddress'],
  ],
  'dns/policy-rule': [...today, ['note', 'harmless']],
  'dns/cache-stale': today,
  'dns/not-hkex': note,
  'dns/alternate-not-set': note,
  'path/some-addresses': [
    ['blocker', 'pageMet'],
    ['warning', 'otherAddresses'],
  ],
  'path/standby-silent': note,
  'path/slow': note,
  'tls/expires-soon': warning,
  'tls/weak-key': weak,
  'tls/weak-signature': weak,
  'tls/client-certificate-requested': [
    ['blocker', 'insists'],
    ['warning', 'noPage'],
    ['note', 'pagesLoad'],
  ],
  'tls/issuer-unexpected': warning,
  'clock/skewed': today,
  'clock/zone': note,
  'page/captive-portal': blocker,
  'page/redirected-away': asSeen,
  'page/forbidden': blocker,
  'page/server-error': blocker,
  'page/outside-service-hours': warning,
  'page/unexpected': warning,
  'page/not-found': blocker,
  'page/no-answer': blocker,
  'page/sent-unencrypted': blocker,
  'page/redirect-loop': blocker,
  'browser/missing': [
    ['blocker', 'noBrowser'],
    ['warning', 'otherBrowser'],
  ],
  'browser/outdated': warning,
  'browser/policy-blocks': blocker,
  'browser/secure-dns': [
    ['blocker', 'stops'],
    ['warning', 'noPage'],
    ['note', 'pagesLoad'],
  ],
  'browser/page-fails': asSeen,
  'browser/page-unexpected': warning,
  'browser/popups-blocked': note,
}

const ofAreas: Readonly<Record<string, readonly Rule[]>> = { path: today, proxy: today, tls: certificate, smartcard }

export interface PossibleSeverity {
  readonly severity: Severity
  /** Where it is so; null where it always is. */
  readonly condition: Readonly<Record<Language, string>> | null
}

/** Gravest first. Empty for a code that nobody has entered here; a test looks for one. */
export function severitiesOf(code: string): readonly PossibleSeverity[] {
  const own = Object.hasOwn(rules, code) ? rules[code] : ofAreas[code.split('/', 1)[0] ?? '']
  return (own ?? []).map(([severity, condition]) => ({ severity, condition: condition === undefined ? null : conditions[condition] }))
}
