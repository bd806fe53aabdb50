/** Reads just enough of TypeScript to see what a file imports and to look at its code without its comments and strings. */

export interface Import {
  readonly specifier: string
  /** type: erased, nothing is loaded · static: loaded with the file · dynamic: loaded when that line runs */
  readonly kind: 'type' | 'static' | 'dynamic'
  /** What stands between `import` and `from`. */
  readonly clause: string
}

/**
 * `import { type A } from 'a'` is static: only `import type` is erased as a whole (verbatimModuleSyntax, and Node's own
 * stripping of types), the other leaves `import {} from 'a'`, which loads the module.
 */
export function importsOf(source: string): Import[] {
  const code = blank(source, 'comments')
  const found: Import[] = []
  const statement =
    /^[ \t]*(?:import|export)\b(?<type>\s+type\b(?!\s*,|\s+from\b))?(?:(?<clause>[^'"();=]*?)\bfrom)?\s*['"](?<specifier>[^'"]+)['"]/gm
  for (const { groups } of code.matchAll(statement)) {
    const kind = groups?.type === undefined ? 'static' : 'type'
    found.push({ specifier: groups?.specifier ?? '', kind, clause: (groups?.clause ?? '').trim() })
  }
  // In a type position too (`typeof import('x')`), which costs nothing to forbid alike.
  for (const { groups } of code.matchAll(/\b(?:import|require)\s*\(\s*['"](?<specifier>[^'"]+)['"]/g)) {
    found.push({ specifier: groups?.specifier ?? '', kind: 'dynamic', clause: '' })
  }
  return found
}

const token =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`)|(?<regex>(?<=[=(,:;!&|?{}[\n]\s*|\breturn\s+)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*)/g

/** The source with its comments, or all that is not code, blanked out; line breaks stay, so line numbers do. */
export function blank(source: string, what: 'comments' | 'all-but-code'): string {
  return source.replace(token, (whole, ...rest) => {
    const { comment } = rest.at(-1) as { comment?: string }
    return comment === undefined && what === 'comments' ? whole : whole.replace(/[^\n]/g, ' ')
  })
}
