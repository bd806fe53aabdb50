import { dead, resolverAddress, sso, www } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { blocker, bothWebs, note, piece } from './make.ts'

function policies(values: Readonly<Record<string, unknown>>): Scene {
  return { pc: { policies: values } }
}

/** Group policy on a terminal, and what the browser there obeys. */
function onWindows(values: Readonly<Record<string, string | number | boolean | readonly string[]>>): Scene {
  return { pc: { system: 'windows', policies: values, windows: { browser: { policies: values } } } }
}

const deadDns = `https://${dead}/dns-query{?dns}`

export const browserPoliciesPieces: readonly Piece[] = [
  piece('browser/blocklist-names-host', {
    does: 'a policy (URLBlocklist) blocks the 2FA server by its name',
    scene: policies({ URLBlocklist: [sso] }),
    expected: [blocker('browser/policy-blocks', sso, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/blocklist-names-domain-on-windows', {
    does: 'a group policy of Edge (URLBlocklist) blocks the domain of the 2FA server',
    scene: onWindows({ URLBlocklist: ['hkexposttrade.com.hk'] }),
    expected: [blocker('browser/policy-blocks', sso, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/blocklist-names-exact-host', {
    does: 'a policy (URLBlocklist) blocks the CCASS server with a dot before its name, which means that name alone',
    scene: policies({ URLBlocklist: [`.${www}`] }),
    expected: [blocker('browser/policy-blocks', www, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/blocklist-names-page', {
    does: 'a policy (URLBlocklist) blocks the page of DMS alone',
    scene: policies({ URLBlocklist: [`https://${www}/dms`] }),
    expected: [blocker('browser/policy-blocks', www, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/blocklist-names-page-behind', {
    does: 'a policy (URLBlocklist) blocks the page to which the 2FA server sends on',
    scene: policies({ URLBlocklist: [`${sso}/sso/log-on`] }),
    expected: [blocker('browser/policy-blocks', sso, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/blocklist-of-all-https', {
    does: 'a policy (URLBlocklist) blocks all of https and allows (URLAllowlist) the CCASS server alone',
    scene: policies({ URLBlocklist: ['https://*'], URLAllowlist: [www] }),
    expected: [blocker('browser/policy-blocks', sso, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/blocklist-of-all', {
    does: 'a policy (URLBlocklist) blocks everything, and the list of what is allowed has the 2FA server’s name misspelt',
    scene: policies({ URLBlocklist: ['*'], URLAllowlist: ['ccass.com', 'sso.hkexposttrade.com'] }),
    expected: [blocker('browser/policy-blocks', sso, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/blocklist-of-port', {
    does: 'a policy (URLBlocklist) blocks port 443 of both names',
    scene: policies({ URLBlocklist: [`${sso}:443`, `${www}:443`] }),
    expected: [blocker('browser/policy-blocks', sso, 'site-it'), blocker('browser/policy-blocks', www, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/secure-dns-dead', {
    does: 'a policy (DnsOverHttpsMode secure) has the browser ask a DNS server by HTTPS that is not there',
    scene: policies({ DnsOverHttpsMode: 'secure', DnsOverHttpsTemplates: deadDns }),
    expected: [blocker('browser/secure-dns', 'PC', 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/secure-dns-of-nobody', {
    does: 'a policy (DnsOverHttpsMode secure) has the browser ask by HTTPS alone, and names nobody to ask',
    scene: policies({ DnsOverHttpsMode: 'secure', DnsOverHttpsTemplates: '' }),
    expected: [blocker('browser/secure-dns', 'PC', 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/secure-dns-at-hkex', {
    does: 'a group policy of Edge has it ask HKEX’s own DNS server by HTTPS, which that does not speak',
    scene: onWindows({ DnsOverHttpsMode: 'secure', DnsOverHttpsTemplates: `https://${resolverAddress.preferred}/dns-query` }),
    expected: [blocker('browser/secure-dns', 'PC', 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/secure-dns-of-user', {
    does: 'the user switched Edge’s secure DNS to a server that is not there',
    scene: { pc: { system: 'windows', windows: { browser: { localState: { dns_over_https: { mode: 'secure', templates: deadDns } } } } } },
    expected: [blocker('browser/secure-dns', 'PC', 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/proxy-of-policy-dead', {
    does: 'a policy of the browser’s alone (ProxyServer) leads it to a proxy that is not there',
    scene: policies({ ProxyMode: 'fixed_servers', ProxyServer: `http://${dead}:3128` }),
    expected: [blocker('proxy/unreachable', `${dead}:3128`, 'site-network')],
    touches: ['browser', 'proxy'],
  }),
  piece('browser/proxy-of-policy-dead-on-windows', {
    does: 'a group policy of Edge (ProxyServer) leads it to a proxy that is not there',
    scene: onWindows({ ProxyMode: 'fixed_servers', ProxyServer: `http://${dead}:3128` }),
    expected: [blocker('proxy/unreachable', `${dead}:3128`, 'site-network')],
    touches: ['browser', 'proxy'],
  }),
  piece('browser/popups-blocked', {
    does: 'a policy (PopupsBlockedForUrls) forbids the 2FA server’s pop-up windows',
    scene: policies({ PopupsBlockedForUrls: [`[*.]hkexposttrade.com.hk`] }),
    expected: [note('browser/popups-blocked')],
    touches: ['browser'],
  }),
  piece('browser/popups-blocked-by-default-on-windows', {
    does: 'a group policy of Edge (DefaultPopupsSetting) forbids everybody’s pop-up windows',
    scene: onWindows({ DefaultPopupsSetting: 2 }),
    expected: [note('browser/popups-blocked')],
    touches: ['browser'],
  }),
]

export const browserPoliciesHealthyPieces: readonly Piece[] = [
  piece('browser/blocklist-with-both-allowed', {
    does: 'a policy blocks everything (URLBlocklist) and allows both names (URLAllowlist)',
    scene: policies({ URLBlocklist: ['*'], URLAllowlist: [www, 'hkexposttrade.com.hk'] }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/blocklist-of-what-is-no-pattern', {
    does: 'a policy (URLBlocklist) has a star before the 2FA server’s domain, which browsers do not understand',
    scene: policies({ URLBlocklist: ['*.hkexposttrade.com.hk'] }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/blocklist-of-http', {
    does: 'a policy (URLBlocklist) blocks all that is not encrypted, and files',
    scene: policies({ URLBlocklist: ['http://*', 'file://*', 'ftp://*'] }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/secure-dns-automatic', {
    does: 'a policy (DnsOverHttpsMode automatic) has the browser try a DNS server by HTTPS that is not there, and go on without it',
    scene: policies({ DnsOverHttpsMode: 'automatic', DnsOverHttpsTemplates: deadDns }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/secure-dns-off', {
    does: 'a policy (DnsOverHttpsMode off) keeps the browser to the terminal’s DNS',
    scene: policies({ DnsOverHttpsMode: 'off' }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/tls-1.3-wanted', {
    does: 'a policy that browsers dropped with version 98 (SSLVersionMin) wants TLS 1.3, and both servers speak TLS 1.2',
    scene: { ...policies({ SSLVersionMin: 'tls1.3' }), ...bothWebs({ protocols: 'TLSv1.2' }) },
    expected: [],
    touches: ['browser', 'sso', 'www'],
  }),
  piece('browser/transparency-not-enforced', {
    does: 'policies exempt the two names from certificate transparency and from checks of revocation',
    scene: policies({ CertificateTransparencyEnforcementDisabledForUrls: [sso, www], EnableOnlineRevocationChecks: false }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/headless-forbidden', {
    does: 'a policy (HeadlessMode) forbids to start the browser without a window',
    scene: policies({ HeadlessMode: 2 }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/debugging-forbidden', {
    does: 'a policy (RemoteDebuggingAllowed) forbids to ask the browser by DevTools',
    scene: policies({ RemoteDebuggingAllowed: false }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/tools-forbidden', {
    does: 'a policy (DeveloperToolsAvailability) forbids DevTools everywhere',
    scene: policies({ DeveloperToolsAvailability: 2 }),
    expected: [],
    touches: ['browser'],
  }),
]
