import type { OpenedBundle } from '../../agent/bundle/open.ts'
import type { Shown } from './opener.ts'

/** The first bytes of every PNG, and the head of the chunk that comes first (PNG specification, sections 5.2 and 11.2.1). */
const beginning = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])

/** Forty times a page's picture (checks/browser/limits.ts). A browser unpacks four bytes for each, and a white page of any size is a small file. */
const MOST_PIXELS = 40_000_000

/** Whether a browser may be told that this is a picture. */
export function isPng(content: Uint8Array): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length)
  if (bytes.length < beginning.length + 8 || !beginning.equals(bytes.subarray(0, beginning.length))) return false
  return bytes.readUInt32BE(beginning.length) * bytes.readUInt32BE(beginning.length + 4) <= MOST_PIXELS
}

/** Those that are what their name says, with the page that the browser showed; without one where no visit names the file. */
export function picturesIn({ files, contents }: Pick<OpenedBundle, 'files' | 'contents'>): Shown['pictures'] {
  const visits = contents.evidence.browser?.visits ?? []
  return [...files]
    .filter(([path, content]) => path.endsWith('.png') && isPng(content))
    .map(([path]) => ({ path, url: (visits.find(({ screenshot }) => screenshot?.file === path)?.url ?? '').slice(0, 300) }))
}
