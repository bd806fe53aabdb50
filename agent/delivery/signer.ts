/** Who signs this run's bundle: the key that IT rolled out, else the device's own, which is made beside the checks at the first run. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Signer } from '../cms/signer.ts'
import type { DeviceKeyTrouble } from '../identity/device-key.ts'
import type { RedactionPolicy } from '../redaction/redact.ts'

export interface SignerRequest {
  /** Read before the run; null where the device's own is used. */
  readonly keyFile: Signer | null
  readonly dataFolder: string
  readonly hostName: string
  readonly policy: RedactionPolicy
  readonly ephemeral: boolean
  /** When the checks have ended. */
  readonly checked: Promise<unknown>
}

export interface ReadySigner {
  readonly signer: Signer
  readonly trouble: readonly DeviceKeyTrouble[]
}

/**
 * A key is made on another thread, and yet takes a core for half a second: not while everything loads and is sent at once. Where a browser
 * or a silent server is waited for there is time enough after this; where nothing is, the checks have ended before.
 */
const BESIDE_MS = 800

/** Resolves when it is there; throws where no key can be made at all. */
export async function readySigner(request: SignerRequest): Promise<ReadySigner> {
  const { keyFile, dataFolder, hostName, policy, ephemeral, checked } = request
  if (keyFile !== null) return { signer: keyFile, trouble: [] }
  await Promise.race([checked, sleep(BESIDE_MS, undefined, { ref: false })])
  const [{ deviceSigner }, { protectionFor }] = await Promise.all([
    import('../identity/device-key.ts'),
    import('../identity/protection-for.ts'),
  ])
  const key = await deviceSigner({ folder: dataFolder, hostName, policy, ephemeral, protection: protectionFor(process.platform) })
  if ('failure' in key) throw new Error(key.failure.code)
  return key
}
