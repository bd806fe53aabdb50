/** Everything of others that is in the program, each once. */

import { type Lock, neededPaths, readLock } from './lock.ts'
import { nodePart } from './node-part.ts'
import { nameOf, packageOf, packageParts, purlOf } from './package-parts.ts'
import type { Part } from './part.ts'
import type { ThirdPartyOptions } from './third-party.ts'
import { carriers } from './unseen.ts'

export interface AllParts {
  /** Sorted by name, then version. */
  readonly parts: readonly Part[]
  /** `purl` of those that the program itself asks for. */
  readonly direct: readonly string[]
}

export async function allParts({ root, inputs, node, koffi }: ThirdPartyOptions): Promise<AllParts> {
  const lock = await readLock(root)
  const files = filesByPackage(inputs, koffi)
  const isIncluded = (path: string) => files.has(path)
  const found = await Promise.all([...files].map(([path, own]) => packageParts(root, lock, path, own, isIncluded)))
  const ofNode = node === null ? [] : [await nodePart(root, node.version)]
  const direct = neededPaths(lock, '')
    .filter(isIncluded)
    .map((path) => purlAt(lock, path))
  return { parts: merged([...found.flat(), ...ofNode]), direct: [...direct, ...ofNode.map(({ purl }) => purl)].toSorted() }
}

function purlAt(lock: Lock, path: string): string {
  return purlOf(nameOf(path), lock[path]?.version ?? '')
}

/** Paths of the packages, with those of their files that esbuild put in. */
function filesByPackage(inputs: readonly string[], koffi: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const seen = Map.groupBy(
    inputs.filter((file) => packageOf(file) !== undefined),
    (file) => packageOf(file) ?? '',
  )
  const unseen = [
    ...inputs.flatMap((file) => (Object.hasOwn(carriers, file) ? [carriers[file]] : [])),
    ...(koffi.length > 0 ? ['koffi', ...koffi] : []),
  ].map((name) => `node_modules/${name}`)
  return new Map<string, readonly string[]>([...unseen.map((path) => [path, []] as const), ...seen])
}

/** npm may have put one package into several places. */
function merged(parts: readonly Part[]): Part[] {
  const byPurl = Map.groupBy(parts, ({ purl }) => purl)
  return [...byPurl.values()]
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [
            {
              ...first,
              texts: [...new Set([first, ...others].flatMap(({ texts }) => texts))],
              needs: [...new Set([first, ...others].flatMap(({ needs }) => needs))].toSorted(),
            },
          ],
    )
    .toSorted((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()) || compare(a.version, b.version))
}

/** By code units: the order of no language, so the same on every machine. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
