import { isIP } from 'node:net'
import type { Failure } from '../failure.ts'
import type { Io } from '../io.ts'

/** Ad-blocking hosts files run to some megabytes; a larger one is reported as too large, not read in part. */
const MAX_HOSTS_BYTES = 8 * 1_048_576

export interface HostsEntry {
  readonly line: number
  readonly address: string
  readonly name: string
}

/** Windows keeps it below the system's root (Microsoft, "TCP/IP and NBT configuration parameters": DataBasePath), others in /etc. */
export function hostsPath(platform: NodeJS.Platform, systemRoot: string | undefined): string {
  return platform === 'win32' ? `${systemRoot ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts` : '/etc/hosts'
}

/** The lines that name one of `names` (hosts(5): address, name, aliases; # begins a comment; names without case). */
export function parseHosts(text: string, names: readonly string[]): HostsEntry[] {
  const wanted = new Map(names.map((name) => [name.toLowerCase(), name]))
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const [address = '', ...aliases] = (line.replace(/^\uFEFF/, '').split('#', 1)[0] ?? '').trim().split(/\s+/)
    // A line without an address is none to the system either.
    if (isIP(address) === 0) return []
    return aliases.flatMap((alias) => {
      const name = wanted.get(alias.toLowerCase().replace(/\.$/, ''))
      return name === undefined ? [] : [{ line: index + 1, address, name }]
    })
  })
}

export async function readHosts(
  io: Io,
  names: readonly string[],
): Promise<{ path: string; failure: Failure | null; entries: HostsEntry[] }> {
  const path = hostsPath(io.platform, io.env.SystemRoot)
  const file = await io.files.read(path, MAX_HOSTS_BYTES)
  if ('failure' in file) return { path, failure: file.failure, entries: [] }
  return { path, failure: null, entries: parseHosts(file.content.toString('utf8'), names) }
}
