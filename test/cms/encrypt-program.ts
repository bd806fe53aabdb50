/** Encrypts or opens a large file in a process of its own, and prints how long it took, its peak memory, and the digest of the content. */

import { createHash, createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { pieces } from '../../agent/archive/pieces.ts'
import { openEnvelope } from '../../agent/cms/decrypt.ts'
import { envelope } from '../../agent/cms/encrypt.ts'

const [step, pem = '', file = '', size = '0'] = process.argv.slice(2)
const hash = createHash('sha256')

async function* content(bytes: number): AsyncGenerator<Uint8Array> {
  const noise = randomBytes(65_536)
  for (let left = bytes; left > 0; left -= noise.length) {
    const piece = Buffer.from(noise.subarray(0, left))
    piece.writeUInt32BE(left)
    hash.update(piece)
    yield piece
  }
}

const startedMs = performance.now()
if (step === 'encrypt') {
  await using out = await open(file, 'w')
  for await (const chunk of envelope([new X509Certificate(readFileSync(pem))], content(Number(size)))) await out.write(chunk)
} else {
  const opener = { key: createPrivateKey(readFileSync(pem)), maxBytes: 2 ** 30 }
  const result = await openEnvelope(pieces({ file }), opener, (plain) => {
    hash.update(plain)
  })
  if ('problem' in result) throw new Error(result.problem)
}
const ms = performance.now() - startedMs
console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024, sha256: hash.digest('hex') }))
