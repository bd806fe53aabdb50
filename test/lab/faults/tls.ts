import type { Fault } from '../fault.ts'
import { hostOf } from '../places.ts'
import { both, everySso, fault } from './make.ts'

export const tlsFaults: readonly Fault[] = [
  fault('tls/expired', 'not-ready', {
    en: 'The 2FA server’s certificate ended three days ago',
    'zh-HK': '2FA 伺服器的證書已於三日前過期',
    change: { sites: everySso({ certificate: 'expired' }) },
    expected: [{ code: 'tls/expired', severity: 'blocker' }],
  }),
  fault('tls/not-yet-valid', 'not-ready', {
    en: 'The 2FA server’s certificate begins in twenty days',
    'zh-HK': '2FA 伺服器的證書二十日後才生效',
    change: { sites: everySso({ certificate: 'not-yet-valid' }) },
    expected: [{ code: 'tls/not-yet-valid', severity: 'blocker' }],
  }),
  fault('tls/expires-soon', 'attention', {
    en: 'The 2FA server’s certificate ends in nine days',
    'zh-HK': '2FA 伺服器的證書將於九日後到期',
    change: { sites: everySso({ certificate: 'expires-soon' }) },
    expected: [{ code: 'tls/expires-soon', severity: 'warning' }],
  }),
  fault('tls/name-mismatch', 'not-ready', {
    en: 'The 2FA server’s certificate is for another name',
    'zh-HK': '2FA 伺服器的證書屬於另一名稱',
    change: { sites: everySso({ certificate: 'wrong-name' }) },
    expected: [{ code: 'tls/name-mismatch', severity: 'blocker' }],
  }),
  fault('tls/self-signed', 'not-ready', {
    en: 'The 2FA server’s certificate is signed by itself',
    'zh-HK': '2FA 伺服器的證書由其自行簽發',
    change: { sites: everySso({ certificate: 'self-signed' }) },
    expected: [{ code: 'tls/self-signed', severity: 'blocker' }],
  }),
  fault('tls/unknown-issuer', 'not-ready', {
    en: 'The 2FA server’s certificate comes from an authority that nobody knows, and the site file says nothing of issuers',
    'zh-HK': '2FA 伺服器的證書由無人認識的機構簽發，而站點設定沒有列明簽發者',
    change: { sites: everySso({ certificate: 'unknown-root' }), site: { certificate: null } },
    expected: [{ code: 'tls/unknown-issuer', severity: 'blocker' }],
  }),
  fault('tls/issuer-not-expected', 'not-ready', {
    en: 'The 2FA server’s certificate comes from an unknown authority, not from the one that the site file expects',
    'zh-HK': '2FA 伺服器的證書由不明機構簽發，並非站點設定所預期者',
    change: { sites: everySso({ certificate: 'unknown-root' }) },
    expected: [{ code: 'tls/intercepted', severity: 'blocker' }],
  }),
  fault('tls/issuer-unexpected', 'attention', {
    en: 'The servers’ certificates come from a public authority that the site file does not name',
    'zh-HK': '伺服器的證書由公開機構簽發，但站點設定沒有列出該機構',
    change: { site: { certificate: { issuers: ['CN=Another CA,O=Elsewhere'] } } },
    expected: [{ code: 'tls/issuer-unexpected', severity: 'warning' }],
  }),
  fault('tls/revoked', 'not-ready', {
    en: 'The 2FA server’s certificate was revoked, and the server brings its issuer’s word for it',
    'zh-HK': '2FA 伺服器的證書已被吊銷，伺服器亦附上簽發機構的聲明',
    change: { sites: everySso({ certificate: 'revoked' }) },
    expected: [{ code: 'tls/revoked', severity: 'blocker' }],
  }),
  fault('tls/root-not-installed', 'not-ready', {
    en: 'The certificate comes from the company’s own root, which the site file names and this PC has not',
    'zh-HK': '證書由公司的根證書簽發；站點設定已列明該根證書，但本電腦沒有安裝',
    change: { sites: everySso({ certificate: 'company-root' }), site: { certificate: { roots: ['{folder}/company-root.pem'] } } },
    expected: [{ code: 'tls/root-not-installed', severity: 'blocker' }],
  }),
  fault('tls/intercepted', 'not-ready', {
    en: 'An inspection box opens TLS, and its root is not installed on this PC',
    'zh-HK': '檢查設備攔截 TLS，而本電腦沒有安裝其根證書',
    change: { sites: everySso({ certificate: 'inspection' }), site: { certificate: null } },
    expected: [{ code: 'tls/intercepted', severity: 'blocker' }],
  }),
  fault('tls/intercepted-trusted', 'attention', {
    en: 'An inspection box opens TLS, and its root is installed on this PC: the page loads',
    'zh-HK': '檢查設備攔截 TLS，而本電腦已安裝其根證書：頁面可以載入',
    change: { sites: everySso({ certificate: 'inspection' }), site: { certificate: null }, pc: { installedRoots: ['inspection'] } },
    expected: [{ code: 'tls/intercepted', severity: 'warning' }],
  }),
  fault('tls/intercepted-everywhere', 'not-ready', {
    en: 'An inspection box opens TLS to both names, and its root is not installed on this PC: one box, one cause',
    'zh-HK': '檢查設備攔截兩個名稱的 TLS，而本電腦沒有安裝其根證書：同一設備，同一原因',
    change: {
      sites: { www: { all: { certificate: 'inspection' } }, sso: { all: { certificate: 'inspection' } } },
      site: { certificate: null },
    },
    expected: [{ code: 'tls/intercepted', severity: 'blocker', owner: 'site-network' }],
  }),
  fault('tls/expired-and-alternate-silent', 'not-ready', {
    en: 'Two faults at once: the 2FA server’s certificate has ended, and the alternate DNS server says nothing',
    'zh-HK': '同時有兩個故障：2FA 伺服器的證書已過期，而後備 DNS 伺服器沒有回應',
    change: { sites: everySso({ certificate: 'expired' }), resolvers: { alternate: { udp: 'silent', tcp: 'silent' } } },
    expected: [
      { code: 'tls/expired', severity: 'blocker', subject: hostOf.sso },
      { code: 'dns/alternate-dead', severity: 'warning', subject: '{alternate}' },
    ],
  }),
  fault('tls/chain-incomplete', 'not-ready', {
    en: 'The 2FA server does not send its intermediate certificate',
    'zh-HK': '2FA 伺服器沒有送出中繼證書',
    change: { sites: everySso({ certificate: 'missing-intermediate' }) },
    expected: [{ code: 'tls/chain-incomplete', severity: 'blocker' }],
  }),
  fault('tls/protocol-too-old', 'not-ready', {
    en: 'The 2FA server speaks TLS 1.0 alone',
    'zh-HK': '2FA 伺服器只支援 TLS 1.0',
    change: { sites: everySso({ protocol: 'tls-1.0' }) },
    expected: [{ code: 'tls/protocol-too-old', severity: 'blocker' }],
  }),
  fault('tls/weak-key', 'attention', {
    en: 'The 2FA server’s certificate has an RSA key of 1024 bits',
    'zh-HK': '2FA 伺服器的證書使用 1024 位元的 RSA 密碼匙',
    change: { sites: everySso({ certificate: 'weak-key' }) },
    expected: [{ code: 'tls/weak-key', severity: 'warning' }],
  }),
  fault('tls/weak-signature', 'not-ready', {
    en: 'The 2FA server’s certificate is signed with SHA-1, which no browser takes any more',
    'zh-HK': '2FA 伺服器的證書以 SHA-1 簽署，瀏覽器已不再接受',
    change: { sites: everySso({ certificate: 'sha-1' }) },
    expected: [{ code: 'tls/weak-signature', severity: 'blocker' }],
    withoutBrowser: { verdict: 'attention', expected: [{ code: 'tls/weak-signature', severity: 'warning' }] },
  }),
  fault('tls/client-certificate-requested', 'not-ready', {
    en: 'The 2FA server wants a certificate from this PC and refuses without one',
    'zh-HK': '2FA 伺服器要求本電腦提供證書，否則拒絕',
    change: { sites: everySso({ clientCertificate: 'demanded' }) },
    expected: [{ code: 'tls/client-certificate-requested', severity: 'blocker' }],
  }),
  fault('tls/handshake-refused', 'not-ready', {
    en: 'The 2FA server refuses every TLS handshake',
    'zh-HK': '2FA 伺服器拒絕所有 TLS 交握',
    change: { sites: everySso({ tcp: 'refuse-hello' }) },
    expected: [{ code: 'tls/handshake-refused', severity: 'blocker' }],
  }),
  fault('tls/expired-at-one-address', 'attention', {
    en: 'One of the 2FA server’s two addresses shows an expired certificate, the other a good one',
    'zh-HK': '2FA 伺服器的兩個地址之中，一個使用已過期的證書，另一個正常',
    change: { sites: { sso: { second: { certificate: 'expired' } } } },
    expected: [{ code: 'tls/expired', severity: 'warning' }],
    needs: 'addresses',
  }),
  fault('tls/wrong-server', 'not-ready', {
    en: 'DNS gives an address outside the ranges, where a server with another’s certificate answers',
    'zh-HK': 'DNS 給出範圍以外的地址，該處伺服器的證書屬於他人',
    change: { stray: { certificate: 'wrong-name' }, resolvers: both({ entries: { [hostOf.sso]: { addresses: ['{stray}'] } } }) },
    expected: [{ code: 'dns/address-unexpected', severity: 'blocker', subject: hostOf.sso }],
    needs: 'addresses',
  }),
]
