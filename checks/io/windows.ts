/** What Windows tells by its API. */

import { failure } from '../failure.ts'
import type { Processes, Windows } from '../io.ts'

const notSupported = { failure: failure('not-supported') }

export function realWindows(_platform: NodeJS.Platform, _processes: Processes, _systemRoot: string): Windows {
  return { fileVersion: async () => notSupported, service: async () => notSupported, remoteSession: async () => notSupported }
}
