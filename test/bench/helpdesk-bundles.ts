/** Makes the plan: recorded runs of some 200 KB, sealed once for each variant; every bundle signs a manifest of its own. */

import { createHash } from 'node:crypto'
import { LOCAL_BYTES } from '../../agent/archive/layout.ts'
import { type Measured, measure } from '../../agent/archive/measure.ts'
import { archive } from '../../agent/archive/write.ts'
import { MANIFEST, mediaTypeOf, SIGNATURE } from '../../agent/bundle/format.ts'
import { manifestText, withId } from '../../agent/bundle/manifest.ts'
import { contentsOf } from '../../agent/bundle/seal.ts'
import { signDetached } from '../../agent/cms/sign.ts'
import { emptySite } from '../../agent/profile/types.ts'
import { policyFile } from '../../agent/redaction/policy.ts'
import { rules, version } from '../../agent/version.ts'
import { bytesOf, deviceSigner, runOf } from '../bundle/sealing.ts'
import { type Plan, type Planned, REQUEST_SHA256, requestIdOf, tokenOf } from './helpdesk-plan.ts'

/** Recorded on the lab, with all of today's evidence; together they come to 200 KB on average. */
const scenarios = ['proxy-required', 'proxy-from-script', 'dns-both-silent', 'proxy-unreachable']
const TERMINALS = 8
const VARIANTS = 40

type Terminal = Awaited<ReturnType<typeof deviceSigner>>

interface Variant {
  readonly terminal: Terminal
  readonly createdMs: number
  readonly profiles: readonly string[]
  readonly contents: readonly Measured[]
  /** Bytes of its files in an archive, with their headers. */
  readonly bytes: number
}

/** @param helpdesk whose requests they answer */
export async function makePlan(count: number, helpdesk: { readonly name: string; readonly fingerprint: string }): Promise<Plan> {
  const terminals = await Promise.all(Array.from({ length: TERMINALS }, (_, at) => deviceSigner(`TERMINAL-${at}`)))
  const variants: Variant[] = []
  for (let at = 0; at < VARIANTS; at += 1) variants.push(await variant(at, terminals[at % TERMINALS] as Terminal))
  const bundles: Planned[] = []
  const middles: string[] = []
  for (let at = 0; at < count; at += 1) {
    const [number, own] = [at % VARIANTS, variants[at % VARIANTS] as Variant]
    const { whole, headBytes } = await bundle(own, at, helpdesk)
    const end = headBytes + own.bytes
    middles[number] ??= whole.toString('base64', headBytes, end)
    bundles.push({
      sha256: createHash('sha256').update(whole).digest('hex'),
      token: tokenOf(at),
      variant: number,
      head: whole.toString('base64', 0, headBytes),
      tail: whole.toString('base64', end),
    })
  }
  return { variants: middles, bundles }
}

/** Another PC at another time each: what is derived from it is another page, another log, another report. */
async function variant(at: number, terminal: Terminal): Promise<Variant> {
  const recorded = await runOf(scenarios[at % scenarios.length] as string)
  const { run } = recorded
  const agent = { ...run.agent, hostName: `TERMINAL-${at % TERMINALS}` }
  const files = { ...recorded, run: { ...run, startedAtMs: run.startedAtMs + at * 61_007, elapsedMs: run.elapsedMs + at * 13.7, agent } }
  const createdMs = files.run.startedAtMs + 20_000
  const contents = contentsOf({
    files,
    presentation: { version: 1, contacts: emptySite.contacts, profiles: [] },
    attachments: new Map(),
    policy: 'standard',
    signer: terminal,
    request: null,
    createdMs,
  })
  const measured: Measured[] = []
  for (const [name, content] of [...contents].sort(([one], [other]) => (one < other ? -1 : 1))) measured.push(await measure(name, content))
  return {
    terminal,
    createdMs,
    profiles: files.settings.profiles.map(({ id }) => id),
    contents: measured,
    bytes: measured.reduce((sum, { name, size }) => sum + LOCAL_BYTES + name.length + size, 0),
  }
}

async function bundle({ terminal, createdMs, profiles, contents }: Variant, at: number, helpdesk: Parameters<typeof makePlan>[1]) {
  const manifest = withId({
    created: new Date(createdMs).toISOString(),
    agent: { version },
    rules: { ...rules },
    profiles: [...profiles],
    request: {
      id: requestIdOf(at),
      case: `INC${at}`,
      signer: helpdesk.name,
      signerSpkiSha256: helpdesk.fingerprint,
      sha256: REQUEST_SHA256,
    },
    redaction: { policy: 'standard', sha256: policyFile('standard').sha256 },
    files: contents.map(({ name, size, sha256 }) => ({ path: name, size, sha256, mediaType: mediaTypeOf(name) ?? '' })),
  })
  const text = Buffer.from(manifestText(manifest))
  const signature = await signDetached(text, terminal, createdMs)
  const head = [await measure(MANIFEST, { bytes: text }), await measure(SIGNATURE, { bytes: signature })]
  const whole = await bytesOf(archive([...head, ...contents]))
  return { whole, headBytes: head.reduce((sum, { name, size }) => sum + LOCAL_BYTES + name.length + size, 0) }
}
