/** What the runtime and the system's API tell of this PC. */

import { statfs } from 'node:fs/promises'
import { freemem, machine, release, tmpdir, totalmem, version } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { failure } from '../failure.ts'
import type { System, SystemFacts } from '../io.ts'
import { windowsAdapters } from './windows-adapters.ts'

const notSupported = { failure: failure('not-supported') }

/** @param systemFolder a folder of the drive that the system runs from */
export function realSystem(platform: NodeJS.Platform, systemFolder: string): System {
  return {
    facts: () => systemFacts(systemFolder),
    adapters: async () => (platform === 'win32' ? windowsAdapters() : notSupported),
    async details(limitMs, signal) {
      if (platform !== 'linux' && platform !== 'darwin') return notSupported
      const { systemDetails } = await import('./system-details.ts')
      return systemDetails(platform, limitMs, signal)
    },
  }
}

async function systemFacts(systemFolder: string): Promise<SystemFacts> {
  const disks = await Promise.all([diskOf('system', systemFolder), diskOf('temporary', tmpdir())])
  return {
    kernel: release(),
    name: version(),
    architecture: machine(),
    memory: { totalBytes: totalmem(), freeBytes: freemem() },
    disks: disks.flat(),
  }
}

/** A drive is asked in microseconds; one that is a share whose server is gone, for ever. */
const DISK_LIMIT_MS = 500

/** Free is what this user may still write (quota included), not what the disk has for administrators. */
async function diskOf(folder: SystemFacts['disks'][number]['folder'], path: string): Promise<SystemFacts['disks']> {
  try {
    const asked = await Promise.race([statfs(path), wait(DISK_LIMIT_MS, null, { ref: false })])
    if (asked === null) return []
    const { bsize, blocks, bavail } = asked
    return [{ folder, totalBytes: bsize * blocks, freeBytes: bsize * bavail }]
  } catch {
    // A drive that is not there is told by its absence.
    return []
  }
}
