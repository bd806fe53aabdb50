/** What happens when a program starts the browser of the lab's PC: the machine's real one runs, told to see the lab alone. */

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '../../../checks/failure.ts'
import type { Io, Processes } from '../../../checks/io.ts'
import type { BrowserChange, LabChange } from '../fault.ts'
import { nameRules, proxyFlags } from './flags.ts'
import { type Home, makeHome } from './home.ts'
import type { RealBrowser } from './real.ts'

/** A program and what goes before the arguments that it is started with. */
interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** As AppLocker and its like do (EACCES is what Windows' ERROR_ACCESS_DISABLED_BY_POLICY becomes in libuv). */
const forbidden = { failure: failure('access-denied', 'EACCES') }

/** @param command what is started in the place of each of `paths`; null where nothing may be */
export function labProcesses(real: Processes, paths: readonly string[], command: () => Promise<Command | null>): Processes {
  return {
    async converse(file, args, options) {
      if (!paths.includes(file)) return real.converse(file, args, options)
      const found = await command()
      if (found === null) return forbidden
      return real.converse(found.file, [...found.args, ...args], { ...options, env: { ...options.env, ...found.env } })
    },
    async execFile(file, args, options) {
      if (!paths.includes(file)) return real.execFile(file, args, options)
      const found = await command()
      if (found === null) return { ...forbidden, partialStdout: '' }
      return real.execFile(found.file, [...found.args, ...args], { ...options, env: { ...options.env, ...found.env } })
    },
  }
}

const stand = {
  exits: 'process.exit(1)',
  hangs: 'setInterval(() => {}, 1e9)',
} as const satisfies Record<Exclude<NonNullable<BrowserChange['program']>, 'forbidden'>, string>

/** A program in the browser's place that does nothing of what it should. */
export function brokenCommand(program: NonNullable<BrowserChange['program']>): Command | null {
  return program === 'forbidden' ? null : { file: process.execPath, args: ['-e', stand[program], '--'], env: {} }
}

/**
 * Names and ways are asked for once, when the browser starts, as the lab's PC has them then.
 *
 * @param folder for its home
 * @param roots PEM: what the PC trusts
 */
export function realCommand(browser: RealBrowser, io: Io, change: LabChange, folder: string, roots: readonly string[]) {
  let made: Promise<Command> | undefined
  return () => {
    made ??= makeCommand(browser, io, change, folder, roots)
    return made
  }
}

async function makeCommand(browser: RealBrowser, io: Io, change: LabChange, folder: string, roots: readonly string[]): Promise<Command> {
  const own = join(folder, 'browser')
  await mkdir(own, { recursive: true })
  const [home, rules, proxies] = await Promise.all([
    makeHome(own, roots, change.pc?.browser?.policies),
    nameRules(io, change),
    proxyFlags(io, change),
  ])
  // Its own sandbox takes rights that a container does not give, and the pages are the lab's.
  const flags = ['--no-sandbox', `--host-resolver-rules=${rules}`, ...proxies]
  const { file, args } = withPolicies(browser, home)
  return { file, args: [...args, ...flags], env: { HOME: own, XDG_CONFIG_HOME: own, XDG_CACHE_HOME: own, XDG_DATA_HOME: own } }
}

/** Policies lie in /etc: they are mounted there in a name space that this browser has for itself. */
function withPolicies({ path, policies: mount }: RealBrowser, { policies }: Home): Pick<Command, 'file' | 'args'> {
  if (policies === null || mount === null) return { file: path, args: [] }
  return { file: 'unshare', args: [mount.nameSpace, 'sh', '-c', `mount --bind "$0" ${mount.folder} && exec "$@"`, policies, path] }
}
