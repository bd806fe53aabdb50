import { describe, expect, it } from 'vitest'
import { findBrowsers, versionOf } from '../../checks/browser/find.ts'
import { realIo } from '../../checks/io/real.ts'
import { parseRegQuery } from '../../checks/io/registry-command.ts'
import type { RegistryKey } from '../../checks/io.ts'
import { pcIo, systemEnvironment, windowsEnvironment } from './fixtures/pc.ts'
import { missingForChromium } from './fixtures/policed-chromium.ts'

const { signal } = new AbortController()
const appPaths = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths'
const edgeFolder = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application'
const edge = `${edgeFolder}\\msedge.exe`
const chromeOfUser = 'C:\\Users\\teller1\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'

function keyOf(values: RegistryKey['values']): RegistryKey {
  return { values, subkeys: {} }
}

function windowsPc(files: readonly string[], more: Partial<Parameters<typeof pcIo>[0]> = {}) {
  return pcIo({ platform: 'win32', env: windowsEnvironment, files: Object.fromEntries(files.map((file) => [file, ''])), ...more })
}

describe('browsers on Windows', () => {
  it('are found where their makers put them, best first', async () => {
    const io = windowsPc([
      'C:\\Program Files\\BraveSoftware\\Brave-Browser\\Application\\brave.exe',
      chromeOfUser,
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Users\\teller1\\AppData\\Local\\Chromium\\Application\\chrome.exe',
      'C:\\Users\\teller1\\AppData\\Local\\Microsoft\\Edge SxS\\Application\\msedge.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge Beta\\Application\\msedge.exe',
      edge,
      // Neither of these is a browser of a person's.
      'C:\\Program Files (x86)\\Microsoft\\EdgeWebView\\Application\\120.0.2210.91\\msedgewebview2.exe',
      'C:\\Program Files (x86)\\Microsoft\\EdgeCore\\120.0.2210.91\\msedge.exe',
    ])
    expect((await findBrowsers(io, signal)).map(({ name, channel, installedFor }) => [name, channel, installedFor])).toEqual([
      ['Microsoft Edge', 'stable', 'machine'],
      ['Microsoft Edge Beta', 'beta', 'machine'],
      ['Microsoft Edge Canary', 'canary', 'user'],
      ['Google Chrome', 'stable', 'machine'],
      ['Google Chrome', 'stable', 'user'],
      ['Chromium', 'unknown', 'user'],
      ['Brave', 'stable', 'machine'],
    ])
  })

  it('are told once, however many say so, in whatever spelling', async () => {
    const io = windowsPc([edge], { registry: { [`HKLM\\${appPaths}\\msedge.exe`]: keyOf({ '': edge.toUpperCase(), Path: edgeFolder }) } })
    expect(await findBrowsers(io, signal)).toEqual([
      {
        kind: 'edge',
        name: 'Microsoft Edge',
        channel: 'stable',
        path: edge,
        version: null,
        versionFrom: null,
        foundBy: ['folder', 'app-paths'],
        installedFor: 'machine',
      },
    ])
  })

  // The output's form: learn.microsoft.com/windows-server/administration/windows-commands/reg-query. The default value's name on a Traditional
  // Chinese Windows: bug reports with output of `reg query … /ve`, "(預設值)    REG_SZ". Put together from both.
  it.each(['(Default)', '(預設值)', '(默认)'])(
    'are found elsewhere by what App Paths names, its default value printed as %s',
    async (name) => {
      const path = `HKEY_LOCAL_MACHINE\\${appPaths}\\msedge.exe`
      const lines = ['', path, `    ${name}    REG_SZ    D:\\Browsers\\msedge.exe`, '    Path    REG_SZ    D:\\Browsers', '']
      const registry = { [`HKLM\\${appPaths}\\msedge.exe`]: parseRegQuery(lines.join('\r\n'), `HKLM\\${appPaths}\\msedge.exe`) }
      const found = await findBrowsers(windowsPc(['D:\\Browsers\\msedge.exe', chromeOfUser], { registry }), signal)
      expect(found.map(({ kind, channel, path, foundBy }) => [kind, channel, path, foundBy])).toEqual([
        ['edge', 'unknown', 'D:\\Browsers\\msedge.exe', ['app-paths']],
        ['chrome', 'stable', chromeOfUser, ['folder']],
      ])
    },
  )

  it.each([
    ['between quotation marks', `"${edge}" --profile-directory=Default`],
    ['with a variable', '%ProgramFiles(x86)%\\Microsoft\\Edge\\Application\\msedge.exe'],
  ])('are found where the path stands %s', async (_, value) => {
    const env = { ...windowsEnvironment, 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }
    const io = windowsPc([edge], { env, registry: { [`HKCU\\${appPaths}\\msedge.exe`]: keyOf({ '': value }) } })
    expect((await findBrowsers(io, signal)).map(({ foundBy }) => foundBy)).toEqual([['folder', 'app-paths']])
  })

  it.each([
    ['a file that is gone', edge],
    ['a share', '\\\\server\\apps\\msedge.exe'],
    ['another program', 'C:\\Windows\\System32\\cmd.exe'],
    ['no path', ''],
    ['a number', 7],
  ])('are not taken from App Paths where it names %s', async (_, value) => {
    const io = windowsPc(['C:\\Windows\\System32\\cmd.exe'], { registry: { [`HKLM\\${appPaths}\\msedge.exe`]: keyOf({ '': value }) } })
    expect(await findBrowsers(io, signal)).toEqual([])
  })

  it('are taken at Windows’ word where the folder may not be looked into', async () => {
    const registry = { [`HKLM\\${appPaths}\\msedge.exe`]: keyOf({ '': edge }) }
    expect(await findBrowsers(windowsPc([edge], { registry, closed: [edgeFolder] }), signal)).toHaveLength(1)
    expect(await findBrowsers(windowsPc([edge], { closed: [edgeFolder] }), signal)).toEqual([])
  })

  it('of a user are not looked for in another session', async () => {
    const io = windowsPc([chromeOfUser, edge], {
      env: systemEnvironment,
      registry: { [`HKCU\\${appPaths}\\chrome.exe`]: keyOf({ '': chromeOfUser }) },
    })
    expect((await findBrowsers(io, signal)).map(({ path }) => path)).toEqual([edge])
  })

  it('are not looked for when it is too late', async () => {
    expect(await findBrowsers(windowsPc([edge]), AbortSignal.abort())).toEqual([])
  })

  it('have the version of their file, else of the folder beside it, else of their updater', async () => {
    const clients = 'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\EdgeUpdate\\Clients'
    const registry = {
      [`${clients}\\{56EB18F8-B008-4CBD-B6D2-8C97FE7E9062}`]: keyOf({ name: 'Microsoft Edge', pv: '120.0.2210.3' }),
      // The WebView2 Runtime is there on PCs that have no Edge.
      [`${clients}\\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}`]: keyOf({ pv: '99.0.0.9' }),
    }
    const folder = `${edgeFolder}\\120.0.2210.2\\msedge.dll`
    const windows = { fileVersion: async () => ({ version: '120.0.2210.1' }) }
    const versions = await Promise.all(
      [windowsPc([edge, folder], { registry, windows }), windowsPc([edge, folder], { registry }), windowsPc([edge], { registry })].map(
        (io) => findBrowsers(io, signal),
      ),
    )
    expect(versions.flat().map(({ version, versionFrom, foundBy }) => [version, versionFrom, foundBy])).toEqual([
      ['120.0.2210.1', 'file', ['folder']],
      ['120.0.2210.2', 'folder', ['folder']],
      ['120.0.2210.3', 'update-client', ['folder', 'update-client']],
    ])
  })

  it('of a user have their updater’s version in the user’s hive', async () => {
    const client = 'SOFTWARE\\Google\\Update\\Clients\\{8A69D345-D564-463C-AFF1-A69D9E530F96}'
    const registry = {
      [`HKCU\\${client}`]: keyOf({ pv: '120.0.6099.110' }),
      [`HKLM\\SOFTWARE\\WOW6432Node\\${client.slice(9)}`]: keyOf({ pv: '1.2.3.4' }),
    }
    const [browser] = await findBrowsers(windowsPc([chromeOfUser], { registry }), signal)
    expect([browser?.version, browser?.versionFrom]).toEqual(['120.0.6099.110', 'update-client'])
  })

  it.each([
    ['the newest of what is left over', ['99.0.1150.30', '120.0.2210.91', '100.0.1185.29'], '120.0.2210.91'],
    ['the one that still starts while an update waits', ['119.0.2151.44', '120.0.2210.91', 'new_msedge.exe'], '119.0.2151.44'],
    ['the only one while an update waits', ['120.0.2210.91', 'NEW_msedge.exe'], '120.0.2210.91'],
    ['none', ['SetupMetrics', '120.0.2210', 'v120.0.2210.91'], null],
  ])('have the version of a folder: %s', async (_, names, version) => {
    const [browser] = await findBrowsers(windowsPc([edge, ...names.map((name) => `${edgeFolder}\\${name}`)]), signal)
    expect(browser?.version).toBe(version)
  })

  it('are never started to tell their version', async () => {
    const [browser] = await findBrowsers(windowsPc([edge]), signal)
    if (browser === undefined) throw new Error('not found')
    const io = { ...windowsPc([edge]), processes: { ...realIo().processes, execFile: () => Promise.reject(new Error('started')) } }
    expect(await versionOf(io, browser, signal)).toEqual({ version: null, versionFrom: null })
  })
})

