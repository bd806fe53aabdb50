import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDeb } from '../../packaging/deb/make-deb.ts'
import { runTool } from '../../packaging/tools.ts'
import { repository } from '../house/tree.ts'
import { EPOCH } from './msi-made.ts'
import { missingRoot, runInRoot } from './root.ts'

const files = ['copyright', 'README.txt'].map((name) => ({ name, path: join(repository, 'LICENSE') }))
const notDebian = process.platform === 'linux' ? undefined : 'dpkg-deb is Linux’'

describe.skipIf(notDebian !== undefined)(`a .deb${notDebian === undefined ? '' : ` (skipped: ${notDebian})`}`, () => {
  let folder: string
  let deb: string
  const made = async (name: string, version = '0.1.0') => {
    const outFile = join(folder, name, 'package.deb')
    await makeDeb({
      executable: join(folder, 'program'),
      files,
      outFile,
      version,
      architecture: 'amd64',
      workFolder: join(folder, `work-${name}`),
      epoch: EPOCH,
    })
    return outFile
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-deb-'))
    await writeFile(join(folder, 'program'), '#!/bin/sh\necho "0.1.0 $*"\n')
    deb = await made('one')
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('made again in another folder, under another umask, has the same bytes', async () => {
    const umask = process.umask(0o077)
    try {
      await chmod(join(folder, 'program'), 0o700)
      expect((await readFile(await made('two'))).equals(await readFile(deb))).toBe(true)
    } finally {
      process.umask(umask)
    }
  })

  test('holds these files, all root’s and of one time, and writes nobody’s address down', async () => {
    const { stdout } = await runTool('dpkg-deb', ['--contents', deb], { env: { TZ: 'UTC' } })
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/\s+/))
    expect(rows.map(([mode, owner, , day, time, path]) => `${mode} ${owner} ${day} ${time} ${path}`)).toEqual(
      [
        'drwxr-xr-x ./',
        'drwxr-xr-x ./etc/',
        'drwxr-xr-x ./etc/terminal-preflight/',
        'drwxr-xr-x ./etc/terminal-preflight/trust/',
        'drwxr-xr-x ./usr/',
        'drwxr-xr-x ./usr/bin/',
        '-rwxr-xr-x ./usr/bin/terminal-preflight',
        'drwxr-xr-x ./usr/share/',
        'drwxr-xr-x ./usr/share/doc/',
        'drwxr-xr-x ./usr/share/doc/terminal-preflight/',
        '-rw-r--r-- ./usr/share/doc/terminal-preflight/README.txt',
        '-rw-r--r-- ./usr/share/doc/terminal-preflight/copyright',
      ].map((line) => line.replace(' ', ' root/root 2026-01-02 03:04 ')),
    )
    const field = async (name: string) => (await runTool('dpkg-deb', ['--field', deb, name])).stdout.trimEnd()
    expect(await field('Depends')).toBe('libc6 (>= 2.28), libstdc++6, libgcc-s1')
    expect(await field('Maintainer')).toBe('Terminal Preflight <noreply@localhost>')
    expect(await field('Installed-Size')).toBe(String(10 + 1 + 2 * Math.ceil((await stat(join(repository, 'LICENSE'))).size / 1024)))
    expect(await field('Description')).toContain('本程式並非香港交易所的軟件。')
  })

  test('of a version before another comes before it', async () => {
    const candidate = await made('candidate', '0.1.0-rc.1')
    const { stdout } = await runTool('dpkg-deb', ['--field', candidate, 'Version'])
    expect(stdout).toBe('0.1.0~rc.1\n')
  })

  test('without a licence is not made', async () => {
    const options = {
      executable: join(folder, 'program'),
      files: [],
      outFile: join(folder, 'none.deb'),
      version: '0.1.0',
      workFolder: join(folder, 'none'),
    }
    await expect(makeDeb({ ...options, architecture: 'amd64', epoch: EPOCH })).rejects.toThrow('a .deb needs a file called copyright')
  })

  test.skipIf(missingRoot !== undefined)(
    `is installed, removed and purged in a root of its own, and leaves what users and administrators have${missingRoot === undefined ? '' : ` (skipped: ${missingRoot})`}`,
    async () => {
      await mkdir(join(folder, 'given'), { recursive: true })
      await writeFile(join(folder, 'given/package.deb'), await readFile(deb))
      const { stdout, stderr } = await runInRoot(
        join(folder, 'given'),
        `
        bundle=/home/user/.local/state/terminal-preflight/reports/a.preflight.zip; mkdir -p "$(dirname $bundle)"; echo bundle > $bundle
        dpkg -i /given/package.deb >/dev/null; terminal-preflight --version
        dpkg --verify terminal-preflight; stat -c '%n %U %G %a' /etc/terminal-preflight /etc/terminal-preflight/trust
        echo 'proxy: direct' > /etc/terminal-preflight/site.yaml
        dpkg -i /given/package.deb >/dev/null; cat /etc/terminal-preflight/site.yaml
        dpkg -r terminal-preflight >/dev/null 2>&1; ls /usr/bin/terminal-preflight /usr/share/doc/terminal-preflight 2>/dev/null
        dpkg --purge terminal-preflight >/dev/null 2>&1; cat /etc/terminal-preflight/site.yaml $bundle
        dpkg-query -W terminal-preflight 2>/dev/null; echo "known $?"
      `,
      )
      expect(stderr).toBe('')
      expect(stdout.trimEnd().split('\n')).toEqual([
        '0.1.0 --version',
        ...['/etc/terminal-preflight root root 755', '/etc/terminal-preflight/trust root root 755'],
        ...['proxy: direct', 'proxy: direct', 'bundle', 'known 1'],
      ])
    },
  )
})
