/**
 * Makes terminal-preflight.ico from terminal-preflight.svg, by hand after a change of the drawing: `node packaging/icon/make.ts`. The
 * result is committed, so that nobody needs librsvg to build, and another version of it changes no executable.
 */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool } from '../tools.ts'
import { encodeIco, iconSizes } from './ico.ts'

const drawing = join(import.meta.dirname, 'terminal-preflight.svg')
const icon = join(import.meta.dirname, 'terminal-preflight.ico')

const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-icon-'))
try {
  const pngs: Buffer[] = []
  for (const size of iconSizes) {
    const png = join(folder, `${size}.png`)
    await runTool('rsvg-convert', ['--width', `${size}`, '--height', `${size}`, '--output', png, drawing])
    pngs.push(await readFile(png))
  }
  await writeFile(icon, encodeIco(pngs))
} finally {
  await rm(folder, { recursive: true, force: true })
}
