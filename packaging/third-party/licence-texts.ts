/** The licence texts of a package, as its author ships them or as somebody found them where he keeps them. */

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PackagingError } from '../tools.ts'

const isLicence = /^(?:licen[cs]e|copying|notice|copyright)(?:[.-].*)?$/i

/** In a package's folder, one text a file; none where it ships none. */
export async function shippedTexts(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && isLicence.test(entry.name)).map(({ name }) => name)
  const texts = await Promise.all(names.toSorted().map((name) => readFile(join(folder, name), 'utf8')))
  return texts.map(tidy).filter((text) => text !== '')
}

const reviewedFolder = join(import.meta.dirname, 'texts')

/**
 * From packaging/third-party/texts, without the lines at its top that say where it is from (they begin with a hash). undefined where
 * nobody has put one there.
 */
export async function reviewedText(name: string): Promise<string | undefined> {
  const text = await readFile(join(reviewedFolder, `${name.replaceAll('/', '+')}.txt`), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  const first = lines.findIndex((line) => !line.startsWith('#'))
  if (first < 1)
    throw new PackagingError(`packaging/third-party/texts/${name}.txt does not say where it is from; begin it with a # line that does`)
  return tidy(lines.slice(first).join('\n'))
}

/** Texts that differ by line ends, or by blanks where nobody sees them, are one. */
export function tidy(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\n+$/g, '')
}
