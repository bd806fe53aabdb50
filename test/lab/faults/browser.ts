import type { Fault } from '../fault.ts'
import { hostOf } from '../places.ts'
import { everySso, fault } from './make.ts'

const { sso } = hostOf

export const browserFaults: readonly Fault[] = [
  fault('browser/missing', 'not-ready', {
    en: 'The PC has no browser at all',
    'zh-HK': '電腦沒有任何瀏覽器',
    change: { pc: { browser: { installed: [] } } },
    expected: [{ code: 'browser/missing', severity: 'blocker', owner: 'site-it' }],
  }),
  fault('browser/chrome-alone', 'attention', {
    en: 'The PC has Google Chrome and no Microsoft Edge',
    'zh-HK': '電腦只有 Google Chrome，沒有 Microsoft Edge',
    change: { pc: { browser: { installed: ['chrome'] } } },
    expected: [{ code: 'browser/missing', severity: 'warning', owner: 'site-it' }],
  }),
  fault('browser/outdated', 'attention', {
    en: 'Edge on the PC is of December 2023',
    'zh-HK': '電腦上的 Edge 是 2023 年 12 月的版本',
    change: { pc: { browser: { version: '120.0.2210.61' } } },
    expected: [{ code: 'browser/outdated', severity: 'warning', owner: 'site-it' }],
  }),
  fault('browser/policy-blocks', 'not-ready', {
    en: 'A policy of Edge (URLBlocklist) blocks the 2FA server',
    'zh-HK': 'Edge 的政策（URLBlocklist）封鎖 2FA 伺服器',
    change: { pc: { browser: { policies: { URLBlocklist: ['hkexposttrade.com.hk'] } } } },
    expected: [{ code: 'browser/policy-blocks', severity: 'blocker', subject: sso, owner: 'site-it' }],
    needs: 'policies',
  }),
  fault('browser/policy-allows', 'ready', {
    en: 'No fault: a policy of Edge blocks every page but those of the two names',
    'zh-HK': '並非故障：Edge 的政策封鎖所有頁面，但容許該兩個名稱',
    change: { pc: { browser: { policies: { URLBlocklist: ['*'], URLAllowlist: ['www.ccass.com', 'hkexposttrade.com.hk'] } } } },
    expected: [],
    needs: 'policies',
  }),
  fault('browser/secure-dns', 'not-ready', {
    en: 'A policy of Edge sends its DNS questions by HTTPS to a server that is not there',
    'zh-HK': 'Edge 的政策把其 DNS 查詢經 HTTPS 交給不存在的伺服器',
    change: {
      pc: { browser: { policies: { DnsOverHttpsMode: 'secure', DnsOverHttpsTemplates: 'https://{dead}/dns-query' } } },
    },
    expected: [{ code: 'browser/secure-dns', severity: 'blocker', owner: 'site-it' }],
    withoutBrowser: { verdict: 'attention', expected: [{ code: 'browser/secure-dns', severity: 'warning', owner: 'site-it' }] },
    needs: ['addresses', 'policies'],
  }),
  fault('browser/secure-dns-of-user', 'not-ready', {
    en: 'The user switched Edge’s secure DNS to a server that is not there',
    'zh-HK': '使用者把 Edge 的安全 DNS 設為不存在的伺服器',
    change: {
      pc: {
        // It is told in the report, where a folder of this machine has no place.
        environment: { LOCALAPPDATA: 'C:\\Users\\user\\AppData\\Local' },
        browser: { localState: { dns_over_https: { mode: 'secure', templates: 'https://{dead}/dns-query' } } },
      },
    },
    expected: [{ code: 'browser/secure-dns', severity: 'blocker', owner: 'site-it' }],
    withoutBrowser: { verdict: 'attention', expected: [{ code: 'browser/secure-dns', severity: 'warning', owner: 'site-it' }] },
    needs: 'addresses',
  }),
  fault('browser/page-fails', 'not-ready', {
    en: 'The 2FA server breaks off where HTTP/2 is spoken, as browsers do and this program does not',
    'zh-HK': '2FA 伺服器在使用 HTTP/2 時中斷；瀏覽器使用 HTTP/2，本程式則不使用',
    change: { sites: everySso({ http2: 'broken' }) },
    expected: [{ code: 'browser/page-fails', severity: 'blocker', subject: sso }],
    needs: 'browser',
  }),
  fault('browser/page-unexpected', 'attention', {
    en: 'The 2FA server shows another page to browsers than to this program',
    'zh-HK': '2FA 伺服器向瀏覽器顯示的頁面與本程式所得的不同',
    change: { sites: everySso({ page: { kind: 'another-for-browsers' } }) },
    expected: [{ code: 'browser/page-unexpected', severity: 'warning' }],
    needs: 'browser',
  }),
  fault('browser/page-refused', 'attention', {
    en: 'The 2FA server turns away (403) a browser that a program started, and no other program',
    'zh-HK': '2FA 伺服器拒絕（403）由程式啟動的瀏覽器，但不拒絕其他程式',
    change: { sites: everySso({ page: { kind: 'no-browsers' } }) },
    expected: [{ code: 'browser/page-fails', severity: 'warning', subject: sso }],
    needs: 'browser',
  }),
  fault('browser/popups-blocked', 'ready', {
    en: 'A policy of Edge blocks pop-up windows of the 2FA server',
    'zh-HK': 'Edge 的政策封鎖 2FA 伺服器的彈出式視窗',
    change: { pc: { browser: { policies: { PopupsBlockedForUrls: [`[*.]${sso}`] } } } },
    expected: [{ code: 'browser/popups-blocked', severity: 'note' }],
    needs: 'policies',
  }),
  fault('browser/debugging-forbidden', 'ready', {
    en: 'No fault: a policy of Edge forbids remote debugging; what it shows is told in another way',
    'zh-HK': '並非故障：Edge 的政策禁止遠端偵錯；所顯示的頁面以其他方式取得',
    change: { pc: { browser: { policies: { RemoteDebuggingAllowed: false } } } },
    expected: [],
    needs: 'policies',
  }),
  fault('browser/headless-forbidden', 'ready', {
    en: 'No fault: a policy of Edge forbids to start it without a window, so its own view is not checked',
    'zh-HK': '並非故障：Edge 的政策禁止無視窗啟動，故未有檢查其所見的頁面',
    change: { pc: { browser: { policies: { HeadlessModeEnabled: false } } } },
    expected: [],
    needs: 'policies',
  }),
  fault('browser/forbidden', 'ready', {
    en: 'No fault: the PC’s security software does not let this program start Edge, so its own view is not checked',
    'zh-HK': '並非故障：電腦的保安軟件不容許本程式啟動 Edge，故未有檢查其所見的頁面',
    change: { pc: { browser: { program: 'forbidden' } } },
    expected: [],
  }),
  fault('browser/exits', 'ready', {
    en: 'No fault: Edge ends as soon as this program starts it, so its own view is not checked',
    'zh-HK': '並非故障：本程式啟動 Edge 後它隨即結束，故未有檢查其所見的頁面',
    change: { pc: { browser: { program: 'exits' } } },
    expected: [],
  }),
  fault('browser/hangs', 'ready', {
    en: 'No fault: Edge starts and never answers this program, so its own view is not checked',
    'zh-HK': '並非故障：Edge 已啟動但一直沒有回應本程式，故未有檢查其所見的頁面',
    change: { pc: { browser: { program: 'hangs' } } },
    expected: [],
  }),
  fault('browser/drawn-by-script', 'ready', {
    en: 'No fault: a script draws the 2FA page, which only a browser can see',
    'zh-HK': '並非故障：2FA 頁面由程式碼繪製，只有瀏覽器才看得見',
    change: { sites: everySso({ page: { kind: 'drawn-by-script' } }) },
    expected: [],
    withoutBrowser: { verdict: 'undetermined', expected: [] },
  }),
  fault('browser/browsers-only', 'ready', {
    en: 'No fault: the 2FA server turns away (403) whatever is no browser, this program too',
    'zh-HK': '並非故障：2FA 伺服器拒絕（403）所有非瀏覽器的程式，包括本程式',
    change: { sites: everySso({ page: { kind: 'browsers-only' } }) },
    expected: [],
    withoutBrowser: { verdict: 'not-ready', expected: [{ code: 'page/forbidden', severity: 'blocker' }] },
  }),
  fault('browser/link-fetched', 'attention', {
    en: 'The 2FA server does not send its intermediate certificate and says where it lies: the browser fetches it',
    'zh-HK': '2FA 伺服器沒有送出中繼證書，但註明其位置：瀏覽器會自行取得',
    change: { sites: everySso({ certificate: 'missing-intermediate-named' }) },
    expected: [{ code: 'tls/chain-incomplete', severity: 'warning', subject: sso }],
    withoutBrowser: { verdict: 'not-ready', expected: [{ code: 'tls/chain-incomplete', severity: 'blocker', subject: sso }] },
  }),
  fault('browser/root-of-its-own', 'attention', {
    en: 'The 2FA server’s certificate comes from an authority that only the browser knows',
    'zh-HK': '2FA 伺服器的證書由只有瀏覽器認識的機構簽發',
    change: { sites: everySso({ certificate: 'unknown-root' }), site: { certificate: null }, pc: { browser: { ownRoots: ['unknown'] } } },
    expected: [{ code: 'tls/unknown-issuer', severity: 'warning', subject: sso }],
    withoutBrowser: { verdict: 'not-ready', expected: [{ code: 'tls/unknown-issuer', severity: 'blocker', subject: sso }] },
  }),
]
