/**
 * A data centre in a box: HKEX's two name servers, the servers of two data centres, a proxy and a terminal PC, on
 * loopback and without root. Everything is real but the machine's settings, and one fault can be put in.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpointText } from '../../checks/endpoint.ts'
import type { Io } from '../../checks/io.ts'
import { realBrowser } from './browser/real.ts'
import { authorities } from './certificates.ts'
import type { ExpectedCause, Fault, LabChange, Verdict } from './fault.ts'
import { faultNamed, type LabBrowser } from './faults.ts'
import { fillPlaces } from './fill.ts'
import { labMachine } from './machine.ts'
import { onFreePlaces, ownsLoopbackRange, type Places } from './places.ts'
import { ISSUING_PATH } from './plain-servers.ts'
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
  /** What the agent may start as the PC's browser, or why it may start none. */
  readonly browser: LabBrowser
  stop(): Promise<void>
}

export interface LabOptions {
  /** real: the agent starts this machine's own browser, where there is one that can be told to see the lab alone. By default it starts none. */
  readonly browser?: 'real' | 'off'
  /** false: everything on 127.0.0.1, as macOS has it. By default: what the system allows. */
  readonly wholeRange?: boolean
}

/** Starts the lab, healthy or with a fault (by name, or one of your own). Stop it, or hold it with `await using`. */
export async function startLab(wanted?: string | Fault, options: LabOptions = {}): Promise<Lab> {
  const fault = typeof wanted === 'string' ? faultNamed(wanted) : wanted
  if (typeof wanted === 'string' && fault === undefined) throw new RangeError(`no such fault: ${wanted}`)
  const whole = options.wholeRange ?? (await ownsLoopbackRange())
  const browser = await chooseBrowser(fault, options.browser ?? 'off')
  return onFreePlaces(whole, (places) => startOn(places, fault, browser))
}

async function chooseBrowser(fault: Fault | undefined, wanted: 'real' | 'off'): Promise<LabBrowser> {
  const { cannotPlay } = fault?.change.pc?.browser ?? {}
  if (wanted === 'off') return { off: 'not asked for' }
  return cannotPlay === undefined ? realBrowser() : { off: cannotPlay }
}

async function startOn(places: Places, fault: Fault | undefined, browser: LabBrowser): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-lab-'))
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  const change: LabChange = fillPlaces(fault?.change ?? {}, places, folder)
  const urls = { ccass: siteUrl(places, 'www', '/'), dms: siteUrl(places, 'www', '/dms'), sso: siteUrl(places, 'sso', '/sso') }
  const clockShiftMs = change.hongKongTime === undefined ? 0 : shiftTo(change.hongKongTime)
  // A PC that is ahead is a world that is behind: so the browser, whose clock is this machine's, sees what the agent sees.
  const timeShiftMs = clockShiftMs - (change.pc?.clockAheadMs ?? 0)
  const caIssuers = `http://${endpointText(places.portal)}${ISSUING_PATH}`
  const servers = await startServers(places, change, { ssoUrl: urls.sso, timeShiftMs, caIssuers }).catch(async (error: unknown) => {
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
    io: await labMachine({ places, change, folder, clockShiftMs, browser: 'path' in browser ? browser : null }),
    roots: [root.cert],
    flags: [
      ...['--profile', file('profile.yaml'), '--site', file('site.yaml'), '--root', file('root.pem')],
      // Where the program itself is what is wrong, no real one is needed.
      ...('path' in browser || change.pc?.browser?.program !== undefined ? [] : ['--browser', 'off']),
    ],
    urls,
    ...expectedOf(fault, browser, places, folder),
    browser,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function expectedOf(fault: Fault | undefined, browser: LabBrowser, places: Places, folder: string): Pick<Lab, 'expected' | 'verdict'> {
  const { expected, verdict } = ('path' in browser ? undefined : fault?.withoutBrowser) ?? fault ?? { expected: [], verdict: 'ready' }
  return { expected: fillPlaces(expected, places, folder), verdict }
}

/** From now to a time of today in Hong Kong, which has no summer time. */
function shiftTo(hongKongTime: string): number {
  const [hours = 0, minutes = 0] = hongKongTime.split(':').map(Number)
  const dayMs = 86_400_000
  const nowOfDayMs = (Date.now() + 8 * 3_600_000) % dayMs
  return (hours * 60 + minutes) * 60_000 - nowOfDayMs
}
