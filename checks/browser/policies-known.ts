/** The policies that are read, and what each holds. The others decide nothing that a terminal check looks at. */

export type PolicyType = 'boolean' | 'integer' | 'text' | 'list' | 'object'

/**
 * Names are the same in Edge and Chrome where nothing else is said: learn.microsoft.com/deployedge/microsoft-edge-policies,
 * chromeenterprise.google/policies.
 */
export const policyTypes = new Map<string, PolicyType>([
  // Who is asked for names.
  ['DnsOverHttpsMode', 'text'],
  ['DnsOverHttpsTemplates', 'text'],
  ['BuiltInDnsClientEnabled', 'boolean'],
  // Which pages may be opened.
  ['URLBlocklist', 'list'],
  ['URLAllowlist', 'list'],
  // By which way.
  ['ProxyMode', 'text'],
  ['ProxyServer', 'text'],
  ['ProxyPacUrl', 'text'],
  ['ProxyBypassList', 'text'],
  ['ProxySettings', 'object'],
  ['AuthSchemes', 'text'],
  ['AuthServerAllowlist', 'text'],
  ['SSLVersionMin', 'text'],
  // What a page may do, and which engine draws it.
  ['DefaultPopupsSetting', 'integer'],
  ['PopupsAllowedForUrls', 'list'],
  ['PopupsBlockedForUrls', 'list'],
  ['InternetExplorerIntegrationLevel', 'integer'],
  ['InternetExplorerIntegrationSiteList', 'text'],
  ['InternetExplorerIntegrationCloudSiteList', 'text'],
  // Whether the browser can be started and asked by a program.
  ['RemoteDebuggingAllowed', 'boolean'],
  ['HeadlessModeEnabled', 'boolean'], // Edge
  ['HeadlessMode', 'integer'], // Chrome: 2 forbids it
  // 2: DevTools may not attach to a page ("Not allowed"), and --dump-dom and --screenshot never end; Target's own events still tell address
  // and title (seen with Chromium 156).
  ['DeveloperToolsAvailability', 'integer'],
  // Wins over --user-data-dir: what is started would be the person's own profile, not a fresh one.
  ['UserDataDir', 'text'],
])
