/** The browsers that are looked for, and where their makers put them. */

import type { Browser } from './evidence.ts'

export interface Product {
  readonly kind: Browser['kind']
  readonly name: string
  readonly channel: Browser['channel']
  readonly windows?: {
    /** Below Program Files or the user's local application data. */
    readonly folder: string
    readonly executable: string
    /** Its key at the updater, below SOFTWARE: `pv` there is the version that was installed last. */
    readonly updateClient?: string
  }
  readonly linux?: {
    /** The programs themselves. Their wrappers in /usr/bin do nothing that a check needs. */
    readonly programs: readonly string[]
    /** Names of their wrappers, and of programs that a distribution puts on the PATH. */
    readonly commands: readonly string[]
  }
  /** Name of the application bundle and of the program in it. */
  readonly macos?: string
}

/**
 * Ids of the browsers at Microsoft Edge Update: learn.microsoft.com/deployedge/microsoft-edge-update-policies, "Install (per channel)".
 * {F3017226-FE2A-4295-8BDF-00C3A9A7E4C5} is the WebView2 Runtime: no browser, and on PCs without Edge too.
 */
const edgeUpdate = 'Microsoft\\EdgeUpdate\\Clients'
/** Ids of Chrome's channels: Chromium, chrome/install_static/google_chrome_install_modes.cc. */
const googleUpdate = 'Google\\Update\\Clients'

/**
 * Best first. Edge is the browser that the circular names; the others stand in for it where it is not there.
 * Folders: Chromium, chrome/install_static (company and product path, "\Application"), the makers' Debian packages, and the
 * names of their application bundles.
 */
export const products: readonly Product[] = [
  {
    kind: 'edge',
    name: 'Microsoft Edge',
    channel: 'stable',
    windows: {
      folder: 'Microsoft\\Edge\\Application',
      executable: 'msedge.exe',
      updateClient: `${edgeUpdate}\\{56EB18F8-B008-4CBD-B6D2-8C97FE7E9062}`,
    },
    linux: { programs: ['/opt/microsoft/msedge/msedge'], commands: ['microsoft-edge-stable', 'microsoft-edge'] },
    macos: 'Microsoft Edge',
  },
  {
    kind: 'edge',
    name: 'Microsoft Edge Beta',
    channel: 'beta',
    windows: {
      folder: 'Microsoft\\Edge Beta\\Application',
      executable: 'msedge.exe',
      updateClient: `${edgeUpdate}\\{2CD8A007-E189-409D-A2C8-9AF4EF3C72AA}`,
    },
    linux: { programs: ['/opt/microsoft/msedge-beta/msedge'], commands: ['microsoft-edge-beta'] },
    macos: 'Microsoft Edge Beta',
  },
  {
    kind: 'edge',
    name: 'Microsoft Edge Dev',
    channel: 'dev',
    windows: {
      folder: 'Microsoft\\Edge Dev\\Application',
      executable: 'msedge.exe',
      updateClient: `${edgeUpdate}\\{0D50BFEC-CD6A-4F9A-964C-C7416E3ACB10}`,
    },
    linux: { programs: ['/opt/microsoft/msedge-dev/msedge'], commands: ['microsoft-edge-dev'] },
    macos: 'Microsoft Edge Dev',
  },
  {
    kind: 'edge',
    name: 'Microsoft Edge Canary',
    channel: 'canary',
    windows: {
      folder: 'Microsoft\\Edge SxS\\Application',
      executable: 'msedge.exe',
      updateClient: `${edgeUpdate}\\{65C35B14-6C1D-4122-AC46-7148CC9D6497}`,
    },
    macos: 'Microsoft Edge Canary',
  },
  {
    kind: 'chrome',
    name: 'Google Chrome',
    channel: 'stable',
    windows: {
      folder: 'Google\\Chrome\\Application',
      executable: 'chrome.exe',
      updateClient: `${googleUpdate}\\{8A69D345-D564-463C-AFF1-A69D9E530F96}`,
    },
    linux: { programs: ['/opt/google/chrome/chrome'], commands: ['google-chrome-stable', 'google-chrome'] },
    macos: 'Google Chrome',
  },
  {
    kind: 'chrome',
    name: 'Google Chrome Beta',
    channel: 'beta',
    windows: {
      folder: 'Google\\Chrome Beta\\Application',
      executable: 'chrome.exe',
      updateClient: `${googleUpdate}\\{8237E44A-0054-442C-B6B6-EA0509993955}`,
    },
    linux: { programs: ['/opt/google/chrome-beta/chrome'], commands: ['google-chrome-beta'] },
    macos: 'Google Chrome Beta',
  },
  {
    kind: 'chrome',
    name: 'Google Chrome Dev',
    channel: 'dev',
    windows: {
      folder: 'Google\\Chrome Dev\\Application',
      executable: 'chrome.exe',
      updateClient: `${googleUpdate}\\{401C381F-E0DE-4B85-8BD8-3F3F14FBDA57}`,
    },
    linux: { programs: ['/opt/google/chrome-unstable/chrome'], commands: ['google-chrome-unstable'] },
    macos: 'Google Chrome Dev',
  },
  {
    kind: 'chrome',
    name: 'Google Chrome Canary',
    channel: 'canary',
    windows: {
      folder: 'Google\\Chrome SxS\\Application',
      executable: 'chrome.exe',
      updateClient: `${googleUpdate}\\{4EA16AC7-FD5A-47C3-875B-DBF4A2008C20}`,
    },
    linux: { programs: ['/opt/google/chrome-canary/chrome'], commands: ['google-chrome-canary'] },
    macos: 'Google Chrome Canary',
  },
  {
    kind: 'chromium',
    name: 'Chromium',
    // Nobody publishes Chromium itself in channels: whoever built it chose what to build.
    channel: 'unknown',
    windows: { folder: 'Chromium\\Application', executable: 'chrome.exe' },
    // Ubuntu's chromium-browser is a script that starts the snap: the snap itself goes first.
    linux: { programs: [], commands: ['chromium', 'chromium-browser'] },
    macos: 'Chromium',
  },
  {
    kind: 'other',
    name: 'Brave',
    channel: 'stable',
    windows: { folder: 'BraveSoftware\\Brave-Browser\\Application', executable: 'brave.exe' },
    linux: { programs: ['/opt/brave.com/brave/brave'], commands: ['brave-browser-stable', 'brave-browser'] },
    macos: 'Brave Browser',
  },
  {
    kind: 'other',
    name: 'Vivaldi',
    channel: 'stable',
    windows: { folder: 'Vivaldi\\Application', executable: 'vivaldi.exe' },
    linux: { programs: ['/opt/vivaldi/vivaldi-bin'], commands: ['vivaldi-stable', 'vivaldi'] },
    macos: 'Vivaldi',
  },
]
