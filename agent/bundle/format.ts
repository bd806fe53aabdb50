/** Names of the bundle's format, version 1: what is in the archive, and what each file is. A public contract (docs/bundle.md). */

export const BUNDLE_FORMAT = 'terminal-preflight/bundle/1'
export const MANIFEST = 'manifest.json'
export const SIGNATURE = 'manifest.p7s'

/** Of the whole, as a server is told of it (RFC 6838 section 3.2, the vendor tree). */
export const mediaTypes = {
  plain: 'application/vnd.terminal-preflight.bundle+zip',
  encrypted: 'application/vnd.terminal-preflight.bundle+cms',
} as const

export const fileEndings = { plain: '.preflight.zip', encrypted: '.preflight.p7m' } as const

/** What a bundle may hold beside manifest and signature; a picture's name is its check's and its target's. */
export const dataFiles = {
  'evidence.json': 'application/json',
  'settings.json': 'application/json',
  'run.json': 'application/json',
  'presentation.json': 'application/json',
  'report.json': 'application/json',
  'report.html': 'text/html; charset=utf-8',
  'agent.log': 'application/x-ndjson',
  'redaction.json': 'application/json',
} as const
export type DataFile = keyof typeof dataFiles

/** Without these nothing can be judged again, or shown. */
export const neededFiles = [
  'evidence.json',
  'settings.json',
  'run.json',
  'report.json',
  'presentation.json',
  'redaction.json',
] as const satisfies readonly DataFile[]

/** Null: no file of a bundle has this name. */
export function mediaTypeOf(path: string): string | null {
  if (Object.hasOwn(dataFiles, path)) return dataFiles[path as DataFile]
  return /^[a-z0-9][a-z0-9._-]*\.png$/.test(path) ? 'image/png' : null
}
