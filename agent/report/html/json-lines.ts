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
    lines.push(indent + name + textOf(value) + end)
    return
  }
  const isList = Array.isArray(value)
  const names = isList ? value : namesOf(value)
  const last = names.length - 1
  if (last < 0) {
    lines.push(indent + name + (isList ? '[]' : '{}') + end)
    return
  }
  const inner = `${indent} `
  lines.push(indent + name + (isList ? '[' : '{'))
  for (let at = 0; at <= last; at += 1) {
    const comma = at === last ? '' : ','
    if (isList) write(value[at], inner, '', comma, lines)
    else write(value[names[at] as keyof typeof value], inner, `${JSON.stringify(names[at])}: `, comma, lines)
  }
  lines.push(indent + (isList ? ']' : '}') + end)
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' || value.length <= LONGEST_VALUE) return JSON.stringify(value) ?? 'null'
  return JSON.stringify(`${value.slice(0, LONGEST_VALUE / 2)}… (${value.length})`)
}

function namesOf(value: object): string[] {
  const names = Object.keys(value)
    .filter((name) => value[name as keyof typeof value] !== undefined)
    .sort()
  // Names that are numbers come first in every object, by their value.
  return names.some((name) => /^\d/.test(name)) ? Object.keys(Object.fromEntries(names.map((name) => [name, null]))) : names
}
