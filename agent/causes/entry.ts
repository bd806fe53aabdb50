/** One cause of the catalogue as it is read, in one language. */

import type { Cause, Owner, Severity } from '../../checks/cause.ts'
import { causes } from '../../checks/causes.ts'
import type { Language } from '../../checks/text.ts'
import { type GenericStep, genericCommand, genericText } from './generic.ts'
import { severitiesOf } from './severity.ts'
import { sourcesOf } from './sources.ts'

export interface CauseEntry {
  readonly code: string
  readonly number: number
  /** Gravest first; the condition is null where it always is so. */
  readonly severities: readonly { readonly severity: Severity; readonly condition: string | null }[]
  /** Who can usually mend it; a run may name another who has the server or the certificate in hand. */
  readonly owner: Owner
  readonly title: string
  readonly why: string
  readonly steps: readonly GenericStep[]
  /** The command that shows it by hand, with `<what>` to put in; empty where there is none. */
  readonly confirm: string
  readonly circulars: readonly string[]
  readonly section: string | null
}

/** By number, which is by check, whatever order the catalogue is in. */
export function causeEntries(language: Language): CauseEntry[] {
  return causes.toSorted((one, other) => one.number - other.number).map((cause) => entryOf(cause, language))
}

/** Undefined for a code, or a number, of which there is no cause. */
export function causeEntry(code: string, language: Language): CauseEntry | undefined {
  const cause = causes.find((each) => each.code === code.toLowerCase() || String(each.number) === code)
  return cause === undefined ? undefined : entryOf(cause, language)
}

export function causeCodes(): string[] {
  return causes.map(({ code }) => code)
}

function entryOf({ code, number, owner, confirm }: Cause, language: Language): CauseEntry {
  const { title, why, steps } = genericText(code, language) ?? { title: code, why: '', steps: [] }
  return {
    code,
    number,
    severities: severitiesOf(code).map(({ severity, condition }) => ({ severity, condition: condition?.[language] ?? null })),
    owner,
    title,
    why,
    steps,
    confirm: genericCommand(confirm, code, language),
    ...sourcesOf(code, language),
  }
}
