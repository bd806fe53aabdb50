/** What loading each library costs within the built program, when it is first used, and what is had for it. Only printed. */

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { bundle, repository } from '../../scripts/bundle.ts'
import { median } from './measure.ts'

const ROUNDS = 9

/** When it is loaded, and what for; in the order of a run. */
const libraries: Readonly<Record<string, string>> = {
  yargs: 'flags, where there are any: a double-click loads none',
  zod: 'a site file or profile, a bundle: every mistake with its place',
  yaml: 'a site file or profile: lines and columns of mistakes',
  'dns-packet': 'DNS questions and answers, always',
  undici: 'one request over the connection that was looked at',
  htmlparser2: 'which page it is that came',
  'string-width': 'a screen: Chinese takes two columns',
  'log-update': 'the line that tells what is being checked',
  winston: 'agent.log',
  systeminformation: 'Linux and macOS: memory; after the checks, in a quiet moment',
  'node-forge': 'a device key’s certificate: the first run, and encryption',
  pkijs: 'a PKCS #12 of yours',
}

const measured = `const before = performance.now()
void import('LIBRARY').then(() => process.stdout.write(String(performance.now() - before)))
`

await mkdir(join(repository, 'dist'), { recursive: true })
const folder = await mkdtemp(join(repository, 'dist/libraries-'))
try {
  process.stdout.write('Loading a library, when it is first used (ms; median of a process each):\n')
  for (const [name, use] of Object.entries(libraries)) {
    const entry = join('dist', basename(folder), `${name}.ts`)
    await writeFile(join(repository, entry), measured.replace('LIBRARY', name === 'undici' ? 'undici/lib/dispatcher/client.js' : name))
    const outfile = entry.replace(/\.ts$/, '.cjs')
    await bundle({ entry, outfile })
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const { stdout } = await promisify(execFile)(process.execPath, [join(repository, outfile)])
      times.push(Number(stdout))
    }
    process.stdout.write(`  ${name.padEnd(18)} ${median(times).toFixed(1).padStart(5)}  ${use}\n`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
