/** One step with bundles, in a process of its own, bundled into one file as the program is. Prints what it cost as JSON. */

import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { readable } from '../../agent/bundle/json.ts'
import type { SealRequest } from '../../agent/bundle/seal.ts'

const [step, file = '', output = ''] = process.argv.slice(2)
const given = JSON.parse(readFileSync(file, 'utf8')) as Omit<SealRequest, 'signer' | 'attachments'> & {
  readonly key: string
  readonly certificate: string
  readonly picture: string
  readonly pictures: number
  readonly recipient: string | null
}
const signer = { key: createPrivateKey(given.key), certificates: [new X509Certificate(given.certificate)] as const }
const attachments = new Map(Array.from({ length: given.pictures }, (_, at) => [`browser-${at}.png`, { file: given.picture }]))

void (step === 'seal' ? sealOne() : verifyMany())

async function sealOne(): Promise<void> {
  // The run has judged before it seals.
  const { makeReport } = await import('../../agent/bundle/make-report.ts')
  makeReport(readable(given.files))
  const before = process.cpuUsage()
  const { seal } = await import('../../agent/bundle/seal.ts')
  const sealed = await seal({ ...given, files: readable(given.files), attachments, signer })
  let size = 0
  await using out = await open(output, 'w')
  const { envelope } = await import('../../agent/cms/encrypt.ts')
  const chunks = given.recipient === null ? sealed.chunks() : envelope([new X509Certificate(given.recipient)], sealed.chunks())
  for await (const chunk of chunks) {
    size += chunk.length
    await out.write(chunk)
  }
  const all = cpuMs(process.cpuUsage(before))
  const peakMb = process.resourceUsage().maxRSS / 1024
  // What cannot be spared: every byte read and digested, the whole written, one signature.
  const needed = process.cpuUsage()
  for (let left = given.pictures; left > 0; left -= 1) createHash('sha256').update(readFileSync(given.picture)).digest()
  sign('sha256', Buffer.from('x'), signer.key)
  print({ size, cpuMs: all, neededMs: cpuMs(process.cpuUsage(needed)), peakMb })
}

async function verifyMany(): Promise<void> {
  const { verifyBundle } = await import('../../agent/bundle/verify.ts')
  const count = Number(output)
  const { readFile } = await import('node:fs/promises')
  const trusted = [signer.certificates[0]]
  const startedMs = performance.now()
  for (let left = count; left > 0; left -= 1) {
    const verification = await verifyBundle(await readFile(given.picture), trusted, async () => ({ kind: 'first-sight' }))
    if (!verification.intact || verification.origin.kind !== 'trusted') throw new Error('not intact')
  }
  print({ perSecond: (count / (performance.now() - startedMs)) * 1000, peakMb: process.resourceUsage().maxRSS / 1024 })
}

function cpuMs({ user, system }: NodeJS.CpuUsage): number {
  return Math.round((user + system) / 100) / 10
}

function print(figures: Readonly<Record<string, number>>): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}
