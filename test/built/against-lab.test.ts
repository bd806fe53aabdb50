import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../../agent/report/schema.ts'
import { repository } from '../../scripts/bundle.ts'
import { noNamespaces, runIn } from '../support/namespace.ts'
import { missingWine, runUnderWine } from '../windows/wine.ts'
import { linuxExecutable, missingBuilt, windowsExecutable } from './built.ts'
import { playedFaults } from './faults.ts'

interface Found {
  readonly exitCode: number
  readonly stderr: string
  readonly verdict: string
  readonly causes: Report['causes']
}

// Another time zone would be one more note.
process.env.TZ = 'Asia/Hong_Kong'

const names = ['', ...playedFaults].join(',')
const playing = 'test/built/programs/against-lab.ts'
const source = [process.execPath, join(repository, 'agent/terminal-preflight.ts')]

async function played(program: readonly string[]): Promise<Record<string, Found>> {
  const folder = await mkdtemp(join(tmpdir(), 'against-lab-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const out = join(folder, 'found.json')
  const { exitCode, stderr } = await runIn('loopback', ['127.0.3.1', '127.0.3.2'], process.execPath, [
    join(repository, playing),
    out,
    names,
    ...program,
  ])
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return JSON.parse(await readFile(out, 'utf8'))
}

const missing = noNamespaces() ?? missingBuilt(linuxExecutable)

/** Some thirty whole runs, one after the other; a busy machine takes three times as long as a quiet one. */
const TIMEOUT_MS = 240_000

test.skipIf(missing !== undefined)(
  `against the lab the executable names what the sources name${reason(missing)}`,
  { timeout: TIMEOUT_MS },
  async () => {
    const fromSource = await played(source)
    expect(Object.keys(fromSource)).toEqual(['', ...playedFaults])
    expect(fromSource['']).toMatchObject({ exitCode: 0, verdict: 'ready', causes: [] })
    const built = await played([linuxExecutable])
    for (const [name, { causes, ...rest }] of Object.entries(fromSource)) {
      expect({ name, ...built[name], causes: named(built[name]), elapsedMs: 0 }).toEqual({
        name,
        ...rest,
        causes: named({ causes }),
        elapsedMs: 0,
      })
    }
  },
)

/** True of the Windows that Wine plays, whatever the lab does. */
const winesOwn: ReadonlySet<string> = new Set(['browser/missing', 'host/os-unsupported'])

const missingOnWindows = missingWine ?? missing ?? missingBuilt(windowsExecutable)

describe.skipIf(missingOnWindows !== undefined)(`under Wine${reason(missingOnWindows)}`, () => {
  test('the executable for Windows names the same', { timeout: TIMEOUT_MS }, async () => {
    const [fromSource, { reports, exitCode, stderr }] = await Promise.all([
      played(source),
      runUnderWine(
        `
        export TZ=Asia/Hong_Kong
        # As long as Windows itself waits for the first server; the C library, which Wine asks, waits five seconds.
        printf 'nameserver 127.0.3.1\\nnameserver 127.0.3.2\\noptions timeout:1\\n' > /etc/resolv.conf
        linux ${playing} /out/lab.json '${names}' wine /built/terminal-preflight.exe
        `,
        { limitMs: TIMEOUT_MS - 5000 },
      ),
    ])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const built = reports.lab as Record<string, Found>
    for (const [name, { causes }] of Object.entries(fromSource)) {
      expect([name, named(built[name])?.filter(({ code }) => !winesOwn.has(code))]).toEqual([name, named({ causes })])
    }
  })
})

/** The lab makes new certificates for each: their dates and numbers are in the rest. */
function named(found: Pick<Found, 'causes'> | undefined) {
  return found?.causes.map(({ code, severity, subject, owner, explains }) => ({ code, severity, subject, owner, explains }))
}

function reason(why: string | undefined): string {
  return why === undefined ? '' : ` (skipped: ${why})`
}
