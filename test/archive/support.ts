import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { directoryHeader, type Entry, endOfDirectory, localHeader } from '../../agent/archive/layout.ts'
import { type Measured, measure } from '../../agent/archive/measure.ts'
import { type Archive, type ArchiveProblem, readArchive } from '../../agent/archive/read.ts'
import { archive } from '../../agent/archive/write.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export async function measureAll(files: Readonly<Record<string, string | Uint8Array>>): Promise<Measured[]> {
  const all = Object.entries(files).map(([name, content]) =>
    measure(name, { bytes: typeof content === 'string' ? bytesOf(content) : content }),
  )
  return Promise.all(all)
}

export async function collect(entries: readonly Measured[]): Promise<Uint8Array> {
  return new Uint8Array(Buffer.concat(await Array.fromAsync(archive(entries))))
}

export async function archiveOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  return collect(await measureAll(files))
}

export function opened(bytes: Uint8Array): Archive {
  const read = readArchive(bytes)
  if ('problem' in read) throw new Error(`refused: ${JSON.stringify(read.problem)}`)
  return read
}

export function refused(bytes: Uint8Array): ArchiveProblem {
  const read = readArchive(bytes)
  if ('files' in read) throw new Error(`accepted: ${[...read.files.keys()].join(' ')}`)
  return read.problem
}

/** A file as somebody who keeps to nothing would put it in; what isn't given is what is right. */
export interface Handmade {
  readonly name: string
  readonly content: Uint8Array
  readonly deflated?: boolean
  readonly claims?: Partial<Pick<Entry, 'size' | 'crc32' | 'offset'> & { readonly packedSize: number }>
  /** Instead of what deflate gives. */
  readonly packed?: Uint8Array
}

/** An archive in our layout, without any of the writer's checks. */
export function handmade(files: readonly Handmade[]): Uint8Array {
  const parts: Uint8Array[] = []
  const headers: Uint8Array[] = []
  let offset = 0
  for (const { name, content, deflated = false, claims = {}, packed = deflated ? deflateRawSync(content) : content } of files) {
    const { packedSize = packed.length, ...numbers } = { crc32: crc32(content), size: content.length, offset, ...claims }
    const method = deflated ? DEFLATED : 0
    const local = withNumbers(localHeader({ name, ...numbers }), 8, { method, packedSize })
    parts.push(local, packed)
    headers.push(withNumbers(directoryHeader({ name, ...numbers }), 10, { method, packedSize }))
    offset += local.length + packed.length
  }
  return ended(parts, headers)
}

/** APPNOTE section 4.4.5 */
const DEFLATED = 8

/** What the layout never says. @param at where the method stands in the header; the packed size is ten bytes further on */
export function withNumbers(header: Uint8Array, at: number, { method, packedSize }: { method: number; packedSize: number }): Uint8Array {
  const view = new DataView(header.buffer, header.byteOffset)
  view.setUint16(at, method, true)
  view.setUint32(at + 10, packedSize, true)
  return header
}

export function ended(parts: readonly Uint8Array[], headers: readonly Uint8Array[], count = headers.length): Uint8Array {
  const directory = Buffer.concat(headers)
  const directoryOffset = parts.reduce((sum, { length }) => sum + length, 0)
  const end = endOfDirectory({ count: count & 0xffff, directorySize: directory.length, directoryOffset })
  return new Uint8Array(Buffer.concat([...parts, directory, end]))
}

/** `bytes` put over what stands at `at`; from the end where it is negative. */
export function patched(archived: Uint8Array, at: number, bytes: readonly number[]): Uint8Array {
  const copy = archived.slice()
  copy.set(bytes, at < 0 ? archived.length + at : at)
  return copy
}

export function joined(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))))
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-archive-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What a program printed; undefined where it isn't there. */
export function output(program: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (error !== undefined) return undefined
  if (status !== 0) throw new Error(`${program}: ${status}\n${stdout}\n${stderr}`)
  return stdout
}

export const withoutPython = output('python3', ['-c', 'import zipfile, zlib']) === undefined ? 'python3 is not installed' : undefined
export const withoutUnzip = output('unzip', ['-v']) === undefined ? 'unzip is not installed' : undefined

/** A title that says why it is skipped. */
export const because = (title: string, reason: string | undefined) => (reason === undefined ? title : `${title} (${reason})`)
