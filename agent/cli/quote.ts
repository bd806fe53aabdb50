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

/** The name of a file, whole, without what a terminal would obey: control characters, line ends and marks that turn text around. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be printed
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\uFFFD')
}
