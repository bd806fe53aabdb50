/** `node packaging/reproducible.ts`: builds everything twice and says of each result whether it is the same; exit code 1 where one is not. */

import { rm } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { repository } from '../scripts/bundle.ts'
import { type PackageFlags, readFlags } from './flags.ts'
import { PackagingError } from './tools.ts'
import { buildTwice } from './two-builds.ts'

const help = `node packaging/reproducible.ts [FLAGS]      builds twice, in two folders, and compares

  FLAGS are those of npm run package (--target, --site, --trust, --no-fleet); nothing is signed.
  The folders stay where something differs.
`

try {
  const argv = process.argv.slice(2)
  const flags = readFlags(argv)
  if (flags === 'help') process.stdout.write(help)
  else if (argv.some((each) => each.startsWith('--out'))) throw new PackagingError('--out: the results are compared where they are made')
  else await buildAndTell(flags)
} catch (error) {
  if (!(error instanceof PackagingError)) throw error
  process.stderr.write(`reproducible: ${error.message}\n`)
  process.exitCode = 1
}

async function buildAndTell({ targets, site, trust, fleet }: PackageFlags): Promise<void> {
  const folder = join(repository, 'dist/reproducible')
  const compared = await buildTwice(folder, [
    ...['--target', targets.map(({ id }) => id).join(',')],
    // The builds run elsewhere.
    ...(site === undefined ? [] : ['--site', resolve(site)]),
    ...trust.flatMap((each) => ['--trust', resolve(each)]),
    ...(fleet ? [] : ['--no-fleet']),
  ])
  for (const { name, digests, isEqual } of compared) {
    const [one, other] = digests.map((each) => each ?? 'not there')
    process.stdout.write(isEqual ? `equal    ${one}  ${name}\n` : `DIFFERS  ${name}\n           ${one}\n           ${other}\n`)
  }
  if (compared.length > 0 && compared.every(({ isEqual }) => isEqual)) await rm(folder, { recursive: true })
  else {
    process.stdout.write(`Both are in ${relative(repository, folder)}.\n`)
    process.exitCode = 1
  }
}
