/** The package for a fleet: `msiexec /i terminal-preflight.msi /qn SITE=… TRUST=…`. docs/deploy.md says what it does to a PC. */

import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PackagingError, runTool } from '../tools.ts'
import { fileVersion } from './file-version.ts'
import { packageCode, productCode } from './identity.ts'
import { EXECUTABLE, type InstalledFile, installedFile, TASK_FILE } from './layout.ts'
import { propertyTable } from './properties.ts'
import { wixSource } from './source.ts'
import { ownTables } from './tables.ts'
import { textArchive, utf8Database } from './text-archive.ts'

export interface MsiOptions {
  /** The executable for Windows x64, dressed and, if at all, signed. */
  readonly exe: string
  /** Laid beside it: texts for people, licences, the list of parts. */
  readonly extraFiles: readonly { readonly name: string; readonly path: string }[]
  /** For Windows' list of apps. */
  readonly icon?: string
  readonly outFile: string
  readonly version: string
  /** A folder of its own; what is in it is removed first. */
  readonly workFolder: string
  /** Seconds since 1970, borne by everything in the package. */
  readonly epoch: number
}

/** @throws PackagingError where the version is none of Windows Installer's, or the executable bears another one */
export async function makeMsi({ exe, extraFiles, icon, outFile, version, workFolder, epoch }: MsiOptions): Promise<void> {
  checkVersion(version)
  // faketime, which starts them below, would not say what is missing. msibuild knows no such flag.
  for (const tool of ['wixl', 'msibuild'] as const) await runTool(tool, ['--version'], { expected: [0, 1] })
  await rm(workFolder, { recursive: true, force: true })
  await mkdir(workFolder, { recursive: true })
  const inputs = [{ name: EXECUTABLE, path: exe }, ...extraFiles]
  const files = [...inputs.map(({ name }) => installedFile(name)), installedFile(TASK_FILE)]
  checkNames(files)
  for (const { name, path } of inputs) await copyFile(path, join(workFolder, name))
  if (icon !== undefined) await copyFile(icon, join(workFolder, 'program.ico'))
  await writeFile(join(workFolder, TASK_FILE), await scheduledTask())

  const exeVersion = fileVersion(await readFile(exe))
  if (exeVersion !== `${version}.0`)
    throw new PackagingError(`${basename(exe)} bears the version ${exeVersion ?? '(none)'} and the package ${version}: dress it first`)

  const product = productCode(version)
  const wxs = wixSource({ version, productCode: product, files, ...(icon === undefined ? {} : { icon: 'program.ico' }) })
  await writeFile(join(workFolder, 'package.wxs'), wxs)
  const archives = [utf8Database, ...[propertyTable(version, product, icon !== undefined), ...ownTables(version)].map(textArchive)]
  const names = archives.map((_, index) => `table-${index}.idt`)
  for (const [index, text] of archives.entries()) await writeFile(join(workFolder, `table-${index}.idt`), text)

  const content = await digest(
    workFolder,
    [...files.map(({ name }) => name), ...(icon === undefined ? [] : ['program.ico'])],
    [wxs, ...archives],
  )
  for (const { name } of files) await utimes(join(workFolder, name), epoch, epoch)
  const atEpoch = (tool: 'wixl' | 'msibuild', args: readonly string[]) => runAtEpoch(tool, args, workFolder, epoch)
  await atEpoch('wixl', ['-a', 'x64', '-o', 'package.msi', 'package.wxs'])
  await atEpoch('msibuild', ['package.msi', '-i', ...names])
  await atEpoch('msibuild', ['package.msi', '-q', ...versionedFile(exeVersion)])
  await atEpoch('msibuild', ['package.msi', '-s', `Terminal Preflight ${version}`, 'Terminal Preflight', 'x64;1033', packageCode(content)])
  await mkdir(dirname(outFile), { recursive: true })
  await copyFile(join(workFolder, 'package.msi'), outFile)
}

/** Windows Installer compares three numbers of at most 255, 255 and 65,535 (Microsoft, "ProductVersion property"), and nothing else: no "-rc.1". */
function checkVersion(version: string): void {
  const numbers = /^(\d{1,3})\.(\d{1,3})\.(\d{1,5})$/.exec(version)?.slice(1).map(Number) ?? []
  const most = [255, 255, 65_535]
  if (numbers.length !== 3 || numbers.some((number, index) => number > (most[index] ?? 0)))
    throw new PackagingError(`${version} is no version for an .msi: three numbers, at most 255.255.65535, as in 0.1.0`)
}

function checkNames(files: readonly InstalledFile[]): void {
  const ids = files.map(({ id }) => id.toLowerCase())
  const twice = files.find(({ id }, index) => ids.indexOf(id.toLowerCase()) !== index)
  if (twice !== undefined) throw new PackagingError(`two files of the package are called ${twice.name}, or nearly so`)
}

/** UTF-16 with its mark, as schtasks.exe itself writes such files. */
async function scheduledTask(): Promise<Buffer> {
  const text = await readFile(join(import.meta.dirname, 'task.xml'), 'utf8')
  return Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le')
}

/** wixl knows no version of a file and takes a digest instead, which is for files without one (Microsoft, "MsiFileHash Table"). */
function versionedFile(version: string): string[] {
  const { id } = installedFile(EXECUTABLE)
  return [
    `UPDATE \`File\` SET \`Version\`='${version}', \`Language\`='0' WHERE \`File\`='${id}'`,
    `DELETE FROM \`MsiFileHash\` WHERE \`File_\`='${id}'`,
  ]
}

async function digest(folder: string, names: readonly string[], texts: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(texts))
  for (const name of names) {
    const content = createHash('sha256').update(await readFile(join(folder, name)))
    hash.update(JSON.stringify([name, content.digest('hex')]))
  }
  return hash.digest('hex')
}

/** Both tools write the time of day into the summary and the cabinet's directory, whatever SOURCE_DATE_EPOCH says. */
async function runAtEpoch(tool: 'wixl' | 'msibuild', args: readonly string[], cwd: string, epoch: number): Promise<void> {
  const time = new Date(epoch * 1000).toISOString().slice(0, 19).replace('T', ' ')
  await runTool('faketime', ['-f', time, tool, ...args], { cwd, env: { TZ: 'UTC' } })
}
