import { mistakeWords as words } from './mistake-words.ts'
import { tell } from './told.ts'

/** "Did you mean …?": the one of `known` that somebody most likely meant by `word`, or nothing where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase()
  const startsWith = (name: string) => Number(name.toLowerCase().startsWith(wanted))
  const ranked = known
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(Math.min(name.length, wanted.length) / 3)))
    .sort((one, other) => one.distance - other.distance || startsWith(other.name) - startsWith(one.name))
  return ranked[0]?.name ?? known.find((name) => wanted.length >= 3 && startsWith(name) === 1)
}

/** A hint to append to an error: `; did you mean "x"?`, or the whole choice where nothing is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return near === undefined ? tell(words.oneOf, { choices: known }) : tell(words.didYouMean, { near })
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours count 1 each. */
function editDistance(one: string, other: string): number {
  // Two spellings this long have nothing to do with each other; the bound keeps a hostile key cheap.
  if (Math.max(one.length, other.length) > 64) return Number.POSITIVE_INFINITY
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      line[column] = Math.min(
        at(rows[row - 1], column) + 1,
        at(line, column - 1) + 1,
        at(rows[row - 1], column - 1) + same,
        swapped ? at(rows[row - 2], column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    rows[row] = line
  }
  return at(rows[one.length], other.length)
}

function at(line: readonly number[] | undefined, column: number): number {
  return line?.[column] ?? Number.POSITIVE_INFINITY
}
