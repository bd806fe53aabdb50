import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle, repository } from '../../scripts/bundle.ts'
import { noNamespaces, runIn } from '../support/namespace.ts'

// Another time zone would be one more note.
process.env.TZ = 'Asia/Hong_Kong'

/** Longer than a DNS server, a connection or a greeting is waited for. */
const PAUSE_MS = 5000
const missing = noNamespaces()

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-held-up-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.skipIf(missing !== undefined)(
  'a PC that holds the program up for seconds, as after its start or its sleep, makes no server silent',
  { timeout: 180_000 },
  async () => {
    const program = join(folder, 'terminal-preflight.cjs')
    await bundle({ entry: 'agent/terminal-preflight.ts', outfile: relative(repository, program) })
    const inside = join(import.meta.dirname, 'held-up-in-namespace.ts')
    const { stdout, stderr } = await runIn('loopback', ['127.0.3.1', '127.0.3.2'], process.execPath, [
      inside,
      program,
      `${PAUSE_MS}`,
      '3',
      '12',
    ])
    expect(stderr).toBe('')
    const told = stdout
      .trim()
      .split('\n')
      .map((line): object => JSON.parse(line))
    expect(told).toContainEqual({ isHit: true, verdict: 'ready', bad: [] })
    for (const each of told) expect(each).toMatchObject({ verdict: 'ready', bad: [] })
  },
)
