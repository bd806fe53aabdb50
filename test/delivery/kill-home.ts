/** What lies in a home, looked at as a stranger would: what is there under its final name is whole, and no secret lies about. */

import { createHash, type KeyObject } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileEndings } from '../../agent/bundle/format.ts'
import { verifyBundle } from '../../agent/bundle/verify.ts'
import { isEnveloped, openEnvelope } from '../../agent/cms/decrypt.ts'
import { IDENTITY_FOLDER } from '../../agent/identity/device-folder.ts'
import { deviceSigner } from '../../agent/identity/device-key.ts'
import { protectionFor } from '../../agent/identity/protection-for.ts'
import { pieces } from '../upload/bundles.ts'
import { plantsUnder, TOKEN } from './kill-world.ts'

/** As it would lie in a file: plain, in a URL, in hexadecimal, or in base64 at any of its three offsets. */
function spellings(secret: string): string[] {
  const inBase64 = [0, 1, 2].map((offset) => {
    const text = Buffer.from(' '.repeat(offset) + secret).toString('base64')
    // Characters that depend on what stands before and behind it say nothing.
    return text.slice(offset === 0 ? 0 : 4, -4)
  })
  return [secret, Buffer.from(secret).toString('hex'), ...inBase64]
}

const tokenSpellings = spellings(TOKEN)

export function holdsToken(text: string): boolean {
  return tokenSpellings.some((spelling) => text.includes(spelling))
}

export interface Home {
  readonly folder: string
  /** SHA-256 of whole bundles, by the folder that they are in; and what they are called inside. */
  readonly bundles: Map<string, { readonly sha256: string; readonly id: string }>
  /** What was wrong with it, at any time. */
  readonly wrong: string[]
  /** Bundles in whose spool item the token was found where it belongs. */
  readonly protectedTokens: Set<string>
  /** Digests of the identity's certificate: one install stays itself. */
  readonly identities: Set<string>
}

export function newHome(folder: string): Home {
  return { folder, bundles: new Map(), wrong: [], protectedTokens: new Set(), identities: new Set() }
}

/** Of a file that goes meanwhile nothing is said: other programs are at work. */
async function contentOf(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined)
}

const isFinal = (name: string) => name.endsWith(fileEndings.plain) || name.endsWith(fileEndings.encrypted)

export async function lookAt(home: Home, helpdeskKey: KeyObject): Promise<void> {
  const { folder, wrong } = home
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const content = await contentOf(path)
    if (content === undefined) continue
    const shown = path.slice(folder.length + 1)
    if (entry.name.startsWith('delivery.json')) {
      const rest = withoutSecret(content.toString('latin1'), () => home.protectedTokens.add(entry.parentPath))
      if (holdsToken(rest)) wrong.push(`the token in ${shown}, beside the field for it`)
    } else if (holdsToken(content.toString('latin1'))) wrong.push(`the token in ${shown}`)
    const lower = content.toString('latin1').toLowerCase()
    for (const plant of plantsUnder('standard')) if (lower.includes(plant.toLowerCase())) wrong.push(`${plant} in ${shown}`)
    if (isFinal(entry.name)) await lookAtBundle(home, path, content, helpdeskKey)
    else if (shown.startsWith(`reports${sep}`) && entry.name !== 'agent.log' && !entry.name.endsWith('.part'))
      wrong.push(`a stray ${shown}`)
  }
  await lookAtIdentity(home)
}

/** delivery.json, or the half of one. */
function withoutSecret(text: string, onToken: () => void): string {
  return text.replace(/"secret": "([^"]*)"?/, (_all, secret: string) => {
    if (Buffer.from(secret, 'base64').toString('latin1').includes(TOKEN)) onToken()
    return ''
  })
}

async function lookAtBundle(home: Home, path: string, content: Buffer, helpdeskKey: KeyObject): Promise<void> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  const folder = join(path, '..')
  const before = home.bundles.get(folder)
  if (before !== undefined) {
    if (before.sha256 !== sha256) home.wrong.push(`${path} has changed`)
    return
  }
  const opened = await openedBundle(content, helpdeskKey)
  if ('problem' in opened) home.wrong.push(`${path}: ${opened.problem}`)
  else home.bundles.set(folder, { sha256, id: opened.id })
}

/** Opens, verifies and judges it again; looks for what must not be in it. */
export async function openedBundle(
  content: Buffer,
  helpdeskKey: KeyObject,
): Promise<{ readonly id: string } | { readonly problem: string }> {
  const plain = isEnveloped(content) ? await decrypted(content, helpdeskKey) : content
  if (plain === undefined) return { problem: 'can’t be decrypted' }
  const verified = await verifyBundle(plain, [], async () => ({ kind: 'first-sight' }))
  if ('problem' in verified) return { problem: `does not verify: ${JSON.stringify(verified.problem)}` }
  if (verified.judged.outcome !== 'same') return { problem: `is judged otherwise: ${verified.judged.parts.join(', ')}` }
  const { id, redaction } = verified.bundle.manifest
  const lower = plain.toString('latin1').toLowerCase()
  const found = plantsUnder(redaction.policy).filter((plant) => lower.includes(plant.toLowerCase()))
  if (found.length > 0 || holdsToken(plain.toString('latin1'))) return { problem: `holds ${[...found, 'or the token'].join(', ')}` }
  return { id }
}

async function decrypted(content: Buffer, key: KeyObject): Promise<Buffer | undefined> {
  const plain: Buffer[] = []
  const opened = await openEnvelope(pieces(content)(), { key, maxBytes: 100_000_000 }, (piece) => void plain.push(Buffer.from(piece)))
  return 'problem' in opened ? undefined : Buffer.concat(plain)
}

/** Absent, or whole; and once there, the same for ever. */
async function lookAtIdentity({ folder, wrong, identities }: Home): Promise<void> {
  const names = await readdir(join(folder, IDENTITY_FOLDER)).catch(() => undefined)
  if (names === undefined) {
    if (identities.size > 0) wrong.push('the identity is gone')
    return
  }
  const key = await deviceSigner({
    folder,
    hostName: 'x',
    policy: 'standard',
    ephemeral: true,
    protection: protectionFor(process.platform),
  })
  if ('failure' in key || key.made !== 'before' || key.trouble.length > 0 || names.length !== 3) {
    wrong.push(`the identity is not whole: ${names.join(', ')}`)
    return
  }
  identities.add(key.signer.certificates[0].fingerprint256)
}

/** What is half made, by path from the home: it has no final name, and goes with a sweep, or with the folder of its run. */
export async function halvesIn({ folder }: Home): Promise<string[]> {
  // Killed before it had made one.
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return names.filter((name) => name.endsWith('.part') || name.split(sep).some((each) => each.startsWith('.passing-')))
}
