/** Goes through recorded values beside the table of fields. What the table does not name is not in what comes out. */

import type { Inside } from './apply.ts'
import type { RedactionPolicy } from './policy.ts'
import type { Fields, Treatment } from './treatments.ts'

export interface Tree {
  readonly [name: string]: Tree | Treatment
}

interface Growing {
  [name: string]: Growing | Treatment
}

/** "browser.visits[].hops[].url": lists are gone through, whatever their length, so that their brackets say nothing here. */
export function treeOf(fields: Fields, policy: RedactionPolicy): Tree {
  const root: Growing = Object.create(null)
  for (const [path, treatment] of Object.entries(fields)) {
    const names = path.replaceAll('[]', '').split('.')
    const last = names.pop() ?? ''
    const place = names.reduce((at, name) => {
      const next = at[name] ?? Object.create(null)
      at[name] = next
      return next
    }, root)
    place[last] = typeof treatment === 'string' ? treatment : treatment[policy]
  }
  dropWhole(root)
  return root
}

/** An object nothing of which stays is left out itself. */
function dropWhole(tree: Growing): void {
  for (const [name, below] of Object.entries(tree)) {
    if (typeof below === 'string') continue
    dropWhole(below)
    if (Object.values(below).every((each) => each === 'drop')) tree[name] = 'drop'
  }
}

export type Visit = (treatment: Treatment, value: unknown, inside: Inside) => unknown

export function walk(value: unknown, tree: Tree, visit: Visit, inside: Inside = []): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => walk(each, tree, visit, inside))
  if (typeof value !== 'object' || value === null) return null
  const within = [value, ...inside]
  const out: Record<string, unknown> = {}
  for (const [name, each] of Object.entries(value)) {
    const below = tree[name]
    if (below === undefined || each === undefined) continue
    if (each === null) out[name] = null
    else out[name] = typeof below === 'string' ? visit(below, each, within) : walk(each, below, visit, within)
  }
  return out
}
