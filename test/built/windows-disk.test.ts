import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lookAt } from './programs/windows-look.ts'
import { missing, session, TIMEOUT_MS, underWine } from './windows.ts'

/** %LOCALAPPDATA%, the temporary folder in it too, on a disk of that size. */
const onDisk = (size: string) => `
tiny $LOCAL ${size}
mkdir $LOCAL/Temp
exe ${size} --lang en
cp -r $LOCAL /out/on-${size}
umount $LOCAL
`

/** What there is room for: nothing; the report; the bundle too; the library too. */
const sizes = ['4k', '128k', '512k', '2m']

const report = ['agent.log', 'evidence.json', 'report.json', 'settings.json']

describe.skipIf(missing !== undefined)(underWine, { timeout: TIMEOUT_MS }, () => {
  test('on a full disk it says so in plain words, by its exit code, and leaves no half of a report', async () => {
    await using run = await session(`wine cmd /c exit\n${sizes.map(onDisk).join('')}`)
    const look = (size: string, folder = 'TerminalPreflight') => lookAt(join(run.out, `on-${size}`, folder))
    const said = async (size: string) => (await run.text(`${size}.err`)).trim().split('\n')
    expect(run.exitCodes).toEqual({ '4k': 70, '128k': 2, '512k': 2, '2m': 2 })

    const own = 'C:\\users\\root\\AppData\\Local'
    expect(await said('4k')).toEqual([
      expect.stringMatching(
        /^terminal-preflight: .*\\TerminalPreflight\\reports\\[-\d]+\\\S+: can't be written: the disk is full \(ENOSPC\)$/,
      ),
      expect.stringMatching(/^terminal-preflight: .*\\Temp\\TerminalPreflight-\w{6}\\\S+: can't be written: the disk is full \(ENOSPC\)$/),
    ])
    expect(await run.text('4k.out')).toContain('NOT READY')
    expect(await run.text('4k.out')).not.toContain('Report:')
    expect(await look('4k')).toMatchObject({ wrong: [], names: [] })
    expect(await look('4k', 'Temp')).toEqual({ wrong: [], names: [], halves: [] })

    expect(await look('128k')).toEqual({ wrong: [], names: report, halves: [] })
    expect((await said('128k')).at(-1)).toMatch(
      /^terminal-preflight: The bundle could not be written to .*\.preflight\.zip \(ENOSPC\); the report above stands\.$/,
    )

    expect(await look('512k')).toEqual({ wrong: [], names: ['agent.log', 'bundle', ...report.slice(1)], halves: [] })
    expect(await run.text('512k.out')).toContain(`Bundle for the helpdesk: ${own}`)

    expect(await look('2m')).toEqual({ wrong: [], names: ['agent.log', 'bundle', ...report.slice(1)], halves: [] })
    expect(await run.text('2m.err')).toBe('')
    for (const size of sizes) expect(await look(size, 'Temp')).toMatchObject({ names: [], halves: [] })
  })
})
