/** Which services this PC is for: asked once where neither the site file nor anybody says it, and kept (design, section 5). */

import { join } from 'node:path'
import type { Io } from '../../checks/io.ts'
import type { Language } from '../../checks/text.ts'
import { jsonText } from '../output/write.ts'
import type { OwnWindow } from './own-window.ts'
import { windowWords } from './words.ts'

/** In the data folder; whoever deletes it is asked again. */
export const CHOICE_FILE = 'profiles.json'
const MOST_BYTES = 1024
const TRIES = 3

/** By the digit that is typed. */
const services = ['ccass', 'dms', 'ccms'] as const

export interface Choosing {
  readonly io: Pick<Io, 'files'>
  readonly window: OwnWindow
  readonly language: Language
  readonly dataFolder: string
  /** Whether the person is asked where nothing is kept. */
  readonly asks: boolean
  readonly print: (line: string) => void
}

/** Names of profiles; none means all of them. Undefined where nothing is kept and nobody is asked. */
export async function chooseProfiles({ io, window, language, dataFolder, asks, print }: Choosing): Promise<readonly string[] | undefined> {
  const file = join(dataFolder, CHOICE_FILE)
  const kept = await io.files.read(file, MOST_BYTES)
  const before = 'content' in kept ? parseChoice(kept.content.toString('utf8')) : undefined
  if (before !== undefined || !asks) return before
  const words = windowWords[language]
  for (let left = TRIES; left > 0; left -= 1) {
    const answer = await window.askLine(words.askProfiles)
    // Whoever ends the question is answered for everything, and asked again the next time.
    if (answer === undefined) return []
    const chosen = readAnswer(answer)
    if (chosen !== undefined) {
      await io.files.write(file, jsonText({ profiles: chosen }))
      return chosen
    }
    print(words.notOneOfThese)
  }
  return []
}

/** "13", "1, 3", "１" (the wide digits of an input method), nothing; undefined for anything else. */
export function readAnswer(answer: string): readonly string[] | undefined {
  const digits = answer.normalize('NFKC').replace(/[\s,.;、，]/g, '')
  if (!/^[1-3]*$/.test(digits)) return undefined
  return services.filter((_, index) => digits.includes(String(index + 1)))
}

function parseChoice(text: string): readonly string[] | undefined {
  try {
    const { profiles } = JSON.parse(text) as { readonly profiles?: unknown }
    return Array.isArray(profiles) && profiles.every((each) => services.some((known) => known === each))
      ? (profiles as string[])
      : undefined
  } catch {
    return undefined
  }
}
