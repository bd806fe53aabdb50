/**
 * A value as JSON for people, line by line: the same as JSON.stringify with one blank for each step inward, fields by their names (evidence
 * that comes back from a bundle has them in another order), long texts cut. By hand: JSON.stringify with a replacer takes four times as long,
 * and every bundle that is verified has its page made again.
 */

/** Certificates and the like: their beginning is enough to find them in evidence.json. */
const LONGEST_VALUE = 160

export function jsonLines(value: unknown): string[] {
  const lines: string[] = []
  write(value, '', '', '', lines)
  return lines
}

/** @param name what stands before the value in its line; @param end what stands behind it */
function write(value: unknown, indent: string, name: string, end: string, lines: string[]): void {
  if (typeof value !== 'object' || value === null) {
    lines.push(`${indent}${name}${textOf(value)}${end}`)
    return
  }
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  const inner = `${indent} `
  const first = lines.push(`${indent}${name}${open}`)
  if (Array.isArray(value)) for (const [at, each] of value.entries()) write(each, inner, '', at === value.length - 1 ? '' : ',', lines)
  else {
    const fields = inOrder(value)
    for (const [at, [key, each]] of fields.entries()) {
      write(each, inner, `${JSON.stringify(key)}: `, at === fields.length - 1 ? '' : ',', lines)
    }
  }
  if (lines.length === first) lines[first - 1] = `${indent}${name}${open}${close}${end}`
  else lines.push(`${indent}${close}${end}`)
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' || value.length <= LONGEST_VALUE) return JSON.stringify(value) ?? 'null'
  return JSON.stringify(`${value.slice(0, LONGEST_VALUE / 2)}… (${value.length})`)
}

function inOrder(value: object): [string, unknown][] {
  const sorted = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  // Names that are numbers come first in every object, by their value.
  return sorted.some(([name]) => /^\d/.test(name)) ? Object.entries(Object.fromEntries(sorted)) : sorted
}
