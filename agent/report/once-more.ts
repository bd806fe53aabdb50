/** Where the screen is longer than the window its beginning has scrolled away: verdict, cause and whom to call then stand at its end too. */

import { whomLabel } from './call.ts'
import { type Screen, writer } from './console.ts'
import { labels } from './labels.ts'
import type { Report } from './schema.ts'
import { plain } from './style.ts'

/** What comes below: where the bundle is, which may take three lines, and the prompt. */
const BELOW = 5
const MOST_TEXT_LINES = 2

/**
 * @param length of the screen, in lines of the terminal
 * @param rows that are seen at once
 * @returns nothing where all of it is seen
 */
export function onceMore(report: Report, screen: Screen, length: number, rows: number): string[] {
  if (length + BELOW <= rows) return []
  const { verdict, language, causes } = report
  const words = labels[language]
  const write = writer(screen)
  const [first] = causes.filter(({ severity }) => severity !== 'note')
  // Whom nobody knows better for: as in the window of a double-click.
  const owner = first?.owner ?? (verdict === 'ready' ? undefined : 'site-it')
  const head = write(`${words.verdicts[verdict]}  ${first?.title ?? words.verdictLines[verdict]}`, 2, plain)
  return [
    '',
    ...head.slice(0, MOST_TEXT_LINES).map((line) => line.replace(words.verdicts[verdict], screen.style[verdict])),
    ...(owner === undefined
      ? []
      : write(
          `${whomLabel({ owner, severity: first?.severity ?? 'blocker' }, language)}${words.colon}${screen.contacts[owner]}`,
          2,
          screen.style.strong,
        )),
  ]
}
