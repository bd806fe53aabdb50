/** What lies in a home after a run was killed, looked at as a stranger would: under its final name it is whole, or its name is a passing one. */

import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyBundle } from '../../../agent/bundle/verify.ts'
import { protectionFor } from '../../../agent/identity/protection-for.ts'
import { type Found, filesIn, sha256 } from './linux.ts'
import type { Home } from './world.ts'

/** Final names, from the folder of the home. */
const wholeBy: readonly (readonly [RegExp, (content: Buffer, path: string) => unknown])[] = [
  [/^reports\/[\d-]+\/(evidence|settings|report)\.json$/, (content) => JSON.parse(String(content))],
  [
    /^reports\/[\d-]+\/agent\.log$/,
    (content) =>
      String(content)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
  ],
  [/^reports\/[\d-]+\/[\w-]+\.preflight\.zip$/, mustVerify],
  [/^identity\/device(-strict)?\.pem$/, (content) => new X509Certificate(content)],
  [/^identity\/device\.key$/, mustBeKey],
  [/^library\/[0-9a-f]{16}\/koffi\.node$/, (content, path) => mustBe(sha256(content).slice(0, 16), path.split('/')[1])],
  [/^spool\/[0-9a-f]{64}-[0-9a-f]{16}\/delivery\.json$/, (content) => JSON.parse(String(content))],
  [/^spool\/[0-9a-f]{64}-[0-9a-f]{16}\/bundle$/, (content, path) => mustBe(sha256(content), path.split('/')[1]?.slice(0, 64))],
  [/^spool\/lock$/, (content) => mustBe(String(content.length), '0')],
]

/** Names that nobody takes for what will be there; a later run sweeps them. */
const passing: readonly RegExp[] = [
  /^reports\/[\d-]+\/[\w.-]+\.[0-9a-f]{12}\.part$/,
  /^identity\.[0-9a-f]{12}\.part\//,
  /^library\/[0-9a-f]{16}\/koffi\.node\.[0-9a-f-]{36}$/,
  /^spool\/\.passing-[0-9a-f]{16}\//,
  /^spool\/[0-9a-f]{64}-[0-9a-f]{16}\/delivery\.json\.[0-9a-f]{12}\.part$/,
]

async function mustVerify(content: Buffer): Promise<void> {
  const verified = await verifyBundle(content, [], async () => ({ kind: 'first-sight' }))
  if ('problem' in verified) throw new Error(JSON.stringify(verified.problem))
}

async function mustBeKey(content: Buffer): Promise<void> {
  const opened = await protectionFor(process.platform).unprotect(content)
  if ('failure' in opened) throw new Error(opened.failure.code)
  createPrivateKey({ key: Buffer.from(opened.secret), format: 'der', type: 'pkcs8' })
}

function mustBe(is: string, was: string | undefined): void {
  if (is !== was) throw new Error(`${is}, and not ${was}`)
}

/** Why a file is neither whole nor passing. */
async function wrongWith({ path, content }: Found): Promise<string[]> {
  if (passing.some((each) => each.test(path))) return []
  const known = wholeBy.find(([name]) => name.test(path))
  if (known === undefined) return [`${path} is a stray`]
  try {
    await known[1](content, path)
    return []
  } catch (error) {
    return [`${path} is not whole: ${error}`]
  }
}

/** Nothing, where all is well. */
export async function wrongIn({ data, home, temporary }: Home): Promise<string[]> {
  const own = await filesIn(data).catch(() => [])
  const beside = (await filesIn(home))
    .filter(({ path }) => !join(home, path).startsWith(`${data}/`))
    .map(({ path }) => `${path} is a stray`)
  const folders = (await readdir(temporary)).filter((name) => !/^terminal-preflight-[a-z]+-[A-Za-z0-9]{6}$/.test(name))
  return [...(await Promise.all(own.map(wrongWith))).flat(), ...beside, ...folders]
}

/** What a sweep should have taken: files of passing names, and temporary folders. */
export async function sweepableIn({ data, temporary }: Home): Promise<string[]> {
  const own = (await filesIn(data).catch(() => [])).map(({ path }) => path)
  const left = own.filter((path) => passing.some((each) => each.test(path)))
  return [...left, ...(await readdir(temporary))]
}

/** Processes that were started with this home. */
export async function processesOf({ home }: Home): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    ids.map(async (id) => {
      const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')
      return environment.includes(`HOME=${home}\0`) ? [id] : []
    }),
  )
  return found.flat()
}
