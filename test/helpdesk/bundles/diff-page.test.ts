import { beforeAll, expect, test } from 'vitest'
import { diffText } from '../../../agent/bundle/diff-text.ts'
import { languages } from '../../../checks/text.ts'
import { diffWords } from '../../../helpdesk/diff/words.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { strangersIn } from './markup.ts'
import { visiting } from './visiting.ts'

const signer = await deviceSigner()
const { bring, get, post } = await visiting()
let healthy: string
let broken: string
let foreign: string

beforeAll(async () => {
  healthy = await bring(await sealed('healthy', signer))
  broken = await bring(await sealed('dns-hosts-override', signer))
  foreign = await bring(await sealed('healthy', await deviceSigner('TERMINAL-8'), { createdMs: Date.parse('2026-11-28T09:00:00Z') }))
})

const path = (a: string, b: string) => `/diff?a=${a}&b=${b}`

test('says what broke, and the other way round what was mended', async () => {
  const { text } = await get(path(healthy, broken))
  const { added, gone, changes, notSame } = diffText.en
  expect(text).toContain(changes.broke)
  expect(text).toContain(`<h2>${added.good}</h2>`)
  expect(text).toMatch(/Line 2 of the hosts file[^<]*dns\/hosts-override/)
  expect(text).toContain('READY in A, NOT READY in B')
  expect(text).toContain(`<h2>${notSame}</h2>`)
  expect(text).toContain('sso.hkexposttrade.com.hk')
  expect(text).not.toContain(diffWords.en.otherTerminal)
  const swapped = (await get(path(broken, healthy))).text
  expect(swapped).toContain(changes.mended)
  expect(swapped).toContain(`<h2>${gone.good}</h2>`)
  expect(swapped).toContain(`href="/diff?a=${healthy}&amp;b=${broken}"`)
})

test('bundles of two terminals are said to be so', async () => {
  expect((await get(path(healthy, foreign))).text).toContain(diffWords.en.otherTerminal)
})

test.each(languages)('reads well, in tables that a phone can show: %s', async (language) => {
  const { status, text } = await get(`${path(healthy, broken)}&lang=${language}`)
  expect(status).toBe(200)
  expect(text).not.toMatch(/\{\w+\}|undefined|\[object|\bNaN/)
  expect(strangersIn(text)).toEqual([])
  expect(text).toContain('data-label="A"')
})

test('what can’t be compared is told in one line', async () => {
  const none = '0'.repeat(64)
  const same = await get(path(healthy, healthy))
  expect([same.status, same.text.includes(diffWords.en.same)]).toEqual([400, true])
  expect((await get(path(healthy, none))).status).toBe(404)
  for (const query of ['', `?a=${healthy}`, `?a=${healthy}&b=x`, `?a=${healthy}&a=${broken}&b=${foreign}`, '?a[]=1&b=2']) {
    expect([query, (await get(`/diff${query}`)).status]).toEqual([query, 400])
  }
  await post(`/bundles/${foreign}/remove`, `/bundles/${foreign}/remove`, {})
  expect((await get(path(foreign, healthy))).status).toBe(410)
})
