/** Certificates that IT laid into the helpdesk's trust folder: whose signature on a bundle proves where it came from. */

import { X509Certificate } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readCertificates } from '../../agent/profile/pem.ts'

export interface TrustFolder {
  readonly certificates: readonly X509Certificate[]
  /** Names of files that hold no certificate, or a damaged one; nothing of them is trusted. */
  readonly damaged: readonly string[]
}

/** Mozilla's whole list is 230 KiB. */
const MOST_PEM_BYTES = 1024 * 1024

let known: { readonly state: string; readonly folder: TrustFolder } | undefined

/** Reads the folder again only where a file came, went or changed. A folder that isn't there trusts nobody. */
export async function readTrustFolder(path: string): Promise<TrustFolder> {
  const names = await namesIn(path)
  const states = await Promise.all(names.map(async (name) => stateOf(join(path, name))))
  const state = JSON.stringify([path, names, states])
  if (known?.state !== state) known = { state, folder: await read(path, names) }
  return known.folder
}

async function namesIn(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).filter((name) => /\.pem$/i.test(name)).toSorted()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function stateOf(path: string): Promise<string> {
  // One that goes away meanwhile is a change too.
  const { size, mtimeMs, ctimeMs, ino } = await stat(path).catch(() => ({ size: -1, mtimeMs: 0, ctimeMs: 0, ino: 0 }))
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`
}

async function read(path: string, names: readonly string[]): Promise<TrustFolder> {
  const certificates: X509Certificate[] = []
  const damaged: string[] = []
  for (const name of names) {
    const content = await readFile(join(path, name)).catch(() => null)
    const pems = content === null || content.length > MOST_PEM_BYTES ? null : readCertificates(content)
    if (pems === null || 'problem' in pems) damaged.push(name)
    else certificates.push(...pems.value.map((pem) => new X509Certificate(pem)))
  }
  return { certificates, damaged }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
