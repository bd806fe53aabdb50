import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { acceptedLicence } from '../../packaging/third-party/licence-rules.ts'
import { noticesIn } from '../../packaging/third-party/notices.ts'
import { thirdParty } from '../../packaging/third-party/third-party.ts'
import { PackagingError } from '../../packaging/tools.ts'
import { buildParts, repository } from '../../scripts/bundle.ts'
import { folderWith } from '../profile/folder.ts'

const MIT = 'MIT License\n\nCopyright (c) Somebody\n\nPermission is hereby granted, free of charge, to any person\n'

interface Planted {
  readonly license?: unknown
  readonly files?: Readonly<Record<string, string>>
  /** In the lock file. */
  readonly version?: string
}

/** A program that brings one package along and asks, as ours does, for what of others is in it. */
function programWith(name: string, { license, files = {}, version = '1.2.3' }: Planted): string {
  const inPackage = {
    'index.js': 'export const planted = 1\n',
    'package.json': JSON.stringify({ name, version: '1.2.3', license }),
    ...files,
  }
  const root = folderWith({
    'package.json': JSON.stringify({ name: 'program', version: '1.0.0', license: 'Apache-2.0' }),
    'package-lock.json': JSON.stringify({
      packages: { '': { dependencies: { [name]: '*' } }, [`node_modules/${name}`]: { version, integrity: 'sha512-AAAA' } },
    }),
    'main.ts': `import { planted } from '${name}'\nimport { thirdPartyText } from './agent/about/third-party.ts'\nconsole.log(planted, thirdPartyText)\n`,
    ...Object.fromEntries(Object.entries(inPackage).map(([path, text]) => [`node_modules/${name}/${path}`, text])),
  })
  // At its own path: what a build brings along is hooked by a source's whole path.
  cpSync(join(repository, 'agent/about/third-party.ts'), join(root, 'agent/about/third-party.ts'))
  return root
}

test('a package with its licence is in both texts, which the program brings along', async () => {
  const root = programWith('planted', { license: '(GPL-2.0 OR MIT)', files: { 'LICENCE.md': MIT, NOTICE: 'Thanks to all.' } })
  const { parts } = await buildParts({ root, entry: 'main.ts' })
  expect(parts.contents.get('third-party-licences.txt')).toContain(
    `planted 1.2.3  (MIT, chosen of (GPL-2.0 OR MIT))\n${'='.repeat(80)}\n\n${MIT.trim()}\n\n--------\n\nThanks to all.\n`,
  )
  expect(JSON.parse(String(parts.contents.get('sbom.cdx.json')))).toMatchObject({ components: [{ name: 'planted', version: '1.2.3' }] })
})

describe('the build ends with one line', () => {
  test.each<[why: string, name: string, planted: Planted, line: RegExp]>([
    ['a package without a licence text', 'planted', { license: 'MIT' }, /^planted 1\.2\.3 ships no licence text; .*texts\//],
    ['one whose text is empty', '@a/planted', { license: 'MIT', files: { LICENSE: ' \n' } }, /^@a\/planted 1\.2\.3 ships no licence text/],
    [
      'one under the GPL',
      'planted',
      { license: 'GPL-3.0', files: { LICENSE: MIT } },
      /^planted 1\.2\.3 is under "GPL-3\.0", .*licence-rules\.ts/,
    ],
    ['one that names no licence', 'planted', { files: { LICENSE: MIT } }, /^planted 1\.2\.3 names no licence, /],
    [
      'one that names a file',
      'planted',
      { license: 'SEE LICENSE IN LICENSE', files: { LICENSE: MIT } },
      /is under "SEE LICENSE IN LICENSE"/,
    ],
    ['one of another version than is locked', 'planted', { license: 'MIT', version: '1.2.4', files: { LICENSE: MIT } }, /1\.2\.4 .*npm ci/],
    [
      'a file that nobody looked at',
      'undici',
      { license: 'MIT', files: { LICENSE: MIT, 'lib/llhttp/llhttp_simd-wasm.js': '' } },
      /^node_modules\/undici\/lib\/llhttp\/llhttp_simd-wasm\.js is another file than was looked at; .*unseen\.ts/,
    ],
  ])('%s', async (_why, name, planted, line) => {
    const error: unknown = await buildParts({ root: programWith(name, planted), entry: 'main.ts' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PackagingError)
    expect(String((error as Error).message)).toMatch(line)
    expect(String((error as Error).message)).not.toContain('\n')
  })

  test.each([
    { node: { version: '1.2.3' }, koffi: [], line: /^the LICENSE of Node\.js 1\.2\.3 is in no package here/ },
    { node: null, koffi: ['@koromix/koffi-amiga-m68k'], line: /koffi-amiga-m68k is not in package-lock\.json/ },
  ])('Node.js or a library that is not at hand: $line', async ({ node, koffi, line }) => {
    await expect(thirdParty({ root: repository, inputs: [], node, koffi })).rejects.toThrow(line)
  })
})

test.each([
  ['MIT', 'MIT'],
  ['(BSD-3-Clause OR GPL-2.0)', 'BSD-3-Clause'],
  ['GPL-2.0 OR BSD-3-Clause', 'BSD-3-Clause'],
  ['MIT AND Unicode-3.0', 'MIT AND Unicode-3.0'],
  ['(MIT AND CC0-1.0)', 'MIT AND CC0-1.0'],
  ['MIT AND GPL-3.0-only', undefined],
  ['GPL-3.0-or-later OR AGPL-3.0-only', undefined],
  ['UNLICENSED', undefined],
  ['', undefined],
])('of %j the choice is %j', (expression, choice) => {
  expect(acceptedLicence(expression)).toBe(choice)
})

test.each([
  [
    'that of its package, broken into other lines',
    `/*!\n * ${MIT.trim().replaceAll('\n', '\n * ').replace('free of charge, ', 'free of\n * charge, ')}\n */`,
    [],
  ],
  [
    'somebody else’s',
    `/*\n * ${MIT.trim().replaceAll('Somebody', 'Nobody').replaceAll('\n', '\n * ')}\n */`,
    [MIT.trim().replace('Somebody', 'Nobody')],
  ],
  ['in lines of their own', '// By Nobody.\n// Provided "as is".\ncode()\n', ['By Nobody.\nProvided "as is".']],
  ['no licence', '// Copyright (c) Nobody\n', []],
])('a comment with a licence: %s', (_name, source, notices) => {
  expect(noticesIn(source, [MIT])).toEqual(notices)
})
