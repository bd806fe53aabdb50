import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../agent/report/schema.ts'
import { repository } from '../../scripts/bundle.ts'
import { missingScreen } from '../windows/wine.ts'
import { missing, session, TIMEOUT_MS, titled } from './windows.ts'

/** For people to look at: what the last test run saw. */
const pictures = join(repository, 'dist/console')

/** A desktop, and a font for the console that has Chinese: Wine, unlike Windows, looks for the glyphs in no other. */
const desktop = `
export DISPLAY=:9 NO_COLOR=1
Xvfb :9 -screen 0 1280x900x24 >/dev/null 2>&1 &
until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.1; done
openbox >/dev/null 2>&1 &
console() { wine reg add 'HKCU\\Console' "$@" /f >/dev/null; }
console /v FaceName /d 'WenQuanYi Micro Hei Mono'
console /v FontSize /t REG_DWORD /d 0x00100000
console /v FontPitchFamily /t REG_DWORD /d 0x36
mkdir -p /wine/drive_c/users/root/Desktop
cp $EXE /wine/drive_c/users/root/Desktop
EXE=/wine/drive_c/users/root/Desktop/terminal-preflight.exe
`

const doubleClick = (name: string, locale: string, answer: string) =>
  `LC_ALL=${locale} linux test/built/programs/windows-double-click.ts /out ${name} $OWN $EXE '${answer}'`

interface Seen {
  readonly title: string
  readonly light: number
  readonly staysOpen: boolean
  readonly goes: boolean
}

const why = missing ?? missingScreen
/** What is typed where the window asks which services the PC is for. */
const languages = {
  en: { locale: 'C.UTF-8', answer: '', profiles: ['ccass', 'dms', 'ccms'] },
  'zh-HK': { locale: 'zh_TW.UTF-8', answer: '3', profiles: ['ccms'] },
} as const

describe.skipIf(why !== undefined)(titled('the executable under Wine', why), { timeout: TIMEOUT_MS }, () => {
  test('a double click opens a window of its own that asks once, shows the answer in either language, and waits for a key', async () => {
    const clicks = Object.entries(languages).map(([name, { locale, answer }]) => doubleClick(name, locale, answer))
    await using run = await session([desktop, ...clicks].join('\n'))
    await mkdir(pictures, { recursive: true })
    for (const [name, { profiles }] of Object.entries(languages)) {
      await copyFile(join(run.out, `${name}.png`), join(pictures, `${name}.png`))
      const { title, light, ...window } = run.reports[name] as Seen
      expect(title).toBe('Terminal Preflight')
      // Letters are a tenth of a text at most; a window that is empty is black.
      expect(light).toBeGreaterThan(0.005)
      expect(light).toBeLessThan(0.3)
      expect(window).toEqual({ staysOpen: true, goes: true })
      const report = run.reports[`${name}.report`] as Report
      expect([report.language, report.profiles.map(({ id }) => id)]).toEqual([name, profiles])
    }
  })
})
