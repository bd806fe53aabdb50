/** What the program keeps for a user, looked at as a stranger would: what bears its final name is whole, and nothing else lies about. */

import { createHash, X509Certificate } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyBundle } from '../../../agent/bundle/verify.ts'

export interface Looked {
  /** One line each. */
  readonly wrong: readonly string[]
  /** Of runs: agent.log, evidence.json, report.json, settings.json and the bundle, each as often as it is there. */
  readonly names: readonly string[]
  /** Half of something, by names that say so. */
  readonly halves: readonly string[]
}

const identity = ['device-strict.pem', 'device.key', 'device.pem']
const beforeReport = ['evidence.json', 'settings.json']

/** @param folder TerminalPreflight in the user's %LOCALAPPDATA%, or one folder of runs in the temporary one */
export async function lookAt(folder: string, reports = 'reports'): Promise<Looked> {
  const wrong: string[] = []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
  const halves = paths.filter((path) => /\.part(\/|$)|^library\/[0-9a-f]{16}\/koffi\.node\./.test(path))
  const whole = paths.filter((path) => !halves.includes(path))
  const own = whole.filter((path) => path.startsWith('identity/')).map((path) => path.slice('identity/'.length))
  if (own.length > 0 && own.toSorted().join() !== identity.join()) wrong.push(`identity has ${own}`)
  const certificate = own.includes('device.pem') ? new X509Certificate(await readFile(join(folder, 'identity/device.pem'))) : undefined
  const names: string[] = []
  for (const path of whole) {
    const [kind, run = '', name = ''] = path.split('/')
    const problem =
      kind === 'identity'
        ? undefined
        : kind === 'library'
          ? await libraryProblem(join(folder, path), run)
          : kind === reports
            ? await runProblem(join(folder, path), name, certificate)
            : 'nobody knows it'
    if (problem !== undefined) wrong.push(`${path}: ${problem}`)
    if (kind !== reports) continue
    names.push(name.endsWith('.preflight.zip') ? 'bundle' : name)
    if (name === 'report.json' && !beforeReport.every((each) => whole.includes(join(reports, run, each)))) wrong.push(`${path} is alone`)
  }
  return { wrong, names: names.toSorted(), halves }
}

async function libraryProblem(path: string, digest: string): Promise<string | undefined> {
  const found = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  return found.startsWith(digest) && path.endsWith('/koffi.node') ? undefined : `its digest is ${found}`
}

async function runProblem(path: string, name: string, certificate: X509Certificate | undefined): Promise<string | undefined> {
  const content = await readFile(path)
  if (name.endsWith('.preflight.zip')) {
    const verified = await verifyBundle(content, certificate === undefined ? [] : [certificate], async () => ({ kind: 'first-sight' }))
    if (!verified.intact) return 'not whole'
    return certificate === undefined || verified.origin.kind === 'trusted' ? undefined : `origin ${verified.origin.kind}`
  }
  const lines = name === 'agent.log' ? content.toString('utf8').trimEnd().split('\n') : [content.toString('utf8')]
  try {
    for (const line of lines) JSON.parse(line)
    return undefined
  } catch (error) {
    return String(error)
  }
}
