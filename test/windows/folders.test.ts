import { describe, expect, test } from 'vitest'
import { missingWine, runUnderWine } from './wine.ts'

describe.skipIf(missingWine !== undefined)(`under Wine${missingWine === undefined ? '' : ` (skipped: ${missingWine})`}`, () => {
  test('folders of a user with a Chinese name go, and go at the program’s end', async () => {
    const { reports, stdout, stderr } = await runUnderWine(`
      windows folders folders.ts
      find /wine -name '陳大文' | grep -c .
      find /wine -name 'terminal-preflight-*'
    `)
    expect(stderr).toBe('')
    const inTemporary = expect.stringMatching(/^C:\\users\\陳大文\\AppData\\Local\\Temp\\terminal-preflight-wine-\w{6}$/)
    expect(reports.folders).toEqual({ path: inTemporary, size: 4, removed: { removed: true }, left: inTemporary })
    expect(stdout.trim()).toBe('1')
  })
})
