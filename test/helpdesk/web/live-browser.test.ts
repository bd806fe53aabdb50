/** A new bundle appears in a page that is open: in the Chromium that is installed. */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { liveWords } from '../../../helpdesk/web/view-words.ts'
import { noPageBrowser, type PageBrowser, type PageView, startPageBrowser } from '../../report/page-browser.ts'
import { browse, until } from './browse.ts'
import { bundleRow, type ListsDesk, NOW_MS, notReady, requestRow, startLists } from './lists-desk.ts'

const rows = 'document.querySelectorAll(".list tbody tr").length'
const said = 'document.querySelector("#live-said").textContent'

describe.skipIf(noPageBrowser() !== undefined)(
  `a page that stays new${noPageBrowser() === undefined ? '' : ` (${noPageBrowser()})`}`,
  () => {
    let lists: ListsDesk
    let browser: PageBrowser
    let session: string
    const views: PageView[] = []
    beforeAll(async () => {
      browser = await startPageBrowser()
    })
    afterAll(() => browser?.close())
    beforeEach(async () => {
      lists = await startLists({ live: { gatherMs: 50, heartbeatMs: 100 } })
      session = await lists.logOn('agent')
      await lists.index.add(notReady(1, { receivedMs: NOW_MS - 9000, caseName: 'INC1' }))
      await lists.index.add(bundleRow(2, { receivedMs: NOW_MS - 8000 }))
    })
    afterEach(async () => {
      for (const view of views.splice(0)) await view.close()
      await lists.close()
    })

    async function look(path: string, wish: Parameters<typeof browse>[2] = {}): Promise<PageView> {
      const view = await browse(browser, `${lists.url}${path}${/lang=/.test(path) ? '' : path.includes('?') ? '&lang=en' : '?lang=en'}`, {
        session,
        ...wish,
      })
      views.push(view)
      return view
    }

    /** The page listens: its request was answered. */
    const listens = async (view: PageView) => {
      await expect.poll(() => view.requests.filter((url) => url.endsWith('/events')).length, { timeout: 5000 }).toBeGreaterThan(0)
      await wait(150)
    }

    async function come(...bundles: Parameters<ListsDesk['index']['add']>[0][]): Promise<void> {
      for (const bundle of bundles) {
        await lists.index.add(bundle)
        lists.news.tell({ kind: 'bundle', subject: bundle.sha256 })
      }
    }

    test('shows what comes, says so in its own words, and glows', async () => {
      for (const language of ['en', 'zh-HK'] as const) {
        const view = await look(`/?lang=${language}`)
        await listens(view)
        const before = await view.evaluate<number>(rows)
        const bundle = bundleRow(`new ${language}`, { receivedMs: NOW_MS })
        expect(await view.evaluate(said)).toBe('')
        await come(bundle)
        await until(view, `${rows}===${before + 1}`)
        expect(await view.evaluate('document.querySelector(".list tbody tr").id')).toBe(`b-${bundle.sha256}`)
        expect(await view.evaluate('[...document.querySelectorAll(".fresh")].map(({id})=>id)')).toEqual([`b-${bundle.sha256}`])
        await until(view, `${said}===${JSON.stringify(liveWords[language].changed)}`)
        expect(await view.evaluate('document.querySelector("#live-said").getAttribute("role")')).toBe('status')
        expect(view.complaints).toEqual([])
      }
    })

    test('keeps the focus, what is typed, what is chosen and the filter', async () => {
      const view = await look('/?verdict=not-ready&q=hosts')
      await listens(view)
      await view.evaluate('document.querySelector("#q").value="half typ"; document.querySelector(".list tbody tr a").focus()')
      const focused = '[document.activeElement.getAttribute("href"), document.activeElement.closest("tr")?.id]'
      const before = await view.evaluate(focused)
      await come(bundleRow('not shown', { receivedMs: NOW_MS }), notReady('shown', { receivedMs: NOW_MS + 1 }))
      await until(view, `${rows}===2`)
      expect(await view.evaluate(focused)).toEqual(before)
      expect(await view.evaluate('document.querySelector("#q").value')).toBe('half typ')
      expect(await view.evaluate('location.search')).toContain('verdict=not-ready')
    })

    test('what the filter hides is not announced', async () => {
      const view = await look('/?verdict=not-ready')
      await listens(view)
      const fetches = () => view.requests.filter((url) => url.includes('verdict=')).length
      const before = fetches()
      await come(bundleRow('hidden', { receivedMs: NOW_MS }))
      await expect.poll(fetches, { timeout: 5000 }).toBeGreaterThan(before)
      await wait(300)
      expect(await view.evaluate(rows)).toBe(1)
      expect(await view.evaluate(said)).toBe('')
    })

    test('what was deleted goes, and the focus that was in it stays at the list', async () => {
      const view = await look('/')
      await listens(view)
      await view.evaluate(`document.querySelector("#b-${bundleRow(2).sha256} a").focus()`)
      await lists.index.remove(bundleRow(2).sha256)
      lists.news.tell({ kind: 'removed', subject: bundleRow(2).sha256 })
      await until(view, `${rows}===1`)
      expect(await view.evaluate('document.activeElement.id')).toBe('live')
    })

    test('what stands in the middle of the screen stays there', async () => {
      for (let number = 10; number < 40; number++) await lists.index.add(bundleRow(number, { receivedMs: NOW_MS - number * 100_000 }))
      const view = await look('/')
      await listens(view)
      const row = `document.querySelector("#b-${bundleRow(20).sha256}").getBoundingClientRect().top`
      await view.evaluate(`scrollTo({top:${row},behavior:"instant"})`)
      const before = await view.evaluate<number>(row)
      await come(...[1, 2, 3].map((number) => bundleRow(`new ${number}`, { receivedMs: NOW_MS + number })))
      await until(view, `${rows}===35`)
      expect(Math.abs((await view.evaluate<number>(row)) - before)).toBeLessThan(3)
    })

    test('a terminal’s page keeps the two that were chosen', async () => {
      await lists.index.add(bundleRow(3, { receivedMs: NOW_MS - 20_000 }))
      const view = await look(`/terminals/${bundleRow(0).terminal}`)
      await listens(view)
      const third = bundleRow(3).sha256
      await view.evaluate(`document.querySelector("#before-${third}").click()`)
      await come(bundleRow(4, { receivedMs: NOW_MS }))
      await until(view, `${rows}===4`)
      const chosen = await view.evaluate<string[]>('[...document.querySelectorAll("input:checked")].map(({id})=>id)')
      expect(chosen).toContain(`before-${third}`)
      expect(chosen).toHaveLength(2)
    })

    test('a case shows that its request was answered', async () => {
      const request = requestRow(1, { case: 'INC1' })
      await lists.index.addRequest(request)
      const view = await look('/cases/INC1')
      await listens(view)
      const bundle = bundleRow('answer', { caseName: 'INC1', receivedMs: NOW_MS })
      await lists.index.claim(request.id, bundle.sha256)
      await come(bundle)
      await until(view, `document.querySelector("#r-${request.id}").textContent.includes("Answered")`)
      await until(view, `${said}!==""`)
    })

    test('when the session ends it says that it stands still, and listens no more', async () => {
      const view = await look('/')
      await listens(view)
      await lists.accounts.logOut(session)
      await until(view, `${said}===${JSON.stringify(liveWords.en.ended)}`)
      const asked = () => view.requests.filter((url) => url.endsWith('/events')).length
      const before = asked()
      await wait(500)
      expect(asked()).toBe(before)
      // What it shows stays.
      expect(await view.evaluate(rows)).toBe(2)
    })

    test('where nobody sits it lets go after a while, so that the session may end; where somebody does it goes on', async () => {
      await lists.close()
      lists = await startLists({ live: { gatherMs: 50, heartbeatMs: 50, longestMs: 400 } })
      session = await lists.logOn('agent')
      const view = await look('/')
      const asked = () => view.requests.filter((url) => url.endsWith('/events')).length
      const attend = setInterval(() => void view.press('Shift', 16).catch(() => undefined), 50)
      try {
        await expect.poll(asked, { timeout: 8000 }).toBeGreaterThan(3)
        expect(await view.evaluate(said)).toBe('')
      } finally {
        clearInterval(attend)
      }
      await until(view, `${said}===${JSON.stringify(liveWords.en.ended)}`)
    })

    test('a hidden page holds no connection, and is new again when it is seen', async () => {
      const view = await look('/')
      await listens(view)
      const hide = (isHidden: boolean) =>
        view.evaluate(
          `Object.defineProperty(document,"hidden",{value:${isHidden},configurable:true});document.dispatchEvent(new Event("visibilitychange"))`,
        )
      await hide(true)
      await come(bundleRow('meanwhile', { receivedMs: NOW_MS }))
      await wait(300)
      expect(await view.evaluate(rows)).toBe(2)
      await hide(false)
      await until(view, `${rows}===3`)
    })

    test('without scripts, and without EventSource, the page is as it was loaded', async () => {
      const still = await look('/', { scripts: false })
      expect(still.requests.some((url) => url.endsWith('/events'))).toBe(false)
      const old = await look('/?lang=en')
      await old.send('Page.addScriptToEvaluateOnNewDocument', { source: 'delete window.EventSource' })
      await old.send('Page.reload')
      await until(old, '!("EventSource" in window) && document.readyState==="complete"')
      await come(bundleRow('new', { receivedMs: NOW_MS }))
      await wait(300)
      for (const view of [still, old]) expect(await view.evaluate(rows)).toBe(2)
    })
  },
)
