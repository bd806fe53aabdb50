/** Node as it goes into an executable: installed where it is not, checked where it can be, without what injecting a blob would break. */

import { existsSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { repository } from '../../scripts/bundle.ts'
import type { Target } from '../targets.ts'
import { PackagingError, runProgram, runTool } from '../tools.ts'
import { checkedWindowsBase } from '../windows/base.ts'

/**
 * npm checks each package against the digest that the lock file has (SHA-512). Node for Windows is signed besides, and that is checked
 * too; on Linux nobody signs it.
 */
export async function prepareBase(target: Target, outFolder: string): Promise<string> {
  await install(target)
  await mkdir(outFolder, { recursive: true })
  const outFile = join(outFolder, `${target.id}-${target.nodeVersion}`)
  if (target.platform === 'win') {
    await checkedWindowsBase({ nodeExe: target.node, outFile, version: target.nodeVersion })
    return outFile
  }
  await copyFile(target.node, outFile)
  // A fifth of the file. Afterwards it would cut off the blob; and binutils knows its own architecture alone.
  if (target.platform === 'linux' && target.arch === process.arch) await runTool('strip', [outFile])
  return outFile
}

async function install({ id, node, generator, koffi, packages: { folder, npm } }: Target): Promise<void> {
  if ([node, generator, koffi.library].every((file) => existsSync(file))) return
  if (folder === '.') throw new PackagingError(`${id}: run npm ci first`)
  await runProgram('npm', ['ci', ...npm, '--loglevel=error'], {
    cwd: join(repository, folder),
    missing: 'it comes with Node.js',
  })
  if (!existsSync(node)) throw new PackagingError(`${id}: npm ci ${npm.join(' ')} in ${folder} has not brought ${node}`)
}
