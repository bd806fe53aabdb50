import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inGroups } from '../../../agent/request/show.ts'
import { caseWords } from '../../../helpdesk/cases/words.ts'
import { terminalWords } from '../../../helpdesk/terminals/words.ts'
import { casePath, newRequestPath, terminalPath } from '../../../helpdesk/web/links.ts'
import { bundleRow, digestOf, type ListsDesk, NOW_MS, notReady, requestRow, startLists } from '../web/lists-desk.ts'

let lists: ListsDesk
beforeAll(async () => {
  lists = await startLists()
})
afterAll(() => lists.close())
beforeEach(() => lists.empty())

const terminal = bundleRow(0).terminal
const path = terminalPath(terminal)

describe('a terminal', () => {
  test('has its history, the newest first, its key and what is known of it', async () => {
    const [older, newer] = [bundleRow(1, { receivedMs: NOW_MS - 86_400_000 }), notReady(2)]
    for (const row of [newer, older, bundleRow(3, { terminal: 'f'.repeat(32) })]) await lists.index.add(row)
    const { status, text } = await lists.get(path)
    expect(status).toBe(200)
    expect(text).toContain('Terminal CCASS-TERMINAL-07')
    // In groups, as the bundle's own page and the terminal show it.
    expect(text).toContain(inGroups(digestOf('key')))
    // Two are chosen by when they came: "just now" may be all of them.
    expect(text).toContain('>2026-11-22 10:25</time></a>')
    expect(text).toContain('Nobody has vouched for it')
    const rows = Array.from(text.matchAll(/id="b-([0-9a-f]+)"/g), ([, sha256]) => sha256)
    expect(rows).toEqual([newer.sha256, older.sha256])
    expect(text).not.toContain(terminalWords.en.changedTitle)
  })

  test('a choice of two leads to their comparison, the earlier one first', async () => {
    const [older, newer] = [bundleRow(1, { receivedMs: NOW_MS - 86_400_000 }), notReady(2)]
    await lists.index.add(newer)
    expect((await lists.get(path)).text).toContain(terminalWords.en.onlyOne)
    expect((await lists.get(path)).text).not.toContain('<form method="get"')
    await lists.index.add(older)
    const { text } = await lists.get(path)
    expect(text).toContain('<form method="get" action="/diff">')
    expect(text).toMatch(new RegExp(`name="a" value="${older.sha256}"[^>]* checked`))
    expect(text).toMatch(new RegExp(`name="b" value="${newer.sha256}"[^>]* checked`))
    expect(text.match(/ checked/g)).toHaveLength(2)
  })

  test('a changed key is shouted about, also when it was some bundles ago', async () => {
    const before = digestOf('the first key')
    await lists.index.add(
      bundleRow(1, { origin: { kind: 'changed-key', before, sinceMs: NOW_MS - 86_400_000 * 9 }, receivedMs: NOW_MS - 9000 }),
    )
    await lists.index.add(bundleRow(2))
    const { text } = await lists.get(path)
    expect(text).toMatch(
      new RegExp(`notice bad[\\s\\S]*${terminalWords.en.changedTitle}[\\s\\S]*13 November 2026, 10:30[\\s\\S]*${before}`),
    )
    expect((await lists.get(`${path}?lang=zh-HK`)).text).toContain(terminalWords['zh-HK'].changedTitle)
  })

  test('goes on to what is older', async () => {
    for (let index = 0; index < 55; index++) await lists.index.add(bundleRow(index, { receivedMs: NOW_MS - index * 1000 }))
    const next = /<a href="([^"]+)" rel="next">/.exec((await lists.get(path)).text)?.[1] ?? ''
    const { text } = await lists.get(next)
    expect(text.match(/id="b-/g)).toHaveLength(5)
    expect(text).toContain('Terminal CCASS-TERMINAL-07')
    expect(text).toContain(`href="${path}"`)
  })

  test.each(['/terminals/none', `/terminals/${'x'.repeat(101)}`, '/terminals/%2e%2e%2fx', '/terminals/%00'])(
    'one that there isn’t: %s',
    async (unknown) => {
      const { status, text } = await lists.get(unknown)
      expect(status).toBe(404)
      expect(text).not.toMatch(/Error|at /)
    },
  )

  test('a bad cursor is a page with a line', async () => {
    await lists.index.add(bundleRow(1))
    expect((await lists.get(`${path}?after=x`)).status).toBe(400)
  })

  test('of a PC without a name', async () => {
    await lists.index.add(bundleRow(1, { hostName: '' }))
    expect((await lists.get(path)).text).toContain('Terminal No name')
    expect((await lists.get('/')).text).toMatch(/>No name</)
  })
})

