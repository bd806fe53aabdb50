/**
 * The smallest set of candidates that covers every bad finding (parsimonious covering, after Reggia, Nau and Wang,
 * "Diagnostic expert systems based on a set covering model", 1983). Generic: it knows no code.
 */

/** A candidate, as numbers: what it covers, and its cost, compared position by position, smaller first. */
export interface Option {
  readonly covers: ReadonlySet<number>
  readonly cost: readonly number[]
  /** The last word where costs are equal, so that the order of candidates decides nothing. */
  readonly key: string
}

/**
 * Looks at an option for an element, for one group of entangled findings: a second or so. Far beyond any real terminal's, so that a made-up
 * one still ends.
 */
const MAX_LOOKS = 10_000_000

/** Indexes of the options chosen. Elements that no option covers are left out. */
export function smallestCover(options: readonly Option[]): number[] {
  return components(withoutDominated(options))
    .flatMap(coverComponent)
    .map((option) => options.indexOf(option))
    .toSorted((a, b) => a - b)
}

/** An option that covers no more than a cheaper one is never part of the best cover. */
function withoutDominated(options: readonly Option[]): Option[] {
  return options.filter(
    (option) =>
      option.covers.size > 0 &&
      !options.some((other) => other !== option && option.covers.isSubsetOf(other.covers) && compareOptions(other, option) < 0),
  )
}

function compareCosts(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

function compareOptions(a: Option, b: Option): number {
  return compareCosts(a.cost, b.cost) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

/** Options that share an element, directly or through others, belong together; groups are solved one by one. */
function components(options: readonly Option[]): Option[][] {
  const groups: { elements: Set<number>; members: Option[] }[] = []
  for (const option of options) {
    const touching = groups.filter(({ elements }) => !elements.isDisjointFrom(option.covers))
    const merged = { elements: new Set(option.covers), members: [option] }
    for (const group of touching) {
      merged.elements = merged.elements.union(group.elements)
      merged.members.push(...group.members)
      groups.splice(groups.indexOf(group), 1)
    }
    groups.push(merged)
  }
  return groups.map(({ members }) => members.toSorted(compareOptions))
}

interface Cover {
  readonly chosen: readonly Option[]
  readonly cost: readonly number[]
}

/** Branch and bound over the element with the fewest options; exact within MAX_LOOKS, the best found beyond. */
function coverComponent(options: readonly Option[]): readonly Option[] {
  let best: Cover | undefined
  let looks = 0
  const start: Cover = { chosen: [], cost: (options[0]?.cost ?? []).map(() => 0) }
  const all = options.reduce((union, option) => union.union(option.covers), new Set<number>())

  function visit(cover: Cover, missing: ReadonlySet<number>): void {
    looks += options.length * (missing.size + 1)
    if (best !== undefined && (looks > MAX_LOOKS || compareCovers(cover, best) >= 0)) return
    if (missing.size === 0) {
      best = cover
      return
    }
    // One more option is needed at least, so a cover of as many options as the best one cannot beat it.
    if (best !== undefined && cover.chosen.length + 1 > best.chosen.length) return
    for (const option of scarcest(options, missing)) {
      const cost = cover.cost.map((value, index) => value + (option.cost[index] ?? 0))
      visit({ chosen: [...cover.chosen, option], cost }, missing.difference(option.covers))
    }
  }

  visit(start, all)
  return best?.chosen ?? []
}

function scarcest(options: readonly Option[], missing: ReadonlySet<number>): readonly Option[] {
  let fewest: readonly Option[] = options
  for (const element of missing) {
    const covering = options.filter(({ covers }) => covers.has(element))
    if (covering.length < fewest.length) fewest = covering
  }
  // Those that cover the most come first: a good cover found early cuts the rest short.
  return fewest.toSorted((a, b) => b.covers.intersection(missing).size - a.covers.intersection(missing).size || compareOptions(a, b))
}

function compareCovers(a: Cover, b: Cover): number {
  return compareCosts(a.cost, b.cost) || compareKeys(keyOf(a), keyOf(b))
}

function keyOf({ chosen }: Cover): string {
  return chosen
    .map(({ key }) => key)
    .toSorted()
    .join('\n')
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
