/** Which system the PC runs, and which computer it is. */

import type { Io, RegistryKey, SystemFacts } from '../io.ts'
import type { HostEvidence, OperatingSystem } from './evidence.ts'

/** Values of the key alone: what lies below is the half of the registry. */
export const CURRENT_VERSION = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'
const BIOS = 'HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS'
const MAC_VERSION = '/System/Library/CoreServices/SystemVersion.plist'
const LINUX_RELEASE = ['/etc/os-release', '/usr/lib/os-release'] as const
const DMI = '/sys/class/dmi/id'
const MAX_BYTES = 65_536

/** The first build of Windows 11, whose registry still calls it Windows 10. */
const FIRST_WINDOWS_11 = 22_000

export async function readOperatingSystem(io: Io, facts: SystemFacts | undefined, signal: AbortSignal): Promise<OperatingSystem | null> {
  const known = { name: facts?.name ?? '', kernel: facts?.kernel ?? '', architecture: facts?.architecture ?? '' }
  const unknown = { ...known, version: null, build: null, revision: null, edition: null, installation: null }
  if (io.platform === 'win32') {
    const read = await io.registry.read(CURRENT_VERSION, signal, 'values')
    if ('key' in read) return windowsOf(read.key, known)
    // Windows' kernel is called by its build: "10.0.26100".
    return facts === undefined ? null : { ...unknown, build: numberOf(facts.kernel.split('.')[2]) }
  }
  if (io.platform === 'darwin') {
    const version = /<key>ProductVersion<\/key>\s*<string>([\d.]{1,20})<\/string>/.exec(await textOf(io, MAC_VERSION))?.[1]
    return facts === undefined && version === undefined ? null : { ...unknown, name: 'macOS', version: version ?? null }
  }
  const release = parseOsRelease((await textOf(io, LINUX_RELEASE[0])) || (await textOf(io, LINUX_RELEASE[1])))
  if (facts === undefined && release.NAME === undefined) return null
  return { ...unknown, name: release.NAME ?? io.platform, version: release.VERSION ?? release.VERSION_ID ?? null }
}

function windowsOf({ values }: RegistryKey, known: Pick<OperatingSystem, 'name' | 'kernel' | 'architecture'>): OperatingSystem {
  const text = (name: string) => {
    const value = values[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const build = numberOf(text('CurrentBuildNumber') ?? text('CurrentBuild'))
  const product = text('ProductName')?.replace('Windows 10', build !== null && build >= FIRST_WINDOWS_11 ? 'Windows 11' : 'Windows 10')
  return {
    ...known,
    name: product ?? known.name,
    version: text('DisplayVersion') ?? text('ReleaseId'),
    build,
    revision: typeof values.UBR === 'number' ? values.UBR : null,
    edition: text('EditionID'),
    installation: text('InstallationType'),
  }
}

function numberOf(text: string | null | undefined): number | null {
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** NAME=value, the value in quotes or not (freedesktop.org, os-release(5)). */
export function parseOsRelease(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').flatMap((line) => {
    const match = /^([A-Z][A-Z0-9_]*)=(["']?)(.*)\2$/.exec(line.trim())
    return match === null ? [] : [[match[1] ?? '', match[3] ?? ''] as const]
  })
  return Object.fromEntries(lines)
}

/** Maker and model as the firmware tells them. */
export async function readComputer(io: Io, signal: AbortSignal): Promise<HostEvidence['computer']> {
  if (io.platform === 'win32') {
    const read = await io.registry.read(BIOS, signal, 'values')
    const { SystemManufacturer: maker, SystemProductName: model } = 'key' in read ? read.key.values : {}
    return typeof maker === 'string' && typeof model === 'string' && maker + model !== '' ? { maker, model } : null
  }
  if (io.platform !== 'linux') return null
  const [maker, model] = await Promise.all([textOf(io, `${DMI}/sys_vendor`), textOf(io, `${DMI}/product_name`)])
  return maker === '' && model === '' ? null : { maker, model }
}

async function textOf(io: Io, path: string): Promise<string> {
  const file = await io.files.read(path, MAX_BYTES)
  return 'content' in file ? file.content.toString('utf8').trim() : ''
}
