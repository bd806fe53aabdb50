import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileVersion } from '../../packaging/msi/file-version.ts'
import { componentId, nameBasedGuid, productCode, UPGRADE_CODE } from '../../packaging/msi/identity.ts'
import { fileName } from '../../packaging/msi/layout.ts'
import { makeMsi } from '../../packaging/msi/make-msi.ts'
import { textArchive } from '../../packaging/msi/text-archive.ts'
import { runTool } from '../../packaging/tools.ts'
import { repository } from '../house/tree.ts'
import { folderWith } from '../profile/folder.ts'
import { bearing, EPOCH, icon, makeTestMsi, missingMsiTools, rowsOf } from './msi-made.ts'

describe('what Windows knows the package by', () => {
  test('never changes: with another code a PC would have two of it', () => {
    expect(UPGRADE_CODE).toBe('{F9593BEA-C568-4FEE-B9DA-51AC9FD18E53}')
    expect(productCode('0.1.0')).toBe('{C45D7A2A-F074-5356-A8CE-6EE4580EFD6C}')
    expect(componentId('%ProgramFiles%\\TerminalPreflight\\terminal-preflight.exe')).toBe('{B70C97D5-1C93-5E5F-8334-A693BCC099CE}')
    expect(componentId('%ProgramData%\\TerminalPreflight')).toBe('{EA98B46C-E48F-5E7C-BB08-1F6C5D6A4D6E}')
  })

  test('is derived as RFC 9562 says (appendix A.4)', () => {
    expect(nameBasedGuid('www.example.com', '6ba7b8109dad11d180b400c04fd430c8')).toBe('{2ED6657D-E927-568B-95E1-2665A8AEA6A2}')
  })

  test('is another for another version', () => {
    expect(productCode('0.1.1')).not.toBe(productCode('0.1.0'))
  })
})

test('the version of an executable is read from its resource', () => {
  expect(fileVersion(bearing('12.3.456'))).toBe('12.3.456.0')
  expect(fileVersion(Buffer.concat([bearing('1.2.3'), bearing('1.2.3')]))).toBe('1.2.3.0')
  expect(fileVersion(Buffer.concat([bearing('1.2.3'), bearing('1.2.4')]))).toBeUndefined()
  expect(fileVersion(Buffer.from('VS_VERSION_INFO\0', 'utf16le'))).toBeUndefined()
  expect(fileVersion(bearing('1.2.3').subarray(0, -45))).toBeUndefined()
})

test('a name has a short one beside it where Windows wants one', () => {
  expect(fileName('terminal-preflight.exe')).toBe('TERMIN~1.EXE|terminal-preflight.exe')
  expect(fileName('sbom.cdx.json', 12)).toBe('SBOMC~12.JSO|sbom.cdx.json')
  expect(fileName('LICENSE.txt')).toBe('LICENSE.txt')
  expect(fileName('trust')).toBe('trust')
})

test('the scheduled task runs as whoever is signed in, with no more rights, and asks nobody', async () => {
  const task = await readFile(join(repository, 'packaging/msi/task.xml'), 'utf8')
  const values = [...task.matchAll(/<(GroupId|RunLevel|Command|Arguments|StartBoundary|\w+day)(?:>(.*)<\/\1>| \/>)/g)].map(
    ([, name, value]) => value ?? name,
  )
  expect(values).toEqual([
    '2026-01-01T07:30:00',
    ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    ...['S-1-5-32-545', 'LeastPrivilege', '"%ProgramFiles%\\TerminalPreflight\\terminal-preflight.exe"', '--silent'],
  ])
  expect(task).not.toMatch(/UserId|LogonType/)
})

test('a field that would part a row is refused', () => {
  expect(() => textArchive({ name: 'T', columns: [['A', 's72']], keys: 1, rows: [['a\tb']] })).toThrow(/control character/)
})

