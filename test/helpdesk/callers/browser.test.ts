/** What a caller sees: in the Chromium that is installed, on a phone and on a PC, in light and in dark. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noPageBrowser, type PageBrowser, startPageBrowser } from '../../report/page-browser.ts'
import { make } from '../requests/making.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { browse, picture, violationsIn } from '../web/browse.ts'

const why = noPageBrowser()
const PHONE = 360

describe.skipIf(why !== undefined)(`a caller’s page in a browser${why === undefined ? '' : ` (${why})`}`, () => {
  let folder: string
  let running: RunningDesk
  let browser: PageBrowser

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-caller-'))
    const agentExe = join(folder, 'terminal-preflight.exe')
    writeFileSync(agentExe, Buffer.alloc(2_000_000))
    ;[running, browser] = await Promise.all([startDesk({ options: { agentExe } }), startPageBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    await running.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const looks = [
    { width: PHONE, theme: 'light', lang: 'en' },
    { width: PHONE, theme: 'dark', lang: 'zh-HK' },
    { width: 1200, theme: 'light', lang: 'zh-HK' },
  ] as const

  it.each(looks)('axe finds nothing, and nothing is wider than the screen: $width, $theme, $lang', async ({ width, theme, lang }) => {
    const { link } = await make(running.desk, { case: `INC-${'x'.repeat(80)}`, redaction: 'strict' })
    const view = await browse(browser, `${link}?lang=${lang}`, { width, theme })
    expect(await violationsIn(view)).toEqual([])
    expect(await view.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(view.complaints).toEqual([])
    if (process.env.PICTURES !== undefined)
      writeFileSync(join(process.env.PICTURES, `caller-${width}-${theme}-${lang}.png`), await picture(view))
    await view.close()
  })

  it('a dead end is calm, and as readable', async () => {
    const view = await browse(browser, `${running.url}/r/${'A'.repeat(43)}?lang=en`, { width: PHONE })
    expect(await violationsIn(view)).toEqual([])
    expect(await view.evaluate('document.querySelector("h1").innerText')).toBe('This link leads nowhere')
    if (process.env.PICTURES !== undefined) writeFileSync(join(process.env.PICTURES, 'caller-dead-end.png'), await picture(view))
    await view.close()
  })

  it('the helpdesk’s own pages of requests are readable too', async () => {
    const session = (await running.logOn('agent')).split('=')[1] ?? ''
    const { record } = await make(running.desk)
    for (const path of ['/requests', '/requests/new', `/requests/${record.id}`]) {
      const view = await browse(browser, running.url + path, { width: PHONE, session })
      expect([path, await violationsIn(view)]).toEqual([path, []])
      expect(await view.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      if (process.env.PICTURES !== undefined)
        writeFileSync(join(process.env.PICTURES, `requests${path.slice(9, 15).replaceAll('/', '-')}.png`), await picture(view))
      await view.close()
    }
  })

  it('the form works by keyboard without a script, and its answer shows the link', async () => {
    const session = (await running.logOn('agent', 'keyboard@test')).split('=')[1] ?? ''
    const view = await browse(browser, `${running.url}/requests/new`, { session, width: PHONE, scripts: false })
    await view.send('Input.insertText', { text: 'INC777' })
    for (const [type, text] of [
      ['keyDown', '\r'],
      ['keyUp', undefined],
    ] as const) {
      await view.send('Input.dispatchKeyEvent', {
        type,
        key: 'Enter',
        code: 'Enter',
        windowsVirtualKeyCode: 13,
        ...(text === undefined ? {} : { text }),
      })
    }
    for (
      let tries = 0;
      tries < 100 && !(await view.evaluate<boolean>('document.getElementById("link") !== null').catch(() => false));
      tries++
    )
      await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await view.evaluate('document.getElementById("link").value')).toMatch(/\/r\/[\w-]{43}$/)
    expect(await view.evaluate('location.pathname')).toBe('/requests/new')
    expect(await running.desk.index.requests({ nowMs: 0, caseName: 'INC777' }, 10)).toHaveLength(1)
    await view.send('Emulation.setScriptExecutionDisabled', { value: false })
    expect(await violationsIn(view)).toEqual([])
    if (process.env.PICTURES !== undefined) writeFileSync(join(process.env.PICTURES, 'made.png'), await picture(view))
    await view.close()
  })
})
