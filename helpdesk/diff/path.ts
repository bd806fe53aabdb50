/** @param a digest of the earlier bundle, or of what is to be the left side */
export function diffPath(a: string, b: string): string {
  return `/diff?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`
}
