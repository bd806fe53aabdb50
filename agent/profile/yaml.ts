/** YAML as plain values, within bounds, with the place of each. Loads the YAML library: only where a file is read. */

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Tags,
  visit,
  type YAMLError,
} from 'yaml'
import type { Mistake } from '../cli/errors.ts'
import { printable } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { yamlWords } from './mistake-words.ts'
import { syntaxProblem } from './yaml-problems.ts'

/** The schemas are at most five levels deep; the bound keeps walking cheap. */
const MAX_DEPTH = 20
/** An alias saves a few lines in a file like this; many of them, or aliases of aliases, are made to exhaust memory ("billion laughs"). */
const MAX_ALIASES = 50

export interface Position {
  readonly line: number
  readonly column: number
}

export interface YamlValue {
  readonly value: unknown
  /** Where the value at `path` stands, or the field `key` in it; the nearest thing around it where it isn't there. */
  readonly locate: (path: readonly PropertyKey[], key?: string) => Position
}

export type YamlProblem = Pick<Mistake, 'line' | 'column' | 'problem'>

export function readYaml(text: string): YamlValue | { readonly problems: readonly YamlProblem[] } {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter,
    schema: 'core',
    stringKeys: true,
    customTags: withoutNumbers,
    prettyErrors: false,
    // Nothing is printed; 'silent' would also let a second document pass unseen.
    logLevel: 'error',
  })
  const position = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problemAt = (offset: number, problem: string): YamlProblem => ({ ...position(offset), problem })
  const syntax = [...document.errors, ...document.warnings].map((error: YAMLError) => problemAt(error.pos[0], syntaxProblem(error, text)))
  // What follows on the same line is mostly the parser's guess at the first mistake.
  if (syntax.length > 0)
    return { problems: syntax.filter((each, index) => syntax.findIndex((other) => other.line === each.line) === index) }
  const bound = beyondBounds(document)
  if (bound !== undefined) return { problems: [problemAt(bound.offset, bound.problem)] }
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
  return { value, locate: (path, key) => position(offsetOf(document, path, key)) }
}

/** No field is a number: a phone number keeps its leading zeros and its plus, and a file named 5 stays "5". */
function withoutNumbers(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === 'string' || !['tag:yaml.org,2002:int', 'tag:yaml.org,2002:float'].includes(tag.tag))
}

/** Aliases are counted, resolved and weighed here, so that making plain values of the document can't fail any more. */
function beyondBounds(document: Document.Parsed): { offset: number; problem: string } | undefined {
  let aliases = 0
  let found: { offset: number; problem: string } | undefined
  const stop = (node: Node, problem: string) => {
    found = { offset: node.range?.[0] ?? 0, problem }
    return visit.BREAK
  }
  visit(document, {
    Alias(_key, alias) {
      aliases += 1
      if (aliases > MAX_ALIASES) return stop(alias, tell(yamlWords.aliases, { most: MAX_ALIASES }))
      const anchored = alias.resolve(document)
      if (anchored === undefined) return stop(alias, tell(yamlWords.noAnchor, { name: printable(alias.source) }))
      return holdsAlias(anchored) ? stop(alias, tell(yamlWords.aliasOfAlias, { name: alias.source })) : undefined
    },
    Collection(_key, collection, path) {
      return path.filter(isCollection).length >= MAX_DEPTH ? stop(collection, tell(yamlWords.deep, { most: MAX_DEPTH })) : undefined
    },
  })
  return found
}

function holdsAlias(node: Node): boolean {
  let holds = false
  visit(node, {
    Alias() {
      holds = true
      return visit.BREAK
    },
  })
  return holds
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], key: string | undefined): number {
  let node: Node | null = document.contents
  for (const step of path) {
    const child = childOf(resolved(document, node), step)
    if (child === undefined) break
    node = child
  }
  const map = resolved(document, node)
  const field = key === undefined || !isMap(map) ? undefined : map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key
  const place = isScalar(field) ? field : node
  return place?.range?.[0] ?? 0
}

function childOf(node: Node | null, step: PropertyKey): Node | undefined {
  if (isSeq(node)) return node.items[Number(step)] as Node | undefined
  if (!isMap(node)) return undefined
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
  // A field without a value has none to point at: the field itself then.
  return (pair?.value ?? pair?.key ?? undefined) as Node | undefined
}

function resolved(document: Document.Parsed, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node
}
