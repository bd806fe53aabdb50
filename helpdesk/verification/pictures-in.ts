import type { OpenedBundle } from '../../agent/bundle/open.ts'
import type { Shown } from './opener.ts'

/** The first bytes of every PNG (PNG specification, section 5.2). */
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Whether a browser may be told that this is a picture. */
export function isPng(content: Uint8Array): boolean {
  return signature.equals(content.subarray(0, signature.length))
}

/** Those that are what their name says, with the page that the browser showed; without one where no visit names the file. */
export function picturesIn({ files, contents }: Pick<OpenedBundle, 'files' | 'contents'>): Shown['pictures'] {
  const visits = contents.evidence.browser?.visits ?? []
  return [...files]
    .filter(([path, content]) => path.endsWith('.png') && isPng(content))
    .map(([path]) => ({ path, url: (visits.find(({ screenshot }) => screenshot?.file === path)?.url ?? '').slice(0, 300) }))
}
