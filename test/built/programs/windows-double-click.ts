/**
 * Beside Wine, on a screen: `node windows-double-click.ts OUT-FOLDER NAME OWN EXECUTABLE ANSWER` does what a double click does, answers the question
 * which services the PC is for, takes a picture of what is seen at the end, NAME.png, presses a key, and says in NAME.json what came of it.
 */

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, glob, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const [out = '', name = '', own = '', executable = '', answer = ''] = process.argv.slice(2)
/** Longer than any run. */
const PATIENCE_MS = 30_000
/** What was written is on the screen then. */
const DRAWN_MS = 1500
const ASKED_MS = 3000
/** A window that goes by itself, or by a key, has gone by then. */
const GOES_WITHIN_MS = 4000

const run = async (file: string, ...args: readonly string[]): Promise<string> => (await promisify(execFile)(file, [...args])).stdout.trim()

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; await wait(1)) {
    const found = await look()
    if (found !== undefined) return found
  }
  throw new Error(`no ${what}`)
}

async function first(pattern: string): Promise<string | undefined> {
  for await (const path of glob(pattern)) return path
  return undefined
}

async function press(...keys: readonly string[]): Promise<void> {
  await run('xdotool', 'windowfocus', '--sync', window)
  for (const key of keys) await run('xdotool', 'key', '--delay', '50', key)
}

async function isGone(): Promise<boolean> {
  for (const endMs = Date.now() + GOES_WITHIN_MS; Date.now() < endMs; await wait(50)) if ((await windows()) === '') return true
  return false
}

const windows = () => run('xdotool', 'search', '--onlyvisible', '--name', '[Tt]erminal[ -][Pp]reflight').catch(() => '')

await rm(own, { recursive: true, force: true })
// Not by pipes: it would write into them.
await once(spawn('wine', ['start', '/unix', executable], { stdio: 'ignore' }), 'exit')
const [window = ''] = (await until('window', async () => (await windows()) || undefined)).split('\n')
// The question is there when the site file has been looked for.
await wait(ASKED_MS)
await press(...answer.split(''), 'Return')
await until('page', () => first(join(own, 'reports/*/report.html')))
await until('bundle', () => first(join(own, 'reports/*/*.zip')))
await wait(DRAWN_MS)
const title = await run('xdotool', 'getwindowname', window)
const geometry = await run('xdotool', 'getwindowgeometry', '--shell', window)
const picture = join(out, `${name}.png`)
await run('import', '-window', 'root', picture)
const staysOpen = !(await isGone())
await press('space')
const goes = await isGone()

const [x, y, width, height] = ['X', 'Y', 'WIDTH', 'HEIGHT'].map((each) => Number(new RegExp(`^${each}=(\\d+)$`, 'm').exec(geometry)?.[1]))
// Without the bars at its sides, which are light.
const crop = `${(width ?? 0) - 30}x${(height ?? 0) - 30}+${x}+${y}`
const light = await run(
  'magick',
  picture,
  '-crop',
  crop,
  '+repage',
  '-colorspace',
  'gray',
  '-threshold',
  '50%',
  '-format',
  '%[fx:mean]',
  'info:',
)
await copyFile(await until('report', () => first(join(own, 'reports/*/report.json'))), join(out, `${name}.report.json`))
await writeFile(join(out, `${name}.json`), JSON.stringify({ title, light: Number(light), staysOpen, goes }))
