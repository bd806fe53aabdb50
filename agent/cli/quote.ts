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
 * Characters that are none of those which `printable` replaces, as they stand in a class of a regular expression: ASCII, Latin, punctuation,
 * signs, and Chinese. A bundle has thousands of texts, nearly all of these alone, and it is five times as fast to see that as to replace.
 */
export const plainCharacters =
  ' -~\\u00a0-\\u00ac\\u00ae-\\u024f\\u2010-\\u2027\\u2030-\\u205e\\u2190-\\u23ff\\u2500-\\u26ff\\u3000-\\u9fff\\uff01-\\uff60'
const notPlain = new RegExp(`[^${plainCharacters}]`)

/**
 * A text from outside (a file's name, a page's title, a name in a certificate or in DNS), whole, without what a terminal would obey
 * and what would make a reader see something else: control characters, line ends, marks that turn text around, invisible ones.
 */
export function printable(text: string): string {
  return notPlain.test(text) ? text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD') : text
}
