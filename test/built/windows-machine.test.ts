import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { identityLabels } from '../../agent/identity/labels.ts'
import type { Report } from '../../agent/report/schema.ts'
import { basePackages } from '../windows/base.ts'
import { missing, session, TIMEOUT_MS, underWine } from './windows.ts'

const atr = '3b951381018073ff01000b'
const settings = "'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'"

/** A proxy that refuses, in this Windows' settings; and a reader with a card, which are real but for the reader's plastic. */
const machine = `
wine reg add ${settings} /v ProxyEnable /t REG_DWORD /d 1 /f >/dev/null
wine reg add ${settings} /v ProxyServer /d 127.0.0.1:9 /f >/dev/null
mkdir /run/pcscd
pcscd --foreground --disable-polkit &
until [ -e /run/pcscd/pcscd.comm ]; do sleep 0.05; done
linux test/windows/programs/card.ts 35963 ${atr} &
UNTIL_CARD=yes windows reader smartcards.ts
`

const run = (name: string) => `exe ${name} --silent --smartcard required --lang en --json=Z:/out/${name}.json`
const state = (name: string) => `(cd $OWN && sha256sum library/*/*) >/out/${name}.library`

function failedInside({ checks, findings }: Report): unknown {
  return [...checks, ...findings].filter(({ status }) => status === 'error')
}

const proxySeen = expect.objectContaining({
  code: 'proxy/unreachable',
  status: 'problem',
  subject: '127.0.0.1:9',
  args: expect.objectContaining({ where: expect.stringMatching(/^HKCU\\.*\\ProxyServer$/) }),
})

describe.skipIf(missing !== undefined)(underWine, { timeout: TIMEOUT_MS }, () => {
  test("reads this Windows' proxy and card by the library that it lays down, and lays down anew where it was altered", async () => {
    await using windows = await session(`
      ${machine}
      ${run('first')}
      ${state('first')}
      for library in $OWN/library/*/koffi.node; do printf x >> $library; done
      ${state('altered')}
      ${run('second')}
      ${state('second')}
    `)
    expect(windows.exitCodes).toEqual({ first: 2, second: 2 })
    const koffi = readFileSync(join(basePackages, '@koromix/koffi-win32-x64/win32_x64/koffi.node'))
    const sha256 = createHash('sha256').update(koffi).digest('hex')
    const library = `${sha256}  library/${sha256.slice(0, 16)}/koffi.node\n`
    expect(await windows.text('altered.library')).not.toContain(sha256)
    for (const name of ['first', 'second']) {
      expect(await windows.text(`${name}.err`)).toBe('')
      expect(await windows.text(`${name}.library`)).toBe(library)
      const report = windows.reports[name] as Report
      expect(failedInside(report)).toEqual([])
      expect(report.findings).toContainEqual(proxySeen)
      expect(report.findings).toContainEqual(
        expect.objectContaining({ code: 'smartcard/card-present', status: 'ok', args: expect.objectContaining({ atr }) }),
      )
    }
  })

  test('where no library can be laid down it asks reg.exe and sc.exe, and fails nowhere', async () => {
    await using windows = await session(`
      ${machine}
      mkdir -p $OWN
      touch $OWN/library
      unwritable $LOCAL/Temp
      export WINEDEBUG=+loaddll
      ${run('without')}
      find $OWN -type f >/out/files
    `)
    expect(windows.exitCodes).toEqual({ without: 2 })
    const stderr = await windows.text('without.err')
    const loaded = new Set([...stderr.matchAll(/Loaded L"[^"]*\\\\([^"\\]+)"/g)].map(([, name]) => name))
    expect(['reg.exe', 'sc.exe', 'koffi.node'].filter((name) => loaded.has(name))).toEqual(['reg.exe', 'sc.exe'])
    expect(stderr.split('\n').filter((line) => line.startsWith('terminal-preflight:'))).toEqual([
      `terminal-preflight: ${identityLabels.en.deviceKey['not-bound-to-user']}`,
    ])
    const report = windows.reports.without as Report
    expect(failedInside(report)).toEqual([])
    expect(report.findings).toContainEqual(proxySeen)
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'smartcard/not-asked', status: 'not-checked' }))
    expect(await windows.text('files')).toContain('.preflight.zip')
  })
})
