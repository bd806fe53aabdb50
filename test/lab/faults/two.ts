/** Two faults at once, where one could be taken for the other's doing. */

import type { Fault } from '../fault.ts'
import { hostOf } from '../places.ts'
import { both, everySso, fault } from './make.ts'

const { sso } = hostOf

export const twoFaults: readonly Fault[] = [
  fault('page/server-error-and-some-addresses', 'not-ready', {
    en: 'Two faults at once: the 2FA page answers with a server’s error, and one of the server’s two addresses refuses',
    'zh-HK': '同時有兩個故障：2FA 頁面回應伺服器錯誤，而伺服器兩個地址之一拒絕連線',
    change: { sites: { sso: { all: { page: { kind: 'status', code: 500 } }, second: { tcp: 'refuse' } } } },
    expected: [
      { code: 'page/server-error', severity: 'blocker', subject: sso },
      { code: 'path/some-addresses', severity: 'warning', subject: sso },
    ],
    needs: 'addresses',
  }),
  fault('dns/name-unknown-and-alternate-silent', 'not-ready', {
    en: 'Two faults at once: the preferred DNS server says that the 2FA name does not exist, and the alternate says nothing',
    'zh-HK': '同時有兩個故障：首選 DNS 伺服器指 2FA 名稱不存在，而後備伺服器沒有回應',
    change: { resolvers: { preferred: { entries: { [sso]: { rcode: 'NXDOMAIN' } } }, alternate: { udp: 'silent', tcp: 'silent' } } },
    expected: [
      { code: 'dns/name-unknown', severity: 'blocker', subject: sso },
      // Nobody would have asked it after a “no”.
      { code: 'dns/alternate-dead', severity: 'warning', subject: '{alternate}' },
    ],
  }),
  fault('dns/name-unknown-and-some-addresses', 'not-ready', {
    en: 'Two faults at once: the preferred DNS server denies the 2FA name, and one of the two addresses that the alternate gives refuses',
    'zh-HK': '同時有兩個故障：首選 DNS 伺服器指 2FA 名稱不存在，而後備伺服器給出的兩個地址之一拒絕連線',
    change: { resolvers: { preferred: { entries: { [sso]: { rcode: 'NXDOMAIN' } } } }, sites: { sso: { second: { tcp: 'refuse' } } } },
    expected: [
      { code: 'dns/name-unknown', severity: 'blocker', subject: sso },
      { code: 'path/some-addresses', severity: 'warning', subject: sso },
    ],
    needs: 'addresses',
  }),
  fault('page/forbidden-and-expired-elsewhere', 'not-ready', {
    en: 'Two faults at once: the 2FA page is forbidden, and the certificate at the server’s second address has ended',
    'zh-HK': '同時有兩個故障：2FA 頁面禁止存取，而伺服器第二個地址的證書已過期',
    change: { sites: { sso: { all: { page: { kind: 'status', code: 403 } }, second: { certificate: 'expired' } } } },
    expected: [
      { code: 'page/forbidden', severity: 'blocker', subject: sso },
      { code: 'tls/expired', severity: 'warning', subject: sso },
    ],
    needs: 'addresses',
  }),
  fault('tls/client-certificate-forbidden', 'not-ready', {
    en: 'The 2FA server asks for a certificate from this PC, and forbids its page without one (403): one fault',
    'zh-HK': '2FA 伺服器要求本電腦提供證書，沒有證書則頁面禁止存取（403）：同一個故障',
    change: { sites: everySso({ clientCertificate: 'wanted', page: { kind: 'status', code: 403 } }) },
    expected: [{ code: 'tls/client-certificate-requested', severity: 'blocker', subject: sso }],
  }),
  fault('dns/hosts-for-want-of-dns', 'attention', {
    en: 'No DNS server knows the 2FA name, and a line in the hosts file gives its true address: the page loads',
    'zh-HK': '沒有 DNS 伺服器認識 2FA 名稱，而 hosts 檔案有一行給出正確地址：頁面可以載入',
    change: { hosts: [`{sso} ${sso}`], resolvers: both({ entries: { [sso]: { rcode: 'NXDOMAIN' } } }) },
    expected: [
      { code: 'dns/hosts-override', severity: 'warning', subject: sso },
      { code: 'dns/name-unknown', severity: 'warning', subject: sso },
    ],
  }),
]