describe.skipIf(missingMsiTools !== undefined)(`a package${missingMsiTools === undefined ? '' : ` (skipped: ${missingMsiTools})`}`, () => {
  let folder: string
  let msi: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-msi-'))
    msi = await makeTestMsi({ folder, version: '0.1.0' })
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('made again in another folder has the same bytes', async () => {
    const again = await makeTestMsi({ folder: folderWith({}), version: '0.1.0', name: 'again' })
    expect((await readFile(again)).equals(await readFile(msi))).toBe(true)
  })

  test('of other content is another package of the same product', async () => {
    const folder = folderWith({ 'program.bin': 'MZ, but another' })
    const other = await makeTestMsi({ folder, version: '0.1.0', program: join(folder, 'program.bin') })
    const [here, there] = await Promise.all(
      [msi, other].map(async (file) => (await runTool('msiinfo', ['suminfo', file], { env: { TZ: 'UTC' } })).stdout),
    )
    const code = (summary: string | undefined) => /\{.*\}/.exec(summary ?? '')?.[0]
    expect(code(here)).toMatch(/^\{[0-9A-F-]{36}\}$/)
    expect(code(there)).not.toBe(code(here))
    expect(here).toContain('Template: x64;1033')
    expect(here).toContain('Created: Fri Jan  2 03:04:06 2026')
    expect((await rowsOf(other, 'Property')).find(([name]) => name === 'ProductCode')).toEqual(['ProductCode', productCode('0.1.0')])
  })

  test('lets no user say whom this PC trusts: the installer takes these properties from administrators alone', async () => {
    const properties = Object.fromEntries(await rowsOf(msi, 'Property'))
    expect(properties.SecureCustomProperties?.split(';')).toEqual(['NEWERFOUND', 'OLDERFOUND'])
    expect(properties).not.toHaveProperty('EnableUserControl')
    // A folder whose key is all capitals could be moved by the same way.
    for (const [folder] of await rowsOf(msi, 'Directory')) expect(folder === 'TARGETDIR' || folder !== folder?.toUpperCase()).toBe(true)
  })

  test('closes the machine’s own folder to all but administrators', async () => {
    const closed = 'O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)'
    expect(await rowsOf(msi, 'MsiLockPermissionsEx')).toEqual(
      ['MachineFolder', 'TrustFolder'].map((folder) => [folder, folder, 'CreateFolder', closed, '']),
    )
    expect((await rowsOf(msi, 'CreateFolder')).toSorted()).toEqual(['MachineFolder', 'TrustFolder'].map((folder) => [folder, folder]))
  })

  test('removes what stands in the way of a file before it is copied: written over, it would stay its owner’s', async () => {
    const removed = await rowsOf(msi, 'RemoveFile')
    const sequence = new Map(
      (await rowsOf(msi, 'InstallExecuteSequence')).map(([action, condition, at]) => [action, { condition, at: Number(at) }]),
    )
    const actions = new Map((await rowsOf(msi, 'CustomAction')).map(([action, , , target]) => [action, target]))
    const copied = await rowsOf(msi, 'MoveFile')
    expect(copied.map(([key]) => key).toSorted()).toEqual(['Pem', 'Site', 'Trust'])
    for (const [key, component, wildcard, name, source, folder] of copied) {
      expect(removed).toContainEqual([`${key}Before`, component, name === '' ? wildcard : name, `${key}Replaced`, '1'])
      expect(actions.get(`Set${key}Replaced`)).toBe(`[CommonAppDataFolder]TerminalPreflight\\${folder === 'TrustFolder' ? 'trust\\' : ''}`)
      expect(sequence.get(`Set${key}Replaced`)?.condition).toBe(source)
    }
    const order = [
      'SetPemReplaced',
      'CostInitialize',
      'RemoveFiles',
      'CreateFolders',
      'MoveFiles',
      'InstallFiles',
      'CheckSiteFile',
      'InstallExecute',
      'RemoveExistingProducts',
    ]
    const numbers = order.map((action) => sequence.get(action)?.at ?? Number.NaN)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  })

  test('tells the version of the executable, without which a newer one would not replace it', async () => {
    const files = await rowsOf(msi, 'File')
    expect(files.find(([id]) => id === 'terminal_preflight.exe')?.slice(2, 6)).toEqual([
      'TERMIN~1.EXE|terminal-preflight.exe',
      String(bearing('0.1.0').length),
      '0.1.0.0',
      '0',
    ])
    expect((await rowsOf(msi, 'MsiFileHash')).map(([id]) => id)).toEqual(['LICENSE.txt', 'README.zh_HK.txt', 'scheduled_task.xml'])
  })

  test('speaks both languages, and brings its icon', async () => {
    const texts = [...(await rowsOf(msi, 'LaunchCondition')), ...(await rowsOf(msi, 'Property'))].map(([, text]) => text)
    expect(texts).toContain(
      'A newer version of Terminal Preflight is installed already; remove it first. 已安裝較新版本的 Terminal Preflight；請先將它移除。',
    )
    expect(texts.filter((text) => text?.includes('並非香港交易所的軟件'))).toHaveLength(1)
    expect((await runTool('msiinfo', ['export', msi, '_ForceCodepage'], { cwd: dirname(msi) })).stdout).toContain('65001\t_ForceCodepage')
    expect(await rowsOf(msi, 'Icon')).toEqual([['Program.ico', 'Icon.Program.ico']])
    expect((await readFile(msi)).includes((await readFile(icon)).subarray(0, 512))).toBe(true)
  })

  test('is not made with a version that Windows Installer can’t compare, or another one than the executable’s', async () => {
    const folder = folderWith({})
    const exe = join(folder, 'a.exe')
    await writeFile(exe, bearing('0.1.1'))
    const make = (version: string, name = 'LICENSE') =>
      makeMsi({
        exe,
        extraFiles: ['LICENSE', name].map((each) => ({ name: each, path: exe })),
        outFile: join(folder, 'a.msi'),
        version,
        workFolder: join(folder, 'work'),
        epoch: EPOCH,
      })
    for (const version of ['0.1', '0.1.1-rc.1', '256.0.0', '0.0.65536'])
      await expect(make(version)).rejects.toThrow(/is no version for an \.msi/)
    await expect(make('0.1.0', 'README.txt')).rejects.toThrow('a.exe bears the version 0.1.1.0 and the package 0.1.0: dress it first')
    await expect(make('0.1.1', 'license')).rejects.toThrow('two files of the package are called license, or nearly so')
  })
})
