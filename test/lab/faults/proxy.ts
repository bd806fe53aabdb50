import type { Fault, LabChange } from '../fault.ts'
import { hostOf } from '../places.ts'
import { both, fault } from './make.ts'

/** A bank's PC: names are known and ways are open at the proxy alone. */
const onlyByProxy: LabChange = {
  resolvers: both({ entries: { [hostOf.www]: { rcode: 'NXDOMAIN' }, [hostOf.sso]: { rcode: 'NXDOMAIN' } } }),
  site: { proxy: 'http://{proxy}' },
}
const byEnvironment: LabChange = {
  ...onlyByProxy,
  site: { proxy: 'system' },
  pc: { platform: 'linux', environment: { HTTPS_PROXY: 'http://{proxy}' } },
}
const byScript: LabChange = { ...onlyByProxy, site: { proxy: 'pac+http://{pac}/proxy.pac' } }

export const proxyFaults: readonly Fault[] = [
  fault('proxy/used', 'ready', {
    en: 'No fault: everything goes by the proxy, and the PC itself knows no names',
    'zh-HK': '並非故障：一切經代理伺服器，電腦本身不能解析名稱',
    change: { ...onlyByProxy, proxy: {} },
    expected: [],
  }),
  fault('proxy/from-environment', 'ready', {
    en: 'No fault: the proxy is named in the environment, on Linux',
    'zh-HK': '並非故障：Linux 上由環境變數指定代理伺服器',
    change: { ...byEnvironment, proxy: {} },
    expected: [],
  }),
  fault('proxy/from-script', 'ready', {
    en: 'No fault: a script (PAC) names the proxy',
    'zh-HK': '並非故障：代理伺服器由 PAC 檔案指定',
    change: { ...byScript, proxy: {}, pac: { answers: 'proxy' } },
    expected: [],
  }),
  fault('proxy/script-says-direct', 'ready', {
    en: 'No fault: a script (PAC) says that no proxy is needed',
    'zh-HK': '並非故障：PAC 檔案指明無須代理伺服器',
    change: { site: { proxy: 'pac+http://{pac}/proxy.pac' }, pac: { answers: 'direct' } },
    expected: [],
  }),
  fault('proxy/unreachable', 'not-ready', {
    en: 'Nothing listens at the proxy’s address',
    'zh-HK': '代理伺服器的地址上沒有服務',
    change: { ...onlyByProxy, proxy: { answers: 'refuse' } },
    expected: [{ code: 'proxy/unreachable', severity: 'blocker' }],
  }),
  fault('proxy/authentication', 'not-ready', {
    en: 'The proxy asks for a name and a password (Basic)',
    'zh-HK': '代理伺服器要求名稱及密碼（Basic）',
    change: { ...onlyByProxy, proxy: { answers: { status: 407, authenticate: ['Basic realm="lab"'] } } },
    expected: [{ code: 'proxy/authentication', severity: 'blocker' }],
  }),
  fault('proxy/authentication-integrated', 'ready', {
    en: 'The proxy asks for the Windows log-on (Negotiate), which Edge answers by itself and this program cannot',
    'zh-HK': '代理伺服器要求 Windows 登入（Negotiate）；Edge 會自動回應，本程式則不能',
    // Chromium has nobody's log-on here: the proxy lets it through as if it had answered.
    change: { ...onlyByProxy, proxy: { answers: { status: 407, authenticate: ['Negotiate', 'NTLM'] }, letsBrowsersPass: true } },
    expected: [],
    withoutBrowser: { verdict: 'undetermined', expected: [] },
  }),
  fault('proxy/forbids', 'not-ready', {
    en: 'The proxy forbids the way to HKEX',
    'zh-HK': '代理伺服器禁止連接香港交易所',
    change: { ...onlyByProxy, proxy: { answers: { status: 403 } } },
    expected: [{ code: 'proxy/forbids', severity: 'blocker' }],
  }),
  fault('proxy/name-unresolved', 'not-ready', {
    en: 'The proxy is set by a name that nobody knows',
    'zh-HK': '代理伺服器以名稱設定，但該名稱無法解析',
    change: { ...onlyByProxy, proxy: {}, site: { proxy: 'http://proxy.lab.invalid:{proxyPort}' } },
    expected: [{ code: 'proxy/name-unresolved', severity: 'blocker' }],
  }),
  fault('proxy/upstream-fails', 'not-ready', {
    en: 'The proxy itself cannot reach HKEX (502)',
    'zh-HK': '代理伺服器本身無法連接香港交易所（502）',
    change: { ...onlyByProxy, proxy: { answers: { status: 502 } } },
    expected: [{ code: 'proxy/upstream-fails', severity: 'blocker' }],
  }),
  fault('proxy/refuses', 'not-ready', {
    en: 'The proxy calls the request a bad one (400)',
    'zh-HK': '代理伺服器指請求有誤（400）',
    change: { ...onlyByProxy, proxy: { answers: { status: 400 } } },
    expected: [{ code: 'proxy/refuses', severity: 'blocker' }],
  }),
  fault('proxy/no-reply', 'not-ready', {
    en: 'The proxy takes the request and never answers it',
    'zh-HK': '代理伺服器接收請求後一直沒有回應',
    change: { ...onlyByProxy, proxy: { answers: 'silent' } },
    expected: [{ code: 'proxy/no-reply', severity: 'blocker' }],
  }),
  fault('proxy/drops', 'not-ready', {
    en: 'The proxy takes the request and hangs up',
    'zh-HK': '代理伺服器接收請求後即中斷連線',
    change: { ...onlyByProxy, proxy: { answers: 'drop' } },
    expected: [{ code: 'proxy/drops', severity: 'blocker' }],
  }),
  fault('proxy/not-a-proxy', 'not-ready', {
    en: 'Another kind of server answers at the proxy’s address',
    'zh-HK': '代理伺服器的地址上是另一種伺服器',
    change: { ...onlyByProxy, proxy: { answers: 'ssh' } },
    expected: [{ code: 'proxy/not-a-proxy', severity: 'blocker' }],
  }),
  fault('proxy/first-dead', 'attention', {
    en: 'The script (PAC) names two proxies; the first is not there, the second works',
    'zh-HK': 'PAC 檔案列出兩部代理伺服器：第一部沒有服務，第二部正常',
    change: { ...byScript, proxy: {}, pac: { answers: 'dead-first' } },
    expected: [{ code: 'proxy/unreachable', severity: 'warning' }],
  }),
  fault('proxy/from-windows', 'ready', {
    en: 'No fault: the proxy is set in Windows’ Internet settings',
    'zh-HK': '並非故障：代理伺服器在 Windows 的網際網絡設定中指定',
    change: {
      ...onlyByProxy,
      site: {},
      proxy: {},
      pc: {
        registry: {
          'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings': {
            values: { ProxyEnable: 1, ProxyServer: '{proxy}' },
            subkeys: {},
          },
        },
      },
    },
    expected: [],
  }),
  fault('proxy/pac-unavailable', 'not-ready', {
    en: 'The proxy’s script (PAC) is not where the settings say, and nothing works without the proxy',
    'zh-HK': 'PAC 檔案不在設定所指的位置，而不經代理伺服器則一切無法連接',
    change: { ...byScript, proxy: {}, pac: { answers: 'missing' } },
    expected: [{ code: 'proxy/pac-unavailable', severity: 'blocker' }],
  }),
  fault('proxy/pac-refused', 'not-ready', {
    en: 'Nothing listens where the proxy’s script (PAC) should be, and nothing works without the proxy',
    'zh-HK': 'PAC 檔案所在的地址沒有服務，而不經代理伺服器則一切無法連接',
    change: { ...byScript, proxy: {}, pac: { answers: 'refuse' } },
    expected: [{ code: 'proxy/pac-unavailable', severity: 'blocker' }],
  }),
  fault('proxy/pac-invalid', 'not-ready', {
    en: 'The proxy’s script (PAC) breaks off in the middle, and nothing works without the proxy',
    'zh-HK': 'PAC 檔案中途截斷，而不經代理伺服器則一切無法連接',
    change: { ...byScript, proxy: {}, pac: { answers: 'syntax' } },
    expected: [{ code: 'proxy/pac-invalid', severity: 'blocker' }],
  }),
  fault('proxy/pac-throws', 'not-ready', {
    en: 'The proxy’s script (PAC) fails when it is asked, and nothing works without the proxy',
    'zh-HK': 'PAC 檔案執行時出錯，而不經代理伺服器則一切無法連接',
    change: { ...byScript, proxy: {}, pac: { answers: 'throws' } },
    expected: [{ code: 'proxy/pac-invalid', severity: 'blocker' }],
  }),
  fault('proxy/required', 'not-ready', {
    en: 'Only the proxy’s way is open, and Edge is not set to use the proxy',
    'zh-HK': '只有經代理伺服器才能連接，但 Edge 未設定使用',
    change: {
      sites: { www: { all: { tcp: 'refuse' } }, sso: { all: { tcp: 'refuse' } } },
      proxy: { leadsTo: 'secondary' },
      pc: { environment: { HTTPS_PROXY: 'http://{proxy}' } },
    },
    expected: [{ code: 'proxy/required', severity: 'blocker' }],
    needs: 'addresses',
  }),
  fault('proxy/certificate-expired', 'not-ready', {
    en: 'The proxy works, and the 2FA server’s certificate behind it ended three days ago',
    'zh-HK': '代理伺服器正常，但其後 2FA 伺服器的證書已於三日前過期',
    change: { ...onlyByProxy, proxy: {}, sites: { sso: { all: { certificate: 'expired' } } } },
    expected: [{ code: 'tls/expired', severity: 'blocker', subject: hostOf.sso }],
  }),
  fault('proxy/hello-lost', 'not-ready', {
    en: 'The proxy opens the way to the 2FA server, and the connection is reset as soon as TLS begins',
    'zh-HK': '代理伺服器已連通 2FA 伺服器，但 TLS 開始時連線即被重設',
    change: { ...onlyByProxy, proxy: {}, sites: { sso: { all: { tcp: 'reset' } } } },
    expected: [{ code: 'proxy/hello-lost', severity: 'blocker', subject: '{proxy}', owner: 'site-network' }],
  }),
  fault('proxy/large-packets-lost', 'not-ready', {
    en: 'Behind the proxy a device swallows the big ClientHello of today’s browsers and lets a small one pass',
    'zh-HK': '代理伺服器後有設備吞掉現今瀏覽器較大的 ClientHello，較小的則可通過',
    change: { ...onlyByProxy, proxy: {}, sites: { sso: { all: { tcp: 'drop-big-hello' } } } },
    expected: [{ code: 'proxy/large-packets-lost', severity: 'blocker', subject: '{proxy}', owner: 'site-network' }],
  }),
  fault('proxy/inspects', 'not-ready', {
    en: 'Behind the proxy a box opens TLS with a certificate of its own',
    'zh-HK': '代理伺服器後的設備以自己的證書攔截 TLS',
    change: { ...onlyByProxy, proxy: { leadsTo: 'stray' }, stray: { certificate: 'inspection' } },
    expected: [{ code: 'tls/intercepted', severity: 'blocker' }],
    needs: 'addresses',
  }),
]
