/** Who may import whom: the house stands because nothing imports uphill, judges stay pure and probes stay light. */

import { posix } from 'node:path'
import { type Import, importsOf } from './source.ts'
import type { Tree } from './tree.ts'

/** A lower floor knows nothing of a higher one; what is not listed (scripts, packaging, test) no floor may import. */
const floors = ['checks', 'agent', 'helpdesk']

/** Modules of Node that only compute. Through any other a file would reach the machine, its clock or the network. */
const pureModules = /^node:(?:buffer|crypto|path|url|util)(?:\/|$)/
/** The one exception: telling an address from a name is arithmetic, though it lives in node:net. */
const isIpAlone = /^\{\s*isIP(?:v4|v6)?\s*,?\s*\}$/

/** Packages small enough to be loaded with a probe; any other is imported where it is first used. */
const lightPackages = new Set(['dns-packet', 'ipaddr.js'])

/** What a file imports: `to` is a path from the root for our own files, else the name of a package or of Node's module. */
interface Edge extends Import {
  readonly to: string
}
type Graph = ReadonlyMap<string, readonly Edge[]>

/** Every breach as one line: the rule, and the chain of imports that leads to what must not be reached. */
export function importBreaches(tree: Tree): string[] {
  const graph = graphOf(tree)
  const paths = [...graph.keys()]
  const isPackage = (to: string) => !graph.has(to) && !to.startsWith('node:') && !to.endsWith('.ts')
  const isDoor = (to: string) => to.startsWith('checks/io/') || (to.startsWith('node:') && !pureModules.test(to))
  const isHeavy = (to: string) => isSchema(to) || (isPackage(to) && !lightPackages.has(to))
  const inHelpdesk = (path: string) => path.startsWith('helpdesk/')
  return [
    ...paths.flatMap((path) => uphill(graph, path)),
    ...paths.filter(isPure).flatMap((path) => reach('not pure', graph, path, ['static', 'dynamic'], (to) => isDoor(to) || isProbe(to))),
    ...paths.filter(isProbe).flatMap((path) => reach('heavy probe', graph, path, ['static'], isHeavy)),
    ...paths.filter(inHelpdesk).flatMap((path) => reach('helpdesk probes', graph, path, ['static', 'dynamic'], isProbe)),
  ]
}

function isProbe(path: string): boolean {
  return /^checks\/(?:probes|[^/]+\/probe(?:-[^/]+)?)\.ts$/.test(path)
}

/** What must give the same answer on the terminal and, months later, at the helpdesk. */
export function isPure(path: string): boolean {
  return /^checks\/(?:judges|causes|texts|questions|findings|[^/]+\/(?:(?:judge|causes|codes|evidence)(?:-[^/]+)?|text\.[^/]+))\.ts$/.test(
    path,
  )
}

function isSchema(path: string): boolean {
  return /^checks\/(?:schema|judges|[^/]+\/(?:evidence|judge(?:-[^/]+)?))\.ts$/.test(path)
}

function graphOf(tree: Tree): Graph {
  const code = [...tree].filter(([path]) => /\.(?:ts|mjs)$/.test(path))
  return new Map(
    code.map(([path, source]) => [
      path,
      importsOf(source).map((each) => ({
        ...each,
        to: each.specifier.startsWith('.') ? posix.join(posix.dirname(path), each.specifier) : each.specifier,
      })),
    ]),
  )
}

function uphill(graph: Graph, path: string): string[] {
  const own = floorOf(path)
  const isAbove = (to: string) => floorOf(to) < 0 || floorOf(to) > own
  if (own < 0) return []
  return (graph.get(path) ?? []).filter(({ to }) => graph.has(to) && isAbove(to)).map(({ to }) => `uphill: ${path} → ${to}`)
}

function floorOf(path: string): number {
  return floors.indexOf(path.split('/', 1)[0] ?? '')
}

/** Walks along the imports of `start` and tells the shortest way to each thing that is forbidden. */
function reach(rule: string, graph: Graph, start: string, kinds: readonly Import['kind'][], forbidden: (to: string) => boolean): string[] {
  const breaches: string[] = []
  const seen = new Set([start])
  const ways = [[start]]
  for (const way of ways) {
    for (const { to, kind, clause } of graph.get(way.at(-1) ?? '') ?? []) {
      if (!kinds.includes(kind) || seen.has(to) || (to === 'node:net' && isIpAlone.test(clause))) continue
      seen.add(to)
      if (forbidden(to)) breaches.push(`${rule}: ${[...way, to].join(' → ')}`)
      else ways.push([...way, to])
    }
  }
  return breaches
}
