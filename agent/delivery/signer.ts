/** Who signs this run's bundle: the key that IT rolled out, else the device's own, which is made beside the checks at the first run. */

import { quiet } from '../../checks/in-turn.ts'
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
}

export interface ReadySigner {
  readonly signer: Signer
  readonly trouble: readonly DeviceKeyTrouble[]
}

/** The packets are on their way by then, and the checks mostly wait: the key is made on another thread. */
const AFTER_START_MS = 1500

/** Resolves when it is there; throws where no key can be made at all. */
export async function readySigner({ keyFile, dataFolder, hostName, policy, ephemeral }: SignerRequest): Promise<ReadySigner> {
  if (keyFile !== null) return { signer: keyFile, trouble: [] }
  await quiet(AFTER_START_MS)
  const [{ deviceSigner }, { protectionFor }] = await Promise.all([
    import('../identity/device-key.ts'),
    import('../identity/protection-for.ts'),
  ])
  const key = await deviceSigner({ folder: dataFolder, hostName, policy, ephemeral, protection: protectionFor(process.platform) })
  if ('failure' in key) throw new Error(key.failure.code)
  return key
}
