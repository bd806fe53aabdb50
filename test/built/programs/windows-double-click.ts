/**
 * Beside Wine, on a screen: `node windows-double-click.ts OUT-FOLDER NAME OWN EXECUTABLE` does what a double click does and takes a picture of
 * what is seen at the end, NAME.png, and says of it, in NAME.json, what can be counted.
 */

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, glob, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const [out = '', name = '', own = '', executable = ''] = process.argv.slice(2)
/** Longer than any run. */
const PATIENCE_MS = 30_000
/** What was written is on the screen then. */
const DRAWN_MS = 700
/** A window that goes by itself has gone by then. */
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

/** The executable has children of its own: the first is the one that was clicked. */
async function processId(): Promise<number | undefined> {
  const ids = (await readdir('/proc')).map(Number).filter((id) => id > 0)
  for (const id of ids.toSorted((a, b) => a - b)) {
    const [program = ''] = (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).split('\0')
    if (program.toLowerCase().endsWith(`\\${basename(executable)}`)) return id
  }
  return undefined
}

const windows = () => run('xdotool', 'search', '--onlyvisible', '--name', basename(executable)).catch(() => '')

await rm(own, { recursive: true, force: true })
// Not by pipes: it would write into them.
await once(spawn('wine', ['start', '/unix', executable], { stdio: 'ignore' }), 'exit')
const id = await until('process', processId)
// All that is said is said before the bundle is written. Held still there: the window goes with its program, some milliseconds later.
await until('bundle', () => first(join(own, 'reports/*/*.zip*')))
process.kill(id, 'SIGSTOP')
await wait(DRAWN_MS)
const [window = ''] = (await until('window', async () => (await windows()) || undefined)).split('\n')
const title = await run('xdotool', 'getwindowname', window)
const geometry = await run('xdotool', 'getwindowgeometry', '--shell', window)
const picture = join(out, `${name}.png`)
await run('import', '-window', 'root', picture)
process.kill(id, 'SIGCONT')
const goneMs = Date.now() + GOES_WITHIN_MS
let isOpen = true
while (isOpen && Date.now() < goneMs) isOpen = (await windows()) !== ''

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
await writeFile(join(out, `${name}.json`), JSON.stringify({ title, light: Number(light), isOpen }))
