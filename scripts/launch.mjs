/**
 * Runs one of the project's tasks: `node scripts/launch.mjs TASK [ARGS]`. Every npm script goes through here, so that a fresh
 * checkout needs one command: it installs what package-lock.json asks for and picks a Node that can run the sources.
 * Plain JavaScript without dependencies, for Node 18 and later on Linux, macOS and Windows: it runs before anything is installed.
 */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { basename, delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The first major version that runs TypeScript sources as they are and has what the agent uses of node:tls. */
const OLDEST_MAJOR = 24

const root = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '..'))
const modules = join(root, 'node_modules')
const windows = process.platform === 'win32'

const vitest = 'node_modules/vitest/vitest.mjs'
const biome = 'node_modules/@biomejs/biome/bin/biome'

const tasks = {
  start: { file: 'test/lab/start.ts' },
  test: { file: vitest, args: ['run'] },
  'test:full': { file: vitest, args: ['run'], env: { TEST_FULL: '1' } },
  build: { file: 'scripts/build.ts' },
  types: { file: 'node_modules/typescript/bin/tsc', args: ['-p', '.'] },
  lint: { file: biome, args: ['check', '--error-on-warnings', '.'] },
  format: { file: biome, args: ['check', '--write', '.'] },
  bench: { file: 'test/bench/run.ts' },
  'bench:helpdesk': { file: 'test/bench/helpdesk.ts' },
  'bench:start': { file: 'test/bench/run-start.ts' },
  // Names of files are meant from where the person stands.
  helpdesk: { file: 'scripts/helpdesk.ts', folder: standing },
  ground: { file: 'test/ground/run.ts' },
  package: { file: 'packaging/package.ts' },
  causes: { file: 'scripts/causes.ts' },
  'new-check': { file: 'scripts/new-check.ts' },
  schema: { file: 'scripts/schema.ts' },
}

main(process.argv[2] ?? '', process.argv.slice(3))

function main(name, args) {
  if (!Object.hasOwn(tasks, name)) stop(64, `Say what to do: ${Object.keys(tasks).join(', ')}`)
  const task = tasks[name]
  const wrong = whatIsNotInstalled()
  if (wrong !== undefined) install(wrong)
  if (!existsSync(join(root, task.file))) stop(66, `There is no ${task.file} to run`)
  run(chooseNode(), task, args, task.folder?.(name) ?? root)
}

function stop(exitCode, line) {
  process.stderr.write(`${line}\n`)
  process.exit(exitCode)
}

// --- What is installed ---

/** The first difference between package-lock.json and node_modules, in words; undefined where there is none. */
function whatIsNotInstalled() {
  const installed = lockedPackages(join(modules, '.package-lock.json'))
  if (installed === undefined) return 'nothing is installed'
  const wanted = lockedPackages(join(root, 'package-lock.json')) ?? {}
  for (const [path, { version, link, ...rest }] of Object.entries(wanted)) {
    if (path === '' || link === true) continue
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const found = installed[path]
    if (found !== undefined && found.version !== version) return `${name} is ${found.version}, not ${version}`
    const present = found !== undefined && existsSync(join(root, path, 'package.json'))
    if (!present && isNeeded(rest, found !== undefined)) return `${name} is missing`
  }
  return undefined
}

function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * An optional package counts once it has been installed, or where it names this platform. One that names none hangs on another
 * that may not fit (the WebAssembly fall-back of rolldown), and npm leaves it out.
 */
function isNeeded({ optional, os, cpu, libc }, wasInstalled) {
  if (optional !== true || wasInstalled) return true
  if (os === undefined || cpu === undefined) return false
  return fits(os, process.platform) && fits(cpu, process.arch) && (libc === undefined || fits(libc, libcOfThisSystem()))
}

function fits(list, value) {
  return [list].flat().includes(value)
}

function libcOfThisSystem() {
  if (process.platform !== 'linux') return undefined
  // The report would otherwise look every interface's address up in DNS.
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}

