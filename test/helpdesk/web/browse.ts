/** A page of the helpdesk in the Chromium that is installed, as somebody logged on has it. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as wait } from 'node:timers/promises'
import type { PageBrowser, PageView } from '../../report/page-browser.ts'

export interface BrowseWish {
  /** A session's secret. */
  readonly session?: string
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  /** Media features of the browser beside the theme. */
  readonly features?: readonly { readonly name: string; readonly value: string }[]
  readonly scripts?: boolean
}

export async function browse(browser: PageBrowser, url: string, wish: BrowseWish = {}): Promise<PageView> {
  const { session, width = 1200, theme = 'light', features = [], scripts = true } = wish
  const view = await browser.open('<!doctype html><title>blank</title>')
  // One browser, one jar: who was there before has gone.
  await view.send('Network.clearBrowserCookies')
  if (session !== undefined) {
    await view.send('Network.setCookie', { url, name: '__Host-session', value: session, path: '/', secure: true, httpOnly: true })
  }
  await view.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false })
  await view.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }, ...features] })
  if (!scripts) await view.send('Emulation.setScriptExecutionDisabled', { value: true })
  await goTo(view, url)
  return view
}

export async function goTo(view: PageView, url: string): Promise<void> {
  await view.evaluate('window.isOld = true').catch(() => undefined)
  await view.send('Page.navigate', { url })
  await until(view, 'window.isOld !== true && document.readyState === "complete"')
}

/** What a condition in the page waits for, some seconds at most. */
export async function until(view: PageView, condition: string, limitMs = 8000): Promise<void> {
  const end = performance.now() + limitMs
  while (performance.now() < end) {
    if (await view.evaluate<boolean>(`Boolean(${condition})`).catch(() => false)) return
    await wait(40)
  }
  throw new Error(`never: ${condition}\n${await view.evaluate<string>('document.documentElement.outerHTML.slice(0, 3000)')}`)
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

/** All of them, the mild ones too. */
export async function violationsIn(view: PageView): Promise<string[]> {
  await view.evaluate(`${axe};0`)
  const found = await view.evaluate<Violation[]>(
    'axe.run(document,{resultTypes:["violations"]}).then(({violations})=>violations.map(({id,impact,nodes})=>({id,impact,nodes:nodes.map(({html})=>({html}))})))',
  )
  return found.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200)}`)
}

/** The whole page as a PNG, for a person to look at. */
export async function picture(view: PageView): Promise<Buffer> {
  const { data } = await view.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true })
  return Buffer.from(String(data), 'base64')
}
