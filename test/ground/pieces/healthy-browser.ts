/** Browsers that policies bind, and that still show the pages. */

import type { Piece } from '../scene.ts'
import { odd } from './healthy-make.ts'
import { note } from './make.ts'

const touches = ['browser']

function obeys(name: string, does: string, policies: Readonly<Record<string, unknown>>): Piece {
  return odd(`browser-${name}`, { does, scene: { pc: { policies } }, touches })
}

export const healthyBrowser: readonly Piece[] = [
  obeys('no-debugging', 'the browser’s policy forbids debugging', { RemoteDebuggingAllowed: false }),
  obeys('no-headless', 'the browser’s policy forbids to start it without a window', { HeadlessMode: 2 }),
  obeys('neither', 'the browser’s policy forbids debugging and to start it without a window', {
    RemoteDebuggingAllowed: false,
    HeadlessMode: 2,
  }),
  obeys('no-developer-tools', 'the browser’s policy forbids developer tools', { DeveloperToolsAvailability: 2 }),
  obeys('usual-policies', 'the browser has policies as offices have them', {
    HomepageLocation: 'https://www.ccass.com',
    HomepageIsNewTabPage: false,
    RestoreOnStartup: 4,
    RestoreOnStartupURLs: ['https://www.ccass.com'],
    PasswordManagerEnabled: false,
    AutofillAddressEnabled: false,
    BrowserSignin: 0,
    SyncDisabled: true,
    IncognitoModeAvailability: 1,
    ExtensionInstallBlocklist: ['*'],
    DownloadRestrictions: 3,
    DefaultNotificationsSetting: 2,
    DefaultGeolocationSetting: 2,
    MetricsReportingEnabled: false,
    SafeBrowsingProtectionLevel: 0,
    ShowHomeButton: true,
    PromptForDownloadLocation: true,
    PrintingEnabled: true,
    ForceGoogleSafeSearch: true,
    BookmarkBarEnabled: true,
    DnsOverHttpsMode: 'off',
    SSLVersionMin: 'tls1.2',
    QuicAllowed: false,
    BackgroundModeEnabled: false,
  }),
  obeys('allowlist', 'the browser’s policy blocks everything but the two domains', {
    URLBlocklist: ['*'],
    URLAllowlist: ['ccass.com', 'https://sso.hkexposttrade.com.hk'],
  }),
  obeys('allowlist-paths', 'the browser’s policy blocks everything but the paths of the two names, and other hosts', {
    URLBlocklist: ['*', 'example.com', 'ftp://*'],
    URLAllowlist: ['https://www.ccass.com:443/', 'sso.hkexposttrade.com.hk/sso'],
  }),
  obeys('blocklist-others', 'the browser’s policy blocks schemes and other hosts', {
    URLBlocklist: ['javascript://*', 'file://*', 'ftp://*', 'http://*', 'social.example', '.com', 'hkexposttrade.com'],
  }),
  obeys('popups-allowed', 'the browser’s policy blocks pop-up windows but those of the two names', {
    DefaultPopupsSetting: 2,
    PopupsAllowedForUrls: ['https://[*.]ccass.com', 'https://sso.hkexposttrade.com.hk'],
  }),
  odd('browser-popups-blocked', {
    does: 'the browser’s policy blocks all pop-up windows',
    scene: { pc: { policies: { DefaultPopupsSetting: 2 } } },
    notes: [note('browser/popups-blocked')],
    touches,
  }),
  obeys('scripts-by-name', 'the browser’s policy lets scripts run on the two names alone', {
    DefaultJavaScriptSetting: 2,
    JavaScriptAllowedForUrls: ['https://[*.]ccass.com', 'https://[*.]hkexposttrade.com.hk'],
  }),
  obeys('secure-dns-automatic', 'the browser may use DNS over HTTPS where the PC’s servers offer it', { DnsOverHttpsMode: 'automatic' }),
  obeys('profile-elsewhere', 'the browser’s policy says where its profile lies', { UserDataDir: '/run/browser-profile' }),
  obeys('profile-forgotten', 'the browser’s policy lets it forget each profile', {
    ForceEphemeralProfiles: true,
    BrowserGuestModeEnforced: true,
  }),
  obeys('tls-1.3-needed', 'the browser’s policy wants TLS 1.3', { SSLVersionMin: 'tls1.3' }),
  obeys('no-post-quantum', 'the browser’s policy leaves the post-quantum key exchange out', { PostQuantumKeyAgreementEnabled: false }),
  obeys('certificate-chosen', 'the browser’s policy chooses client certificates for both names', {
    AutoSelectCertificateForUrls: ['{"pattern":"https://[*.]ccass.com","filter":{}}'],
  }),
  odd('browser-off', { does: 'the site file says that no browser may be started', scene: { siteFile: { browser: 'off' } }, touches }),
]
