/** The visits to all targets with one browser, by the best way that its policies allow. */

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { aborted } from '../aborted.ts'
import type { ProbeContext } from '../check.ts'
import { type Failure, failure } from '../failure.ts'
import type { TemporaryFolder } from '../io.ts'
import type { Target } from '../settings.ts'
import { drive, type Errand } from './drive.ts'
import { dumpPages } from './dump-dom.ts'
import type { Browser, BrowserEvidence, BrowserVisit, Policy, UserSetting } from './evidence.ts'
import { unknownVersion, type Version, versionOf } from './find-version.ts'
import { localState } from './launch.ts'
import { FOLDER_PREFIX, HURRIED_REMOVAL_MS } from './limits.ts'
import { permissionBy, toolsForbiddenBy } from './permission.ts'
import { writeProfile } from './profile.ts'
import type { Seen } from './visit.ts'
import type { Reader } from './visit-page.ts'
import { after } from './visit-watch.ts'

export interface VisitAllContext extends Pick<ProbeContext<'browser'>, 'settings' | 'io' | 'signal' | 'attach'> {
  readonly used: Browser
  readonly policies: readonly Policy[]
  readonly userSettings: readonly UserSetting[]
  readonly reader: Promise<Reader>
  readonly othersEnded: Promise<void>
}

export type Visited = Pick<BrowserEvidence, 'notUsed' | 'mode' | 'startMs' | 'visits' | 'leftBehind'> & {
  /** What the browser said of itself. */
  readonly version: Version
}

interface Attempt {
  readonly mode: BrowserEvidence['mode']
  readonly startMs: number | null
  readonly version: Version
  readonly seen: readonly Seen[]
  readonly notUsed: BrowserEvidence['notUsed']
}

/** Leaves nothing, whatever happens: a folder that could not be removed is said. */
export async function visitAll(context: VisitAllContext): Promise<Visited> {
  const { settings, io, signal, attach, used, policies } = context
  const permission = permissionBy(policies, used.kind)
  const nothing = { mode: null, startMs: null, version: unknownVersion, visits: [], leftBehind: null }
  if (permission.start !== null) return { ...nothing, notUsed: notUsed('policy', permission.start) }
  const folder = await io.files.temporaryFolder(FOLDER_PREFIX)
  if ('failure' in folder) return { ...nothing, notUsed: notUsed('not-started', null, folder.failure) }
  // An error inside is ours, and is said as such; the folder goes all the same.
  const attempt = await attemptIn(folder, permission.debug, context).catch(async (error: unknown) => {
    await folder.remove()
    throw error
  })
  const removed = await Promise.race([folder.remove(), aborted(signal).then(() => after(HURRIED_REMOVAL_MS))])
  return {
    mode: attempt.mode,
    startMs: attempt.startMs,
    version: attempt.version,
    notUsed: attempt.notUsed,
    visits: attempt.seen.map((seen) => withPicture(seen, settings.targets, attach)),
    leftBehind: removed === undefined || 'failure' in removed ? folder.path : null,
  }
}

function notUsed(reason: NonNullable<BrowserEvidence['notUsed']>['reason'], policy: string | null, why: Failure | null = null) {
  return { reason, policy, failure: why }
}

async function attemptIn(folder: TemporaryFolder, forbiddenBy: string | null, context: VisitAllContext): Promise<Attempt> {
  const { settings, io, signal, used, policies, userSettings, reader } = context
  const errands = errandsOf(settings.targets)
  const state = localState(userSettings, used.kind)
  const given = { io, path: used.path, proxy: settings.proxy, folder, reader, othersEnded: context.othersEnded, kind: used.kind, signal }
  const nothing = { mode: null, startMs: null, version: unknownVersion, seen: [] }
  let why = forbiddenBy === null ? null : notUsed('policy', forbiddenBy)
  if (forbiddenBy === null) {
    const profile = join(folder.path, 'profile')
    await writeProfile(io.files, profile, state)
    const driven = await drive(errands, { ...given, profile })
    if ('seen' in driven && isRefused(driven.seen)) {
      const refusal = driven.seen[0]?.visit.failure ?? null
      return { ...nothing, version: versionSaid(driven.version), notUsed: notUsed('policy', toolsForbiddenBy(policies), refusal) }
    }
    if ('seen' in driven) {
      return { mode: 'devtools', startMs: driven.startMs, version: versionSaid(driven.version), seen: driven.seen, notUsed: null }
    }
    why = notUsed(driven.failure.word === 'access-denied' ? 'policy' : 'not-started', null, driven.failure)
  }
  if (signal.aborted) return { ...nothing, notUsed: notUsed('deadline', null, failure('cancelled')) }
  // Who may not be started once may not be started twice, and one that hangs would hang again.
  const word = why?.failure?.word
  if (word === 'access-denied' || word === 'file-missing' || word === 'no-reply') return { ...nothing, notUsed: why }
  const [seen, version] = await Promise.all([dumpPages(errands, { ...given, localState: state }), versionOf(io, used, signal)])
  const nothingCame = seen.every(({ visit }) => visit.page === null && visit.error === null)
  if (nothingCame && !signal.aborted)
    return { ...nothing, version, notUsed: why ?? notUsed('not-started', null, seen[0]?.visit.failure ?? null) }
  return { mode: 'dump-dom', startMs: null, version, seen, notUsed: why }
}

function versionSaid(version: string | null): Version {
  return version === null ? unknownVersion : { version, versionFrom: 'output' }
}

/** It talks, and lets no page be looked at. Then it would print none either: see toolsForbiddenBy. */
function isRefused(seen: readonly Seen[]): boolean {
  return seen.length > 0 && seen.every(({ visit }) => visit.failure?.word === 'not-supported')
}

/** Every address once, whoever needs it. */
function errandsOf(targets: readonly Target[]): Errand[] {
  return [...new Set(targets.map(({ url }) => url))].map((url) => ({
    url,
    markers: targets.filter((target) => target.url === url).map(({ page }) => page),
  }))
}

function withPicture({ visit, png }: Seen, targets: readonly Target[], attach: VisitAllContext['attach']): BrowserVisit {
  const id = targets.find(({ url }) => url === visit.url)?.id
  if (png === null || id === undefined) return { ...visit, screenshot: null }
  const file = `browser-${id.replace(/[^\w.-]/g, '_')}.png`
  attach(file, png)
  return { ...visit, screenshot: { file, bytes: png.length, sha256: createHash('sha256').update(png).digest('hex') } }
}
