import { defineProbe, type ProbeContext } from '../check.ts'
import { inTurn } from '../in-turn.ts'
import { isTheUsersSession } from '../session.ts'
import type { Browser, BrowserEvidence } from './evidence.ts'
import { findBrowsers } from './find.ts'
import { readPolicies } from './policies.ts'
import { readUserSettings } from './user-settings.ts'
import { visitAll } from './visit-all.ts'

/**
 * Which browsers are here, how they are set, and what the best of them shows at every target's address. Nobody is waited for: the
 * browser is asked what it sees by itself; only where nothing comes, it is not waited for much longer than for this program's own page.
 */
export const browserProbe = defineProbe({
  id: 'browser',
  needs: ['page'],
  // Its program takes longest: it starts while the others begin.
  begins: ({ browser }) => (browser === 'on' ? 'first' : 'at-once'),
  probe,
})

async function probe(context: ProbeContext<'browser'>): Promise<BrowserEvidence> {
  const { io, signal } = context
  const wallMs = io.clock.wallMs()
  const settingsFound = readUserSettings(io, signal)
  const browsers = await findBrowsers(io, signal)
  const index = browsers.findIndex(isStartable)
  const used = browsers[index]
  const [{ policies, unread, managed: policed }, userSettings] = await Promise.all([
    readPolicies(io, used?.kind ?? 'edge', signal),
    settingsFound,
  ])
  // A PC that has joined a domain counts as managed too; who logs on there has this variable.
  const managed = io.platform === 'win32' && io.env.USERDNSDOMAIN !== undefined ? true : policed
  const notStarted = reasonAgainst(context, browsers, used)
  const facts = { version: 1 as const, platform: io.platform, wallMs, policies, unread, managed, userSettings }
  if (notStarted !== null || used === undefined)
    return { ...facts, ...nothingStarted, browsers, notUsed: notStarted, complete: !signal.aborted }
  // It takes 20 ms to load, and the browser as long to start.
  const reader = inTurn(() => import('../page/html.ts'))
  const { version, ...result } = await visitAll({
    ...context,
    used,
    policies,
    userSettings,
    reader,
    othersEnded: context.upstream.page.ended,
  })
  const known = browsers.map((browser) => (browser === used && browser.version === null ? { ...browser, ...version } : browser))
  const wasStarted = result.mode !== null
  return { ...facts, ...result, browsers: known, used: wasStarted ? index : null, complete: !signal.aborted }
}

const nothingStarted = { used: null, mode: null, startMs: null, visits: [], leftBehind: null }

/** A snap may neither read nor write where the profile's folder lies (snapcraft.io/docs/home-interface). */
function isStartable({ path }: Browser): boolean {
  return !path.startsWith('/snap/')
}

function reasonAgainst({ settings, io, signal }: ProbeContext<'browser'>, browsers: readonly Browser[], used: Browser | undefined) {
  const because = (reason: NonNullable<BrowserEvidence['notUsed']>['reason']) => ({ reason, policy: null, failure: null })
  if (settings.browser === 'off') return because('switched-off')
  if (io.platform === 'win32' && !isTheUsersSession(io.env)) return because('not-the-users-session')
  if (signal.aborted) return because('deadline')
  if (used === undefined) return because(browsers.length === 0 ? 'not-installed' : 'not-supported')
  return null
}
