import { join } from 'node:path'

/**
 * Where a run's files go when nobody says: the user's own data folder, which needs no rights. Windows: %LOCALAPPDATA%
 * (Microsoft, KNOWNFOLDERID LocalAppData); macOS: Application Support; elsewhere XDG_STATE_HOME (XDG Base Directory 0.8).
 */
export function dataFolder(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>, home: string): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'TerminalPreflight')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'TerminalPreflight')
  return join(env.XDG_STATE_HOME ?? join(home, '.local', 'state'), 'terminal-preflight')
}

/** One folder a run, named by Hong Kong time so that they sort: 20261122-080501. */
export function runFolder(base: string, hongKongTime: string): string {
  return join(base, 'reports', hongKongTime.replace(/[-:]/g, '').replace(' ', '-'))
}
