import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { repository } from '../../scripts/bundle.ts'
import { createHierarchy } from '../support/certificates.ts'
import { linuxExecutable, missingBuilt } from './built.ts'

// What one build needs, another needs too.
const missing = missingBuilt(linuxExecutable)

describe.skipIf(missing !== undefined)(`made with --site and --trust${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let folder: string
  let out: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'branded '))
    await mkdir(join(repository, 'dist'), { recursive: true })
    out = await mkdtemp(join(repository, 'dist/branded-'))
    const { root } = await createHierarchy({ names: ['helpdesk.example'] })
    await writeFile(join(folder, 'helpdesk.pem'), root.cert)
    await writeFile(
      join(folder, 'site.yaml'),
      "profiles: [ccms]\nresolvers: { hkex: ['192.0.2.53'] }\ncertificate: { roots: [helpdesk.pem] }\n" +
        "upload: { kind: collector, url: 'https://helpdesk.example/bundles' }\n",
    )
    const flags = ['--target', 'linux-x64', '--no-fleet', '--out', relative(repository, out)]
    const brand = ['--site', join(folder, 'site.yaml'), '--trust', join(folder, 'helpdesk.pem')]
    await promisify(execFile)(process.execPath, [join(repository, 'packaging/package.ts'), ...flags, ...brand])
  }, 120_000)
  afterAll(() => Promise.all([folder, out].map((each) => rm(each, { recursive: true, force: true }))))

  async function run(...args: readonly string[]): Promise<{ readonly stdout: string; readonly code: number }> {
    return promisify(execFile)(join(out, 'terminal-preflight'), args, {
      cwd: folder,
      env: { HOME: folder, LANG: 'C.UTF-8', TZ: 'Asia/Hong_Kong' },
    }).then(
      ({ stdout }) => ({ stdout, code: 0 }),
      ({ stdout, code }: { stdout: string; code: number }) => ({ stdout, code }),
    )
  }

  test('it goes by its site file, wherever it is run', async () => {
    const { stdout } = await run('--dry-run')
    expect(stdout).toContain('built-in/site.yaml')
    expect(stdout).toContain('192.0.2.53')
    expect(stdout).not.toContain('www.ccass.com')
  })

  test('what it was made with asks before anything is sent: under --silent it is not', async () => {
    const { stdout } = await run('--dry-run', '--silent')
    expect(stdout).toContain('helpdesk.example')
    expect(stdout).toContain('not sent to https://helpdesk.example/bundles')
  })

  test('it trusts the helpdesk’s requests', async () => {
    const about = JSON.parse((await run('about', '--json')).stdout)
    expect(about.trustedSigners.certificates).toHaveLength(1)
    expect(await readFile(join(out, 'SHA256SUMS'), 'utf8')).toMatch(/^[0-9a-f]{64} {2}terminal-preflight$/m)
  })
})
