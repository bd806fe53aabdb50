/** Every field that a schema lets be, as the table of fields writes it: "visits[].hops[].url". */

import type * as z from 'zod'

interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>
  readonly element?: z.core.$ZodType
  readonly innerType?: z.core.$ZodType
  readonly in?: z.core.$ZodType
  readonly options?: readonly z.core.$ZodType[]
  readonly keyType?: z.core.$ZodType
  readonly valueType?: z.core.$ZodType
  readonly entries?: Readonly<Record<string, string>>
}

const leaves = new Set(['string', 'number', 'boolean', 'enum', 'literal', 'null', 'template_literal'])

export function pathsOf(schema: z.core.$ZodType, at: string): Set<string> {
  const def = schema._zod.def as unknown as Definition
  const all = (parts: readonly (readonly [z.core.$ZodType | undefined, string])[]) =>
    new Set(parts.flatMap(([part, path]) => (part === undefined ? [] : [...pathsOf(part, path)])))
  switch (def.type) {
    case 'object':
      return all(Object.entries(def.shape ?? {}).map(([name, part]) => [part, at === '' ? name : `${at}.${name}`]))
    case 'array':
      return all([[def.element, `${at}[]`]])
    case 'union':
      return all((def.options ?? []).map((part) => [part, at]))
    case 'record':
      return all(keysOf(def).map((name) => [def.valueType, `${at}.${name}`]))
    case 'nullable':
    case 'optional':
    case 'default':
    case 'readonly':
      return all([[def.innerType, at]])
    case 'pipe':
      return all([[def.in, at]])
  }
  // A kind of schema that is not known here could hide fields.
  if (!leaves.has(def.type)) throw new TypeError(`${at}: ${def.type}`)
  return new Set([at])
}

/** A record of free keys would let anything through. */
function keysOf({ keyType }: Definition): string[] {
  const { entries } = (keyType?._zod.def ?? {}) as unknown as Definition
  if (entries === undefined) throw new TypeError('a record with free keys')
  return Object.values(entries)
}
