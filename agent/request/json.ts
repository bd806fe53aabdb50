/** JSON as it is meant: what two programs would read differently (a field that stands twice) is refused, and so is what is nested without end. */

/** A request is three levels deep. */
const MAX_DEPTH = 8

export type JsonProblem =
  | { readonly code: 'not-json' | 'nested' }
  /** Where the name stands that was there before. */
  | { readonly code: 'twice'; readonly path: readonly string[] }

/** RFC 8259 leaves open what a repeated name means, and JSON.parse takes the last one unsaid. */
export function parseJson(text: string): { readonly value: unknown } | { readonly problem: JsonProblem } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Its message holds a piece of the text.
    return { problem: { code: 'not-json' } }
  }
  const problem = beyondMeaning(text)
  return problem === undefined ? { value } : { problem }
}

/** A token of JSON that JSON.parse has taken; of the others (numbers, true, commas …) nothing needs to be known. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"(?<colon>\s*:)?|[{}[\]]/g

interface Level {
  readonly names: Set<string>
  name: string
}

function beyondMeaning(text: string): JsonProblem | undefined {
  const levels: Level[] = []
  for (const { 0: found, groups } of text.matchAll(token)) {
    const level = levels.at(-1)
    if (found === '{' || found === '[') {
      if (levels.push({ names: new Set(), name: '' }) > MAX_DEPTH) return { code: 'nested' }
    } else if (found === '}' || found === ']') {
      levels.pop()
    } else if (groups?.colon !== undefined && level !== undefined) {
      level.name = JSON.parse(found.slice(0, -groups.colon.length))
      if (level.names.has(level.name)) return { code: 'twice', path: levels.map(({ name }) => name).filter((name) => name !== '') }
      level.names.add(level.name)
    }
  }
  return undefined
}
