import { describe, expect, test } from 'vitest'
import { missingWine, runUnderWine } from './wine.ts'

describe.skipIf(missingWine !== undefined)(`under Wine${missingWine === undefined ? '' : ` (skipped: ${missingWine})`}`, () => {
  test("Windows' API tells versions, services and the session", async () => {
    const { report, stderr } = await runUnderWine('windows.ts')
    expect(stderr).toBe('')
    const version = { version: expect.stringMatching(/^24\.\d+\.\d+\.0$/) }
    expect(report).toEqual({
      node: [version, version],
      library: [{ version: expect.stringMatching(/^10\.0\.\d+\.\d+$/) }, { version: expect.stringMatching(/^10\.0\.\d+\.\d+$/) }],
      text: { failure: { word: 'no-data', code: 'win32 1812', syscall: 'GetFileVersionInfoSizeW' } },
      missing: { failure: { word: 'file-missing', code: expect.stringMatching(/^win32 [23]$/), syscall: 'GetFileVersionInfoSizeW' } },
      running: { state: 'running', start: 'manual' },
      smartcard: { state: 'stopped', start: 'manual' },
      noService: { failure: { word: 'file-missing', code: 'win32 1060', syscall: 'OpenServiceW' } },
      session: { remote: false },
    })
    const { node, library } = report as Record<'node' | 'library', readonly { version: string }[]>
    expect(node[0]).toEqual(node[1])
    expect(library[0]).toEqual(library[1])
  })
})
