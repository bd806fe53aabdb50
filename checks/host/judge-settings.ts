/** Settings of Windows that explain, or help to mend, what other checks found. */

import type { Finding, JudgeUpstream } from '../check.ts'
import { question } from '../questions.ts'
import type { DohServer, HostEvidence, WindowsSettings } from './evidence.ts'
import { isFound, isInTrouble } from './trouble.ts'

export function judgeSettings({ windows }: HostEvidence, upstream: JudgeUpstream): Finding[] {
  if (windows === null) return []
  const { dns, firewall, restart, time } = windows
  return [
    ...(dns === null ? [] : [judgeDoh(dns)]),
    ...(firewall === null ? [] : [judgeFirewall(firewall, upstream)]),
    ...(restart === null ? [] : judgeRestart(restart, upstream)),
    ...(time === null ? [] : [judgeTime(time, upstream)]),
  ]
}

/** DoHPolicy of DnsClient.admx. */
const PROHIBITED = 1
const REQUIRED = 3
/** DNS_DOH_SERVER_SETTINGS of netioapi.h: ENABLE_AUTO, ENABLE; FALLBACK_TO_UDP. */
const ENABLED = 0x1 | 0x2
const FALLS_BACK = 0x4

/** Windows itself asks by HTTPS what this program asks plainly: both may be answered differently. */
function judgeDoh({ dohPolicy, dohServers, suffixes }: NonNullable<WindowsSettings['dns']>): Finding {
  const on = dohPolicy === PROHIBITED ? [] : dohServers.filter(({ flags, inUse }) => inUse && (flags & ENABLED) !== 0)
  const required = dohPolicy === REQUIRED || on.some(({ flags }: DohServer) => (flags & FALLS_BACK) === 0)
  const finding = { id: question.hostDoh(), check: 'host', subject: 'Windows' } as const
  const args = { servers: on.map(({ server }) => server), required, byPolicy: dohPolicy === REQUIRED, suffixes }
  return on.length > 0 || dohPolicy === REQUIRED
    ? { ...finding, code: 'host/doh', status: 'warning', args }
    : { ...finding, code: 'host/doh-off', status: 'ok', args }
}

/** Blocking what no rule allows is a choice of many banks: it matters where the PC itself refused a connection. */
function judgeFirewall(profiles: NonNullable<WindowsSettings['firewall']>, upstream: JudgeUpstream): Finding {
  const on = profiles.filter((each) => each.on === true).map(({ profile }) => profile)
  const blocking = profiles.filter((each) => each.on !== false && each.outbound === 'block').map(({ profile }) => profile)
  const finding = { id: question.hostFirewall(), check: 'host', subject: 'Windows Firewall', args: { on, blocking } } as const
  return blocking.length > 0 && isFound(upstream, 'path/local-block', 'dns/local-block')
    ? { ...finding, code: 'host/firewall-outbound', status: 'warning' }
    : { ...finding, code: 'host/firewall', status: 'ok' }
}

/** Files that wait to be replaced are no sign: installers and virus scanners leave some nearly always. */
function judgeRestart({ servicing, update, renames }: NonNullable<WindowsSettings['restart']>, upstream: JudgeUpstream): Finding[] {
  const due = [servicing, update]
  if (due.every((each) => each === null)) return []
  const finding = { id: question.hostRestart(), check: 'host', subject: 'Windows', args: { renames } } as const
  if (!due.includes(true)) return [{ ...finding, code: 'host/no-reboot-pending', status: 'ok' }]
  if (!isInTrouble(upstream)) return [{ ...finding, code: 'host/reboot-noted', status: 'ok' }]
  return [{ ...finding, code: 'host/reboot-pending', status: 'warning' }]
}

/** SERVICE_DISABLED of winnt.h. */
const DISABLED = 4

/** Other programs keep clocks too, and a virtual machine's host: worth a note only where the clock is wrong. */
function judgeTime({ start, type, servers }: NonNullable<WindowsSettings['time']>, upstream: JudgeUpstream): Finding {
  const off = start === DISABLED || type?.toLowerCase() === 'nosync'
  const finding = { id: question.hostTimeService(), check: 'host', subject: 'W32Time' } as const
  const args = { disabled: start === DISABLED, type, servers }
  return off && isFound(upstream, 'clock/skewed')
    ? { ...finding, code: 'host/time-service', status: 'warning', args }
    : { ...finding, code: 'host/time-service-noted', status: 'ok', args }
}
