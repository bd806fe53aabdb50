import { describe, expect, test } from 'vitest'
import { missingWine, runUnderWine } from './wine.ts'

interface Report {
  readonly verdict: string
  readonly agent: { readonly platform: string; readonly session: string }
  readonly checks: readonly { readonly id: string; readonly status: string }[]
  readonly findings: readonly { readonly code: string; readonly status: string; readonly subject: string; readonly args: object }[]
  readonly causes: readonly { readonly code: string; readonly subject: string }[]
}

const settings = "'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'"

describe.skipIf(missingWine !== undefined)(`under Wine${missingWine === undefined ? '' : ` (skipped: ${missingWine})`}`, () => {
  test("the whole agent runs, reads this Windows' proxy and leaves its report", async () => {
    const { exitCode, stdout, stderr, reports } = await runUnderWine(`
      wine reg add ${settings} /v ProxyEnable /t REG_DWORD /d 1 /f >/dev/null
      wine reg add ${settings} /v ProxyServer /d 127.0.0.1:9 /f >/dev/null
      agent report agent/terminal-preflight.ts --silent --output Z:/out/report || code=$?
      ls /out/report
      exit \${code:-0}
    `)
    expect(stderr).toBe('')
    expect(exitCode).toBe(2)
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['agent.log', 'evidence.json', 'report.json', 'settings.json']))
    const report = reports.report as Report
    expect(report).toMatchObject({ verdict: 'not-ready', agent: { platform: 'win32', session: 'Console' } })
    expect([...report.checks, ...report.findings].filter(({ status }) => status === 'error')).toEqual([])
    expect(report.findings).toContainEqual(
      expect.objectContaining({ code: 'proxy/unreachable', status: 'problem', subject: '127.0.0.1:9' }),
    )
  })

  test('it names the cause of a fault of the lab', async () => {
    const { reports } = await runUnderWine('agent lab test/lab/start.ts --fault tls/expired --ephemeral || :')
    const { causes } = reports.lab as Report
    expect(causes).toContainEqual(expect.objectContaining({ code: 'tls/expired', subject: 'sso.hkexposttrade.com.hk' }))
  })
})
