/** The Chromium that is installed, for looking at a page of ours as a person does: over DevTools, with what the page asks the network for. */

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

/** Debian's. */
const chromium = '/usr/bin/chromium'

/** Why pages cannot be looked at here; undefined where they can. */
export function noPageBrowser(): string | undefined {
  return existsSync(chromium) ? undefined : 'the package chromium is not installed'
}

type Json = Readonly<Record<string, unknown>>

export interface PageView {
  /** DevTools' own names (chromedevtools.github.io/devtools-protocol); throws what the browser refuses. */
  send(method: string, params?: Json): Promise<Json>
  /** What an expression gives, awaited; it has to be JSON. */
  evaluate<T>(expression: string): Promise<T>
  /** The first key press on it goes to whatever Tab leads to. */
  press(key: string, code: number): Promise<void>
  close(): Promise<void>
  /** Every address that was asked for since the page was opened. */
  readonly requests: readonly string[]
  /** What the browser says of what it refused. */
  readonly complaints: readonly string[]
}

export interface PageBrowser {
  /** Opens a page from disk, as a double-click on it does. */
  open(page: string): Promise<PageView>
  close(): Promise<void>
}

export async function startPageBrowser(): Promise<PageBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-page-'))
  const args = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-extensions',
  ]
  const child = spawn(
    chromium,
    [...args, '--remote-debugging-port=0', `--user-data-dir=${join(folder, 'profile')}`, '--window-size=1200,900'],
    {
      stdio: 'ignore',
    },
  )
  const port = await portIn(join(folder, 'profile', 'DevToolsActivePort'))
  let opened = 0
  return {
    async open(page) {
      const file = join(folder, `page-${++opened}.html`)
      await writeFile(file, page)
      const target = (await (await fetch(`http://127.0.0.1:${port}/json/new?about:blank`, { method: 'PUT' })).json()) as {
        webSocketDebuggerUrl: string
      }
      return view(target.webSocketDebuggerUrl, pathToFileURL(file).href)
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

/** The browser writes it when it listens. */
async function portIn(file: string): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const [port = ''] = (await readFile(file, 'utf8').catch(() => '')).split('\n')
    if (port !== '') return port
    await setTimeout(100)
  }
  throw new Error(`${chromium} does not start`)
}

async function view(socketUrl: string, url: string): Promise<PageView> {
  const socket = new WebSocket(socketUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  const waiting = new Map<number, { resolve: (result: Json) => void; reject: (error: Error) => void }>()
  const requests: string[] = []
  const complaints: string[] = []
  const loaded = Promise.withResolvers<void>()
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as {
      id?: number
      method?: string
      params?: { request?: { url: string }; entry?: { text: string } }
      result?: Json
      error?: { message: string }
    }
    const { request, entry } = message.params ?? {}
    if (message.method === 'Network.requestWillBeSent' && request !== undefined) requests.push(request.url)
    if (message.method === 'Log.entryAdded' && entry !== undefined) complaints.push(entry.text)
    if (message.method === 'Page.loadEventFired') loaded.resolve()
    if (message.id === undefined) return
    if (message.error === undefined) waiting.get(message.id)?.resolve(message.result ?? {})
    else waiting.get(message.id)?.reject(new Error(message.error.message))
  })
  let last = 0
  const send = (method: string, params: Json = {}): Promise<Json> =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject })
      socket.send(JSON.stringify({ id: last, method, params }))
    })
  for (const domain of ['Page', 'Network', 'Log']) await send(`${domain}.enable`)
  await send('Page.navigate', { url })
  await loaded.promise
  return {
    send,
    requests,
    complaints,
    async evaluate<T>(expression: string) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
      return (result as { value: T }).value
    },
    async close() {
      // The answer may be lost with the page itself.
      const closed = new Promise((resolve) => socket.addEventListener('close', resolve, { once: true }))
      void send('Page.close')
      await closed
    },
    async press(key, windowsVirtualKeyCode) {
      for (const type of ['rawKeyDown', 'keyUp']) await send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode })
    },
  }
}

/** Of a PDF as Chromium writes it: page objects stand in it uncompressed. */
export function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0
}
