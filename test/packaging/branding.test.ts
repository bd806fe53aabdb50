import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { readBranding } from '../../packaging/branding.ts'
import { createHierarchy } from '../support/certificates.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'branding 證券 '))
  onTestFinished(() => rm(folder, { recursive: true }))
})

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

test('the site file goes in with what it names, under the names that the program reads', async () => {
  const { root } = await createHierarchy({ names: ['site.example'] })
  await file('corporate-root.pem', root.cert)
  await file('exchange.yaml', "id: exchange\ntargets: [{ id: here, url: 'https://exchange.example/' }]\n")
  const site = await file('our-site.yaml', 'profiles: [ccms, exchange.yaml]\ncertificate: { roots: [corporate-root.pem] }\n')
  const { siteFiles, trustedSigners } = await readBranding(site, [])
  expect([...siteFiles.keys()].sort()).toEqual(['built-in/corporate-root.pem', 'built-in/exchange.yaml', 'built-in/site.yaml'])
  expect(siteFiles.get('built-in/corporate-root.pem')?.toString()).toBe(root.cert)
  expect(trustedSigners).toBe('')
})

test('certificates of helpdesks are put one behind the other', async () => {
  const [one, other] = await Promise.all(['a.example', 'b.example'].map((name) => createHierarchy({ names: [name] })))
  const { siteFiles, trustedSigners } = await readBranding(undefined, [
    await file('one.pem', one?.root.cert ?? ''),
    await file('other.pem', other?.root.cert ?? ''),
  ])
  expect(siteFiles.size).toBe(0)
  expect(trustedSigners.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
})

test.each([
  { name: 'a mistake in it', yaml: 'profiles: [ccms]\nproxy: perhaps\n', says: /site\.yaml:2: proxy: / },
  { name: 'a profile that there is not', yaml: 'profiles: [ccmms]\n', says: /site\.yaml:1: profiles\[0\]: .*ccmms.*ccms/ },
  { name: 'a root that is not there', yaml: 'certificate: { roots: [nowhere.pem] }\n', says: /nowhere\.pem can't be read \(ENOENT\)/ },
  { name: 'a file elsewhere', yaml: 'certificate: { roots: [../root.pem] }\n', says: /\.\.\/root\.pem lies elsewhere/ },
  { name: 'a file by its whole path', yaml: "certificate: { roots: ['E:\\keys\\root.pem'] }\n", says: /E:.*pem lies elsewhere/ },
])('$name ends the build with its place', async ({ yaml, says }) => {
  await expect(readBranding(await file('site.yaml', yaml), [])).rejects.toThrow(says)
})

test('a root that is none, and a certificate that is none, end it too', async () => {
  await file('root.pem', 'not a certificate')
  const site = await file('site.yaml', 'certificate: { roots: [root.pem] }\n')
  await expect(readBranding(site, [])).rejects.toThrow(/site\.yaml:1: certificate\.roots\[0\]: 'root\.pem' holds no PEM certificate/)
  await expect(readBranding(undefined, [join(folder, 'root.pem')])).rejects.toThrow(/--trust .*root\.pem: holds no PEM certificate/)
  await expect(readBranding(undefined, ['nowhere.pem'])).rejects.toThrow("--trust: nowhere.pem can't be read (ENOENT)")
})
