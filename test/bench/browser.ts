/**
 * (e) and (f), inside a network of its own: the whole run with the page in the real browser against the browser's own bare load of that
 * page, and the smartcard check where nothing is there.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { trustRoots } from '../support/nss-database.ts'
import { program, readyReport, startBenchLab } from './lab.ts'
import { median, sample, say, wholeMs } from './measure.ts'

const ROUNDS = 7
/** What the rest of a run may cost beside the browser (issue of the browser's page). */
const BESIDE_MS = 300
const FACTOR = 1.25
const SMARTCARD_MS = 20

const browser = process.argv[2] ?? '/usr/bin/chromium'
const lab = await startBenchLab()
const home = join(lab.folder, 'home')
await trustRoots(home, [readFileSync(lab.rootFile, 'utf8')])

const bare = async () => {
  const profile = mkdtempSync(join(tmpdir(), 'terminal-preflight-bench-'))
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    `--user-data-dir=${profile}`,
  ]
  const elapsedMs = await wholeMs(browser, [...flags, '--dump-dom', lab.urls.sso], { HOME: home })
  rmSync(profile, { recursive: true, force: true })
  return elapsedMs
}
const agent = async () => {
  let cardMs = Number.NaN
  let pageMs = Number.NaN
  const { wholeMs: whole } = await sample(
    [program, ...lab.flags],
    (stdout) => {
      const report = readyReport(stdout)
      cardMs = report.checks.find(({ id }) => id === 'smartcard')?.elapsedMs ?? Number.NaN
      pageMs = report.checks.find(({ id }) => id === 'browser')?.elapsedMs ?? Number.NaN
      return report.elapsedMs
    },
    { HOME: home },
  )
  return { whole, cardMs, pageMs }
}

const bares: number[] = []
const agents: Awaited<ReturnType<typeof agent>>[] = []
for (let round = 0; round <= ROUNDS; round++) {
  const [one, other] = [await bare(), await agent()]
  if (round === 0) continue
  bares.push(one)
  agents.push(other)
}
await lab.stop()

const over = median(agents.map(({ whole }, at) => (whole - BESIDE_MS) / (bares[at] ?? Number.NaN)))
const wholes = median(agents.map(({ whole }) => whole))
say(
  '(e) whole run with the pages in the browser, less 0.3 s / its bare load',
  `${over.toFixed(2)} (${wholes.toFixed(0)} ms / ${median(bares).toFixed(0)} ms; ${median(agents.map(({ pageMs }) => pageMs)).toFixed(0)} ms in the browser check)`,
  { at: FACTOR, is: over },
)
const card = median(agents.map(({ cardMs }) => cardMs))
say('(f) smartcard check where there is no reader', `${card.toFixed(1)} ms`, { at: SMARTCARD_MS, is: card })
