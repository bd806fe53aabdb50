/** Longer values are cut: the beginning is enough to find it in the file. */
const LONGEST = 60

/**
 * Shows what somebody wrote, in single quotes and in one line. Control characters can't reach the terminal, and what looks like
 * a user name and password before an @ is left out, since errors are logged and sent to others.
 */
export function quote(text: string): string {
  const masked = text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/\s]*:.*@/is, '$1…@')
  const shown = printable(masked)
  return `'${shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown}'`
}

/**
 * A text from outside (a file's name, a page's title, a name in a certificate or in DNS), whole, without what a terminal would obey
 * and what would make a reader see something else: control characters, line ends, marks that turn text around, invisible ones.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD')
}
