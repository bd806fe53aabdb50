/**
 * The two check symbols: a Reed-Solomon code over GF(32), shortened to the length of the code.
 *
 * A word c(0) … c(n-1), n ≤ 31, is right where S1 = Σ c(i)·α^p and S2 = Σ c(i)·α^2p are both zero, with p = n-1-i and α of order 31.
 * Any one or two wrong symbols are found: let them be wrong by a ≠ 0 at p and by b at q ≠ p. Both sums zero means a·α^p = b·α^q and
 * a·α^2p = b·α^2q. With b = 0 the first can't be; else dividing gives α^p = α^q, so p = q, since p and q are below 31. A swap of two symbols,
 * neighbours or not, changes two symbols, and so is found; of anything else one in 1,024 passes.
 */

const FIELD = 32
const ORDER = FIELD - 1
/** x^5 + x^2 + 1, which is primitive. */
const POLYNOMIAL = 0b100101

const exponentials: readonly number[] = powers()
const logarithms: readonly number[] = Array.from({ length: FIELD }, (_, value) => exponentials.indexOf(value))

function powers(): number[] {
  const all = [1]
  while (all.length < ORDER) {
    const doubled = (all.at(-1) ?? 0) << 1
    all.push(doubled < FIELD ? doubled : doubled ^ POLYNOMIAL)
  }
  return all
}

/** α^exponent */
function power(exponent: number): number {
  return exponentials[((exponent % ORDER) + ORDER) % ORDER] ?? 0
}

/** value·α^exponent */
function times(value: number, exponent: number): number {
  return value === 0 ? 0 : power((logarithms[value] ?? 0) + exponent)
}

function sums(word: readonly number[]): [first: number, second: number] {
  let [first, second] = [0, 0]
  for (const [index, value] of word.entries()) {
    const place = word.length - 1 - index
    first ^= times(value, place)
    second ^= times(value, 2 * place)
  }
  return [first, second]
}

/** @param data symbols from 0 to 31, at most 29 of them */
export function withCheckSymbols(data: readonly number[]): number[] {
  const [first, second] = sums([...data, 0, 0])
  // x·α + y = first and x·α² + y = second
  const x = times(first ^ second, -(logarithms[power(1) ^ power(2)] ?? 0))
  return [...data, x, first ^ times(x, 1)]
}

export function isRight(word: readonly number[]): boolean {
  return sums(word).every((sum) => sum === 0)
}

/**
 * Where a wrong word became wrong, if a single symbol is wrong or two neighbours are swapped: their places, from 0; both where either would do.
 * Empty where it is neither. A hint where to ask again, never a reason to mend the word.
 */
export function likelyPlaces(word: readonly number[]): number[] {
  const [first, second] = sums(word)
  const last = word.length - 1
  const swapped = word.slice(0, -1).flatMap((value, index) => {
    const difference = value ^ (word[index + 1] ?? 0)
    const place = last - index
    const isIt =
      first === (times(difference, place) ^ times(difference, place - 1)) &&
      second === (times(difference, 2 * place) ^ times(difference, 2 * place - 2))
    return difference !== 0 && isIt ? [index, index + 1] : []
  })
  if (first === 0 || second === 0) return swapped
  const place = ((logarithms[second] ?? 0) - (logarithms[first] ?? 0) + ORDER) % ORDER
  return [...new Set([...swapped, ...(place <= last ? [last - place] : [])])].toSorted((a, b) => a - b)
}
