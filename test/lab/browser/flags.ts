/** What the lab's browser is told on its command line, so that it sees names and ways as the lab's PC has them. */

import type { Io, SystemLookup } from '../../../checks/io.ts'
import { environmentSettings } from '../../../checks/proxy/environment.ts'
import type { Setting } from '../../../checks/proxy/setting.ts'
import { windowsConfiguration } from '../../../checks/proxy/windows-settings.ts'
import type { LabChange } from '../fault.ts'
import { hostOf } from '../places.ts'

/** As long as Edge itself would wait: Windows gives a name up after some 10 s. */
const LOOKUP_LIMIT_MS = 8000

/** connect(2) to the broadcast address of loopback fails with ENETUNREACH at once, without a packet or a route having any part in it. */
const UNREACHABLE = '127.255.255.255'
const unreachableCodes: readonly (string | undefined)[] = ['ENETUNREACH', 'EHOSTUNREACH']

/** @returns for --host-resolver-rules (Chromium, net/base/host_mapping_rules.h) */
export async function nameRules(io: Io, change: LabChange): Promise<string> {
  const names = Object.values(hostOf)
  const answers = await io.machine.lookup(names, LOOKUP_LIMIT_MS, new AbortController().signal)
  const { policies, localState } = change.pc?.browser ?? {}
  // Then it asks its own server, which the fault names, and nobody else.
  const ownDns = [policies?.DnsOverHttpsMode, localState?.dns_over_https.mode].includes('secure')
  return [
    ...names.map((name) => (ownDns ? `EXCLUDE ${name}` : `MAP ${name} ${placeOf(answers[name], change)}`)),
    // Nobody in the world is asked for anything else: what a browser contacts of its own accord goes nowhere.
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.*',
  ].join(', ')
}

function placeOf(answer: SystemLookup | undefined, { pc = {} }: LabChange): string {
  if (answer === undefined || 'failure' in answer) return '~NOTFOUND'
  const [address = '~NOTFOUND'] = answer.addresses
  return unreachableCodes.includes(pc.connectCodes?.[address]) ? UNREACHABLE : address
}

/** The way that Edge would take. What the site file names, the agent itself tells the browser. */
export async function proxyFlags(io: Io, change: LabChange): Promise<readonly string[]> {
  if ((change.site?.proxy ?? 'system') !== 'system') return []
  const windows = io.platform === 'win32' ? await windowsConfiguration(io, new AbortController().signal) : undefined
  const obeyed = windows === undefined ? environmentSettings(io.env) : windows.steps.flatMap((at) => windows.settings[at] ?? [])
  return flagsOf(obeyed[0])
}

function flagsOf(setting: Setting | undefined): readonly string[] {
  switch (setting?.kind) {
    case 'pac':
      return [`--proxy-pac-url=${setting.pacUrl}`]
    case 'auto-detect':
      return ['--proxy-auto-detect']
    case 'proxy':
      return [`--proxy-server=${setting.value}`, `--proxy-bypass-list=${setting.bypass.join(';')}`]
    default:
      return ['--no-proxy-server']
  }
}
