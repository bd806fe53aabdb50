import { describe, expect, test } from 'vitest'
import { hostEvidenceSchema } from '../../checks/host/evidence.ts'
import { missingWine, runUnderWine } from '../windows/wine.ts'

interface Report {
  readonly facts: object
  readonly adapters: object
  readonly evidence: object
}

describe.skipIf(missingWine !== undefined)(`under Wine${missingWine === undefined ? '' : ` (skipped: ${missingWine})`}`, () => {
  test('Windows’ API and registry tell the system, its adapters and its settings', async () => {
    const { reports, stderr } = await runUnderWine('windows host ../../host/programs/host.ts', { locale: 'zh_TW.UTF-8' })
    expect(stderr).toBe('')
    const { facts, adapters, evidence } = reports.host as Report
    expect(facts).toMatchObject({ kernel: expect.stringMatching(/^10\.0\.\d+$/), name: expect.stringMatching(/^Windows 10/) })
    // The run has a network of its own, with nothing in it but the loopback.
    expect(adapters).toMatchObject({
      adapters: [{ name: 'lo', type: 24, state: 'up', gateways: [], id: expect.stringMatching(/^\{[\dA-F-]+\}$/) }],
    })
    expect(hostEvidenceSchema.parse(evidence)).toMatchObject({
      platform: 'win32',
      links: [],
      // Of the key alone: what lies below it is too much to read.
      os: { name: expect.stringMatching(/^Windows 10/), build: expect.any(Number), installation: 'Client' },
      windows: { dns: { dohServers: [] }, restart: { servicing: false, update: false } },
      // Wine's firmware has no maker.
      notCollected: [{ fact: 'computer', why: 'failed', failure: null }],
      complete: true,
    })
  })
})
