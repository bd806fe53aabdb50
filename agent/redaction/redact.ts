/** What leaves the PC: evidence, settings and run without what nobody else needs. It runs before everything that is made from them. */

import type { RunFiles } from '../bundle/contents.ts'
import { apply } from './apply.ts'
import { namesIn } from './names.ts'
import { type RedactionPolicy, treeFor } from './policy.ts'
import type { Treatment } from './treatments.ts'
import { walk } from './walk.ts'

export { policyFile, type RedactionPolicy } from './policy.ts'

/** Fields in which somebody's profile folder may be named. */
const mayNameUsers: ReadonlySet<Treatment> = new Set<Treatment>(['path', 'text', 'error', 'policy-value', 'endpoint', 'url', 'adapter'])

/**
 * Pure: the same files and key give the same result. Causes and verdict are the same before and after.
 *
 * @param key of the install: the same key gives the same tokens and addresses, so that two bundles can be compared
 */
export function redact(files: RunFiles, policy: RedactionPolicy, key: Uint8Array): RunFiles {
  const { evidence, settings, run } = files
  const whole = { ...evidence, settings, run }
  const tree = treeFor(policy)
  const texts: string[] = []
  walk(whole, tree, (treatment, value) => {
    if (mayNameUsers.has(treatment)) texts.push(...[value].flat().filter((each) => typeof each === 'string'))
  })
  const names = namesIn(files, texts, policy, key)
  const redacted = walk(whole, tree, (treatment, value, inside) => apply(treatment, value, names, inside)) as Record<string, unknown>
  const { settings: ownSettings, run: ownRun, ...ownEvidence } = redacted
  return { evidence: ownEvidence, settings: ownSettings, run: ownRun } as RunFiles
}
