import { describe, expect, test } from 'vitest'
import { missingWine, runUnderWine } from './wine.ts'

describe.skipIf(missingWine !== undefined)(`under Wine${missingWine === undefined ? '' : ` (skipped: ${missingWine})`}`, () => {
  test('Edge is found by folder and App Paths, its version by its file, its policies in both hives', async () => {
    const { reports, stderr } = await runUnderWine('windows browser browser.ts')
    expect(stderr).toBe('')
    expect(reports.browser).toMatchObject({
      before: [],
      found: [
        {
          kind: 'edge',
          channel: 'stable',
          path: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
          version: expect.stringMatching(/^10\.0\.\d+\.\d+$/),
          versionFrom: 'file',
          foundBy: ['folder', 'app-paths'],
          installedFor: 'machine',
        },
      ],
      policies: { unread: [] },
    })
    const { policies } = (reports.browser as { policies: { policies: { name: string; value: unknown; scope: string }[] } }).policies
    expect(new Set(policies.map(({ name, value, scope }) => [scope, name, value]))).toEqual(
      new Set([
        ['machine', 'DnsOverHttpsTemplates', 'https://dns.example/證券{?dns}'],
        ['machine', 'HeadlessModeEnabled', false],
        ['machine', 'URLBlocklist', ['hkexposttrade.com.hk']],
        ['user', 'DnsOverHttpsMode', 'secure'],
      ]),
    )
  })
})
