/** The name of a set of rules: two programs whose hashes are equal judge the same evidence alike. */

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

/** And what puts findings and causes together to a verdict. */
const ruleEntries = ['checks/judges.ts', 'checks/causes.ts', 'agent/judge.ts', 'agent/diagnosis/diagnose.ts', 'agent/diagnosis/verdict.ts']
/** Holds types alone, which no bundle loads, but a judge reads its settings by them. */
const ruleTypes = ['checks/settings.ts']

/**
 * SHA-256 (hex) over the judges, the causes, the diagnosis, whatever of ours they load, and the settings' types: for each file, sorted by path,
 * its path, a NUL, its text, a NUL.
 */
export async function rulesSha256(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const path of await ruleFiles(root)) {
    const text = await readFile(join(root, path), 'utf8')
    hash.update(`${path}\0${text.replaceAll('\r\n', '\n')}\0`)
  }
  return hash.digest('hex')
}

/** Paths from `root`, with forward slashes, sorted. */
export async function ruleFiles(root: string): Promise<string[]> {
  const isThere = (path: string) => existsSync(join(root, path))
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ruleEntries.filter(isThere),
    bundle: true,
    write: false,
    outdir: 'dist',
    platform: 'node',
    packages: 'external',
    metafile: true,
    logLevel: 'silent',
  })
  return [...Object.keys(metafile.inputs), ...ruleTypes.filter(isThere)].sort()
}
