/** A disk that is full, at each place where a run writes: said in plain words, no half of anything, and never READY without a report. */

import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../agent/bundle/verify.ts'
import { linuxExecutable } from './built.ts'
import { type Found, filesIn, missingWorld, titled } from './support/linux.ts'
import { newHome, type Ran, startWorld, type World } from './support/world.ts'

describe.skipIf(missingWorld !== undefined)(titled('a full disk', missingWorld), () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  /** Home and temporary folder on one small disk, of which only the run sees anything: what lies there afterwards is told as an archive. */
  async function runOn(kilobytes: number, flags: readonly string[]): Promise<Ran & { readonly files: readonly Found[] }> {
    await using home = await newHome()
    const kept = join(home.folder, 'kept')
    const setUp = `mkdir '${kept}'; mount -t tmpfs -o size=${kilobytes}k tmpfs '${home.home}'; mkdir "$HOME/tmp"`
    const script = 'kept=$1; shift; code=0; TMPDIR=$HOME/tmp "$@" || code=$?; cp -r "$HOME" "$kept"; exit $code'
    const ran = await world.run('sh', ['-c', script, 'sh', kept, linuxExecutable, ...flags], { home, setUp })
    return { ...ran, files: await filesIn(kept) }
  }

  // Nothing fits; the evidence; that and the settings; in both places; the report, but no log, no bundle; all but the library.
  test.concurrent.each([4, 16, 64, 100, 120, 140, 160, 1024])('of %i KB', async (kilobytes) => {
    const { exitCode, signal, stdout, stderr, files } = await runOn(kilobytes, [...world.flags.slice(0, -2), '--silent'])
    const reports = files.filter(({ path }) => path.endsWith('/report.json'))
    expect({ signal, stdout, exitCode }).toEqual({ signal: null, stdout: '', exitCode: reports.length === 1 ? 0 : 70 })
    if (kilobytes <= 16 || kilobytes === 1024) expect(reports).toHaveLength(kilobytes === 1024 ? 1 : 0)
    const lines = stderr.split('\n').slice(0, -1)
    for (const line of lines)
      expect(line).toMatch(
        /^terminal-preflight: .*(the disk is full \(ENOSPC\)$|\(ENOSPC\); the report above stands\.$|device key could not be kept)/,
      )
    expect(lines.length > 0).toBe(kilobytes < 1024)
    for (const { path, content } of files) {
      expect(path).not.toMatch(/\.part$|koffi/)
      if (path.endsWith('.json')) expect(() => JSON.parse(String(content))).not.toThrow()
      if (path.endsWith('.preflight.zip'))
        expect(await verifyBundle(content, [], async () => ({ kind: 'first-sight' }))).not.toHaveProperty('problem')
    }
    for (const { content } of reports) expect(JSON.parse(String(content))).toMatchObject({ verdict: 'ready' })
  })

  test('the person still sees the answer, and the code says that there is no report of it', async () => {
    const { exitCode, stdout, stderr } = await runOn(16, world.flags)
    expect({ exitCode, stderr }).toEqual({ exitCode: 70, stderr: expect.stringContaining('the disk is full (ENOSPC)') })
    expect(stdout).toContain('READY')
  })
})
