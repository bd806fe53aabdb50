/** Logging on as people do it: in the Chromium that is installed, without a script, by its own cookies; and how the pages look and sound. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noPageBrowser, type PageBrowser, type PageView, startPageBrowser } from '../../report/page-browser.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { browse, goTo, picture, until, violationsIn } from '../web/browse.ts'
import { PASSWORD } from './person.ts'

/** Where pictures of the pages go, for a person to look at. */
const pictures = process.env.TERMINAL_PREFLIGHT_PICTURES

/** What the page's own policy stopped; that an answer was no 200 is what these pages are for. */
const refusals = ({ complaints }: PageView) => complaints.filter((each) => !each.includes('responded with a status of'))

describe.skipIf(noPageBrowser() !== undefined)(
  `logging on in a browser${noPageBrowser() === undefined ? '' : ` (${noPageBrowser()})`}`,
  () => {
    let desk: RunningDesk
    let browser: PageBrowser
    beforeAll(async () => {
      ;[desk, browser] = await Promise.all([startDesk(), startPageBrowser()])
      await desk.logOn('admin', 'the first one')
    })
    afterAll(async () => {
      await browser?.close()
      await desk?.close()
    })

    const invite = async (name: string) => {
      const invited = await desk.desk.accounts.invite(name, 'admin')
      return 'secret' in invited ? `${desk.url}/invitations/${invited.secret}` : ''
    }
    const fillIn = async (view: PageView, fields: Readonly<Record<string, string>>, button = 'form button.primary') => {
      await view.evaluate('window.isOld = true')
      for (const [id, value] of Object.entries(fields))
        await view.evaluate(`document.getElementById(${JSON.stringify(id)}).value = ${JSON.stringify(value)}`)
      await view.evaluate(`document.querySelector(${JSON.stringify(button)}).click()`)
      await until(view, 'window.isOld !== true && document.readyState === "complete"')
    }
    const path = (view: PageView) => view.evaluate<string>('location.pathname + location.search')

    test('from the link to the inbox, off, and on again: cookies of http to this PC are taken, forms are the helpdesk’s own', async () => {
      const view = await browse(browser, await invite('anna'))
      await fillIn(view, { next: PASSWORD, repeat: PASSWORD })
      expect(await path(view)).toBe('/')
      expect(await view.evaluate('document.cookie')).toBe('')
      await fillIn(view, {}, 'form[action="/log-out"] button')
      expect(await path(view)).toBe('/log-on')
      await goTo(view, `${desk.url}/requests`)
      expect(await path(view)).toBe('/log-on?to=%2Frequests')
      await fillIn(view, { name: 'anna', password: 'another one' })
      expect(await view.evaluate('document.querySelector("[role=alert]").textContent')).toContain('don’t belong together')
      // The name stays, and the password is where one types next.
      expect(await view.evaluate('[document.getElementById("name").value, document.activeElement.id]')).toEqual(['anna', 'password'])
      await fillIn(view, { password: PASSWORD })
      expect(await path(view)).toBe('/requests')
      expect(refusals(view)).toEqual([])
      await view.close()
    })

    test('4.2.2 a page of elsewhere that sends the form itself changes nothing', async () => {
      const cookies = await desk.logOn('admin', 'victim')
      const session = cookies.split('=')[1] ?? ''
      const view = await browse(browser, `${desk.url}/accounts`, { session })
      const token = await view.evaluate<string>('document.querySelector("[name=_csrf]").value')
      // Another site, as far as the browser knows: the right token even, and the victim's own browser.
      await goTo(view, 'data:text/html,<title>elsewhere</title>')
      await view.evaluate(
        `window.isOld = true; document.body.innerHTML = '<form method=post action="${desk.url}/accounts/invite"><input name=name value=planted><input name=role value=admin><input name=_csrf value="${token}"></form>'; document.forms[0].submit()`,
      )
      await until(view, 'window.isOld !== true && document.readyState === "complete"')
      expect((await desk.desk.accounts.list()).some(({ name }) => name === 'planted')).toBe(false)
      await view.close()
    })

    const looks = [
      { width: 1200, theme: 'light', language: 'en' },
      { width: 360, theme: 'dark', language: 'zh-HK' },
    ] as const

    const lookAt = async (page: PageView, name: string, language: string) => {
      expect([name, await violationsIn(page)]).toEqual([name, []])
      expect([name, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([name, true])
      expect([name, refusals(page)]).toEqual([name, []])
      if (pictures === undefined) return
      await mkdir(pictures, { recursive: true })
      await writeFile(join(pictures, `accounts-${name}-${language}.png`), await picture(page))
    }

    test.each(looks)(
      'a stranger’s pages: axe finds nothing, nothing is cut: $width px, $theme, $language',
      { timeout: 120_000 },
      async ({ width, theme, language }) => {
        for (let count = 0; count < 5; count += 1) await desk.desk.accounts.logOn('the first one', 'wrong', '192.0.2.1')
        // All views of a browser have the same cookies.
        const blank = await browse(browser, 'data:text/html,<title>blank</title>')
        await blank.send('Network.clearBrowserCookies')
        await blank.close()
        const view = await browse(browser, `${desk.url}/log-on?lang=${language}`, { width, theme })
        await lookAt(view, 'log-on', language)
        await fillIn(view, { name: 'the first one', password: 'x' })
        await lookAt(view, 'locked', language)
        await goTo(view, await invite(`invited ${language}`))
        await fillIn(view, { next: 'short', repeat: 'short' })
        await lookAt(view, 'weak', language)
        await view.close()
      },
    )

    test.each(looks)(
      'an administrator’s pages: axe finds nothing, nothing is cut: $width px, $theme, $language',
      { timeout: 120_000 },
      async ({ width, theme, language }) => {
        const [, session = ''] = (await desk.logOn('admin', `looker ${language}`)).split('=')
        for (const name of ['W'.repeat(64), `陳大文 ${language}`]) await desk.desk.accounts.invite(name, 'viewer')
        const view = await browse(browser, `${desk.url}/account?lang=${language}`, { width, theme, session })
        await lookAt(view, 'own', language)
        await goTo(view, `${desk.url}/accounts`)
        await lookAt(view, 'list', language)
        await fillIn(view, { name: `made ${language}` })
        await lookAt(view, 'made', language)
        await goTo(view, `${desk.url}/audit`)
        await lookAt(view, 'audit', language)
        await view.close()
      },
    )
  },
)
