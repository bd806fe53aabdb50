import { spawnSync } from 'node:child_process'
import { targets } from '../../../packaging/targets.ts'
import { runTool } from '../../../packaging/tools.ts'

/** Node as its package has it. */
export const linuxX64Base = targets.find(({ id }) => id === 'linux-x64')?.node ?? ''

export const missingStrip = spawnSync('strip', ['--version']).status === 0 ? undefined : 'binutils is not installed'

export async function strip(file: string): Promise<void> {
  await runTool('strip', [file])
}
