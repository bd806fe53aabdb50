/** The lists as people have them: in the Chromium that is installed, on a desk and on a phone, in both languages, light and dark, by ear. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inboxWords } from '../../../helpdesk/inbox/words.ts'
import { noPageBrowser, type PageBrowser, pagesOf, startPageBrowser } from '../../report/page-browser.ts'
import { browse, goTo, until, violationsIn } from './browse.ts'
import { bundleRow, digestOf, judgedOtherwise, type ListsDesk, NOW_MS, notReady, requestRow, startLists } from './lists-desk.ts'

const terminal = bundleRow(0).terminal
const hostile = `<script>document.title="ran"</script>\u202Egnp.exe ${'💥'.repeat(30)} ${'W'.repeat(220)}`

async function fill({ index }: ListsDesk): Promise<void> {
  const changed = { kind: 'changed-key', before: digestOf('other'), sinceMs: NOW_MS - 86_400_000 * 400 } as const
  await index.add(notReady(1, { receivedMs: NOW_MS - 20_000, caseName: 'INC123', origin: changed }))
  await index.add(judgedOtherwise(2, { caseName: 'W'.repeat(100), origin: { kind: 'trusted', by: 'IT' } }))
  await index.add(
    bundleRow(3, {
      hostName: hostile,
      terminal: 'c'.repeat(32),
      origin: { kind: 'first-sight' },
      kind: 'encrypted',
      receivedMs: NOW_MS - 3_700_000,
    }),
  )
  for (let number = 4; number < 9; number++)
    await index.add(bundleRow(number, { receivedMs: NOW_MS - number * 90_000_000, caseName: 'INC123' }))
  await index.addRequest(requestRow(1))
}

const pages = [
  ['inbox', '/'],
  ['nothing', '/?q=nowhere'],
  ['terminal', `/terminals/${terminal}`],
  ['case', '/cases/INC123'],
  ['problem', '/?verdict=none'],
] as const
const looks = [
  { width: 1200, theme: 'light', language: 'en' },
  { width: 360, theme: 'dark', language: 'zh-HK' },
] as const
const each = pages.flatMap(([name, path]) => looks.map((look) => ({ name, path, ...look })))

describe.skipIf(noPageBrowser() !== undefined)(
  `the lists in a browser${noPageBrowser() === undefined ? '' : ` (${noPageBrowser()})`}`,
  () => {
    let lists: ListsDesk
    let browser: PageBrowser
    let session: string
    beforeAll(async () => {
      ;[lists, browser] = await Promise.all([startLists(), startPageBrowser()])
      session = await lists.logOn('admin')
      await fill(lists)
    })
    afterAll(async () => {
      await browser?.close()
      await lists?.close()
    })
    const at = (path: string, language = 'en') => `${lists.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`

    test.each(each)('axe finds nothing, nothing is cut, nothing is refused: $name, $width px, $theme, $language', async (look) => {
      const { width, theme, path, language } = look
      const view = await browse(browser, at(path, language), { session, width, theme })
      await view.evaluate('document.querySelectorAll("details").forEach((each)=>{each.open=true})')
      expect(await violationsIn(view)).toEqual([])
      expect(await view.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      expect(await view.evaluate('document.documentElement.lang')).toBe(language)
      expect(view.complaints.filter((text) => !text.includes('status of 400'))).toEqual([])
      expect(view.requests.filter((url) => !url.startsWith(lists.url) && !url.startsWith('file:'))).toEqual([])
      await view.close()
    })

    test('every id is there once, and headings and landmarks are one tree', async () => {
      for (const [, path] of pages) {
        const view = await browse(browser, at(path), { session })
        expect(
          await view.evaluate('[...document.querySelectorAll("[id]")].map(({id})=>id).filter((id,at,all)=>all.indexOf(id)!==at)'),
        ).toEqual([])
        const levels = await view.evaluate<number[]>('[...document.querySelectorAll("h1,h2,h3,h4")].map((each)=>Number(each.tagName[1]))')
        expect(levels[0]).toBe(1)
        expect(levels.filter((level) => level === 1)).toHaveLength(1)
        expect(levels.every((level, index) => level - (levels[index - 1] ?? 0) <= 1)).toBe(true)
        await view.close()
      }
    })

    test('a hostile name neither runs nor pushes a page wide, and marks that turn text are made visible', async () => {
      const view = await browse(browser, at('/'), { session, width: 320 })
      const shown = '<script>document.title="ran"</script>\uFFFDgnp.exe'
      expect(await view.evaluate('document.querySelector("main").innerText')).toContain(shown)
      for (const path of [
        '/',
        `/terminals/${'c'.repeat(32)}`,
        `/cases/${'W'.repeat(100)}`,
        `/?case=${'W'.repeat(100)}&q=${'W'.repeat(200)}`,
      ]) {
        await goTo(view, at(path))
        expect(await view.evaluate('document.title')).not.toBe('ran')
        expect(await view.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(320)
      }
      await goTo(view, at(`/terminals/${'c'.repeat(32)}`))
      expect(await view.evaluate('document.querySelector("h1").innerText')).toContain(shown)
      await view.close()
    })

    test('on a phone a row is a card that says what each line is, and stays a table by ear', async () => {
      const view = await browse(browser, at('/'), { session, width: 360 })
      const cell = 'document.querySelector(".list td[data-label]")'
      expect(await view.evaluate(`getComputedStyle(document.querySelector(".list tbody tr")).display`)).toBe('block')
      expect(await view.evaluate(`getComputedStyle(${cell},"::before").content`)).toBe(`"${inboxWords.en.columns.verdict}"`)
      const { nodes } = await view.send('Accessibility.getFullAXTree')
      const roles = (nodes as { role?: { value?: string } }[]).map(({ role }) => role?.value)
      for (const role of ['table', 'row', 'rowheader', 'cell', 'columnheader', 'search', 'main', 'navigation'])
        expect(roles).toContain(role)
      await view.close()
    })

    test('the keyboard reaches everything in order, and one sees where it is', async () => {
      const view = await browse(browser, at('/'), { session })
      const stops: string[] = []
      for (let step = 0; step < 16; step++) {
        await view.press('Tab', 9)
        const stop = await view.evaluate<{ name: string; outline: string }>(
          '(()=>{const it=document.activeElement;return{name:(it.getAttribute("name")||it.textContent).trim().slice(0,20),outline:getComputedStyle(it).outlineStyle}})()',
        )
        stops.push(stop.name)
        expect(stop.outline, stop.name).toBe('solid')
      }
      const order = ['Skip to the content', 'Inbox', 'Audit log', 'Log out', 'q', 'Show', inboxWords.en.narrow]
      expect(stops.filter((name) => order.includes(name))).toEqual(order)
      await view.close()
    })

    test('without scripts the form narrows, keeps what was asked, and finds its way back', async () => {
      const view = await browse(browser, at('/'), { session, scripts: false })
      await view.evaluate('document.querySelector("#q").value="hosts-override"')
      await view.evaluate('document.querySelector("summary").click(); document.querySelector("#verdict").value="not-ready"')
      await view.evaluate('document.querySelector(".filters button").click()')
      await until(view, 'location.search.includes("hosts-override")')
      await until(view, 'document.readyState==="complete"')
      expect(await view.evaluate('document.querySelectorAll(".list tbody tr").length')).toBe(1)
      expect(
        await view.evaluate(
          '[document.querySelector("#q").value,document.querySelector("#verdict").value,document.querySelector("details").open]',
        ),
      ).toEqual(['hosts-override', 'not-ready', true])
      await view.evaluate('[...document.querySelectorAll(".filters a")].at(-1).click()')
      await until(view, 'location.search==="" && document.querySelectorAll(".list tbody tr").length===8')
      await view.close()
    })

    test('two bundles are chosen and asked to be compared, without scripts', async () => {
      const view = await browse(browser, at(`/terminals/${terminal}`), { session, scripts: false })
      await view.evaluate('document.querySelectorAll("input[name=a]")[4].click()')
      await view.evaluate('document.querySelector("form[action=\\"/diff\\"] button").click()')
      await until(view, 'location.pathname==="/diff"')
      const asked = new URLSearchParams(await view.evaluate<string>('location.search'))
      expect(asked.get('a')).toMatch(/^[0-9a-f]{64}$/)
      expect(asked.get('b')).toBe(notReady(1).sha256)
      expect(asked.get('a')).not.toBe(asked.get('b'))
      await view.close()
    })

    test('with a contrast theme its own colours are used, and states are still told by words and marks', async () => {
      const view = await browse(browser, at('/'), { session, features: [{ name: 'forced-colors', value: 'active' }] })
      expect(await view.evaluate('getComputedStyle(document.querySelector(".badge")).color===getComputedStyle(document.body).color')).toBe(
        true,
      )
      expect(
        await view.evaluate(
          '[...document.querySelectorAll(".badge")].every((each)=>each.innerText!==""&&each.querySelector("svg")!==null)',
        ),
      ).toBe(true)
      await view.close()
    })

    test('who wants more contrast gets no grey', async () => {
      const view = await browse(browser, at('/'), { session, features: [{ name: 'prefers-contrast', value: 'more' }] })
      expect(await view.evaluate('getComputedStyle(document.querySelector(".hint")).color===getComputedStyle(document.body).color')).toBe(
        true,
      )
      await view.close()
    })

    test('on paper the list is what is printed', async () => {
      const view = await browse(browser, at('/'), { session })
      const { data } = await view.send('Page.printToPDF', { preferCSSPageSize: true })
      expect(pagesOf(Buffer.from(String(data), 'base64'))).toBe(1)
      await view.send('Emulation.setEmulatedMedia', { media: 'print' })
      expect(await view.evaluate('[".filters","nav","form"].map((each)=>document.querySelector(each).checkVisibility())')).toEqual([
        false,
        false,
        false,
      ])
      await goTo(view, at('/cases/INC123'))
      await view.close()
    })
  },
)
