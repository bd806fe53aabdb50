import type { Fault } from '../fault.ts'
import { hostOf } from '../places.ts'
import { both, fault } from './make.ts'

const { sso, www } = hostOf

export const dnsFaults: readonly Fault[] = [
  fault('dns/hosts-override', 'not-ready', {
    en: 'A line in the hosts file sends the 2FA name to an address where nobody is',
    'zh-HK': 'hosts 檔案有一行，把 2FA 名稱指向無人使用的地址',
    change: { hosts: [`{dead} ${sso} # moved in 2019`] },
    expected: [{ code: 'dns/hosts-override', severity: 'blocker', subject: sso, owner: 'site-it' }],
    needs: 'addresses',
  }),
  fault('dns/hosts-to-another', 'not-ready', {
    en: 'A line in the hosts file sends the 2FA name to a server that is somebody else’s',
    'zh-HK': 'hosts 檔案有一行，把 2FA 名稱指向屬於他人的伺服器',
    change: { hosts: [`{stray} ${sso}`], stray: { certificate: 'wrong-name', page: { kind: 'other-page' } } },
    expected: [{ code: 'dns/hosts-override', severity: 'blocker', subject: sso, owner: 'site-it' }],
    needs: 'addresses',
  }),
  fault('dns/hosts-on-the-day', 'not-ready', {
    en: 'DNS leads to the secondary data centre, a line in the hosts file still to the primary one, which is off',
    'zh-HK': 'DNS 已指向備用數據中心，但 hosts 檔案有一行仍指向已停用的主數據中心',
    change: {
      hosts: [`{sso} ${sso}`],
      resolvers: both({ entries: { [sso]: { addresses: ['{secondarySso}'] }, [www]: { addresses: ['{secondaryWww}'] } } }),
      sites: { www: { all: { tcp: 'refuse' } }, sso: { all: { tcp: 'refuse' } } },
    },
    expected: [{ code: 'dns/hosts-override', severity: 'blocker', subject: sso, owner: 'site-it' }],
    needs: 'addresses',
  }),
  fault('dns/hosts-pinned', 'attention', {
    en: 'A line in the hosts file names the 2FA server’s present address: it will break on the day of the switch',
    'zh-HK': 'hosts 檔案有一行寫上 2FA 伺服器現時的地址：切換數據中心當日便會失效',
    change: { hosts: [`{sso} ${sso}`] },
    expected: [{ code: 'dns/hosts-override', severity: 'warning', subject: sso }],
  }),
  fault('dns/preferred-silent', 'attention', {
    en: 'HKEX’s preferred DNS server says nothing; the alternate answers',
    'zh-HK': '香港交易所的首選 DNS 伺服器沒有回應；後備伺服器正常',
    change: { resolvers: { preferred: { udp: 'silent', tcp: 'silent' } } },
    expected: [{ code: 'dns/resolver-silent', severity: 'warning', subject: '{preferred}' }],
  }),
  fault('dns/both-silent', 'not-ready', {
    en: 'Both DNS servers of HKEX say nothing',
    'zh-HK': '香港交易所的兩部 DNS 伺服器均沒有回應',
    change: { resolvers: both({ udp: 'silent', tcp: 'silent' }) },
    expected: [
      { code: 'dns/resolver-silent', severity: 'blocker', subject: '{preferred}' },
      { code: 'dns/resolver-silent', severity: 'blocker', subject: '{alternate}' },
    ],
  }),
  fault('dns/wrong-id', 'not-ready', {
    en: 'Both DNS servers answer with the id of another question, which nobody may accept',
    'zh-HK': '兩部 DNS 伺服器的回應均帶有另一查詢的編號，不可接納',
    change: { resolvers: both({ udp: 'wrong-id' }) },
    expected: [
      { code: 'dns/resolver-silent', severity: 'blocker', subject: '{preferred}' },
      { code: 'dns/resolver-silent', severity: 'blocker', subject: '{alternate}' },
    ],
  }),
  fault('dns/alternate-silent', 'attention', {
    en: 'HKEX’s alternate DNS server says nothing: nobody notices until the preferred one dies',
    'zh-HK': '香港交易所的後備 DNS 伺服器沒有回應：首選伺服器失效前無人察覺',
    change: { resolvers: { alternate: { udp: 'silent', tcp: 'silent' } } },
    expected: [{ code: 'dns/alternate-dead', severity: 'warning', subject: '{alternate}' }],
  }),
  fault('dns/alternate-closed', 'attention', {
    en: 'Nothing listens at the address of the alternate DNS server',
    'zh-HK': '後備 DNS 伺服器的地址上沒有服務',
    change: { resolvers: { alternate: { udp: 'closed', tcp: 'closed' } } },
    expected: [{ code: 'dns/alternate-dead', severity: 'warning', subject: '{alternate}' }],
  }),
  fault('dns/both-closed', 'not-ready', {
    en: 'Nothing listens at the addresses of both DNS servers',
    'zh-HK': '兩部 DNS 伺服器的地址上均沒有服務',
    change: { resolvers: both({ udp: 'closed', tcp: 'closed' }) },
    expected: [
      { code: 'dns/resolver-closed', severity: 'blocker', subject: '{preferred}' },
      { code: 'dns/resolver-closed', severity: 'blocker', subject: '{alternate}' },
    ],
  }),
  fault('dns/unreachable', 'not-ready', {
    en: 'A router answers that both DNS servers cannot be reached',
    'zh-HK': '路由器回覆指無法到達兩部 DNS 伺服器',
    change: { pc: { connectCodes: { '{preferredAddress}': 'EHOSTUNREACH', '{alternateAddress}': 'EHOSTUNREACH' }, lookupAsks: [] } },
    expected: [
      { code: 'dns/resolver-unreachable', severity: 'blocker', subject: '{preferred}' },
      { code: 'dns/resolver-unreachable', severity: 'blocker', subject: '{alternate}' },
    ],
    needs: 'addresses',
  }),
  fault('dns/local-block', 'not-ready', {
    en: 'This PC’s own firewall forbids questions to both DNS servers',
    'zh-HK': '本電腦的防火牆禁止向兩部 DNS 伺服器查詢',
    change: { pc: { connectCodes: { '{preferredAddress}': 'EPERM', '{alternateAddress}': 'EPERM' }, lookupAsks: [] } },
    expected: [
      { code: 'dns/local-block', severity: 'blocker', subject: '{preferred}', owner: 'site-it' },
      { code: 'dns/local-block', severity: 'blocker', subject: '{alternate}', owner: 'site-it' },
    ],
    needs: 'addresses',
  }),
  fault('dns/refuses', 'not-ready', {
    en: 'Both DNS servers refuse this PC (REFUSED)',
    'zh-HK': '兩部 DNS 伺服器均拒絕本電腦（REFUSED）',
    change: { resolvers: both({ refusesAll: 'REFUSED' }) },
    expected: [
      { code: 'dns/resolver-refuses', severity: 'blocker', subject: '{preferred}' },
      { code: 'dns/resolver-refuses', severity: 'blocker', subject: '{alternate}' },
    ],
  }),
  fault('dns/preferred-refuses', 'attention', {
    en: 'The preferred DNS server refuses this PC; the alternate answers',
    'zh-HK': '首選 DNS 伺服器拒絕本電腦；後備伺服器正常',
    change: { resolvers: { preferred: { refusesAll: 'REFUSED' } } },
    expected: [{ code: 'dns/resolver-refuses', severity: 'warning', subject: '{preferred}' }],
  }),
  fault('dns/fails', 'not-ready', {
    en: 'Both DNS servers fail on every question (SERVFAIL)',
    'zh-HK': '兩部 DNS 伺服器對所有查詢均告失敗（SERVFAIL）',
    change: { resolvers: both({ refusesAll: 'SERVFAIL' }) },
    expected: [
      { code: 'dns/resolver-fails', severity: 'blocker', subject: '{preferred}' },
      { code: 'dns/resolver-fails', severity: 'blocker', subject: '{alternate}' },
    ],
  }),
  fault('dns/name-unknown', 'not-ready', {
    en: 'Both DNS servers say that the 2FA name does not exist',
    'zh-HK': '兩部 DNS 伺服器均指 2FA 名稱不存在',
    change: { resolvers: both({ entries: { [sso]: { rcode: 'NXDOMAIN' } } }) },
    expected: [{ code: 'dns/name-unknown', severity: 'blocker', subject: sso }],
  }),
  fault('dns/name-unknown-preferred', 'not-ready', {
    en: 'The preferred DNS server says that the 2FA name does not exist; the alternate knows it, but nobody asks on after a “no”',
    'zh-HK': '首選 DNS 伺服器指 2FA 名稱不存在；後備伺服器知道，但得到「不存在」後系統不會再問',
    change: { resolvers: { preferred: { entries: { [sso]: { rcode: 'NXDOMAIN' } } } } },
    expected: [{ code: 'dns/name-unknown', severity: 'blocker', subject: sso }],
  }),
  fault('dns/name-unknown-forwarder', 'not-ready', {
    en: 'The PC asks the site’s own DNS server, which does not know the 2FA name; HKEX’s servers do',
    'zh-HK': '電腦使用機構自設的 DNS 伺服器，該伺服器不認識 2FA 名稱；香港交易所的伺服器則認識',
    change: { pcAsks: ['own'], resolvers: { own: { entries: { [sso]: { rcode: 'NXDOMAIN' } } } } },
    expected: [
      { code: 'dns/name-unknown', severity: 'blocker', subject: sso, owner: 'site-it' },
      { code: 'dns/not-hkex', severity: 'note' },
    ],
  }),
  fault('dns/no-address', 'not-ready', {
    en: 'The 2FA name exists and has no address, at both DNS servers',
    'zh-HK': '2FA 名稱存在，但兩部 DNS 伺服器均沒有其地址',
    change: { resolvers: both({ entries: { [sso]: { noData: true } } }) },
    expected: [{ code: 'dns/no-address', severity: 'blocker', subject: sso }],
  }),
  fault('dns/cname-loop', 'not-ready', {
    en: 'The 2FA name leads in a circle of aliases',
    'zh-HK': '2FA 名稱的別名互相指向，形成循環',
    change: { resolvers: both({ entries: { [sso]: { loop: ['a.lab.invalid', 'b.lab.invalid'] } } }) },
    expected: [{ code: 'dns/cname-loop', severity: 'blocker', subject: sso }],
  }),
  fault('dns/alias', 'ready', {
    en: 'No fault: the 2FA name is an alias of another name',
    'zh-HK': '並非故障：2FA 名稱是另一名稱的別名',
    change: { resolvers: both({ entries: { [sso]: { alias: 'centre-1.lab.invalid', addresses: ['{sso}', '{sso2}'] } } }) },
    expected: [],
    needs: 'addresses',
  }),
  fault('dns/switched', 'ready', {
    en: 'No fault: both DNS servers lead to the secondary data centre, as in session 2 of the drill',
    'zh-HK': '並非故障：兩部 DNS 伺服器均指向備用數據中心，一如演習的第二節',
    change: { resolvers: both({ entries: { [sso]: { addresses: ['{secondarySso}'] }, [www]: { addresses: ['{secondaryWww}'] } } }) },
    expected: [],
    needs: 'addresses',
  }),
  fault('dns/answers-differ', 'ready', {
    en: 'The two DNS servers lead to different data centres, both of which work',
    'zh-HK': '兩部 DNS 伺服器指向不同的數據中心，兩者均正常',
    change: { resolvers: { alternate: { entries: { [sso]: { addresses: ['{secondarySso}'] } } } } },
    expected: [{ code: 'dns/answers-differ', severity: 'note', subject: sso }],
    needs: 'addresses',
  }),
  fault('dns/answer-outdated', 'not-ready', {
    en: 'The preferred DNS server still gives an address that was given up; the alternate gives the live ones',
    'zh-HK': '首選 DNS 伺服器仍給出已停用的地址；後備伺服器給出現用的地址',
    change: { resolvers: { preferred: { entries: { [sso]: { addresses: ['{oldSso}'] } } } } },
    expected: [{ code: 'dns/answers-differ', severity: 'blocker', subject: sso }],
    needs: 'addresses',
  }),
  fault('dns/address-unexpected', 'not-ready', {
    en: 'Both DNS servers give an address outside the data centres’ ranges, and nobody is there',
    'zh-HK': '兩部 DNS 伺服器給出數據中心範圍以外的地址，而該處無人使用',
    change: { resolvers: both({ entries: { [sso]: { addresses: ['{dead}'] } } }) },
    expected: [{ code: 'dns/address-unexpected', severity: 'blocker', subject: sso }],
    needs: 'addresses',
  }),
  fault('dns/address-unexpected-live', 'attention', {
    en: 'Both DNS servers give an address outside the data centres’ ranges, where a good server answers',
    'zh-HK': '兩部 DNS 伺服器給出數據中心範圍以外的地址，而該處有正常的伺服器',
    change: { stray: {}, resolvers: both({ entries: { [sso]: { addresses: ['{stray}'] } } }) },
    expected: [{ code: 'dns/address-unexpected', severity: 'warning', subject: sso }],
    needs: 'addresses',
  }),
  fault('dns/malformed-answer', 'not-ready', {
    en: 'Both DNS servers answer with noise',
    'zh-HK': '兩部 DNS 伺服器的回應均為亂碼',
    change: { resolvers: both({ udp: 'garbage' }) },
    expected: [
      { code: 'dns/malformed-answer', severity: 'blocker', subject: '{preferred}' },
      { code: 'dns/malformed-answer', severity: 'blocker', subject: '{alternate}' },
    ],
  }),
  fault('dns/malformed-first', 'ready', {
    en: 'No fault in the end: noise comes first, then the good answer',
    'zh-HK': '最終並非故障：先收到亂碼，隨後收到正確回應',
    change: { resolvers: both({ udp: 'garbage-first' }) },
    expected: [],
  }),
  fault('dns/truncated', 'ready', {
    en: 'No fault: answers are cut short by UDP and whole by TCP',
    'zh-HK': '並非故障：UDP 回應被截短，TCP 回應完整',
    change: { resolvers: both({ udp: 'truncate' }) },
    expected: [],
  }),
  fault('dns/truncated-tcp-silent', 'not-ready', {
    en: 'Answers are cut short by UDP, and nothing comes by TCP',
    'zh-HK': 'UDP 回應被截短，而 TCP 沒有回應',
    change: { resolvers: both({ udp: 'truncate', tcp: 'silent' }) },
    expected: [
      { code: 'dns/tcp-blocked', severity: 'blocker', subject: '{preferred}' },
      { code: 'dns/tcp-blocked', severity: 'blocker', subject: '{alternate}' },
    ],
  }),
  fault('dns/tcp-closed', 'ready', {
    en: 'The DNS servers do not answer by TCP, which no answer needs today',
    'zh-HK': 'DNS 伺服器不回應 TCP，但目前沒有回應需要用 TCP',
    change: { resolvers: both({ tcp: 'closed' }) },
    expected: [{ code: 'dns/tcp-blocked', severity: 'note' }],
  }),
  fault('dns/nxdomain-rewritten', 'attention', {
    en: 'Both DNS servers answer names that do not exist with an address of their own',
    'zh-HK': '兩部 DNS 伺服器對不存在的名稱給出自己的地址',
    change: { resolvers: both({ rewritesUnknownTo: '{portalAddress}' }) },
    expected: [
      { code: 'dns/nxdomain-rewritten', severity: 'warning', subject: '{preferred}' },
      { code: 'dns/nxdomain-rewritten', severity: 'warning', subject: '{alternate}' },
    ],
  }),
  fault('dns/nxdomain-rewritten-target', 'not-ready', {
    en: 'The site’s own DNS server does not know the 2FA name and answers with an address of its own',
    'zh-HK': '機構自設的 DNS 伺服器不認識 2FA 名稱，並以自己的地址作答',
    change: {
      pcAsks: ['own'],
      resolvers: { own: { rewritesUnknownTo: '{portalAddress}', entries: { [sso]: { addresses: ['{portalAddress}'] } } } },
    },
    expected: [
      { code: 'dns/nxdomain-rewritten', severity: 'blocker', subject: '{own}' },
      { code: 'dns/not-hkex', severity: 'note' },
    ],
    needs: 'addresses',
  }),
  fault('dns/cache-stale', 'not-ready', {
    en: 'The PC still uses an address that it kept from an earlier answer; no DNS server gives it any more',
    'zh-HK': '電腦仍使用早前保留的地址；已沒有 DNS 伺服器給出該地址',
    change: { pc: { cached: [`{oldSso} ${sso}`] } },
    expected: [{ code: 'dns/cache-stale', severity: 'blocker', subject: sso }],
    needs: 'addresses',
  }),
  fault('dns/policy-rule', 'not-ready', {
    en: 'A rule of Windows’ name resolution policy sends the 2FA name to a server that does not know it',
    'zh-HK': 'Windows 名稱解析政策的一條規則，把 2FA 名稱交給不認識它的伺服器',
    change: {
      resolvers: { own: { entries: { [sso]: { rcode: 'NXDOMAIN' } } } },
      pc: {
        lookupAsks: ['own'],
        registry: {
          'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig': {
            values: {},
            subkeys: {
              '{7D3F0C52-0000-4000-8000-000000000001}': {
                values: { Name: ['.hkexposttrade.com.hk'], GenericDNSServers: '{ownAddress}' },
                subkeys: {},
              },
            },
          },
        },
      },
    },
    expected: [{ code: 'dns/policy-rule', severity: 'blocker', subject: sso }],
  }),
  fault('dns/not-hkex', 'ready', {
    en: 'No fault: the PC asks the site’s own DNS server, which answers as HKEX’s do',
    'zh-HK': '並非故障：電腦使用機構自設的 DNS 伺服器，回應與香港交易所的相同',
    change: { pcAsks: ['own'] },
    expected: [{ code: 'dns/not-hkex', severity: 'note' }],
  }),
  fault('dns/alternate-not-set', 'ready', {
    en: 'No fault today: the PC asks HKEX’s preferred DNS server alone',
    'zh-HK': '今日並非故障：電腦只使用香港交易所的首選 DNS 伺服器',
    change: { pcAsks: ['preferred'] },
    expected: [{ code: 'dns/alternate-not-set', severity: 'note' }],
  }),
  fault('dns/ttl-long', 'ready', {
    en: 'DNS answers may be kept for a day: longer than the pause between two data centres',
    'zh-HK': 'DNS 回應可保留一日：長於切換數據中心之間的時間',
    change: { resolvers: both({ ttlSeconds: 86_400 }) },
    expected: [{ code: 'dns/ttl-long', severity: 'note' }],
  }),
  fault('dns/slow', 'ready', {
    en: 'Both DNS servers take more than a second to answer',
    'zh-HK': '兩部 DNS 伺服器需要超過一秒才回應',
    change: { resolvers: both({ delayMs: 1150 }) },
    expected: [{ code: 'dns/slow', severity: 'note' }],
  }),
]
