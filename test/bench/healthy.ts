/** (a) and (d), inside a network of its own: the built program against the hand-written minimum and bare Node, on the lab at its real ports. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { authorities } from '../lab/certificates.ts'
import type { Places } from '../lab/places.ts'
import { profileYaml, siteUrl, siteYaml } from '../lab/profile.ts'
import { startServers } from '../lab/servers.ts'
import { inTurn, median, medianRatio, sample, say } from './measure.ts'
import ratchet from './ratchet.json' with { type: 'json' }

const ROUNDS = 15
const program = fileURLToPath(new URL('../../dist/terminal-preflight.cjs', import.meta.url))
const minimal = fileURLToPath(new URL('minimal.mjs', import.meta.url))

const on = (address: string, port: number) => ({ address, port })
const places: Places = {
  resolvers: { preferred: on('127.0.3.1', 53), alternate: on('127.0.3.2', 53), own: on('127.0.3.3', 53) },
  primary: { www: [on('127.0.1.10', 443), on('127.0.1.11', 443)], sso: [on('127.0.1.20', 443), on('127.0.1.21', 443)] },
  secondary: { www: [], sso: [] },
  oldSso: '127.0.1.99',
  stray: '127.0.9.1',
  dead: '127.0.9.2',
  proxy: on('127.0.4.1', 3128),
  pac: on('127.0.4.2', 8080),
  portal: on('127.0.4.3', 8081),
  ranges: { primary: ['127.0.1.0/24'], secondary: ['127.0.2.0/24'] },
}
const urls = { ccass: siteUrl(places, 'www', '/'), dms: siteUrl(places, 'www', '/dms'), sso: siteUrl(places, 'sso', '/sso') }
const servers = await startServers(places, {}, { ssoUrl: urls.sso })
const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-bench-'))
const file = (name: string) => join(folder, name)
await writeFile(file('profile.yaml'), profileYaml(places))
await writeFile(file('site.yaml'), siteYaml(places))
await writeFile(file('root.pem'), (await authorities()).root.cert)

const flags = [
  '--profile',
  file('profile.yaml'),
  '--site',
  file('site.yaml'),
  '--root',
  file('root.pem'),
  '--ephemeral',
  '--silent',
  '--json',
]
const hosts = [
  { host: 'www.ccass.com', urls: [urls.ccass, urls.dms] },
  { host: 'sso.hkexposttrade.com.hk', urls: [urls.sso] },
]
const samples = await inTurn(ROUNDS, {
  agent: () => sample([program, ...flags], readySpan),
  minimum: () =>
    sample([minimal, JSON.stringify(hosts), JSON.stringify(['127.0.3.1', '127.0.3.2'])], (stdout) => Number(JSON.parse(stdout).elapsedMs)),
  node: () => sample(['-e', '0'], () => 0),
})
await servers.stop()
await rm(folder, { recursive: true })

/** A run that isn't READY would measure something else. */
function readySpan(stdout: string): number {
  const report = JSON.parse(stdout) as { verdict: string; elapsedMs: number; causes: { code: string }[] }
  if (report.verdict !== 'ready')
    throw new Error(`the lab's terminal is ${report.verdict}: ${report.causes.map(({ code }) => code).join(', ')}`)
  return report.elapsedMs
}

const of = (name: keyof typeof samples, value: 'wholeMs' | 'spanMs' | 'peakMb') => samples[name].map((each) => each[value])
const span = medianRatio(of('agent', 'spanMs'), of('minimum', 'spanMs'))
say(
  '(a) all good, first probe to verdict: agent / minimum',
  `${span.toFixed(2)} (${median(of('agent', 'spanMs')).toFixed(0)} ms / ${median(of('minimum', 'spanMs')).toFixed(0)} ms)`,
  { at: 1.3, is: span },
)
say(
  '    whole process, load included: agent / minimum',
  `${medianRatio(of('agent', 'wholeMs'), of('minimum', 'wholeMs')).toFixed(2)} (${median(of('agent', 'wholeMs')).toFixed(0)} ms / ${median(of('minimum', 'wholeMs')).toFixed(0)} ms)`,
)
say(
  '    whole process: agent / bare Node',
  `${medianRatio(of('agent', 'wholeMs'), of('node', 'wholeMs')).toFixed(2)} (bare Node ${median(of('node', 'wholeMs')).toFixed(0)} ms)`,
)
const peak = medianRatio(of('agent', 'peakMb'), of('node', 'peakMb'))
say(
  '(d) peak memory: agent / bare Node',
  `${peak.toFixed(2)} (${median(of('agent', 'peakMb')).toFixed(0)} MB / ${median(of('node', 'peakMb')).toFixed(0)} MB)`,
  { at: ratchet.peakMemoryOverBareNode, is: peak },
)
