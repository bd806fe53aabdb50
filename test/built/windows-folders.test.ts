import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lookAt } from './programs/windows-look.ts'
import { missing, session, TIMEOUT_MS, underWine } from './windows.ts'

const runFiles = ['agent.log', 'evidence.json', 'report.json', 'settings.json']
const bundle = expect.stringMatching(/^\d{8}-\d{6}-[0-9a-f]{8}\.preflight\.zip$/)

/** Twice from nothing, both at the same time; what they left, by name, into /out/RUN. */
const twoFromNothing = (run: string) => `
rm -rf $OWN
exe ${run}-a --silent &
exe ${run}-b --silent &
wait
cp -r $OWN /out/${run}
`

/** All folders and files of this Windows, until they are what they were, or 3 s have gone. */
const nothingLeft = `
waited=0
until find /wine/drive_c | sort | diff /run/before - >/out/left || [ $((waited += 1)) -gt 30 ]; do sleep 0.1; done
`

const both = (name: string) => [name, name]

describe.skipIf(missing !== undefined)(underWine, { timeout: TIMEOUT_MS }, () => {
  test('runs in folders with blanks and Chinese in their names, of a user who is called so', async () => {
    await using run = await session(
      `windows elsewhere ../../built/programs/windows-elsewhere.ts
       cp -r "/wine/drive_c/users/陳 大文 (證券部)" /out/user
       find /wine/drive_c/users/root -name 'Terminal*' -o -name 'terminal*' >/out/stray`,
      { locale: 'zh_TW.UTF-8' },
    )
    expect(run.reports.elsewhere).toEqual({ kept: 2, named: 2, ephemeral: 2, about: 0 })
    const names = ['kept', 'named', 'ephemeral', 'about']
    expect(await Promise.all(names.map((name) => run.text(`${name}.err`)))).toEqual(names.map(() => ''))
    expect(await run.text('about.out')).toContain('本程式並非香港交易所的軟件。')
    expect(await run.text('kept.out')).toContain(
      '供支援人員使用的資料包：C:\\users\\陳 大文 (證券部)\\AppData\\Local\\TerminalPreflight\\reports\\',
    )
    expect(await run.text('named.out')).toContain('C:\\users\\陳 大文 (證券部)\\桌面\\報告 一\\report.json')
    const list = async (...path: readonly string[]) => (await readdir(join(run.out, 'user', ...path))).sort()
    expect(await list('桌面', '報告 一')).toEqual([bundle, ...runFiles, '結果 二.json'])
    expect(await list('AppData/Local/TerminalPreflight')).toEqual(['identity', 'library', 'reports'])
    expect(await list('AppData/Local/TerminalPreflight/reports')).toHaveLength(1)
    expect(await list('AppData/Local/Temp')).toEqual([])
    expect(await list('下載 項目')).toEqual(['終端機 檢查.exe'])
    expect(await run.text('stray')).toBe('')
  })

  test('two at once from nothing share one key and one library', async () => {
    const runs = ['first', 'second', 'third']
    await using run = await session(runs.map(twoFromNothing).join('\n'))
    for (const each of runs) {
      expect(run.exitCodes).toMatchObject({ [`${each}-a`]: 2, [`${each}-b`]: 2 })
      expect((await run.text(`${each}-a.err`)) + (await run.text(`${each}-b.err`))).toBe('')
      // Both bundles are signed by the key that stayed.
      expect(await lookAt(join(run.out, each))).toEqual({
        wrong: [],
        halves: [],
        names: [...both('agent.log'), ...both('bundle'), ...runFiles.slice(1).flatMap(both)],
      })
      expect(await readdir(join(run.out, each, 'library'))).toHaveLength(1)
    }
  })

  test('--ephemeral leaves nothing, and a folder that can’t be written only moves the report', async () => {
    await using run = await session(`
      mkdir -p $OWN /wine/drive_c/programs
      cp $EXE /wine/drive_c/programs
      unwritable /wine/drive_c/programs
      EXE='C:\\programs\\terminal-preflight.exe'
      find /wine/drive_c | sort >/run/before
      exe ephemeral --ephemeral --lang en
      ${nothingLeft}
      unwritable $OWN
      exe unwritable --lang en
      cp -r $LOCAL/Temp /out/temp
    `)
    expect(run.exitCodes).toEqual({ ephemeral: 2, unwritable: 2 })
    expect(await run.text('ephemeral.err')).toBe('')
    expect(await run.text('left')).toBe('')
    const own = 'C:\\users\\root\\AppData\\Local\\TerminalPreflight'
    expect((await run.text('unwritable.err')).trim().split('\n')).toEqual([
      `terminal-preflight: ${own}: can't be written (EPERM)`,
      'terminal-preflight: the device key could not be kept; a key for this run alone signs',
    ])
    const inTemp = (await readdir(join(run.out, 'temp'))).filter((name) => name.startsWith('TerminalPreflight-'))
    expect(inTemp).toEqual([expect.any(String)])
    expect(await run.text('unwritable.out')).toContain(`C:\\users\\root\\AppData\\Local\\Temp\\${inTemp[0]}\\report.json`)
    expect((await readdir(join(run.out, 'temp', inTemp[0] ?? ''))).sort()).toEqual([bundle, ...runFiles])
  })
})
