/** Evidence in which every text that may be any text is markup: found by trying each against the schemas that a bundle is opened by. */

import type * as z from 'zod'
import { presentationSchema, runSchema, settingsSchema } from '../../../agent/bundle/schemas.ts'
import type { Evidence } from '../../../agent/judge.ts'
import { checkIds } from '../../../checks/check.ts'
import { judges } from '../../../checks/judges.ts'

type Json = unknown
type Path = readonly (string | number)[]

/** Breaks out of text, of a value in quotes of either kind, of a comment, and of a title. */
export const payload = `"'></title></pre>--><img src=x onerror=alert(1)><script>alert(1)</script>{{x}}`

export interface Hostile {
  readonly value: Json
  /** Paths that were changed, without the numbers in lists. */
  readonly changed: readonly string[]
}

/** All texts that the schema takes as markup; those named in `kept` stay as they are. */
export function hostile(value: Json, schema: z.ZodType, kept: readonly string[] = []): Hostile {
  const groups = Map.groupBy(textsIn(value), (path) => path.map((part) => (typeof part === 'number' ? '*' : part)).join('.'))
  let made = value
  const changed: string[] = []
  for (const [name, paths] of groups) {
    if (kept.includes(name)) continue
    const tried = paths.reduce((whole: Json, path) => withAt(whole, path, payload), made)
    if (!schema.safeParse(tried).success) continue
    made = tried
    changed.push(name)
  }
  return { value: made, changed }
}

export async function hostileEvidence(evidence: Evidence, ids: readonly string[] = checkIds): Promise<Hostile> {
  const changed: string[] = []
  const made: Record<string, Json> = { ...evidence }
  for (const id of checkIds) {
    if (evidence[id] === undefined || !ids.includes(id)) continue
    const each = hostile(evidence[id], await judges[id].evidence())
    made[id] = each.value
    changed.push(...each.changed.map((name) => `${id}.${name}`))
  }
  return { value: made, changed }
}

export function hostileSettings(settings: Json): Hostile {
  // The list of what was signed names the profiles, too.
  return hostile(settings, settingsSchema, ['profiles.*.id', 'targets.*.url', 'targets.*.host'])
}

export function hostileRun(run: Json): Hostile {
  return hostile(run, runSchema, ['agent.version'])
}

export function hostilePresentation(presentation: Json): Hostile {
  return hostile(presentation, presentationSchema)
}

function textsIn(value: Json, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return entries.flatMap(([name, each]) => textsIn(each, [...path, name]))
}

function withAt(value: Json, [first, ...rest]: Path, text: string): Json {
  if (first === undefined) return text
  if (Array.isArray(value)) return value.map((each, index) => (index === first ? withAt(each, rest, text) : each))
  const record = value as Readonly<Record<string, Json>>
  return { ...record, [first]: withAt(record[first], rest, text) }
}
