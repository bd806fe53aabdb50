/** The pages in a real browser: nothing of them is refused by their own policy, and whoever uses a keyboard or a screen reader gets on. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages } from '../../../checks/text.ts'
import { because } from '../../archive/support.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { noPageBrowser, type PageBrowser, startPageBrowser } from '../../report/page-browser.ts'
import { browse, until, violationsIn } from '../web/browse.ts'
import { visiting } from './visiting.ts'

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const missing = noPageBrowser()
const { running, bring } = await visiting()
let browser: PageBrowser
let session: string
let paths: readonly string[]

beforeAll(async () => {
  if (missing !== undefined) return
  const signer = await deviceSigner()
  const healthy = await bring(await sealed('healthy', signer))
  const broken = await bring(await sealed('dns-hosts-override', signer, { attachments: new Map([['browser-ccass.png', { bytes: png }]]) }))
  session = (await running.logOn('admin', 'looker')).replace(/^[^=]*=/, '')
  paths = [`/bundles/${broken}`, `/bundles/${broken}/remove`, `/diff?a=${healthy}&b=${broken}`, '/code?code=500G-0M2H-8SSR-40AW']
  browser = await startPageBrowser()
})
afterAll(() => browser?.close())

test
  .skipIf(missing !== undefined)
  .for(
    languages.flatMap((language) => [
      [language, 'on a desk', { width: 1200 }] as const,
      [language, 'on a phone, in the dark', { width: 390, theme: 'dark' as const }] as const,
    ]),
  )(because('%s %s', missing), async ([language, , wish]) => {
  for (const path of paths) {
    const view = await browse(browser, `${running.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`, { session, ...wish })
    await view.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true })')
    expect([path, await violationsIn(view)]).toEqual([path, []])
    expect([path, view.complaints]).toEqual([path, []])
    expect([path, await view.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([path, true])
    await view.close()
  }
})

test.skipIf(missing !== undefined)(because('a picture is shown', missing), async () => {
  const view = await browse(browser, running.url + (paths[0] ?? ''), { session })
  await view.evaluate('document.querySelector("figure.picture img").scrollIntoView()')
  await until(view, 'document.querySelector("figure.picture img").naturalWidth === 1')
  await view.close()
})
