/**
 * A data centre in a box: HKEX's two name servers, the servers of two data centres, a proxy and a terminal PC, on
 * loopback and without root. Everything is real but the machine's settings, and one fault can be put in.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Io } from '../../checks/io.ts'
import { authorities } from './certificates.ts'
import type { ExpectedCause, Fault, LabChange, Verdict } from './fault.ts'
import { faultNamed } from './faults.ts'
import { fillPlaces } from './fill.ts'
import { labMachine } from './machine.ts'
import { onFreePlaces, ownsLoopbackRange, type Places } from './places.ts'
import { profileYaml, siteUrl, siteYaml } from './profile.ts'
import { startServers } from './servers.ts'

export interface Lab extends AsyncDisposable {
  readonly places: Places
  readonly profileYaml: string
  readonly siteYaml: string
  /** The machine that the probes see. */
  readonly io: Io
  /** PEM: what `--root` trusts. */
  readonly roots: readonly string[]
  /** The agent's flags that point it at this lab: files in a folder that goes with it. */
  readonly flags: readonly string[]
  readonly urls: { readonly ccass: string; readonly dms: string; readonly sso: string }
  readonly expected: readonly ExpectedCause[]
  readonly verdict: Verdict
  stop(): Promise<void>
}

export interface LabOptions {
  /** false: everything on 127.0.0.1, as macOS has it. By default: what the system allows. */
  readonly wholeRange?: boolean
}

/** Starts the lab, healthy or with a fault (by name, or one of your own). Stop it, or hold it with `await using`. */
export async function startLab(wanted?: string | Fault, options: LabOptions = {}): Promise<Lab> {
  const fault = typeof wanted === 'string' ? faultNamed(wanted) : wanted
  if (typeof wanted === 'string' && fault === undefined) throw new RangeError(`no such fault: ${wanted}`)
  const whole = options.wholeRange ?? (await ownsLoopbackRange())
  return onFreePlaces(whole, (places) => startOn(places, fault))
}

async function startOn(places: Places, fault: Fault | undefined): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-lab-'))
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  const change: LabChange = fillPlaces(fault?.change ?? {}, places, folder)
  const urls = { ccass: siteUrl(places, 'www', '/'), dms: siteUrl(places, 'www', '/dms'), sso: siteUrl(places, 'sso', '/sso') }
  const timeShiftMs = change.hongKongTime === undefined ? 0 : shiftTo(change.hongKongTime)
  const servers = await startServers(places, change, { ssoUrl: urls.sso, timeShiftMs }).catch(async (error: unknown) => {
    await removeFolder()
    throw error
  })
  const { root, company } = await authorities()
  const profile = profileYaml(places, change.profile)
  const site = siteYaml(places, change.site)
  const files = { 'profile.yaml': profile, 'site.yaml': site, 'root.pem': root.cert, 'company-root.pem': company.cert }
  const file = (name: string) => join(folder, name)
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(file(name), content)))
  const stop = async () => {
    await servers.stop()
    await removeFolder()
  }
  return {
    places,
    profileYaml: profile,
    siteYaml: site,
    io: await labMachine(places, change, folder, timeShiftMs),
    roots: [root.cert],
    flags: ['--profile', file('profile.yaml'), '--site', file('site.yaml'), '--root', file('root.pem')],
    urls,
    expected: fillPlaces(fault?.expected ?? [], places, folder),
    verdict: fault?.verdict ?? 'ready',
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** From now to a time of today in Hong Kong, which has no summer time. */
function shiftTo(hongKongTime: string): number {
  const [hours = 0, minutes = 0] = hongKongTime.split(':').map(Number)
  const dayMs = 86_400_000
  const nowOfDayMs = (Date.now() + 8 * 3_600_000) % dayMs
  return (hours * 60 + minutes) * 60_000 - nowOfDayMs
}
