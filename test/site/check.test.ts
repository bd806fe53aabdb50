import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { siteCheck } from '../../agent/commands/site-check.ts'
import { emptySite, type Site } from '../../agent/profile/types.ts'
import { missingItems } from '../../agent/site/check-lines.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { realIo } from '../../checks/io/real.ts'
import { type Language, languages } from '../../checks/text.ts'
import { authorities } from '../lab/certificates.ts'
import { runProgram } from './terminal.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-site-check-'))
  await writeFile(join(folder, 'root.pem'), (await authorities()).root.cert)
  await writeFile(join(folder, 'no-certificate.pem'), 'nothing of the kind\n')
  await writeFile(
    join(folder, 'key.pem'),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }),
  )
})

afterAll(() => rm(folder, { recursive: true }))

async function check(text: string, language: Language = 'en') {
  const file = join(folder, 'site.yaml')
  await writeFile(file, text)
  const ran = await runProgram(['site', 'check', file, '--lang', language], realIo(), folder)
  return { ...ran, stdout: ran.stdout.replaceAll(folder, ''), stderr: ran.stderr.replaceAll(folder, '') }
}

const full = `
profiles:    [ccms]
resolvers:   { hkex: [10.0.0.1, '10.0.0.2:5353'], custom: [192.168.1.53] }
addresses:   { primary: [10.1.0.0/16], secondary: [10.2.0.0/16] }
probe:       { secondary: [10.2.0.10] }
certificate: { issuers: ['CN=Example CA'], roots: [root.pem] }
proxy:       http://proxy.example:8080
smartcard:   required
browser:     off
contacts:
  site-it: { name: 'IT desk', phone: '2222 2222' }
  site-network: { name: 'Network desk' }
  line-vendor: { name: 'Vendor', email: 'desk@vendor.example' }
upload:      { kind: presigned, url: 'https://helpdesk.example/bundles?sig=SECRETVALUE' }
redaction:   strict
`

describe('a right one', () => {
  test('is told in plain words, and keeps what an address permits to itself', async () => {
    const { code, stdout, stderr } = await check(full)
    expect([code, stderr]).toEqual([0, ''])
    const said = stdout.replace(/\s+/g, ' ')
    for (const text of [
      '/site.yaml has no mistakes (named by you)',
      'CCMS (Common Collateral Management System)',
      'HKEX’s DNS servers: 10.0.0.1, 10.0.0.2:5353',
      'Your own DNS servers: 192.168.1.53',
      'primary data centre 10.1.0.0/16, secondary data centre 10.2.0.0/16',
      'secondary data centre 10.2.0.10',
      'CN=Example CA',
      'root.pem',
      'Proxy: proxy.example:8080',
      'Smartcard: a missing reader is a fault',
      'Edge is not started',
      'IT desk, 2222 2222',
      'desk@vendor.example',
      'https://helpdesk.example/bundles;',
      'strict',
      'Nothing of Section 4.7-4.9',
    ])
      expect(said).toContain(text)
    expect(stdout).not.toContain('SECRETVALUE')
    expect(said).not.toContain('Not configured')
  })

  test.each(languages)('an empty one leaves everything of the section open, in %s', async (language) => {
    const { code, stdout, stderr } = await check('', language)
    expect([code, stderr]).toEqual([0, ''])
    for (const field of ['resolvers.hkex', 'addresses', 'certificate.issuers']) expect(stdout).toContain(field)
    expect(stdout.split('\n').filter((line) => stringWidth(line) > 80 && !line.includes('site.yaml'))).toEqual([])
  })

  test('what is missing is what the judges ask for', () => {
    const site: Site = { ...emptySite, addresses: { primary: [], secondary: ['10.2.0.0/16'] } }
    expect(missingItems(emptySite)).toEqual(['resolvers.hkex', 'addresses', 'certificate.issuers'])
    expect(missingItems(site)).toEqual(['resolvers.hkex', 'certificate.issuers'])
  })
})

