/** Every fault that the lab can play. */

import type { Fault } from './fault.ts'
import { clockFaults } from './faults/clock.ts'
import { dnsFaults } from './faults/dns.ts'
import { fault } from './faults/make.ts'
import { networkFaults } from './faults/network.ts'
import { pageFaults } from './faults/page.ts'
import { pathFaults } from './faults/path.ts'
import { proxyFaults } from './faults/proxy.ts'
import { tlsFaults } from './faults/tls.ts'
import { twoFaults } from './faults/two.ts'

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
  ...twoFaults,
]

export function faultNamed(name: string): Fault | undefined {
  return faults.find((each) => each.name === name)
}

/** What a fault needs and this system has not: Linux, or more loopback addresses than one. */
export function unmetNeed({ needs }: Fault, wholeRange: boolean): 'linux' | 'addresses' | null {
  if (needs === 'linux' && process.platform !== 'linux') return 'linux'
  return needs !== undefined && !wholeRange ? 'addresses' : null
}
