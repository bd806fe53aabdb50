/** Every fault that the lab can play. */

import { type NoBrowser, type RealBrowser, realBrowser } from './browser/real.ts'
import type { Fault, Need } from './fault.ts'
import { browserFaults } from './faults/browser.ts'
import { clockFaults } from './faults/clock.ts'
import { dnsFaults } from './faults/dns.ts'
import { hostFaults } from './faults/host.ts'
import { fault } from './faults/make.ts'
import { networkFaults } from './faults/network.ts'
import { pageFaults } from './faults/page.ts'
import { pathFaults } from './faults/path.ts'
import { proxyFaults } from './faults/proxy.ts'
import { smartcardFaults } from './faults/smartcard.ts'
import { tlsFaults } from './faults/tls.ts'
import { twoFaults } from './faults/two.ts'
import { ownsLoopbackRange } from './places.ts'

/** What the agent may start as the PC's browser, or why it may start none. */
export type LabBrowser = RealBrowser | NoBrowser | { readonly off: string }

export const healthy: Fault = fault('healthy', 'ready', {
  en: 'No fault: two data centres, two DNS servers, all well',
  'zh-HK': '沒有故障：兩個數據中心、兩部 DNS 伺服器，一切正常',
  change: {},
  expected: [],
})

export const faults: readonly Fault[] = [
  healthy,
  ...networkFaults,
  ...dnsFaults,
  ...pathFaults,
  ...proxyFaults,
  ...tlsFaults,
  ...clockFaults,
  ...pageFaults,
  ...browserFaults,
  ...smartcardFaults,
  ...hostFaults,
  ...twoFaults,
]

export function faultNamed(name: string): Fault | undefined {
  return faults.find((each) => each.name === name)
}

/** What this system has for the lab. */
export interface Abilities {
  /** All of 127.0.0.0/8. */
  readonly wholeRange: boolean
  /** The browser that would be started. */
  readonly browser: LabBrowser
}

export async function abilities(browser: 'real' | 'off'): Promise<Abilities> {
  const wholeRange = await ownsLoopbackRange()
  return { wholeRange, browser: browser === 'real' ? await realBrowser() : { off: 'not asked for' } }
}

/** What a fault needs and this system has not. */
export function unmetNeed({ needs = [] }: Fault, { wholeRange, browser }: Abilities): Need | null {
  const met: Readonly<Record<Need, boolean>> = {
    linux: process.platform === 'linux',
    addresses: wholeRange,
    browser: 'path' in browser,
    policies: !('path' in browser) || browser.policies !== null,
  }
  return [needs].flat().find((need) => !met[need]) ?? null
}
