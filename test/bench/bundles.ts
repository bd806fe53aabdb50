/** (h) sealing, (i) verifying beside openssl, unzip and sha256sum, (j) 100 MB sealed and encrypted. */

import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomFillSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { bundle, repository } from '../../scripts/bundle.ts'
import { deviceSigner, runOf } from '../bundle/sealing.ts'
import { makeCertificate } from '../cms/recipient-certificates.ts'
import { median, say } from './measure.ts'

const ROUNDS = 7
const MANY = 1000
/** The shell's way is slow enough to be told by fewer. */
const FEW = 60

const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-bench-'))
const path = (name: string) => join(folder, name)
const program = path('step.cjs')
await bundle({ entry: 'test/bench/bundle-seal.ts', outfile: relative(repository, program) })

const signer = await deviceSigner()
const certificate = signer.certificates[0].toString()
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
const recipient = new X509Certificate(await makeCertificate(publicKey)).toString()
const noise = (name: string, bytes: number) => {
  writeFileSync(path(name), randomFillSync(Buffer.alloc(bytes)))
  return path(name)
}

async function given(changes: Readonly<Record<string, unknown>>): Promise<string> {
  const common = {
    files: await runOf('dns-hosts-override'),
    presentation: { version: 1, contacts: { 'site-it': null, 'site-network': null, 'line-vendor': null }, profiles: [] },
    policy: 'standard',
    request: null,
    createdMs: Date.parse('2026-11-28T07:45:00Z'),
    key: signer.key.export({ type: 'pkcs8', format: 'pem' }),
    certificate,
    recipient: null,
  }
  const file = path(`given-${Math.round(performance.now())}.json`)
  writeFileSync(file, JSON.stringify({ ...common, ...changes }))
  return file
}

function step<T>(...args: readonly string[]): T {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as T
}

interface Sealed {
  readonly size: number
  readonly cpuMs: number
  readonly neededMs: number
  readonly peakMb: number
}

const usual = await given({ picture: noise('picture.png', 600_000), pictures: 3 })
const sealings = Array.from({ length: ROUNDS + 1 }, () => step<Sealed>('seal', usual, path('usual.zip'))).slice(1)
const beyond = median(sealings.map(({ cpuMs, neededMs }) => cpuMs - neededMs))
const size = (sealings[0]?.size ?? 0) / 1e6
say(`(h) a usual bundle (${size.toFixed(1)} MB) sealed after a run: CPU beyond digests and RSA, ms`, beyond.toFixed(0), {
  at: 150,
  is: beyond,
})

const shell = `set -e
for n in $(seq ${FEW}); do
  rm -rf out && mkdir out && unzip -q usual.zip -d out && cd out
  openssl cms -verify -inform DER -in manifest.p7s -content manifest.json -binary -CAfile ../device.pem -purpose any -out /dev/null
  sha256sum * >/dev/null
  cd ..
done`
writeFileSync(path('device.pem'), certificate)
if (spawnSync('unzip', ['-v']).status === 0) {
  const startedMs = performance.now()
  const { status, stderr } = spawnSync('sh', ['-c', shell], { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  const theirs = (FEW / (performance.now() - startedMs)) * 1000
  const verified = step<{ perSecond: number; peakMb: number }>(
    'verify',
    await given({ picture: path('usual.zip'), pictures: 0 }),
    String(MANY),
  )
  say(
    `(i) ${MANY} bundles verified and judged again: openssl + unzip + sha256sum / ours`,
    `${(theirs / verified.perSecond).toFixed(2)} (ours ${verified.perSecond.toFixed(0)} bundles/s, theirs ${theirs.toFixed(0)}, ${verified.peakMb.toFixed(0)} MB)`,
    { at: 1, is: theirs / verified.perSecond },
  )
} else process.stdout.write('(i) skipped: it needs unzip\n')

const large = step<Sealed>('seal', await given({ picture: noise('large.png', 10_000_000), pictures: 10, recipient }), path('large.p7m'))
say(
  `(j) ${(large.size / 1e6).toFixed(0)} MB sealed and encrypted: peak memory, MB`,
  `${large.peakMb.toFixed(0)} (${(large.cpuMs / 1000).toFixed(1)} s CPU)`,
  { at: 150, is: large.peakMb },
)
rmSync(folder, { recursive: true })
