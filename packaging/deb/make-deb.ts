/** The package for Debian and what descends from it: the program, its texts, and the machine's own folder, which is root's. */

import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PackagingError, runTool } from '../tools.ts'
import { type ControlFields, control } from './control.ts'

export interface DebOptions {
  /** The executable for Linux. It is laid in as it is: stripped, it would lose what makes it more than Node. */
  readonly executable: string
  /** For /usr/share/doc/terminal-preflight; one of them is `copyright`, which Debian's policy asks for (12.5). */
  readonly files: readonly { readonly name: string; readonly path: string }[]
  readonly outFile: string
  readonly version: string
  readonly architecture: ControlFields['architecture']
  /** A folder of its own; what is in it is removed first. */
  readonly workFolder: string
  /** Seconds since 1970, borne by everything in the package. */
  readonly epoch: number
}

const DOCUMENTS = 'usr/share/doc/terminal-preflight'
/** Where an administrator lays site.yaml and whom this PC trusts (agent/profile/find-site.ts). */
const machineFolders = ['etc/terminal-preflight', 'etc/terminal-preflight/trust']

interface Laid {
  /** From the root of the file system. */
  readonly path: string
  readonly from: string
  readonly mode: number
}

/** @throws PackagingError where no file is called copyright */
export async function makeDeb({ executable, files, outFile, version, architecture, workFolder, epoch }: DebOptions): Promise<void> {
  if (!files.some(({ name }) => name === 'copyright')) throw new PackagingError('a .deb needs a file called copyright, with the licence')
  const laid: readonly Laid[] = [
    { path: 'usr/bin/terminal-preflight', from: executable, mode: 0o755 },
    ...files.map(({ name, path }) => ({ path: `${DOCUMENTS}/${name}`, from: path, mode: 0o644 })),
  ]
  const tree = join(workFolder, 'tree')
  await rm(workFolder, { recursive: true, force: true })
  const written = ['DEBIAN/control', 'DEBIAN/md5sums']
  const folders = foldersOf([...laid.map(({ path }) => path), ...written, ...machineFolders.map((folder) => `${folder}/.`)])
  for (const folder of folders) await mkdir(join(tree, folder), { recursive: true })
  for (const { path, from, mode } of laid) {
    await copyFile(from, join(tree, path))
    await chmod(join(tree, path), mode)
  }
  const sizes = await Promise.all(laid.map(async ({ from }) => Math.ceil((await stat(from)).size / 1024)))
  const installedKiB = sizes.reduce((sum, size) => sum + size, folders.length)
  await writeFile(join(tree, 'DEBIAN/control'), control({ version, architecture, installedKiB }))
  await writeFile(join(tree, 'DEBIAN/md5sums'), await md5sums(laid))
  for (const path of written) await chmod(join(tree, path), 0o644)
  // Whatever the umask was. The deepest first: to write into a folder changes its time.
  for (const folder of folders) await chmod(join(tree, folder), 0o755)
  for (const path of [...laid.map(({ path }) => path), ...written, ...folders.toReversed()]) await utimes(join(tree, path), epoch, epoch)
  await mkdir(dirname(outFile), { recursive: true })
  // As many threads as there are: they change no byte. Level 9 would want 700 MB of memory for each.
  const args = ['--root-owner-group', '-Zxz', '-z6', '--build', 'tree', 'package.deb']
  await runTool('dpkg-deb', args, { cwd: workFolder, env: { SOURCE_DATE_EPOCH: `${epoch}` } })
  await copyFile(join(workFolder, 'package.deb'), outFile)
}

/** Every folder above the files, from the root down. */
function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = new Set(['.'])
  for (const path of paths) for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder)
  return [...folders].toSorted()
}

/** By them `dpkg --verify` tells a file that was changed afterwards. */
async function md5sums(laid: readonly Laid[]): Promise<string> {
  const lines = await Promise.all(
    laid.map(
      async ({ path, from }) =>
        `${createHash('md5')
          .update(await readFile(from))
          .digest('hex')}  ${path}\n`,
    ),
  )
  return lines.join('')
}
