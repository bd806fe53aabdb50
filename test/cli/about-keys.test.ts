import { createHash, X509Certificate } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { aboutSchema } from '../../agent/about/schema.ts'
import { aboutWords } from '../../agent/about/words.ts'
import { deviceSigner } from '../../agent/identity/device-key.ts'
import { protectionFor } from '../../agent/identity/protection-for.ts'
import { main } from '../../agent/main.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Io } from '../../checks/io.ts'
import { type Language, languages } from '../../checks/text.ts'
import { placeholdersOf, wordBreaches } from '../house/text-rules.ts'
import { temporaryFolders } from '../identity/commands.ts'
import { createRoot } from '../support/certificates.ts'

const newFolder = temporaryFolders()

/** What `about` prints, with its lines unbroken. */
async function about(dataFolder: string, io: Io, flags: readonly string[] = []): Promise<string> {
  let [stdout, stderr] = ['', '']
  const terminal = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns: 500,
    interrupted: new AbortController().signal,
  }
  const code = await main(['about', ...flags], io, terminal, { programFolder: dataFolder, dataFolder })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

/** SHA-256 of the public key, by other means than the program's. */
function fingerprintOf(pem: string): string {
  const { publicKey } = new X509Certificate(pem)
  const [, base64 = ''] = /-----\n([\s\S]*)\n-----/.exec(publicKey.export({ type: 'spki', format: 'pem' }).toString()) ?? []
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')
}

const grouped = (hex: string) => hex.replace(/.{4}(?=.)/g, '$& ')

describe('the device key', () => {
  let dataFolder: string
  let pem: string
  let install: string
  const plain = injectedIo({ platform: process.platform })
  const identity = (name: string) => join(dataFolder, 'identity', name)

  beforeAll(async () => {
    dataFolder = join(await newFolder(), 'data')
    const made = await deviceSigner({
      folder: dataFolder,
      hostName: '終端機-7',
      policy: 'standard',
      ephemeral: false,
      protection: protectionFor(process.platform),
    })
    if ('failure' in made) throw new Error(made.failure.code)
    install = made.install
    pem = await readFile(identity('device.pem'), 'utf8')
  })

  test('is told by its fingerprint and its install, and stays as it is', async () => {
    const before = await Promise.all((await readdir(join(dataFolder, 'identity'))).map((name) => readFile(identity(name), 'hex')))
    const text = await about(dataFolder, plain)
    expect(text).toContain(`Device key: SHA-256 ${grouped(fingerprintOf(pem))}\nInstall: ${install}\n`)
    expect(text).toContain(`Its certificate: ${identity('device.pem')}\n`)
    expect(await about(dataFolder, plain, ['--lang', 'zh-HK'])).toContain(
      `裝置密碼匙：SHA-256 ${grouped(fingerprintOf(pem))}\n安裝：${install}\n`,
    )
    const { deviceKey } = aboutSchema.parse(JSON.parse(await about(dataFolder, plain, ['--json'])))
    expect(deviceKey).toEqual({ certificate: identity('device.pem'), fingerprint: fingerprintOf(pem), install })
    expect(await readdir(dataFolder)).toEqual(['identity'])
    expect(await Promise.all((await readdir(join(dataFolder, 'identity'))).map((name) => readFile(identity(name), 'hex')))).toEqual(before)
  })

  test('that is damaged or lacks a part is said to be', async () => {
    await writeFile(identity('device.pem'), pem.slice(0, 200))
    expect(await about(dataFolder, plain)).toContain('Device key: its certificate is damaged\n')
    await rm(identity('device.pem'))
    expect(await about(dataFolder, plain)).toContain('Device key: cannot be read (ENOENT)\n')
    const { deviceKey } = aboutSchema.parse(JSON.parse(await about(dataFolder, plain, ['--json'])))
    expect(deviceKey).toEqual({ certificate: identity('device.pem'), problem: 'ENOENT' })
    expect(await about(dataFolder, plain, ['--lang', 'zh-HK'])).toContain('裝置密碼匙：未能讀取（ENOENT）')
    await writeFile(identity('device.pem'), pem)
  })
})

test('who is trusted as a signer of requests, and what was meant to be and is not', async () => {
  const { cert } = await createRoot({ name: 'CN=Help\u202edesk,O=Example' })
  const other = 'ab'.repeat(32)
  const values = { TrustedSigners: `${cert}\nsha256:${other}\nsha256:short\n` }
  const io = injectedIo({ platform: 'win32', registry: { 'HKLM\\SOFTWARE\\Policies\\TerminalPreflight': { values, subkeys: {} } } })
  const folder = await newFolder()
  const text = await about(folder, io)
  expect(text).toContain(`Trusted signer of requests: CN=Help\uFFFDdesk, O=Example, SHA-256 ${grouped(fingerprintOf(cert))}\n`)
  expect(text).toContain(`Trusted signer of requests: SHA-256 ${grouped(other)}\n`)
  expect(text).toContain('TrustedSigners is passed over: it holds a fingerprint that is not sha256:')
  expect(text).not.toContain('Trusted signer of requests: none')
  expect(await about(folder, io, ['--lang', 'zh-HK'])).toMatch(/^略過 .*TrustedSigners：/m)
  const { trustedSigners } = aboutSchema.parse(JSON.parse(await about(folder, io, ['--json'])))
  expect(trustedSigners).toMatchObject({
    certificates: [{ subject: 'CN=Help\u202edesk, O=Example', fingerprint: fingerprintOf(cert) }],
    fingerprints: [other],
    passedOver: [{ code: 'damaged', source: expect.stringContaining('TrustedSigners') }],
  })
})

const strings = (words: object): string[] => Object.values(words).flatMap((each) => (typeof each === 'string' ? [each] : strings(each)))

test.each(languages)('the words keep to the rules of %s', (language: Language) => {
  const words = strings(aboutWords[language])
  expect(words.length).toBeGreaterThan(20)
  expect(words.flatMap((each) => wordBreaches(each, language).map((breach) => `${breach}: ${each}`))).toEqual([])
})

test('both languages have the same places', () => {
  const [english, chinese] = languages.map((language) => strings(aboutWords[language]).map(placeholdersOf))
  expect(chinese).toEqual(english)
})
