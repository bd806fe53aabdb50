import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '../../../checks/text.ts'
import { firstSteps } from '../../../helpdesk/commands/first-steps.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'

let running: RunningDesk
beforeAll(async () => {
  running = await startDesk({ keys: { name: '證券行 IT', kind: 'ec' } })
})
afterAll(() => running.close())

function told(flags: Readonly<Record<string, string>>, language: Language = 'en') {
  return firstSteps({ language, first: (name) => flags[name] ?? null }, running.desk)
}

test('a new helpdesk says how the first administrator comes in, then no more', async () => {
  expect(await told({})).toEqual([
    'Nobody has an account yet. The first administrator, in another window:',
    '  npm run --silent helpdesk -- account invite NAME --role admin',
  ])
  expect((await told({ data: '/srv/help desk' }, 'zh-HK')).at(-1)).toBe(
    "  npm run --silent helpdesk -- account invite 名稱 --role admin --data '/srv/help desk'",
  )
  await running.logOn('admin')
  expect(await told({})).toEqual([])
})

test('a name that the certificate doesn’t have is told to be without effect', async () => {
  expect(await told({ name: '證券行 IT' })).toEqual([])
  expect(await told({ name: 'Another' })).toEqual([expect.stringContaining('證券行 IT')])
})
