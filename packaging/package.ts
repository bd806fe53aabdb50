/** `npm run package`: from the sources to what users get. */

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { repository } from '../scripts/bundle.ts'
import { readBranding } from './branding.ts'
import { writeChecksums } from './checksums.ts'
import { type Made, make } from './executable/make.ts'
import { help, type PackageFlags, readFlags } from './flags.ts'
import { makeFleet } from './fleet.ts'
import { PackagingError } from './tools.ts'
import { signingFrom } from './windows/signing-settings.ts'

try {
  const flags = readFlags(process.argv.slice(2))
  if (flags === 'help') process.stdout.write(help)
  else await makeAll(flags)
} catch (error) {
  if (!(error instanceof PackagingError)) throw error
  process.stderr.write(`package: ${error.message}\n`)
  process.exitCode = 1
}

async function makeAll({ targets, site, trust, fleet, out }: PackageFlags): Promise<void> {
  const outFolder = resolve(repository, out)
  // Beside it: two that run at once, into two folders, are not in each other's way.
  const workFolder = `${outFolder}-work`
  const [branding, signing] = await Promise.all([readBranding(site, trust), signingFrom()])
  // What an earlier run left would be taken for this one's.
  await Promise.all([rm(outFolder, { recursive: true, force: true }), rm(workFolder, { recursive: true, force: true })])
  await mkdir(outFolder, { recursive: true })
  const made: Made[] = []
  say(`Building ${targets.map(({ id }) => id).join(', ')}: some minutes, most of them for the packages.`)
  // One after the other: each holds some 300 MB while the blob goes in.
  for (const target of targets) {
    const each = await make(target, { branding, signing, workFolder, outFolder })
    made.push(each)
    say(
      `${relative(repository, each.file)}  ${each.isSigned ? 'signed' : 'unsigned'}, ${target.proof === 'run' ? '' : 'only built, '}unsigned bytes ${each.unsignedSha256}`,
    )
  }
  const texts = (await Promise.all(made.map((each) => writeTexts(each, outFolder)))).flat()
  const packages = fleet ? await makeFleet(made, { workFolder, outFolder, signing }) : []
  for (const each of [...texts, ...packages]) say(relative(repository, join(outFolder, each)))
  const files = [...made.map(({ file }) => relative(outFolder, file)), ...texts, ...packages]
  await writeChecksums(outFolder, 'SHA256SUMS', files)
  say(relative(repository, join(outFolder, 'SHA256SUMS')))
  await rm(workFolder, { recursive: true, force: true })
  if (signing === null && targets.some(({ platform }) => platform === 'win')) {
    say('Nothing is signed: CODE_SIGN_CERT and CODE_SIGN_KEY name a certificate and its key (docs/deploy.md).')
  }
}

/** What `about` shows, for whoever looks before he runs anything. Returns their names. */
async function writeTexts({ target: { id }, version, sbom, licences }: Made, outFolder: string): Promise<readonly string[]> {
  const texts = { [`terminal-preflight-${version}-${id}.cdx.json`]: sbom, [`terminal-preflight-${version}-${id}-licences.txt`]: licences }
  await Promise.all(Object.entries(texts).map(([name, content]) => writeFile(join(outFolder, name), content)))
  return Object.keys(texts)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
