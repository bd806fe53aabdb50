/** How the browser is started: as the user's own would see the network, without a window, and without what it does of its own accord. */

import type { ProxySetting } from '../settings.ts'
import type { UserSetting } from './evidence.ts'
import { MAX_CACHE_BYTES, MAX_RENDERERS, WINDOW } from './limits.ts'
import { PROFILE_NAME } from './profile.ts'

/**
 * Chromium fails an address with this port by itself, without a packet (net/base/port_util.cc, kRestrictedPorts: discard): what is
 * sent there stays in the program.
 */
const NOWHERE = 'https://127.0.0.1:9'

/**
 * Switches of Chromium (chrome/common/chrome_switches.cc and its neighbours; documented for tools in
 * github.com/GoogleChrome/chrome-launcher/blob/main/docs/chrome-flags-for-tools.md). None of them changes which way a page takes, how its name
 * is looked up, how TLS is spoken or which policies hold. QUIC stays as it is: a fresh profile uses it only where the server
 * offered it, as a person's browser would.
 */
const quiet: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  // Updates of extensions, safe browsing lists, metrics, translation.
  '--disable-background-networking',
  '--disable-component-update',
  // What asks for components all the same, and what asks which accounts are signed in, gets nowhere.
  `--component-updater=url-source=${NOWHERE}`,
  `--gaia-url=${NOWHERE}`,
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-component-extensions-with-background-pages',
  '--disable-client-side-phishing-detection',
  '--disable-domain-reliability',
  '--disable-search-engine-choice-screen',
  '--no-pings',
  // A page that failed is asked for once.
  '--disable-auto-reload',
  '--no-service-autorun',
  '--metrics-recording-only',
  '--disable-breakpad',
  '--disable-crash-reporter',
  // Asks for the time, fetches hints and translations, sends what forms look like, looks for screens to cast to; Edge: signs in by itself.
  '--disable-features=NetworkTimeServiceQuerying,OptimizationHints,Translate,AutofillServerCommunication,MediaRouter,msImplicitSignin,msForceBrowserSignIn',
  // No keyring or keychain asks the user for its password.
  '--password-store=basic',
  '--use-mock-keychain',
  '--hide-crash-restore-bubble',
  '--deny-permission-prompts',
  '--disable-notifications',
  '--mute-audio',
  '--hide-scrollbars',
  // Software draws a page as well, and no driver of a graphics card is in the way.
  '--disable-gpu',
  '--force-device-scale-factor=1',
  `--window-size=${WINDOW.width},${WINDOW.height}`,
  `--disk-cache-size=${MAX_CACHE_BYTES}`,
  `--renderer-process-limit=${MAX_RENDERERS}`,
  // Edge may start itself anew on Windows, and our pipes are lost (github.com/microsoft/playwright/pull/36462).
  '--edge-skip-compat-layer-relaunch',
  // And so does one that an administrator starts with all rights, as the person's own (chrome/browser/chrome_browser_main_win.cc,
  // MaybeAutoDeElevate, since 138; github.com/microsoft/playwright/pull/36879).
  '--do-not-de-elevate',
  // On macOS Edge would wake its updater (as github.com/microsoft/playwright has it among its switches).
  '--disable-edgeupdater',
]

/** @param folder the profile's, which must be a fresh one: Chromium allows debugging in no other (since 136) */
export function commonArguments(folder: string, proxy: ProxySetting): string[] {
  return [
    '--headless=new',
    `--user-data-dir=${folder}`,
    `--profile-directory=${PROFILE_NAME}`,
    ...quiet,
    ...sandboxArguments(),
    ...proxyArguments(proxy),
  ]
}

/**
 * Nothing opens by itself: neither the start page, which may be anybody's, nor what a policy wants to be opened. The profile is
 * the ordinary one, no private one: there Windows' single sign-on to a proxy is off.
 */
export const debuggingArguments: readonly string[] = ['--remote-debugging-pipe', '--no-startup-window']

/** Chromium's sandbox does not work for root (content/browser/zygote_host); nobody but us is asked who this program runs as. */
function sandboxArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/** What the site file says; a policy of the browser's counts more. `<-loopback>`: loopback goes by the proxy too. */
function proxyArguments(proxy: ProxySetting): string[] {
  switch (proxy.kind) {
    case 'system':
      return []
    case 'direct':
      return ['--no-proxy-server']
    case 'proxy':
      return [`--proxy-server=${proxy.proxy}`, '--proxy-bypass-list=<-loopback>']
    case 'pac':
      return [`--proxy-pac-url=${proxy.url}`]
  }
}

/**
 * The folder of the socket by which it knows itself to be the only one with its profile ("org.chromium.Chromium.XXXXXX/SingletonSocket",
 * Edge's and others' alike) lies among the temporary files, and a socket's path has 104 bytes on macOS, 108 on Linux (sun_path).
 */
const MAX_TEMPORARY_PATH = 44

/** Temporary files of its own go into our folder, and with it: then it may be killed without a goodbye. Where the path is too long for that, they lie where they always do. */
export function launchEnvironment(folder: string): { readonly TMPDIR?: string; readonly BREAKPAD_DUMP_LOCATION: string } {
  // On Linux the settings of its crash reports lie in the person's own folder otherwise (chrome/common/chrome_paths.cc, DIR_CRASH_DUMPS).
  const crashes = { BREAKPAD_DUMP_LOCATION: folder }
  return folder.length > MAX_TEMPORARY_PATH ? crashes : { TMPDIR: folder, ...crashes }
}

/** The file Local State of a fresh profile: names are looked up as the user's own browser of that kind is set to (prefs dns_over_https.*). */
export function localState(userSettings: readonly UserSetting[], kind: UserSetting['kind']): string {
  const found = userSettings.find((setting) => setting.kind === kind && setting.secureDns !== null)?.secureDns
  return JSON.stringify(found === undefined ? {} : { dns_over_https: found })
}
