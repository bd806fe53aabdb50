import { failure } from '../failure.ts'
import type { Io } from '../io.ts'
import { isTheUsersSession } from '../session.ts'
import type { BrowserKind, UserSetting } from './evidence.ts'

/**
 * Some hundred kilobytes in a browser that is used daily, a few megabytes where seeds of its maker's experiments are kept in it. What is
 * larger is not a file that the browser itself would read in a moment.
 */
const MAX_BYTES = 16_777_216

/** Names of modes have nine letters at most; templates are addresses, several of them at times. */
const MAX_MODE = 40
const MAX_TEMPLATES = 2000

type Places = Readonly<Record<Exclude<BrowserKind, 'other'>, readonly string[]>>

/** Below %LOCALAPPDATA% · $XDG_CONFIG_HOME · ~/Library/Application Support (Chromium, docs/user_data_dir.md; Edge has its own names). */
const windowsFolders: Places = {
  edge: ['Microsoft\\Edge\\User Data'],
  chrome: ['Google\\Chrome\\User Data'],
  chromium: ['Chromium\\User Data'],
}
const linuxFolders: Places = { edge: ['microsoft-edge'], chrome: ['google-chrome'], chromium: ['chromium'] }
const macosFolders: Places = { edge: ['Microsoft Edge'], chrome: ['Google/Chrome'], chromium: ['Chromium'] }

/**
 * What this user chose for secure DNS, in the stable release of each browser that this user has used: one whose file is not there was never
 * started. Empty in another session than the user's.
 */
export async function readUserSettings(io: Io, signal: AbortSignal): Promise<UserSetting[]> {
  if (!isTheUsersSession(io.env)) return []
  const settings: UserSetting[] = []
  for (const { kind, file } of localStates(io)) {
    if (signal.aborted) break
    const setting = await settingIn(io, kind, file)
    if (setting !== null) settings.push(setting)
  }
  return settings
}

function localStates({ platform, env }: Io): { readonly kind: BrowserKind; readonly file: string }[] {
  const [root, separator, folders] = rootOf(platform, env)
  if (root === null) return []
  const snap = platform === 'linux' && env.HOME !== undefined ? [`${env.HOME}/snap/chromium/common/chromium`] : []
  return (['edge', 'chrome', 'chromium'] as const).flatMap((kind) =>
    [...folders[kind].map((folder) => `${root}${separator}${folder}`), ...(kind === 'chromium' ? snap : [])].map((folder) => ({
      kind,
      file: `${folder}${separator}Local State`,
    })),
  )
}

function rootOf(platform: NodeJS.Platform, env: Io['env']): readonly [string | null, string, Places] {
  if (platform === 'win32') return [env.LOCALAPPDATA ?? null, '\\', windowsFolders]
  const { HOME: home } = env
  if (platform === 'darwin') return [home === undefined ? null : `${home}/Library/Application Support`, '/', macosFolders]
  return [env.XDG_CONFIG_HOME || (home === undefined ? null : `${home}/.config`), '/', linuxFolders]
}

async function settingIn(io: Io, kind: BrowserKind, file: string): Promise<UserSetting | null> {
  const outcome = await io.files.read(file, MAX_BYTES)
  if ('content' in outcome) return { kind, file, ...secureDnsIn(outcome.content) }
  const { word } = outcome.failure
  return word === 'file-missing' || word === 'not-a-directory' ? null : { kind, file, secureDns: null, failure: outcome.failure }
}

/** Chromium, chrome/common/pref_names.h: dns_over_https.mode and dns_over_https.templates. */
const KEY = 'dns_over_https'

function secureDnsIn(content: Buffer): Pick<UserSetting, 'secureDns' | 'failure'> {
  // A user who never chose has no such key: then the whole need not be taken apart, which takes longer than all the rest.
  if (!content.includes(`"${KEY}"`)) return { secureDns: null, failure: null }
  const state = parsed(content)
  if (state === undefined) return { secureDns: null, failure: failure('malformed') }
  const chosen = fieldOf(state, KEY)
  const mode = fieldOf(chosen, 'mode')
  if (typeof mode !== 'string') return { secureDns: null, failure: null }
  const templates = fieldOf(chosen, 'templates')
  const addresses = typeof templates === 'string' ? templates.slice(0, MAX_TEMPLATES) : ''
  return { secureDns: { mode: mode.slice(0, MAX_MODE), templates: addresses }, failure: null }
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}
