import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Source text by path from the root of the repository, with forward slashes. */
export type Tree = ReadonlyMap<string, string>

export const repository = join(import.meta.dirname, '..', '..')

const notOurs = new Set(['.git', 'node_modules', 'dist', 'coverage', 'lab-output'])
const isText = /(?:\.(?:ts|mjs|cjs|js|json|md|ya?ml|sh|txt|csv|html|css|xml)|^(?:LICENSE|run|apt-packages)|^\.[a-z]+)$/

/** Every text file of the repository as it lies on disk, committed or not. */
export function readTree(root: string = repository): Tree {
  const files = new Map<string, string>()
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (notOurs.has(entry.name)) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) visit(path)
      else if (entry.isFile() && isText.test(entry.name)) files.set(relative(root, path).replaceAll(sep, '/'), readFileSync(path, 'utf8'))
    }
  }
  visit(root)
  return files
}
