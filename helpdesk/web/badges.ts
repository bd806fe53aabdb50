/** A verdict and a signature's state, as they look on every page: a mark, a word, a colour. */

import type { Origin } from '../../agent/bundle/verify.ts'
import { type Mark, marks } from '../../agent/report/html/icons.ts'
import { labels } from '../../agent/report/labels.ts'
import type { Language } from '../../checks/text.ts'
import type { Verdict } from '../index/rows.ts'
import { originLines, originWords } from './badge-words.ts'
import { type Html, html } from './html.ts'

const verdictMarks: Readonly<Record<Verdict, Mark>> = { ready: 'ok', attention: 'warning', 'not-ready': 'bad', undetermined: 'unknown' }

/** First sight is nothing bad, and nothing proven either. */
const originLooks: Readonly<Record<Origin['kind'], readonly [look: 'good' | 'quiet' | 'warn' | 'bad', mark: Mark]>> = {
  trusted: ['good', 'ok'],
  known: ['quiet', 'ok'],
  'first-sight': ['quiet', 'unknown'],
  'changed-key': ['bad', 'warning'],
  'not-trusted': ['warn', 'unknown'],
  'cannot-tell': ['warn', 'unknown'],
}

export function verdictBadge(verdict: Verdict, language: Language): Html {
  return badge(verdict, verdictMarks[verdict], labels[language].verdicts[verdict])
}

export function originBadge(kind: Origin['kind'], language: Language): Html {
  const [look, mark] = originLooks[kind]
  return badge(look, mark, originWords[language][kind])
}

/** The badge, and the line that says what it means. */
export function originTold(kind: Origin['kind'], language: Language): Html {
  return html`${originBadge(kind, language)} <span class="fine">${originLines[language][kind]}</span>`
}

function badge(look: string, mark: Mark, words: string): Html {
  return html`<span class="badge ${look}"><svg viewBox="0 0 24 24" aria-hidden="true">${marks[mark]}</svg>${words}</span>`
}
