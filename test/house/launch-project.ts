/** A small project with the launcher in it, and an npm that writes down how it was called and lays packages out as the lock file says. */

import { spawn } from 'node:child_process'
import { cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { repository } from './tree.ts'

export interface Project {
  readonly root: string
  /** The project's own Node, as npm lays it out. */
  readonly ownNode: string
  write(path: string, text: string): string
  remove(path: string): void
  has(path: string): boolean
  /** Lays out what npm would. */
  layOut(): void
  /** What the launcher called npm with, call by call: by which Node, which arguments, which PATH. */
  npmCalls(): readonly { readonly node: string; readonly args: readonly string[]; readonly path: string }[]
  launch(options: LaunchOptions): Promise<Launched>
}

export interface LaunchOptions {
  readonly args: readonly string[]
  /** Which Node runs the launcher; this test's own where it isn't said. */
  readonly node?: string
  readonly nodeArgs?: readonly string[]
  /** In place of npm's own variables and the PATH. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where the launcher is started; this test's own folder where it isn't said. */
  readonly cwd?: string
  readonly onStarted?: (kill: (signal: NodeJS.Signals) => void) => void
}

export interface Launched {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export const ownNodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
const nodeName = process.platform === 'win32' ? 'node.exe' : 'node'

const lock = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'project' },
    'node_modules/plain': { version: '1.0.0' },
    'node_modules/plain/node_modules/nested': { version: '2.0.0' },
    'node_modules/native-here': { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
    'node_modules/native-elsewhere': { version: '1.0.0', optional: true, os: ['elsewhere'], cpu: [process.arch] },
    'node_modules/for-another-libc': { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch], libc: ['another'] },
    'node_modules/needed-by-elsewhere': { version: '1.0.0', optional: true },
  },
}
const laidOut = ['node_modules/plain', 'node_modules/plain/node_modules/nested', 'node_modules/native-here']

/** As npm does: node_modules away, then every package and the list of them. Run by whichever Node calls it. */
const fakeNpm = `
const { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const root = process.cwd()
appendFileSync(join(root, 'npm-calls'), JSON.stringify({ node: process.execPath, args: process.argv.slice(2), path: process.env.PATH }) + '\\n')
if (process.env.NPM_FAILS) process.exit(7)
console.log('added some packages')
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
rmSync(join(root, 'node_modules'), { recursive: true, force: true })
const packages = Object.fromEntries(${JSON.stringify(laidOut)}.map((path) => [path, lock.packages[path]]))
for (const path in packages) {
  mkdirSync(join(root, path), { recursive: true })
  writeFileSync(join(root, path, 'package.json'), '{}')
}
writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
`

/** What every task here does: tells by which Node it runs, with what. */
const task = `
process.stdout.write(JSON.stringify({ node: process.execPath, args: process.argv.slice(2), full: process.env.TEST_FULL ?? null }))
if (process.argv[2] === 'exit') process.exitCode = Number(process.argv[3])
if (process.argv[2] === 'wait') {
  setInterval(() => {}, 1000)
  process.on('SIGTERM', () => { process.stdout.write(' tidied up'); process.exit(3) })
}
if (process.argv[2] === 'die') process.kill(process.pid, 'SIGKILL')
`

export function makeProject(): Project {
  // On the disk of the checkout, so that Node can be put into it by a link.
  mkdirSync(join(repository, 'dist'), { recursive: true })
  const root = mkdtempSync(join(repository, 'dist', 'launch-'))
  onTestFinished(() => rmSync(root, { recursive: true, maxRetries: 5, retryDelay: 200 }))
  const project: Project = {
    root,
    ownNode: join(root, 'node_modules', ownNodePackage, 'bin', nodeName),
    write(path, text) {
      const file = join(root, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text, { mode: 0o755 })
      return file
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    has: (path) => existsSync(join(root, path)),
    layOut() {
      const packages: Readonly<Record<string, unknown>> = lock.packages
      for (const path of laidOut) project.write(`${path}/package.json`, '{}')
      project.write(
        'node_modules/.package-lock.json',
        JSON.stringify({ packages: Object.fromEntries(laidOut.map((path) => [path, packages[path]])) }),
      )
    },
    npmCalls() {
      const file = join(root, 'npm-calls')
      const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
      return lines.map((line) => JSON.parse(line) as ReturnType<Project['npmCalls']>[number])
    },
    launch: (options) => launch(project, options),
  }
  project.write('package.json', '{}')
  project.write('package-lock.json', JSON.stringify(lock))
  project.write('fake/npm-cli.js', fakeNpm)
  project.write('scripts/schema.ts', task)
  project.write('node_modules/vitest/vitest.mjs', task)
  cpSync(join(repository, 'scripts/launch.mjs'), join(root, 'scripts/launch.mjs'))
  return project
}

/** Puts this test's Node where the project's own would be. */
export function linkOwnNode(project: Project): void {
  mkdirSync(dirname(project.ownNode), { recursive: true })
  linkSync(process.execPath, project.ownNode)
  mkdirSync(join(project.root, 'node_modules/.bin'), { recursive: true })
  linkSync(process.execPath, join(project.root, 'node_modules/.bin', nodeName))
}

function launch(
  project: Project,
  { args, node = process.execPath, nodeArgs = [], env = {}, cwd, onStarted }: LaunchOptions,
): Promise<Launched> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_|^TEST_FULL$/i.test(name)))
  const path = [join(project.root, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter)
  const child = spawn(node, [...nodeArgs, join(project.root, 'scripts/launch.mjs'), ...args], {
    env: { ...inherited, PATH: path, npm_execpath: join(project.root, 'fake/npm-cli.js'), npm_node_execpath: process.execPath, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  })
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      if (output.stdout === '' && stream === 'stdout') onStarted?.((signal) => child.kill(signal))
      output[stream] += text
    })
  }
  const { promise, resolve } = Promise.withResolvers<Launched>()
  child.on('close', (exitCode, signal) => resolve({ exitCode, signal, ...output }))
  return promise
}
