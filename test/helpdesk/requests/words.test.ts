import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { languages } from '../../../checks/text.ts'
import { callerWords } from '../../../helpdesk/callers/words.ts'
import { certificate } from '../../../helpdesk/commands/certificate.ts'
import { requestList } from '../../../helpdesk/commands/request-list.ts'
import { requestNew } from '../../../helpdesk/commands/request-new.ts'
import { requestWithdraw } from '../../../helpdesk/commands/request-withdraw.ts'
import { requestCommandWords } from '../../../helpdesk/commands/request-words.ts'
import { keysWords } from '../../../helpdesk/keys/problem-text.ts'
import { requestWords } from '../../../helpdesk/requests/words.ts'
import { placeholdersOf, wordBreaches } from '../../house/text-rules.ts'

function stringsIn(value: unknown, path = ''): (readonly [path: string, words: string])[] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value ?? {}).flatMap(([name, each]) => stringsIn(each, `${path}.${name}`))
}

const all = { callerWords, keysWords, requestCommandWords, requestWords }

describe.each(Object.entries(all))('%s', (_name, words) => {
  it('say the same in both languages, with the same values', () => {
    const [en, zh] = languages.map((language) => stringsIn(words[language]).map(([path, said]) => [path, placeholdersOf(said)]))
    expect(zh).toEqual(en)
    expect(en?.length).toBeGreaterThan(7)
  })

  it.each(languages)('are written as the house writes: %s', (language) => {
    const breaches = stringsIn(words[language]).flatMap(([path, said]) =>
      wordBreaches(said, language).map((breach) => `${path}: ${breach}`),
    )
    expect(breaches).toEqual([])
  })
})

it.each(Object.entries({ certificate, requestList, requestNew, requestWithdraw }))('the help of %s fits a terminal', (_name, { help }) => {
  for (const language of languages) {
    expect(help[language].split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
  }
})
