import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '../../../checks/text.ts'
import { readName } from '../../../helpdesk/accounts/names.ts'
import { deedText } from '../../../helpdesk/audit/deed-words.ts'
import { whoText } from '../../../helpdesk/web/who.ts'
import { repository } from '../../../scripts/bundle.ts'

const sources = readdirSync(join(repository, 'helpdesk'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(repository, 'helpdesk', name), 'utf8'))
const recorded = new Set(sources.flatMap((text) => Array.from(text.matchAll(/\bwhat: '([a-z-]+\.[a-z-]+)'/g), ([, what = '']) => what)))

test('every deed that is recorded has words, in both languages', () => {
  expect(recorded.size).toBeGreaterThan(15)
  for (const language of languages) expect([...recorded].filter((what) => deedText(what, language) === null)).toEqual([])
  expect(deedText('account.role.admin', 'en')).toContain('administrator')
  expect(deedText('account.role.admin', 'zh-HK')).toContain('管理員')
})

test.each(['constructor', 'account.role.', 'account.role.toString', 'of.later'])('%s is shown by its own word', (what) => {
  expect(deedText(what, 'en')).toBeNull()
})

test.each(['command line', 'helpdesk', 'nobody', 'retention'])('%s has words, and no account may be called so', (who) => {
  expect(readName(who)).toBeNull()
  expect(whoText(who, 'zh-HK')).not.toBe(who)
})

test('an account is called what it is called', () => {
  for (const who of ['chan', 'toString', '陳大文']) expect(whoText(who, 'zh-HK')).toBe(who)
})
