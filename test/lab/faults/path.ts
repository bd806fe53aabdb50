import type { Fault } from '../fault.ts'
import { hostOf } from '../places.ts'
import { both, everySso, fault, noEacces } from './make.ts'

const { sso, www } = hostOf

export const pathFaults: readonly Fault[] = [
  fault('path/no-reply', 'not-ready', {
    en: 'Every packet to the 2FA server is dropped without a word',
    'zh-HK': '所有送往 2FA 伺服器的封包均被靜默丟棄',
    change: { sites: everySso({ tcp: 'drop-syn' }) },
    expected: [{ code: 'path/no-reply', severity: 'blocker', subject: sso, owner: 'site-network' }],
    needs: 'linux',
  }),
  fault('path/no-reply-all', 'not-ready', {
    en: 'Every packet to every server of the data centre is dropped without a word',
    'zh-HK': '所有送往數據中心各伺服器的封包均被靜默丟棄',
    change: { sites: { www: { all: { tcp: 'drop-syn' } }, sso: { all: { tcp: 'drop-syn' } } } },
    expected: [
      { code: 'path/no-reply', severity: 'blocker', subject: sso, owner: 'site-network' },
      { code: 'path/no-reply', severity: 'blocker', subject: www, owner: 'site-network' },
    ],
    needs: 'linux',
  }),
  fault('path/no-reply-hello', 'not-ready', {
    en: 'The connection to the 2FA server opens, then nothing is ever said',
    'zh-HK': '與 2FA 伺服器的連線能夠建立，其後再無回應',
    change: { sites: everySso({ tcp: 'mute' }) },
    expected: [{ code: 'path/no-reply', severity: 'blocker', subject: sso, owner: 'site-network' }],
  }),
  fault('path/refused', 'not-ready', {
    en: 'The 2FA server’s addresses refuse the connection',
    'zh-HK': '2FA 伺服器的地址拒絕連線',
    change: { sites: everySso({ tcp: 'refuse' }) },
    expected: [{ code: 'path/refused', severity: 'blocker', subject: sso }],
  }),
  fault('path/some-addresses', 'attention', {
    en: 'One of the 2FA server’s two addresses refuses, the other answers',
    'zh-HK': '2FA 伺服器的兩個地址之中，一個拒絕連線，另一個正常',
    change: { sites: { sso: { second: { tcp: 'refuse' } } } },
    expected: [{ code: 'path/some-addresses', severity: 'warning' }],
    needs: 'addresses',
  }),
  fault('path/some-addresses-silent', 'attention', {
    en: 'Packets to one of the 2FA server’s two addresses are dropped, the other answers',
    'zh-HK': '送往 2FA 伺服器其中一個地址的封包被丟棄，另一個地址正常',
    change: { sites: { sso: { second: { tcp: 'drop-syn' } } } },
    expected: [{ code: 'path/some-addresses', severity: 'warning' }],
    needs: 'linux',
  }),
  fault('path/reset-on-hello', 'not-ready', {
    en: 'The connection to the 2FA server is reset as soon as TLS begins',
    'zh-HK': '與 2FA 伺服器的連線在 TLS 開始時即被重設',
    change: { sites: everySso({ tcp: 'reset' }) },
    expected: [{ code: 'path/reset-on-hello', severity: 'blocker' }],
  }),
  fault('path/large-packets-lost', 'not-ready', {
    en: 'A device on the way swallows the big ClientHello of today’s browsers and lets a small one pass',
    'zh-HK': '途中有設備吞掉現今瀏覽器較大的 ClientHello，較小的則可通過',
    change: { sites: everySso({ tcp: 'drop-big-hello' }) },
    expected: [{ code: 'path/large-packets-lost', severity: 'blocker' }],
  }),
  fault('path/large-answers-lost', 'not-ready', {
    en: 'What the 2FA server answers is lost where it fills whole packets; short answers get through',
    'zh-HK': '2FA 伺服器的回應填滿封包時會遺失；短回應則能通過',
    change: { sites: everySso({ tcp: 'drop-big-answer' }) },
    expected: [{ code: 'path/large-answers-lost', severity: 'blocker', subject: sso, owner: 'site-network' }],
  }),
  fault('path/not-tls', 'not-ready', {
    en: 'The 2FA server’s port speaks HTTP without TLS',
    'zh-HK': '2FA 伺服器的連接埠只使用未加密的 HTTP',
    change: { sites: everySso({ tcp: 'plain-http' }) },
    expected: [{ code: 'path/not-tls', severity: 'blocker' }],
  }),
  fault('path/local-block', 'not-ready', {
    en: 'This PC’s own firewall forbids connections to the 2FA server',
    'zh-HK': '本電腦的防火牆禁止連接 2FA 伺服器',
    change: { pc: { connectCodes: { '{sso}': 'EACCES', '{sso2}': 'EACCES' }, browser: noEacces } },
    expected: [{ code: 'path/local-block', severity: 'blocker', subject: sso, owner: 'site-it' }],
    needs: 'addresses',
  }),
  fault('path/prohibited', 'not-ready', {
    en: 'A router answers that the way to the 2FA server is forbidden (as ICMPv6 says it to a program)',
    'zh-HK': '路由器回覆指禁止連接 2FA 伺服器（ICMPv6 的說法）',
    change: { pc: { platform: 'linux', connectCodes: { '{sso}': 'EACCES', '{sso2}': 'EACCES' }, browser: noEacces } },
    expected: [{ code: 'path/prohibited', severity: 'blocker' }],
    needs: 'addresses',
  }),
  fault('path/unreachable', 'not-ready', {
    en: 'A router answers that the network of the 2FA server cannot be reached',
    'zh-HK': '路由器回覆指無法到達 2FA 伺服器所在的網絡',
    change: { pc: { connectCodes: { '{sso}': 'ENETUNREACH', '{sso2}': 'ENETUNREACH' } } },
    expected: [{ code: 'path/unreachable', severity: 'blocker' }],
    needs: 'addresses',
  }),
  fault('path/host-unreachable', 'not-ready', {
    en: 'A router answers that the 2FA server cannot be reached, or that it is forbidden: the same word to a program',
    'zh-HK': '路由器回覆指無法到達 2FA 伺服器，或禁止連接：程式所見相同',
    change: { pc: { connectCodes: { '{sso}': 'EHOSTUNREACH', '{sso2}': 'EHOSTUNREACH' } } },
    expected: [{ code: 'path/unreachable', severity: 'blocker' }],
    needs: 'addresses',
  }),
  fault('path/fails', 'not-ready', {
    en: 'This PC has no free port left to connect from',
    'zh-HK': '本電腦已沒有可用於連線的連接埠',
    change: {
      pc: {
        connectCodes: { '{sso}': 'EADDRNOTAVAIL', '{sso2}': 'EADDRNOTAVAIL' },
        browser: { cannotPlay: 'it would take every free port of this machine' },
      },
    },
    expected: [{ code: 'path/fails', severity: 'blocker' }],
    needs: 'addresses',
  }),
  fault('path/standby-silent', 'ready', {
    en: 'The secondary data centre’s server, named in site.yaml, refuses: a standby may',
    'zh-HK': 'site.yaml 所列的備用數據中心伺服器拒絕連線：備用者可以如此',
    change: { secondary: { tcp: 'refuse' }, site: { probe: { secondary: ['{secondarySso}'] } } },
    expected: [{ code: 'path/standby-silent', severity: 'note' }],
    needs: 'addresses',
  }),
  fault('path/secondary-blocked', 'not-ready', {
    en: 'DNS leads to the secondary data centre, and the firewall knows only the primary one’s addresses',
    'zh-HK': 'DNS 已指向備用數據中心，但防火牆只容許主數據中心的地址',
    change: {
      resolvers: both({ entries: { [sso]: { addresses: ['{secondarySso}'] }, [www]: { addresses: ['{secondaryWww}'] } } }),
      secondary: { tcp: 'drop-syn' },
    },
    expected: [
      { code: 'path/no-reply', severity: 'blocker', subject: sso, owner: 'site-network' },
      { code: 'path/no-reply', severity: 'blocker', subject: www, owner: 'site-network' },
    ],
    needs: 'linux',
  }),
  fault('path/two-faults', 'not-ready', {
    en: 'Two faults at once: the landing page’s server refuses, and a line in the hosts file sends the 2FA name astray',
    'zh-HK': '同時有兩個故障：登入首頁伺服器拒絕連線，而 hosts 檔案有一行令 2FA 名稱指向錯誤地址',
    change: { sites: { www: { all: { tcp: 'refuse' } } }, hosts: [`{dead} ${sso}`] },
    expected: [
      { code: 'path/refused', severity: 'blocker', subject: www },
      { code: 'dns/hosts-override', severity: 'blocker', subject: sso },
    ],
    needs: 'addresses',
  }),
]
