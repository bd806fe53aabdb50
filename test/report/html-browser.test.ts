/** The page as a person has it: opened from disk in the Chromium that is installed, read aloud by rule, switched by key, printed. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { labels } from '../../agent/report/labels.ts'
import type { Language } from '../../checks/text.ts'
import { languages } from '../../checks/text.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { pageOf } from './html-pages.ts'
import { noPageBrowser, type PageBrowser, type PageView, pagesOf, startPageBrowser } from './page-browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

/** All of them, the mild ones too. */
async function violationsIn(view: PageView): Promise<string[]> {
  await view.evaluate(`${axe};0`)
  const found = await view.evaluate<Violation[]>(
    'axe.run(document,{resultTypes:["violations"]}).then(({violations})=>violations.map(({id,impact,nodes})=>({id,impact,nodes:nodes.map(({html})=>({html}))})))',
  )
  return found.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200)}`)
}

const shownText = 'document.querySelector("main").innerText'
const choose = (language: Language) => `document.querySelector("label[lang='${language}'] input").click()`
const openAll = 'document.querySelectorAll("details").forEach((each)=>{each.open=true})'

/** One of each kind of place, of each verdict, of one cause and of several. */
const scenarios = [
  'healthy',
  'dns-hosts-override',
  'dns-both-silent',
  'dns-name-unknown-and-some-addresses',
  'path-two-faults',
  'path-some-addresses',
  'proxy-forbids',
  'tls-intercepted-everywhere',
  'clock-ahead-and-expired',
  'page-forbidden',
  'browser-missing',
  'smartcard-no-reader-required',
]
const printed = process.env.TEST_FULL === '1' ? await scenarioNames() : scenarios

describe.skipIf(noPageBrowser() !== undefined)(
  `the page in a browser${noPageBrowser() === undefined ? '' : ` (${noPageBrowser()})`}`,
  () => {
    let browser: PageBrowser
    beforeAll(async () => {
      browser = await startPageBrowser()
    })
    afterAll(() => browser.close())

    const themes = ['light', 'dark']
    const looks = ['path-two-faults', 'tls-intercepted', 'dns-alternate-silent'].flatMap((name) => themes.map((theme) => ({ name, theme })))
    test.each(looks)('axe finds nothing, in both languages, folded and open: $name, $theme', async ({ name, theme }) => {
      const view = await browser.open(await pageOf(name, 'en', { pictures: { kind: 'beside' } }))
      await view.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] })
      expect(await violationsIn(view)).toEqual([])
      await view.evaluate(openAll)
      for (const language of languages) {
        await view.evaluate(choose(language))
        expect(await violationsIn(view), language).toEqual([])
      }
    })

    test('axe would find something', async () => {
      const page = (await pageOf('healthy')).replace('<html lang="en">', '<html>').replace('<h1>', '<img src="data:,"><h1>')
      expect((await violationsIn(await browser.open(page))).join('\n')).toMatch(
        /html-has-lang[\s\S]*image-alt|image-alt[\s\S]*html-has-lang/,
      )
    })

    test('one language is shown, and the arrow keys switch to the other', async () => {
      const view = await browser.open(await pageOf('dns-hosts-override', 'zh-HK'))
      const [english, chinese] = [labels.en.verdicts['not-ready'], labels['zh-HK'].verdicts['not-ready']]
      const isShown = async () => {
        const text = await view.evaluate<string>(shownText)
        return [text.includes(english), text.includes(chinese)]
      }
      expect(await isShown()).toEqual([false, true])
      await view.press('Tab', 9)
      expect(await view.evaluate('document.activeElement.id')).toBe('show-in-zh')
      await view.press('ArrowUp', 38)
      expect(await isShown()).toEqual([true, false])
      const outline = await view.evaluate<string>('getComputedStyle(document.activeElement.closest("label")).outlineStyle')
      expect(outline).toBe('solid')
      // The next stops are the folded parts.
      await view.press('Tab', 9)
      expect(await view.evaluate('document.activeElement.tagName')).toBe('SUMMARY')
      await view.press('Enter', 13)
    })

    test('landmarks and headings are one tree', async () => {
      const view = await browser.open(await pageOf('path-two-faults'))
      const shown = `[...document.querySelectorAll("h1,h2,h3,h4")].filter((each)=>each.checkVisibility()).map((each)=>Number(each.tagName[1]))`
      const levels = await view.evaluate<number[]>(shown)
      expect(levels.filter((level) => level === 1)).toEqual([1])
      expect(levels.every((level, index) => level - (levels[index - 1] ?? 0) <= 1)).toBe(true)
      expect(await view.evaluate('["header","main","footer"].map((name)=>document.querySelectorAll("body>"+name).length)')).toEqual([
        1, 1, 1,
      ])
      const spoken = '[...document.querySelectorAll("main>div,main span[lang]")].every((each)=>each.lang!=="")'
      expect(await view.evaluate(spoken)).toBe(true)
    })

    test('no request leaves, and the policy has nothing to refuse', async () => {
      for (const name of ['healthy', 'page-captive-portal', 'tls-intercepted']) {
        const view = await browser.open(await pageOf(name))
        await view.evaluate(openAll)
        expect(view.requests.map((url) => url.replace(/page-\d+\.html$/, ''))).toEqual([expect.stringMatching(/^file:\/\/\/.*\/$/)])
        expect(view.complaints).toEqual([])
      }
    })

    test('what is not ours does not run, whatever stands in the page', async () => {
      const page = (await pageOf('healthy')).replace(
        '<main>',
        '<main><script>document.title="ran"</script><img src="http://127.0.0.1:9/x">',
      )
      const view = await browser.open(page)
      expect(await view.evaluate('document.title')).not.toBe('ran')
      expect(view.complaints.join('\n')).toMatch(/Content Security Policy/)
    })

    test.each(printed)('on paper it has one or two pages, in both languages: %s', async (name) => {
      for (const language of languages) {
        const view = await browser.open(await pageOf(name, language))
        const { data } = await view.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: false })
        const pages = pagesOf(Buffer.from(String(data), 'base64'))
        expect(pages, language).toBeGreaterThanOrEqual(1)
        expect(pages, language).toBeLessThanOrEqual(2)
        await view.close()
      }
    })

    test('with a contrast theme of Windows the picture is drawn in its colours', async () => {
      const view = await browser.open(await pageOf('path-two-faults'))
      const inks = () => view.evaluate('[".path text",".fault > .box"].map((each)=>getComputedStyle(document.querySelector(each)).fill)')
      const usual = await inks()
      await view.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] })
      const canvas = 'getComputedStyle(document.body).backgroundColor'
      expect(await inks()).not.toEqual(usual)
      expect(await view.evaluate(`getComputedStyle(document.querySelector(".fault > .box")).fill===${canvas}`)).toBe(true)
    })

    test('a narrow window and large letters lose nothing', async () => {
      const view = await browser.open(await pageOf('path-two-faults'))
      await view.send('Emulation.setDeviceMetricsOverride', { width: 320, height: 800, deviceScaleFactor: 1, mobile: false })
      expect(await view.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    })
  },
)
