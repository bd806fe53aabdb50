/** The lab at its real ports, inside a network of its own: what the built program and whoever it is compared with are pointed at. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { authorities } from '../lab/certificates.ts'
import type { LabChange } from '../lab/fault.ts'
import { fillPlaces } from '../lab/fill.ts'
import type { Places } from '../lab/places.ts'
import { profileYaml, siteUrl, siteYaml } from '../lab/profile.ts'
import { startServers } from '../lab/servers.ts'

export const program = fileURLToPath(new URL('../../dist/terminal-preflight.cjs', import.meta.url))

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

/** @param wanted what differs from the healthy lab: servers and configuration alone, since the machine is the real one */
export async function startBenchLab(wanted: LabChange = {}) {
  const urls = { ccass: siteUrl(places, 'www', '/'), dms: siteUrl(places, 'www', '/dms'), sso: siteUrl(places, 'sso', '/sso') }
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-bench-'))
  const change = fillPlaces(wanted, places, folder)
  const servers = await startServers(places, change, { ssoUrl: urls.sso })
  const file = (name: string) => join(folder, name)
  await writeFile(file('profile.yaml'), profileYaml(places, change.profile))
  await writeFile(file('site.yaml'), siteYaml(places, change.site))
  await writeFile(file('root.pem'), (await authorities()).root.cert)
  const configuration = ['--profile', file('profile.yaml'), '--site', file('site.yaml'), '--root', file('root.pem')]
  return {
    urls,
    folder,
    rootFile: file('root.pem'),
    /** The agent's, with its report as JSON on stdout. */
    flags: [...configuration, '--ephemeral', '--silent', '--json'],
    async stop() {
      await servers.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A run that isn't READY would measure something else. */
export function readyReport(stdout: string): { readonly elapsedMs: number; readonly checks: readonly { id: string; elapsedMs: number }[] } {
  const report = JSON.parse(stdout) as ReturnType<typeof readyReport> & { verdict: string; causes: { code: string }[] }
  if (report.verdict !== 'ready')
    throw new Error(`the lab's terminal is ${report.verdict}: ${report.causes.map(({ code }) => code).join(', ')}`)
  return report
}
