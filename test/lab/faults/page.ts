import type { Fault } from '../fault.ts'
import { hostOf } from '../places.ts'
import { everySso, fault } from './make.ts'

export const pageFaults: readonly Fault[] = [
  fault('page/forbidden', 'not-ready', {
    en: 'The 2FA page answers “forbidden” (403)',
    'zh-HK': '2FA 頁面回應「禁止存取」（403）',
    change: { sites: everySso({ page: { kind: 'status', code: 403 } }) },
    expected: [{ code: 'page/forbidden', severity: 'blocker' }],
  }),
  fault('page/server-error', 'not-ready', {
    en: 'The 2FA page answers with a server’s error (500)',
    'zh-HK': '2FA 頁面回應伺服器錯誤（500）',
    change: { sites: everySso({ page: { kind: 'status', code: 500 } }) },
    expected: [{ code: 'page/server-error', severity: 'blocker' }],
  }),
  fault('page/unavailable', 'not-ready', {
    en: 'The 2FA page is out of service for now (503)',
    'zh-HK': '2FA 頁面暫停服務（503）',
    change: { sites: everySso({ page: { kind: 'status', code: 503, retryAfterSeconds: 600 } }) },
    expected: [{ code: 'page/server-error', severity: 'blocker' }],
  }),
  fault('page/captive-portal', 'not-ready', {
    en: 'The 2FA page sends everybody to the sign-in page of a guest network',
    'zh-HK': '2FA 頁面被轉往訪客網絡的登入頁',
    change: { sites: everySso({ page: { kind: 'redirect', location: 'http://{portal}/sign-in' } }) },
    expected: [{ code: 'page/captive-portal', severity: 'blocker' }],
  }),
  fault('page/captive-portal-itself', 'not-ready', {
    en: 'A guest network answers in the place of both names, with a certificate of its own and its sign-in page',
    'zh-HK': '訪客網絡以自己的證書及登入頁，代替兩個名稱作答',
    change: {
      sites: {
        www: { all: { certificate: 'wrong-name', page: { kind: 'portal' } } },
        sso: { all: { certificate: 'wrong-name', page: { kind: 'portal' } } },
      },
    },
    expected: [{ code: 'page/captive-portal', severity: 'blocker', owner: 'site-network' }],
  }),
  fault('page/redirected-away', 'not-ready', {
    en: 'The 2FA page sends everybody to a page of another name',
    'zh-HK': '2FA 頁面被轉往另一名稱的頁面',
    change: { sites: everySso({ page: { kind: 'redirect', location: 'https://elsewhere.lab.invalid/' } }) },
    expected: [{ code: 'page/redirected-away', severity: 'blocker' }],
  }),
  fault('page/sent-unencrypted', 'not-ready', {
    en: 'The 2FA page sends everybody to its own name without encryption, where nobody listens',
    'zh-HK': '2FA 頁面被轉往同一名稱的未加密地址，而該處沒有服務',
    change: { sites: everySso({ page: { kind: 'redirect', location: `http://${hostOf.sso}:{proxyPort}/sso` } }) },
    expected: [{ code: 'page/sent-unencrypted', severity: 'blocker', subject: hostOf.sso, owner: 'hkex' }],
    needs: 'addresses',
  }),
  fault('page/redirect-loop', 'not-ready', {
    en: 'The 2FA page redirects to itself for ever',
    'zh-HK': '2FA 頁面不斷轉向自己',
    change: { sites: everySso({ page: { kind: 'redirect-loop' } }) },
    expected: [{ code: 'page/redirect-loop', severity: 'blocker' }],
  }),
  fault('page/not-found', 'not-ready', {
    en: 'The 2FA page is not where HKEX printed it (404)',
    'zh-HK': '2FA 頁面不在香港交易所所列的地址（404）',
    change: { sites: everySso({ page: { kind: 'status', code: 404 } }) },
    expected: [{ code: 'page/not-found', severity: 'blocker' }],
  }),
  fault('page/no-answer', 'not-ready', {
    en: 'The 2FA server takes the request and never answers it',
    'zh-HK': '2FA 伺服器接收請求後一直沒有回應',
    change: { sites: everySso({ page: { kind: 'silent' } }) },
    expected: [{ code: 'page/no-answer', severity: 'blocker' }],
  }),
  fault('page/outside-service-hours', 'attention', {
    en: 'The 2FA page is out of service (503) at half past six, and the service opens at eight',
    'zh-HK': '早上六時半 2FA 頁面暫停服務（503），而服務於八時開始',
    change: {
      hongKongTime: '06:30',
      profile: { serviceHours: { opensAt: '08:00', source: 'made up for the lab' } },
      sites: everySso({ page: { kind: 'status', code: 503 } }),
    },
    expected: [{ code: 'page/outside-service-hours', severity: 'warning' }],
  }),
  fault('page/unexpected', 'attention', {
    en: 'A page comes from the 2FA server that has no log-on form',
    'zh-HK': '2FA 伺服器傳回沒有登入表格的頁面',
    change: { sites: everySso({ page: { kind: 'other-page' } }) },
    expected: [{ code: 'page/unexpected', severity: 'warning' }],
  }),
  fault('page/slow', 'ready', {
    en: 'No fault: every page takes a second and a half',
    'zh-HK': '並非故障：每個頁面需時一秒半',
    change: { sites: { www: { all: { page: { kind: 'slow', delayMs: 1500 } } }, sso: { all: { page: { kind: 'slow', delayMs: 1500 } } } } },
    expected: [],
  }),
]
