/** Whether the browser may be started as we do, by the policies that are set on this PC. */

import type { BrowserKind, Policy } from './evidence.ts'

/** Names of the policies that forbid it; null where none does. */
export interface Permission {
  /** To start it without a window and with a profile of our own: nothing may be started. */
  readonly start: string | null
  /** To ask it by DevTools: it may print the page. */
  readonly debug: string | null
}

/**
 * Edge: HeadlessModeEnabled, a flag; Chrome: HeadlessMode, 2 forbids it. UserDataDir wins over the switch for the folder: the person's
 * own profile would be the one that is started. Debugging: RemoteDebuggingAllowed, pipe and port alike
 * (learn.microsoft.com/deployedge/microsoft-edge-policies, chromeenterprise.google/policies).
 */
export function permissionBy(policies: readonly Policy[], kind: BrowserKind): Permission {
  const first = (name: string) => policies.find((policy) => policy.name === name)?.value
  const headless = kind === 'edge' ? 'HeadlessModeEnabled' : 'HeadlessMode'
  const isForbidden = kind === 'edge' ? isFalse(first(headless)) : first(headless) === 2
  const own = first('UserDataDir') === undefined ? null : 'UserDataDir'
  const debug = isFalse(first('RemoteDebuggingAllowed')) ? 'RemoteDebuggingAllowed' : null
  // What prints the page is a client of DevTools inside the browser: it waits for ever where they are not there (seen with Chromium 156).
  const tools = debug === null ? null : toolsForbiddenBy(policies)
  return { start: isForbidden ? headless : (own ?? tools), debug }
}

/** 2: no page may be looked at by DevTools. Whether that holds for a program too, the browser says. */
export function toolsForbiddenBy(policies: readonly Policy[]): string | null {
  const found = policies.find(({ name }) => name === 'DeveloperToolsAvailability')
  return found?.value === 2 ? found.name : null
}

function isFalse(value: Policy['value'] | undefined): boolean {
  return value === false || value === 0
}
