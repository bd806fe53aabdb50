/** A first run as a process of its own: `make-key.ts FOLDER` prints what came of it. */

import { fingerprint } from '../../../agent/cms/trust.ts'
import { deviceSigner } from '../../../agent/identity/device-key.ts'
import { protectionFor } from '../../../agent/identity/protection-for.ts'

const [folder = ''] = process.argv.slice(2)
const key = await deviceSigner({
  folder,
  hostName: 'TERMINAL-7',
  policy: 'standard',
  ephemeral: false,
  protection: protectionFor(process.platform),
})
if ('failure' in key) throw new Error(key.failure.code)
const { install, made, trouble, signer } = key
process.stdout.write(JSON.stringify({ install, made, trouble, key: fingerprint(signer.certificates[0]) }))
