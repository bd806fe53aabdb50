/** How the lab's PC shows the browsers that are installed on it: registry, folders, versions. */

import { posix, win32 } from 'node:path'
import type { RegistryKey, RegistryValue } from '../../../checks/io.ts'
import type { BrowserChange, PolicyValues } from '../fault.ts'

type Kind = NonNullable<BrowserChange['installed']>[number]

const onWindows: Readonly<Record<Kind, { readonly path: string; readonly policies: string }>> = {
  edge: {
    path: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    policies: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge',
  },
  chrome: { path: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', policies: 'HKLM\\SOFTWARE\\Policies\\Google\\Chrome' },
}
const onLinux: Readonly<Record<Kind, string>> = { edge: '/opt/microsoft/msedge/msedge', chrome: '/opt/google/chrome/chrome' }

const APP_PATHS = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths'

export interface Installed {
  readonly paths: readonly string[]
  readonly version: string
  /** Names in each folder. */
  readonly folders: Readonly<Record<string, readonly string[]>>
  readonly registry: Readonly<Record<string, RegistryKey>>
  /** By the end of its path: where the rest lies is the machine's affair. */
  readonly localState: string | null
}

/** @param version of the browser that is really started, where one is */
export function installedBrowsers(platform: NodeJS.Platform, change: BrowserChange, version: string): Installed {
  const kinds = change.installed ?? ['edge']
  const shown = change.version ?? version
  const windows = platform === 'win32'
  const paths = kinds.map((kind) => (windows ? onWindows[kind].path : onLinux[kind]))
  const { dirname, basename } = windows ? win32 : posix
  return {
    paths,
    version: shown,
    folders: Object.fromEntries(paths.map((path) => [dirname(path), [basename(path), shown]])),
    registry: windows ? registryOf(kinds, change.policies) : {},
    localState: change.localState === undefined ? null : JSON.stringify(change.localState),
  }
}

function registryOf(kinds: readonly Kind[], policies: PolicyValues | undefined): Record<string, RegistryKey> {
  const appPaths = kinds.map((kind): [string, RegistryKey] => [
    `${APP_PATHS}\\${win32.basename(onWindows[kind].path)}`,
    { values: { '': onWindows[kind].path, Path: win32.dirname(onWindows[kind].path) }, subkeys: {} },
  ])
  const [first] = kinds
  const set: [string, RegistryKey][] = policies === undefined ? [] : [[onWindows[first ?? 'edge'].policies, policyKey(policies)]]
  return Object.fromEntries([...appPaths, ...set])
}

/** As group policy writes them: flags as numbers, lists as subkeys with numbered values (learn.microsoft.com/deployedge/microsoft-edge-policies). */
function policyKey(policies: PolicyValues): RegistryKey {
  const values: Record<string, RegistryValue> = {}
  const subkeys: Record<string, RegistryKey> = {}
  for (const [name, value] of Object.entries(policies)) {
    if (typeof value === 'object')
      subkeys[name] = { values: Object.fromEntries(value.map((each, at) => [String(at + 1), each])), subkeys: {} }
    else values[name] = typeof value === 'boolean' ? Number(value) : value
  }
  return { values, subkeys }
}

/** Major versions come every four weeks (Chromium, docs/process/release_cycle.md): the one of today, for a PC that is kept up. */
export function currentVersion(): string {
  const since156 = Math.trunc((Date.now() - Date.UTC(2026, 9, 27)) / (28 * 86_400_000))
  return `${156 + Math.max(0, since156)}.0.0.0`
}
