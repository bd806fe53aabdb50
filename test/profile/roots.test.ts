import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createRoot } from '../support/certificates.ts'
import { folderWith, loaded, refused } from './folder.ts'

let one: string
let other: string
beforeAll(async () => {
  one = (await createRoot({ name: 'CN=One Root CA' })).cert
  other = (await createRoot({ name: 'CN=Other Root CA' })).cert
})

const subjects = (pems: readonly string[]) => pems.map((pem) => new X509Certificate(pem).subject)
const damaged = (pem: string) => pem.replace(/\n.{40}/, `\n${'A'.repeat(40)}`)

describe('certificate.roots of the site file', () => {
  test('stand beside it and go to siteRoots, certificate by certificate', async () => {
    const folder = folderWith({
      'etc/site.yaml': 'certificate: { roots: [certs/both.pem] }',
      'etc/certs/both.pem': `Our roots\n${one}\n# the second\r\n${other}`,
    })
    const { settings } = await loaded(folder, { site: `${folder}/etc/site.yaml` })
    expect(subjects(settings.siteRoots)).toEqual(['CN=One Root CA', 'CN=Other Root CA'])
    expect(settings.trustedRoots).toEqual([])
  })

  test('by their whole path too', async () => {
    const folder = folderWith({ 'one.pem': one })
    const site = folderWith({ 'site.yaml': `certificate: { roots: ["${folder}/one.pem"] }` })
    expect(subjects((await loaded(site)).settings.siteRoots)).toEqual(['CN=One Root CA'])
  })

  test('one that is in two files is one', async () => {
    const folder = folderWith({
      'site.yaml': 'certificate: { roots: [a.pem, b.pem] }',
      'a.pem': one,
      'b.pem': one.replaceAll('\n', '\r\n'),
    })
    expect((await loaded(folder)).settings.siteRoots).toHaveLength(1)
  })

  const site = 'certificate:\n  roots:\n    - good.pem\n    - root.pem\n'
  test('a file that is not there: 66, and the line of the site file that names it', async () => {
    const folder = folderWith({ 'site.yaml': site, 'good.pem': one })
    expect(await refused(folder)).toMatchObject({
      exitCode: 66,
      line: `${folder}/site.yaml:4: certificate.roots[1]: 'root.pem' is not there (${folder}/root.pem)`,
    })
  })

  test('a folder: 66', async () => {
    const folder = folderWith({ 'site.yaml': site, 'good.pem': one, 'root.pem/x': '' })
    expect(await refused(folder)).toMatchObject({
      exitCode: 66,
      line: expect.stringContaining("site.yaml:4: certificate.roots[1]: 'root.pem' is a folder"),
    })
  })

  test.each([
    ['no certificate at all', () => 'hello', 'holds no PEM certificate'],
    ['an empty file', () => '', 'holds no PEM certificate'],
    ['DER', () => new X509Certificate(one).raw, 'holds no PEM certificate; export it as "Base-64 encoded X.509 (.CER)"'],
    ['a key', () => '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'holds no PEM certificate'],
    ['the second of three damaged', () => `${one}${damaged(other)}${one}`, 'certificate 2 of 3 is damaged'],
    ['cut off', () => `${one}${other.slice(0, 200)}`, 'has 2 begun but 1 whole certificates'],
    ['one begun within another', () => `${one.slice(0, 200)}\n${other}`, 'has 2 begun but 1 whole certificates'],
    ['far too many', () => one.repeat(501), 'holds more than 500 certificates'],
    ['far too much', () => `${one}${'x'.repeat(1024 * 1024)}`, 'is larger than 1024 KiB'],
  ])('%s: 78', async (_name, content, says) => {
    const folder = folderWith({ 'site.yaml': site, 'good.pem': one, 'root.pem': content() })
    const error = await refused(folder)
    expect(error).toMatchObject({ exitCode: 78, line: expect.stringContaining(`${folder}/site.yaml:4: certificate.roots[1]: 'root.pem' `) })
    expect(error.line).toContain(says)
  })
})

describe('--root', () => {
  test('goes to trustedRoots', async () => {
    const folder = folderWith({ 'one.pem': one, 'other.pem': other })
    const { settings } = await loaded(folder, { roots: [`${folder}/one.pem`, `${folder}/other.pem`] })
    expect(subjects(settings.trustedRoots)).toEqual(['CN=One Root CA', 'CN=Other Root CA'])
    expect(settings.siteRoots).toEqual([])
  })

  test('a file that is not there: 66', async () => {
    expect(await refused(folderWith({}), { roots: ['./none.pem'] })).toMatchObject({
      exitCode: 66,
      line: '--root ./none.pem: is not there',
    })
  })

  test('a folder: 66', async () => {
    const folder = folderWith({})
    expect(await refused(folder, { roots: [folder] })).toMatchObject({ exitCode: 66, line: `--root ${folder}: is a folder; name a file` })
  })

  test('no certificate: 78', async () => {
    const folder = folderWith({ 'x.pem': 'x' })
    expect(await refused(folder, { roots: [`${folder}/x.pem`] })).toMatchObject({
      exitCode: 78,
      line: expect.stringContaining('holds no PEM certificate'),
    })
  })
})
