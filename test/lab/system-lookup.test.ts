import { expect, test } from 'vitest'
import type { DnsBehaviour } from './dns-behaviour.ts'
import type { Fault, LabChange } from './fault.ts'
import { startLab } from './lab.ts'
import { hostOf } from './places.ts'

const { sso } = hostOf
const LIMIT_MS = 1000

function changed(change: LabChange): Fault {
  return { name: 'test', does: { en: '', 'zh-HK': '' }, change, expected: [], verdict: 'ready' }
}

async function lookUp(change: LabChange, name: string = sso) {
  await using lab = await startLab(changed(change), { wholeRange: false })
  const answers = await lab.io.machine.lookup([name], LIMIT_MS, new AbortController().signal)
  const answer = answers[name]
  return answer !== undefined && 'failure' in answer ? answer.failure.code : answer?.addresses
}

const both = (behaviour: Partial<DnsBehaviour>): LabChange => ({ resolvers: { preferred: behaviour, alternate: behaviour } })

test.each<[string, LabChange, unknown]>([
  ['answers from the resolvers', {}, ['127.0.0.1']],
  ['knows no other name', both({ entries: { [sso]: { rcode: 'NXDOMAIN' } } }), 'ENOTFOUND'],
  ['finds no address where there is none', both({ entries: { [sso]: { noData: true } } }), 'ENOTFOUND'],
  ['finds no address in a circle', both({ entries: { [sso]: { loop: ['a.example'] } } }), 'ENOTFOUND'],
  ['stops at the first “no”', { resolvers: { preferred: { entries: { [sso]: { rcode: 'NXDOMAIN' } } } } }, 'ENOTFOUND'],
  ['goes on after REFUSED', { resolvers: { preferred: { refusesAll: 'REFUSED' } } }, ['127.0.0.1']],
  ['goes on after a closed port', { resolvers: { preferred: { udp: 'closed' } } }, ['127.0.0.1']],
  ['is told to try again when all fail', both({ refusesAll: 'SERVFAIL' }), 'EAI_AGAIN'],
  ['asks by TCP where the answer was cut', both({ udp: 'truncate' }), ['127.0.0.1']],
  ['hangs where the answer was cut and TCP is silent', both({ udp: 'truncate', tcp: 'silent' }), 'limit'],
  ['waits for the answer behind the noise', both({ udp: 'garbage-first' }), ['127.0.0.1']],
  ['takes the hosts file first', { hosts: [`127.0.9.2 other.example ${sso} # a note`] }, ['127.0.9.2']],
  ['passes a comment in the hosts file over', { hosts: [`# 127.0.9.2 ${sso}`] }, ['127.0.0.1']],
  ['remembers what it kept', { pc: { cached: [`127.0.9.9 ${sso}`] } }, ['127.0.9.9']],
  ['asks whom a policy rule names', { pc: { lookupAsks: ['own'] }, resolvers: { own: { refusesAll: 'REFUSED' } } }, 'EAI_AGAIN'],
])('the look-up of the lab’s machine %s', async (_name, change, expected) => {
  expect(await lookUp(change)).toEqual(expected)
})
