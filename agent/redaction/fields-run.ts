/** Settings that were judged by, and what the run tells beside the evidence. */

import { checkIds } from '../../checks/check.ts'
import type { Fields } from './treatments.ts'

export const settingsFields: Fields = {
  'settings.profiles[].id': 'keep',
  'settings.profiles[].required[]': 'keep',
  'settings.profiles[].serviceHours.opensAt': 'keep',
  'settings.profiles[].serviceHours.source': 'keep',
  'settings.targets[].profiles[]': 'keep',
  'settings.targets[].id': 'keep',
  'settings.targets[].url': 'url',
  'settings.targets[].host': 'host',
  'settings.targets[].port': 'keep',
  'settings.targets[].page.kind': 'keep',
  'settings.targets[].page.choices[]': 'keep',
  'settings.resolvers[].address': 'address',
  'settings.resolvers[].port': 'keep',
  'settings.resolvers[].roles[]': 'keep',
  'settings.ranges.primary[]': 'range',
  'settings.ranges.secondary[]': 'range',
  'settings.extraAddresses[].address': 'address',
  'settings.extraAddresses[].dataCentre': 'keep',
  'settings.issuers[]': 'keep',
  'settings.siteRoots[]': 'keep',
  'settings.trustedRoots[]': 'keep',
  'settings.proxy.kind': 'keep',
  'settings.proxy.proxy': 'endpoint',
  'settings.proxy.url': 'url',
  'settings.browser': 'keep',
  'settings.smartcard': 'keep',
}

const missingFields: Fields = Object.fromEntries(
  checkIds.flatMap((id) => [
    [`run.missing.${id}.reason`, 'keep'],
    [`run.missing.${id}.error`, 'error'],
  ]),
)

export const runFields: Fields = {
  'run.version': 'keep',
  'run.startedAtMs': 'keep',
  'run.elapsedMs': 'keep',
  'run.language': 'keep',
  'run.checks[].id': 'keep',
  'run.checks[].elapsedMs': 'keep',
  ...missingFields,
  'run.agent.version': 'keep',
  'run.agent.platform': 'keep',
  'run.agent.architecture': 'keep',
  'run.agent.hostName': 'computer',
  'run.agent.account': 'account',
  // Console, Services, RDP-Tcp#3: a session of Windows says nothing of its user.
  'run.agent.session': 'text',
}
