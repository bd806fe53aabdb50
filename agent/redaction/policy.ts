/** The two policies, and the document that tells which one a bundle was made by. */

import { createHash } from 'node:crypto'
import { redactionLines } from './about.ts'
import { clockFields, hostFields, smartcardFields } from './fields-host.ts'
import { dnsFields, pathFields, proxyFields, tlsFields } from './fields-network.ts'
import { browserFields, pageCheckFields } from './fields-pages.ts'
import { runFields, settingsFields } from './fields-run.ts'
import { type Fields, treatments } from './treatments.ts'
import { type Tree, treeOf } from './walk.ts'

export const redactionPolicies = ['standard', 'strict'] as const
export type RedactionPolicy = (typeof redactionPolicies)[number]

/** Every field of evidence, settings and run. A field that is not here is in no bundle. */
export const fields: Fields = {
  ...hostFields,
  ...dnsFields,
  ...pathFields,
  ...proxyFields,
  ...tlsFields,
  ...clockFields,
  ...pageCheckFields,
  ...browserFields,
  ...smartcardFields,
  ...settingsFields,
  ...runFields,
}

/** What stands behind the names of the treatments, and differs between the policies. */
const identities = {
  standard: { users: 'tokens', computers: 'kept', hosts: 'kept', addresses: 'kept', hardware: 'kept' },
  strict: { users: 'tokens', computers: 'tokens', hosts: 'tokens', addresses: 'mapped', hardware: 'tokens' },
} as const satisfies Record<RedactionPolicy, object>

const notes: Readonly<Record<RedactionPolicy, readonly string[]>> = {
  standard: [
    'Tokens and mapped addresses are keyed by the install that made the bundle: equal values have equal ones in all its bundles.',
    'Certificates stay whole, those of an inspecting gateway of the site too: issuer, names and dates are judged by.',
    'Host names and URLs of the targets stay, without user, password, query and fragment.',
  ],
  strict: [
    'Tokens and mapped addresses are keyed by the install that made the bundle: equal values have equal ones in all its bundles.',
    'Certificates stay whole, those of an inspecting gateway of the site too: issuer, names and dates are judged by.',
    'Host names and paths of the targets and of their organisations stay; a name below a DNS suffix of the PC keeps the organisation alone.',
    'An address is mapped to another one of its family and kind (private, shared, link-local, public); two that share their first n bits share as many afterwards. Loopback, unspecified and multicast addresses stay, and an address that a target is named by.',
    'Names and pages of the profile, times, sizes, versions, maker and model of the PC, models of readers, digests of pages and scripts stay.',
  ],
}

const trees = new Map<RedactionPolicy, Tree>()

export function treeFor(policy: RedactionPolicy): Tree {
  const tree = trees.get(policy) ?? treeOf(fields, policy)
  trees.set(policy, tree)
  return tree
}

const files = new Map<RedactionPolicy, { readonly text: string; readonly sha256: string }>()

/** redaction.json. */
export function policyFile(policy: RedactionPolicy): { readonly text: string; readonly sha256: string } {
  const known = files.get(policy)
  if (known !== undefined) return known
  const document = {
    schema: 'terminal-preflight/redaction/1',
    policy,
    about: { en: redactionLines(policy, 'en'), 'zh-HK': redactionLines(policy, 'zh-HK') },
    identities: identities[policy],
    notes: notes[policy],
    treatments,
    fields: Object.fromEntries(Object.entries(fields).map(([path, each]) => [path, typeof each === 'string' ? each : each[policy]])),
  }
  const text = `${JSON.stringify(document, null, 2)}\n`
  const file = { text, sha256: createHash('sha256').update(text).digest('hex') }
  files.set(policy, file)
  return file
}
