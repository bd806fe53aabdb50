/** README.txt and README.zh-HK.txt, for whoever gets the program without this repository. What they say is README.md's, shorter. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type ReadmePlatform = 'windows' | 'linux'
type Language = 'en' | 'zh-HK'
type Place = 'start' | 'command' | 'browser' | 'reports' | 'machine' | 'checksum' | 'signature' | 'remove' | 'data'

export interface Readme {
  readonly name: string
  readonly path: string
}

/** Notepad shows a text in UTF-8 rightly only by its mark, where the PC's code page is another one. */
const MARK = '\ufeff'

/** What is otherwise on the two systems. */
const places: Readonly<Record<ReadmePlatform, Readonly<Record<Language, Readonly<Record<Place, string>>>>>> = {
  windows: {
    en: {
      start: 'Unpack it and double-click terminal-preflight.exe, or in a command prompt:',
      command: 'terminal-preflight',
      browser: 'Edge',
      reports: '%LOCALAPPDATA%\\TerminalPreflight\\reports',
      machine: '%ProgramData%\\TerminalPreflight',
      checksum: 'certutil -hashfile FILE SHA256',
      signature:
        '\n  If it is signed: right-click terminal-preflight.exe, Properties, Digital\n  Signatures, Details. Or in PowerShell:\n\n      Get-AuthenticodeSignature .\\terminal-preflight.exe\n',
      remove: 'Delete the folder that you unpacked; if it was installed, Settings, Apps.',
      data: '%LOCALAPPDATA%\\TerminalPreflight',
    },
    'zh-HK': {
      start: '解壓後按兩下 terminal-preflight.exe，或在命令提示字元輸入：',
      command: 'terminal-preflight',
      browser: 'Edge',
      reports: '%LOCALAPPDATA%\\TerminalPreflight\\reports',
      machine: '%ProgramData%\\TerminalPreflight',
      checksum: 'certutil -hashfile 檔案 SHA256',
      signature:
        '\n  如程式已簽署：右按 terminal-preflight.exe，選「內容」、「數位簽章」、「詳細\n  資料」；或在 PowerShell 輸入：\n\n      Get-AuthenticodeSignature .\\terminal-preflight.exe\n',
      remove: '刪除解壓所得的資料夾；如以安裝套件安裝，請到「設定」的「應用程式」移除。',
      data: '%LOCALAPPDATA%\\TerminalPreflight',
    },
  },
  linux: {
    en: {
      start: 'Unpack it, and in a terminal, in its folder:',
      command: './terminal-preflight',
      browser: 'the browser that is installed',
      reports: '~/.local/state/terminal-preflight/reports',
      machine: '/etc/terminal-preflight',
      checksum: 'sha256sum -c --ignore-missing SHA256SUMS',
      signature: '',
      remove: 'Delete the folder that you unpacked; if it was installed, apt purge\n  terminal-preflight.',
      data: '~/.local/state/terminal-preflight',
    },
    'zh-HK': {
      start: '解壓後，在終端視窗進入其資料夾，並輸入：',
      command: './terminal-preflight',
      browser: '電腦已安裝的瀏覽器',
      reports: '~/.local/state/terminal-preflight/reports',
      machine: '/etc/terminal-preflight',
      checksum: 'sha256sum -c --ignore-missing SHA256SUMS',
      signature: '',
      remove: '刪除解壓所得的資料夾；如以套件安裝，請執行 apt purge terminal-preflight。',
      data: '~/.local/state/terminal-preflight',
    },
  },
}

export async function readmeText(platform: ReadmePlatform, language: Language): Promise<string> {
  const template = await readFile(join(import.meta.dirname, `${language}.txt`), 'utf8')
  const values = places[platform][language]
  const text = template.replace(/\{(\w+)\}/g, (_, place: string) => {
    if (!isPlace(place, values)) throw new TypeError(`${language}.txt names {${place}}, which no system has`)
    return values[place]
  })
  return `${language === 'en' ? '' : MARK}${platform === 'windows' ? text.replaceAll('\n', '\r\n') : text}`
}

/** Writes both into the folder. */
export async function writeReadmes(folder: string, platform: ReadmePlatform): Promise<readonly Readme[]> {
  await mkdir(folder, { recursive: true })
  const names = { en: 'README.txt', 'zh-HK': 'README.zh-HK.txt' } as const
  const languages: readonly Language[] = ['en', 'zh-HK']
  return Promise.all(
    languages.map(async (language) => {
      const readme = { name: names[language], path: join(folder, names[language]) }
      await writeFile(readme.path, await readmeText(platform, language))
      return readme
    }),
  )
}

function isPlace(name: string, values: Readonly<Record<Place, string>>): name is Place {
  return Object.hasOwn(values, name)
}
