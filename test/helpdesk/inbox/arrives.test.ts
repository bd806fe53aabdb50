/** The whole way with real parts: a request is made, a terminal's bundle is sent, and it appears in an inbox that is open. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noPageBrowser, type PageBrowser, startPageBrowser } from '../../report/page-browser.ts'
import { answerTo, askFor, put } from '../support/bundles.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { browse, until } from '../web/browse.ts'

describe.skipIf(noPageBrowser() !== undefined)(
  `an inbox that is open${noPageBrowser() === undefined ? '' : ` (${noPageBrowser()})`}`,
  () => {
    let running: RunningDesk
    let browser: PageBrowser
    beforeAll(async () => {
      ;[running, browser] = await Promise.all([startDesk(), startPageBrowser()])
    })
    afterAll(async () => {
      await browser?.close()
      await running?.close()
    })

    test('shows a bundle that comes, judged, without being loaded again, and leads to it', async () => {
      const session = (await running.logOn('viewer')).replace('__Host-session=', '')
      const view = await browse(browser, `${running.url}/?lang=en`, { session })
      await expect.poll(() => view.requests.some((url) => url.endsWith('/events')), { timeout: 5000 }).toBe(true)
      await until(view, 'document.querySelector(".empty")!==null')
      const upload = await answerTo((await askFor(running, { case: 'INC42' })).file, { scenario: 'dns-hosts-override' })
      expect((await put(running.url, upload)).status).toBe(201)
      await until(view, `document.querySelector("#b-${upload.sha256}")!==null`, 15_000)
      const row = await view.evaluate<string>(`document.querySelector("#b-${upload.sha256}").innerText`)
      for (const part of ['NOT READY', 'hosts file', 'INC42', 'First seen', 'just now']) expect(row).toContain(part)
      expect(view.requests.filter((url) => url === `${running.url}/?lang=en`).length).toBe(2)
      await view.evaluate(`document.querySelector("#b-${upload.sha256} a").click()`)
      await until(view, `location.pathname==="/bundles/${upload.sha256}"`)
      expect(view.complaints).toEqual([])
      await view.close()
    })
  },
)