test('profiles may be called as the circulars call them', async () => {
  const { code, stdout } = await check('profiles: [CCMS, ccms, Dms]')
  expect([code, stdout.replace(/\s+/g, ' ').match(/CCMS \(|DMS \(/g)]).toEqual([0, ['CCMS (', 'DMS (']])
})

describe('a wrong one', () => {
  test('has every mistake in a line, with file, line and field', async () => {
    const { code, stdout, stderr } = await check('resolvers:\n  hkex: [10.0.0.300]\nproxi: system\nbrowser: maybe\n')
    expect([code, stdout]).toEqual([78, ''])
    const lines = stderr.trimEnd().split('\n')
    expect(lines.map((line) => /^terminal-preflight: \/site\.yaml:(\d+): ([^:]+):/.exec(line)?.slice(1))).toEqual([
      ['2', 'resolvers.hkex[0]'],
      ['3', 'proxi'],
      ['4', 'browser'],
    ])
  })

  test('names every file that is missing or wrong, in the order of the file', async () => {
    const { code, stdout, stderr } = await check(
      'profiles: [ccms, no-such.yaml]\ncertificate:\n  roots:\n    - root.pem\n    - no-certificate.pem\n    - gone.pem\n',
    )
    expect([code, stdout]).toEqual([78, ''])
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .map((line) => /site\.yaml:(\d+): ([^:]+):/.exec(line)?.slice(1)),
    ).toEqual([
      ['1', 'profiles[1]'],
      ['5', 'certificate.roots[1]'],
      ['6', 'certificate.roots[2]'],
    ])
  })

  test('that only names what is not there is 66', async () => {
    const { code, stderr } = await check('certificate: { roots: [gone.pem] }\n')
    expect(code).toBe(66)
    expect(stderr).toMatch(/^terminal-preflight: \/site\.yaml:1: certificate\.roots\[0\]: 'gone\.pem' is not there/)
  })

  test('is refused for an upload that could encrypt to nobody', async () => {
    const { code, stderr } = await check("upload:\n  kind: collector\n  url: 'https://helpdesk.example/'\n  encryptTo: key.pem\n")
    expect(code).toBe(78)
    expect(stderr).toMatch(/site\.yaml:4: upload\.encryptTo: /)
  })
})

test('without a name it is the one that a run would take', async () => {
  await writeFile(join(folder, 'site.yaml'), 'profiles: [dms]\n')
  const ran = await runProgram(['site', 'check', '--lang', 'en'], realIo(), folder)
  expect(ran.code).toBe(0)
  expect(ran.stdout.replace(/\s+/g, ' ')).toContain('found beside the program')
})

test('where there is none, both places are named', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'terminal-preflight-no-site-'))
  const io = injectedIo({ platform: 'linux', env: {}, files: {} })
  const ran = await runProgram(['site', 'check', '--lang', 'en'], io, empty)
  await rm(empty, { recursive: true })
  expect([ran.code, ran.stdout]).toEqual([66, ''])
  expect(ran.stderr).toContain(join(empty, 'site.yaml'))
  expect(ran.stderr).toContain('/etc/terminal-preflight/site.yaml')
  expect(ran.stderr).toContain('site init')
})

test('a file that is not there is named without a flag that nobody wrote', async () => {
  const ran = await runProgram(['site', 'check', join(folder, 'none.yaml'), '--lang', 'en'], realIo(), folder)
  expect([ran.code, ran.stderr.replace(folder, '')]).toEqual([66, 'terminal-preflight: /none.yaml: is not there\n'])
})

test('site by itself says what there is, and a misspelt one what is meant', async () => {
  expect(await runProgram(['site', '--help', '--lang', 'en'], realIo(), folder)).toMatchObject({ code: 0, stderr: '' })
  for (const group of ['site', 'bundle'])
    for (const flags of [[], ['--lang', 'en'], ['--silent']]) {
      const ran = await runProgram([group, ...flags], realIo(), folder)
      expect(ran).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining(`terminal-preflight ${group} `) })
    }
  expect(await runProgram(['site', '--lang', 'zh-HK', '-h'], realIo(), folder)).toMatchObject({ code: 0, stderr: '' })
  const { code, stderr } = await runProgram(['site', 'chekc'], realIo(), folder)
  expect([code, stderr]).toEqual([64, "terminal-preflight: site 'chekc' is nothing that there is; did you mean check?\n"])
})

test.each(languages)('its help in %s fits into 80 columns', (language) => {
  expect(siteCheck.help[language].split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
})
