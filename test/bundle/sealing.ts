/** Bundles for the tests: a recorded scenario, sealed as a run seals it. */

import { generateKeyPairSync } from 'node:crypto'
import type { Presentation, RunFiles } from '../../agent/bundle/contents.ts'
import { readable } from '../../agent/bundle/json.ts'
import { type SealRequest, seal } from '../../agent/bundle/seal.ts'
import type { Signer } from '../../agent/cms/signer.ts'
import { certificatesFor } from '../../agent/identity/device-certificate.ts'
import { newInstall } from '../../agent/identity/install.ts'
import { emptySite } from '../../agent/profile/types.ts'
import { version } from '../../agent/version.ts'
import { readScenario } from '../scenarios/scenario.ts'

/** A device key as an install makes it, and the one that it has for `strict`. */
export async function deviceSigner(hostName = 'TERMINAL-7'): Promise<Signer & { readonly install: string; readonly strict: Signer }> {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const install = newInstall()
  const { standard, strict } = await certificatesFor(key, install, hostName)
  return { key, certificates: [standard], install, strict: { key, certificates: [strict] } }
}

const presentation: Presentation = { version: 1, contacts: emptySite.contacts, profiles: [] }

export async function runOf(scenario: string): Promise<RunFiles> {
  const { evidence, settings } = await readScenario(scenario)
  const startedAtMs = evidence.clock?.wallMs ?? Date.parse('2026-11-28T00:00:00Z')
  return readable({
    evidence,
    settings,
    run: {
      version: 1,
      startedAtMs,
      elapsedMs: 1234.5,
      language: 'en',
      checks: [{ id: 'dns', elapsedMs: 12 }],
      missing: {},
      agent: { version, platform: 'win32', architecture: 'x64', hostName: 'TERMINAL-7', account: 'chan.taiman', session: 'Console' },
    },
  })
}

export async function sealed(scenario: string, signer: Signer, changes: Partial<SealRequest> = {}): Promise<Buffer> {
  const made = await seal({
    files: await runOf(scenario),
    presentation,
    attachments: new Map(),
    policy: 'standard',
    signer,
    request: null,
    createdMs: Date.parse('2026-11-28T07:45:00Z'),
    ...changes,
  })
  return bytesOf(made.chunks())
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}