describe('a case', () => {
  test('has what was asked for and what came, and leads to a new request', async () => {
    await lists.index.add(notReady(1, { caseName: 'INC123' }))
    await lists.index.add(bundleRow(2, { caseName: 'INC1234' }))
    await lists.index.addRequest(requestRow(1))
    await lists.index.addRequest(requestRow(2, { revokedMs: NOW_MS }))
    await lists.index.addRequest(requestRow(3, { case: 'INC9' }))
    const { status, text } = await lists.get('/cases/INC123')
    expect(status).toBe(200)
    expect(text.match(/id="b-/g)).toHaveLength(1)
    expect(text.match(/id="r-/g)).toHaveLength(2)
    expect(text).toMatch(/Open[\s\S]*Withdrawn|Withdrawn[\s\S]*Open/)
    expect(text).toContain(`href="${newRequestPath('INC123')}"`)
  })

  test('with requests alone, and with bundles alone', async () => {
    await lists.index.addRequest(requestRow(1))
    expect((await lists.get('/cases/INC123')).text).toContain(caseWords.en.noBundles)
    await lists.index.add(bundleRow(1, { caseName: 'B' }))
    expect((await lists.get('/cases/B')).text).toContain(caseWords.en.noRequests)
  })

  test('a viewer is not led to what a viewer may not do', async () => {
    await lists.index.addRequest(requestRow(1))
    const cookie = `__Host-session=${await lists.logOn('viewer')}`
    expect((await lists.get('/cases/INC123', { cookie })).text).not.toContain('/requests/new')
  })

  test.each([
    ['a slash', 'a/b'],
    ['two dots in it', '../../x'],
    ['what an address is made of', 'a?b=c&d#e%2F %'],
    ['markup', '<script>alert(1)</script>'],
    ['Chinese and a smile', '個案 12 🙂'],
    ['marks that turn text', 'a\u202Eb'],
    ['a hundred letters of four bytes', '💥'.repeat(50)],
    ['an apostrophe', "O'Brien"],
    ['a plus', 'a+b'],
  ])('its name may have %s', async (_what, name) => {
    await lists.index.add(bundleRow(1, { caseName: name }))
    const { text } = await lists.get('/')
    const link = /href="(\/cases\/[^"]+)"/.exec(text)?.[1]?.replaceAll('&#39;', "'").replaceAll('&amp;', '&') ?? ''
    // As a browser would follow it.
    const { pathname, search } = new URL(link, lists.url)
    const { status, text: page } = await lists.get(pathname + search)
    expect(status).toBe(200)
    expect(page.match(/id="b-/g)).toHaveLength(1)
    expect(page).not.toContain('<script>alert')
  })

  test.each(['.', '..'])('called “%s” is found in the inbox', async (name) => {
    await lists.index.add(bundleRow(1, { caseName: name }))
    await lists.index.add(bundleRow(2))
    const { pathname, search } = new URL(casePath(name), lists.url)
    const { status, text } = await lists.get(pathname + search)
    expect(status).toBe(200)
    expect(text.match(/id="b-/g)).toHaveLength(1)
  })

  test.each(['/cases/none', `/cases/${'x'.repeat(101)}`, '/cases/%ff', '/cases/'])('one that there isn’t: %s', async (unknown) => {
    const { status } = await lists.get(unknown)
    expect([400, 404]).toContain(status)
  })
})
