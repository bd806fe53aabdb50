import { describe, expect, test } from 'vitest'
import { missingWine, runUnderWine } from './wine.ts'

describe.skipIf(missingWine !== undefined)(`under Wine${missingWine === undefined ? '' : ` (skipped: ${missingWine})`}`, () => {
  test("Windows' API tells versions, services and the session", async () => {
    const { reports, stderr } = await runUnderWine('windows api windows.ts')
    expect(stderr).toBe('')
    const version = { version: expect.stringMatching(/^24\.\d+\.\d+\.0$/) }
    expect(reports.api).toEqual({
      node: [version, version],
      library: [{ version: expect.stringMatching(/^10\.0\.\d+\.\d+$/) }, { version: expect.stringMatching(/^10\.0\.\d+\.\d+$/) }],
      text: { failure: { word: 'no-data', code: 'win32 1812', syscall: 'GetFileVersionInfoSizeW' } },
      missing: { failure: { word: 'file-missing', code: expect.stringMatching(/^win32 [23]$/), syscall: 'GetFileVersionInfoSizeW' } },
      running: { state: 'running', start: 'manual' },
      smartcard: { state: 'stopped', start: 'manual' },
      noService: { failure: { word: 'file-missing', code: 'win32 1060', syscall: 'OpenServiceW' } },
      session: { remote: false },
      handles: [expect.any(Number), expect.any(Number)],
    })
    const { node, library } = reports.api as Record<'node' | 'library', readonly { version: string }[]>
    expect(node[0]).toEqual(node[1])
    expect(library[0]).toEqual(library[1])
    const { handles } = reports.api as { handles: [before: number, after: number] }
    expect(handles[0]).toBeGreaterThan(0)
    // Threads of Node's come and go by themselves; one handle kept of each read would be 30 and more.
    expect(handles[1]).toBeLessThan(handles[0] + 15)
  })
  test('a program in which a call of Windows hangs ends all the same', async () => {
    const { exitCode, reports } = await runUnderWine('windows end end.ts')
    expect(reports.end).toBe('before the end')
    expect(exitCode).toBe(7)
  })
})
