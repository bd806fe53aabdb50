/** What may be judged at all: a stranger's evidence fits its schemas and could still keep a judge busy for minutes. */

/** Two hundred targets, with four servers and two data centres, come to some 3 MB. */
export const MOST_JSON_BYTES = 8 * 2 ** 20
/** Two hundred targets, asked for two kinds of address at four servers, come to 1,600 answers. */
const MOST_ITEMS = 2000
/** A certificate in PEM has some kB, a PAC script's answer less. */
const LONGEST_TEXT = 100_000
const DEEPEST = 20

export function isWithinBounds(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT
  if (typeof value !== 'object' || value === null) return true
  if (depth === DEEPEST) return false
  const below = Array.isArray(value) ? value : Object.values(value)
  return below.length <= MOST_ITEMS && below.every((each) => isWithinBounds(each, depth + 1))
}