describe('browsers on Linux', () => {
  const linuxPc = (files: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    pcIo({ platform: 'linux', env: { HOME: '/home/teller1', ...env }, files: Object.fromEntries(files.map((file) => [file, ''])) })

  it('are the programs of their makers’ packages, else their commands', async () => {
    const io = linuxPc([
      '/usr/bin/chromium',
      '/usr/bin/google-chrome-beta',
      '/opt/google/chrome/chrome',
      '/usr/bin/google-chrome-stable',
      '/opt/microsoft/msedge-dev/msedge',
      '/usr/bin/microsoft-edge',
    ])
    expect((await findBrowsers(io, signal)).map(({ name, path }) => [name, path])).toEqual([
      ['Microsoft Edge', '/usr/bin/microsoft-edge'],
      ['Microsoft Edge Dev', '/opt/microsoft/msedge-dev/msedge'],
      ['Google Chrome', '/opt/google/chrome/chrome'],
      ['Google Chrome Beta', '/usr/bin/google-chrome-beta'],
      ['Chromium', '/usr/bin/chromium'],
    ])
  })

  it('are the snap itself, not the script that starts it', async () => {
    const [browser] = await findBrowsers(linuxPc(['/usr/bin/chromium-browser', '/snap/bin/chromium']), signal)
    expect(browser?.path).toBe('/snap/bin/chromium')
  })

  it('are found on the PATH, with whom they are for', async () => {
    const env = { PATH: '/usr/bin:relative::/home/teller1/bin/:/srv/tools' }
    const found = await findBrowsers(linuxPc(['/home/teller1/bin/chromium', '/srv/tools/microsoft-edge', '/usr/bin/env'], env), signal)
    expect(found.map(({ path, foundBy, installedFor }) => [path, foundBy, installedFor])).toEqual([
      ['/srv/tools/microsoft-edge', ['path'], 'machine'],
      ['/home/teller1/bin/chromium', ['path'], 'user'],
    ])
  })

  it('are none where there is none', async () => {
    expect(await findBrowsers(linuxPc(['/usr/bin/firefox', '/opt/google/earth/chrome']), signal)).toEqual([])
  })
})

describe('browsers on macOS', () => {
  // The keys of Chrome's own file (Chromium, chrome/app/app-Info.plist), with what its build fills in; put together.
  const plist = (version: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>\n\t<key>CFBundleName</key>\n\t<string>Chrome 9.9.9.9</string>\n\t<key>CFBundleShortVersionString</key>\n\t<string>${version}</string>\n</dict></plist>`
  const bundle = (folder: string, name: string, info: string) => ({
    [`${folder}/${name}.app/Contents/MacOS/${name}`]: '',
    [`${folder}/${name}.app/Contents/Info.plist`]: info,
  })

  it('are the bundles of everybody and of this user', async () => {
    const files = {
      ...bundle('/Users/teller1/Applications', 'Google Chrome', plist('120.0.6099.109')),
      ...bundle('/Applications', 'Microsoft Edge', plist('120.0.2210.91')),
      ...bundle('/Applications', 'Chromium', 'bplist00\u0000 120.0.6099.109'),
      // Moved to the bin halfway: its folder is left, its program is not.
      '/Applications/Google Chrome Canary.app/Contents/Info.plist': plist('122.0.6200.0'),
    }
    const found = await findBrowsers(pcIo({ platform: 'darwin', env: { HOME: '/Users/teller1' }, files }), signal)
    expect(found.map(({ path, version, versionFrom, installedFor }) => [path, version, versionFrom, installedFor])).toEqual([
      ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', '120.0.2210.91', 'file', 'machine'],
      ['/Users/teller1/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '120.0.6099.109', 'file', 'user'],
      ['/Applications/Chromium.app/Contents/MacOS/Chromium', null, null, 'machine'],
    ])
  })
})

const missing = missingForChromium()

describe.skipIf(missing === 'chromium is not installed')('this machine', () => {
  it('has the Chromium that Debian installs, of the version that it prints', async () => {
    const io = realIo()
    const browser = (await findBrowsers(io, signal)).find(({ kind }) => kind === 'chromium')
    expect(browser).toMatchObject({ path: '/usr/bin/chromium', channel: 'unknown', version: null, installedFor: 'machine' })
    if (browser === undefined) return
    const version = await versionOf(io, browser, signal)
    expect(version).toEqual({ version: expect.stringMatching(/^\d{2,}\.0\.\d+\.\d+$/), versionFrom: 'output' })
    expect(await versionOf(io, { ...browser, ...version }, AbortSignal.abort())).toEqual(version)
  })

  it('tells no version of a program that prints none', async () => {
    const [browser] = await findBrowsers(realIo(), signal)
    if (browser === undefined) throw new Error('a browser is wanted')
    expect(await versionOf(realIo(), { ...browser, path: '/bin/true' }, signal)).toEqual({ version: null, versionFrom: null })
    expect(await versionOf(realIo(), { ...browser, path: '/nowhere/chromium' }, signal)).toEqual({ version: null, versionFrom: null })
  })
})
