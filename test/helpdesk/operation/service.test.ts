import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { runHelpdesk } from '../commands/run.ts'
import { put, uploadOf } from '../support/bundles.ts'
import { helpdeskProgram, type Service, startService } from '../support/service.ts'
import { dump } from './filled.ts'

const base = mkdtempSync(join(tmpdir(), 'service-'))
const services: Service[] = []
afterAll(() => {
  // Where a test failed before it ended them.
  for (const { child } of services) child.kill('SIGKILL')
  rmSync(base, { recursive: true })
})

const run = (...argv: string[]) => spawnSync(process.execPath, [helpdeskProgram, ...argv], { stdio: 'ignore' }).status

test('beside a service that runs: what only looks or adds may, what replaces may not', { timeout: 150_000 }, async () => {
  const [folder, backup, restored] = [join(base, 'data'), join(base, 'backup'), join(base, 'restored')]
  const service = await startService(folder, ['--open-door'])
  services.push(service)
  const terminal = await deviceSigner()
  const made = await Promise.all([1, 2, 3].map((minute) => sealed('healthy', terminal, { createdMs: Date.UTC(2026, 10, 28, 10, minute) })))
  const [first, ...others] = made.map((bytes) => uploadOf(bytes, null))
  if (first === undefined) throw new Error('no bundle')
  expect((await put(service.url, first)).status).toBe(201)

  const second = await runHelpdesk(['serve', '--data', folder, '--listen', '127.0.0.1:0'])
  expect(second).toMatchObject({ code: 64, stderr: expect.stringMatching(/^helpdesk: a helpdesk runs already over [^\n]*\n$/) })
  const reindexed = await runHelpdesk(['reindex', '--data', folder])
  expect(reindexed).toMatchObject({ code: 75, stderr: expect.stringMatching(/^helpdesk: the service runs over [^\n]*\n$/) })

  const uploads = Promise.all(others.map((upload) => put(service.url, upload)))
  expect((await runHelpdesk(['backup', backup, '--data', folder])).code).toBe(0)
  expect((await uploads).map(({ status }) => status)).toEqual([201, 201])
  expect(await runHelpdesk(['check', '--data', folder])).toMatchObject({ code: 0, stdout: expect.stringContaining('bundles 3') })
  expect((await runHelpdesk(['remove-old', '--keep', '1h', '--data', folder])).stdout).toBe('Bundles deleted: 0\n')
  expect((await runHelpdesk(['backup', backup, '--data', folder])).code).toBe(0)
  expect((await put(service.url, first)).status).toBe(200)
  expect(await service.end()).toBe(0)

  // By the program itself: it knows its rules by the same name as the service.
  expect(run('restore', backup, '--data', restored)).toBe(0)
  expect(dump(restored)).toEqual(dump(folder))
  const again = await startService(restored, ['--open-door', '--keep', '1d'])
  services.push(again)
  expect(await (await fetch(`${again.url}/healthz`)).json()).toEqual({ status: 'ok', reasons: [] })
  // What came before the backup is known.
  expect((await put(again.url, first)).status).toBe(200)
  expect(await again.end()).toBe(0)
  expect(run('reindex', '--data', restored)).toBe(0)
  expect(dump(restored)).toEqual(dump(folder))
})
