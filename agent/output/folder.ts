import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureOf } from '../../checks/failure.ts'
import { makeFolder } from '../../checks/io/make-folder.ts'

/** How a program's own folder is called: on Windows and macOS, and where small letters are the custom. */
interface FolderName {
  readonly title: string
  readonly plain: string
}

/** Where a run's files go when nobody says: the user's own data folder, which needs no rights. */
export function dataFolder(platform: NodeJS.Platform, env: Environment, home: string): string {
  return ownFolder({ title: 'TerminalPreflight', plain: 'terminal-preflight' }, platform, env, home)
}

/** Where the helpdesk keeps everything when nobody says. */
export function helpdeskFolder(platform: NodeJS.Platform, env: Environment, home: string): string {
  return ownFolder({ title: 'TerminalPreflightHelpdesk', plain: 'terminal-preflight-helpdesk' }, platform, env, home)
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Windows: %LOCALAPPDATA% (Microsoft, KNOWNFOLDERID LocalAppData); macOS: Application Support; elsewhere XDG_STATE_HOME
 * (XDG Base Directory 0.8).
 */
function ownFolder({ title, plain }: FolderName, platform: NodeJS.Platform, env: Environment, home: string): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), title)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', title)
  return join(env.XDG_STATE_HOME ?? join(home, '.local', 'state'), plain)
}

/** Runs that begin within one second; more of them wait for nothing, they fail. */
const MOST_IN_ONE_SECOND = 100

/**
 * Makes a folder that no other run has, named by Hong Kong time so that they sort: 20261122-080501, 20261122-080501-2 for a second
 * one of that second. Throws what mkdir throws.
 */
export async function makeRunFolder(base: string, hongKongTime: string): Promise<string> {
  const reports = join(base, 'reports')
  await makeFolder(reports)
  const name = hongKongTime.replace(/[-:]/g, '').replace(' ', '-')
  for (let turn = 1; ; turn += 1) {
    const folder = join(reports, turn === 1 ? name : `${name}-${turn}`)
    try {
      await mkdir(folder, { mode: 0o700 })
      return folder
    } catch (error) {
      if (failureOf(error).code !== 'EEXIST' || turn === MOST_IN_ONE_SECOND) throw error
    }
  }
}

/** Where the user's own can't be written. Everybody may write there, so the name is one that nobody could make beforehand. */
export function makeTemporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'TerminalPreflight-'))
}
