import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { noBrowser, processesNaming } from '../support/browser.ts'
import { closeAll, tcpServer } from './browser-lab.ts'

const without = noBrowser()
const ENOUGH_MS = 20_000

const source = (path: string) => pathToFileURL(join(import.meta.dirname, '../..', path)).href

/** Drives Chromium to an address that never answers; its temporary folder is the test's. */
const program = (url: string) => `
  import { realIo } from '${source('checks/io/real.ts')}'
  import { drive } from '${source('checks/browser/drive.ts')}'
  const io = realIo()
  const folder = await io.files.temporaryFolder('terminal-preflight-browser-')
  await drive([{ url: '${url}', markers: [null] }], {
    io, path: '/usr/bin/chromium', proxy: { kind: 'direct' }, folder, profile: folder.path + '/profile',
    reader: Promise.reject(new Error('unused')).catch(() => ({})), signal: new AbortController().signal,
  })
`

describe.skipIf(without !== undefined)(`our program dies while the browser runs${without === undefined ? '' : ` (${without})`}`, () => {
  afterEach(closeAll)

  test('killed without a word, no browser lives on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-crash-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
    const asked = Promise.withResolvers<void>()
    const port = await tcpServer((socket) => socket.once('data', () => asked.resolve()))
    const script = program(`https://127.0.0.1:${port}/`)
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TMPDIR: folder },
      stdio: 'ignore',
    })
    await asked.promise
    const profiles = readdirSync(folder).filter((name) => name.startsWith('terminal-preflight-browser-'))
    expect(profiles).toHaveLength(1)
    expect(processesNaming(folder).length).toBeGreaterThan(1)
    child.kill('SIGKILL')
    await vi.waitUntil(() => processesNaming(folder).length === 0, { timeout: ENOUGH_MS, interval: 100 })
  })
})
