/** Texts of a page: what the profile expects there decides on the diagnosis; everything else may greet somebody by name. */

import type { Page } from '../../checks/page/evidence.ts'
import { recognise } from '../../checks/page/recognise.ts'
import { SOME_TEXT } from './hosts.ts'
import type { Names } from './names.ts'
import { text } from './texts.ts'

/** The shortest row of labels that shows a choice. */
interface Shown {
  readonly choice: string
  readonly from: number
  readonly to: number
}

export function labels(all: readonly string[], names: Names): string[] {
  const choices = names.settings.targets.flatMap(({ page }) => (page?.kind === 'landing' ? page.choices : []))
  const shown = [...new Set(choices)].flatMap((choice) => shownIn(all, choice) ?? [])
  const cleaned = all.map((label) => (names.strict ? SOME_TEXT : text(label, names)))
  // The choice itself, in the words of the profile, where it can no longer be read: a label may hold more than that.
  const hidden = shown.filter(({ choice, from, to }) => names.strict || !shows(cleaned.slice(from, to + 1), choice))
  return cleaned.flatMap((label, index) => {
    const isHidden = hidden.some(({ from, to }) => index >= from && index <= to)
    return isHidden ? hidden.filter(({ from }) => from === index).map(({ choice }) => choice) : [label]
  })
}

function shownIn(all: readonly string[], choice: string): Shown | undefined {
  if (all.length === 0 || !shows(all, choice)) return undefined
  const to = all.findIndex((_label, index) => shows(all.slice(0, index + 1), choice))
  let from = to
  while (from > 0 && !shows(all.slice(from, to + 1), choice)) from -= 1
  return { choice, from, to }
}

function shows(some: readonly string[], choice: string): boolean {
  return recognise(pageWith(some), { kind: 'landing', choices: [choice] }) !== null
}

function pageWith(shown: readonly string[]): Page {
  const nothing = { title: '', bytes: 0, sha256: '', cut: false, failure: null, metaRefresh: null }
  return { ...nothing, passwordFields: 0, forms: 0, scripts: 0, frames: 0, labels: [...shown] }
}