/** `npm ci`, never by the Node that it is about to delete: npm scripts put node_modules/.bin, and so the project's own Node, first in PATH. */
function install(wrong) {
  process.stderr.write(`node_modules does not match package-lock.json (${wrong}): running npm ci\n`)
  const env = { ...process.env }
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  env[pathName] = outsideFolders().join(delimiter)
  const { file, args, shell } = npmCommand()
  moveOwnNodeAside()
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  // stdout belongs to the task.
  const { status, error } = spawnSync(file, [...args, ...options], { cwd: root, env, shell, stdio: ['ignore', 2, 2] })
  if (error !== undefined) stop(1, `npm could not be started (${error.code}): install Node.js ${OLDEST_MAJOR} with npm and try again`)
  if (status !== 0) process.exit(status ?? 1)
}

function npmCommand() {
  const node = hostNode()
  const cli = [process.env.npm_execpath, node && join(dirname(node), 'node_modules/npm/bin/npm-cli.js')].find(
    (file) => file !== undefined && basename(file) === 'npm-cli.js' && existsSync(file),
  )
  if (node !== undefined && cli !== undefined) return { file: node, args: [cli], shell: false }
  // npm.cmd starts through a shell alone; every argument is a constant.
  return { file: 'npm', args: [], shell: windows }
}

/** Windows deletes no program that runs, but lets it be renamed. */
function moveOwnNodeAside() {
  if (!windows) return
  const aside = join(root, 'dist')
  mkdirSync(aside, { recursive: true })
  try {
    for (const name of readdirSync(aside)) if (name.startsWith('.node-')) rmSync(join(aside, name))
    if (isInside(process.execPath)) renameSync(process.execPath, join(aside, `.node-${process.pid}.exe`))
  } catch {
    // One that still runs stays until the next time; npm says what it could not delete.
  }
}

// --- Which Node ---

/** The project's own Node where it starts (its build for glibc does not on musl), else the host's if it is new enough. */
function chooseNode() {
  const platform = windows ? 'win' : process.platform
  const own = join(modules, `node-${platform}-${process.arch}`, 'bin', windows ? 'node.exe' : 'node')
  if (majorOf(own) >= OLDEST_MAJOR) return own
  // Its link would be found before the host's Node by the next npm script.
  rmSync(join(modules, '.bin/node'), { force: true })
  const host = hostNode()
  if (host !== undefined && majorOf(host) >= OLDEST_MAJOR) return host
  return stop(
    1,
    `Node.js ${OLDEST_MAJOR} or later is needed (this is ${process.version}, and the project's own does not start here): install it and try again`,
  )
}

/** The Node outside of node_modules that npm or the shell would run. */
function hostNode() {
  const name = windows ? 'node.exe' : 'node'
  const candidates = [process.execPath, process.env.npm_node_execpath, ...outsideFolders().map((folder) => join(folder, name))]
  return candidates.find((file) => file !== undefined && !isInside(file) && existsSync(file))
}

function majorOf(node) {
  if (!existsSync(node)) return 0
  if (real(node) === real(process.execPath)) return Number.parseInt(process.versions.node, 10)
  const { stdout } = spawnSync(node, ['-v'], { encoding: 'utf8' })
  return Number.parseInt((stdout ?? '').slice(1), 10) || 0
}

function outsideFolders() {
  const path = process.env.PATH ?? process.env.Path ?? ''
  return path.split(delimiter).filter((folder) => folder !== '' && !isInside(folder))
}

function isInside(path) {
  return path.startsWith(modules + sep) || real(path).startsWith(modules + sep)
}

function real(path) {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

// --- The task ---

/** npm itself goes to the project first, and says where it came from: in INIT_CWD, which a program that npm runs hands on to what it starts. */
function standing(name) {
  if (process.env.npm_lifecycle_event !== name) return process.cwd()
  const folder = process.env.INIT_CWD
  return folder !== undefined && existsSync(folder) ? folder : root
}

function run(node, { file, args = [], env = {} }, moreArgs, folder) {
  const child = spawn(node, [join(root, file), ...args, ...moreArgs], { cwd: folder, stdio: 'inherit', env: { ...process.env, ...env } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C at a terminal reaches the child by itself; a second one would make it give up before it has tidied up.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => stop(1, `${node} could not be started (${error.code})`))
  child.on('exit', (code, signal) => {
    if (signal === null || windows) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
