import { expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causes } from '../../checks/causes.ts'
import type { Finding, Status } from '../../checks/check.ts'
import { question } from '../../checks/questions.ts'

const url = 'https://sso.example/sso'

function noRouteAnd(page: Status, code = 'page/unreachable'): Finding[] {
  const args = { addresses: ['192.0.2.10'], linksDown: [], destinations: ['10.0.0.1:53'] }
  return [
    { id: question.networkRoute(), check: 'host', code: 'network/no-route', status: 'problem', subject: 'PC', args },
    {
      id: question.pageReach(url),
      check: 'page',
      code,
      status: page,
      subject: 'sso.example',
      args: { url, host: 'sso.example', statusCode: 500 },
    },
  ]
}

test.each<[string, Status, string]>([
  ['no page comes: it stops the log-on', 'problem', 'blocker'],
  ['a page comes, by a proxy beside the PC: it stops nothing', 'ok', 'note'],
])('no way from this PC to the servers asked, and %s', (_name, page, severity) => {
  const { causes: named, unexplained } = diagnose(noRouteAnd(page), causes)
  expect(named.map((each) => `${each.severity} ${each.code}`)).toEqual([`${severity} network/no-route`])
  expect(unexplained).toEqual([])
})

test('no way from this PC to the servers asked, and a page with a fault of its own: both are named', () => {
  const { causes: named } = diagnose(noRouteAnd('problem', 'page/server-error'), causes)
  expect(named.map((each) => `${each.severity} ${each.code}`)).toEqual(['blocker page/server-error', 'note network/no-route'])
})
