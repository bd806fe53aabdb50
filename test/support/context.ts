/** What a probe or a judge is handed, for tests of one alone. */

import type { CheckId, JudgeUpstream, ProbeContext } from '../../checks/check.ts'
import { checkIds } from '../../checks/check.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Settings } from '../../checks/settings.ts'
import { createStream } from '../../checks/stream.ts'

/** Nothing configured, nothing to reach. */
export const emptySettings: Settings = {
  profiles: [],
  targets: [],
  resolvers: [],
  ranges: { primary: [], secondary: [] },
  extraAddresses: [],
  issuers: [],
  siteRoots: [],
  trustedRoots: [],
  proxy: { kind: 'system' },
  browser: 'off',
  smartcard: 'off',
}

export const noUpstream: JudgeUpstream = { evidence: {}, findings: {} }

/** A context with real sockets, an empty machine and nobody upstream; give what matters. */
export function probeContext<I extends CheckId>(given: Partial<ProbeContext<I>> = {}): ProbeContext<I> {
  const upstream = Object.fromEntries(checkIds.map((id) => [id, createStream()])) as unknown as ProbeContext<I>['upstream']
  return {
    settings: emptySettings,
    io: injectedIo({}),
    signal: new AbortController().signal,
    emit: () => {},
    attach: () => {},
    upstream,
    ...given,
  }
}
