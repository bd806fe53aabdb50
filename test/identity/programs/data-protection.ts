/** Under Windows (Wine): DPAPI itself, and a device key that it protects. */

import { readFile } from 'node:fs/promises'
import { deviceSigner } from '../../../agent/identity/device-key.ts'
import { protectionFor } from '../../../agent/identity/protection-for.ts'
import { protectData, unprotectData } from '../../../checks/io/windows/data-protection.ts'
import { report } from '../../windows/programs/report.ts'

const entropy = Buffer.from('entropy')
const secret = Buffer.from('a secret of 中文')

await report(async () => {
  const kept = await protectData(secret, entropy)
  if (!('content' in kept)) return kept
  const folder = `${process.env.TEMP}\\identity-test`
  const request = { folder, hostName: 'TERMINAL-7', policy: 'standard', ephemeral: false, protection: protectionFor('win32') } as const
  const summary = async () => {
    const key = await deviceSigner(request)
    return 'failure' in key ? key : { made: key.made, protectedBy: key.protectedBy, install: key.install, trouble: key.trouble }
  }
  const opened = await unprotectData(kept.content, entropy)
  return {
    differs: !kept.content.includes(secret),
    opened: 'content' in opened ? opened.content.toString() : opened,
    otherEntropy: await unprotectData(kept.content, Buffer.from('other')),
    damaged: await unprotectData(kept.content.subarray(1), entropy),
    first: await summary(),
    second: await summary(),
    header: (await readFile(`${folder}\\identity\\device.key`)).subarray(0, 6).toString(),
  }
})
