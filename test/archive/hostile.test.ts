/** Archives that another writer made: Python's zipfile. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ArchiveProblem } from '../../agent/archive/read.ts'
import { because, opened, output, refused, temporaryFolder, withoutPython } from './support.ts'

const expected: Readonly<Record<string, ArchiveProblem>> = {
  usual: { code: 'not-ours', name: 'a.json' },
  deflated: { code: 'not-ours', name: 'b.json' },
  empty: { code: 'not-ours' },
  'name-absolute': { code: 'bad-name', name: '/etc/passwd' },
  'name-parent': { code: 'bad-name', name: '../a.json' },
  'name-deep-parent': { code: 'bad-name', name: 'a/../../b.json' },
  'name-folder': { code: 'bad-name', name: 'folder/a.json' },
  'name-backslash': { code: 'bad-name', name: '..\\a.json' },
  'name-drive': { code: 'bad-name', name: 'c:a.json' },
  'name-stream': { code: 'bad-name', name: 'a.json:b' },
  'name-upper-case': { code: 'bad-name', name: 'A.json' },
  'name-device': { code: 'bad-name', name: 'nul.json' },
  'name-port': { code: 'bad-name', name: 'com1' },
  'name-dot-at-end': { code: 'bad-name', name: 'a.json.' },
  'name-hidden': { code: 'bad-name', name: '.bashrc' },
  'name-long': { code: 'bad-name', name: 'a'.repeat(100) },
  'name-huge': { code: 'bad-name', name: 'a'.repeat(100) },
  'name-space': { code: 'bad-name', name: 'a b.json' },
  'name-escape': { code: 'bad-name', name: 'a?[2J.json' },
  'name-nul': { code: 'bad-name', name: 'a.json?.png' },
  unicode: { code: 'not-ours', name: '???.json' },
  twice: { code: 'duplicate-name', name: 'a.json' },
  'case-only': { code: 'bad-name', name: 'A.JSON' },
  link: { code: 'not-ours', name: 'a.json' },
  'set-uid': { code: 'not-ours', name: 'a.json' },
  directory: { code: 'not-ours', name: 'a' },
  bzip2: { code: 'not-ours', name: 'a.json' },
  lzma: { code: 'not-ours', name: 'a.json' },
  // More than 65,535 need ZIP64.
  many: { code: 'not-ours' },
  'many-65535': { code: 'too-many-files' },
  'many-201': { code: 'too-many-files' },
  'file-comment': { code: 'not-ours', name: 'a.json' },
  extra: { code: 'not-ours', name: 'a.json' },
  time: { code: 'not-ours', name: 'a.json' },
  comment: { code: 'not-ours' },
  zip64: { code: 'not-ours', name: 'a.json' },
  descriptor: { code: 'not-ours', name: 'a.json' },
  prefix: { code: 'damaged', name: 'a.json' },
  'prefix-unknown': { code: 'damaged' },
  trailing: { code: 'damaged' },
  encrypted: { code: 'not-ours', name: 'a.png' },
}

test.skipIf(withoutPython !== undefined)(
  because('what another writer makes is read where it keeps to our layout alone', withoutPython),
  () => {
    const folder = temporaryFolder()
    output('python3', [join(import.meta.dirname, 'hostile.py'), folder])
    const made = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.zip`)))
    const { files } = opened(made('like-ours'))
    expect(Object.fromEntries([...files].map(([name, { length }]) => [name, length]))).toEqual({ 'a.png': 4, 'b.json': 700, 'c.txt': 0 })
    expect(Buffer.from(files.get('b.json') ?? []).toString()).toBe('{"a":1}'.repeat(100))
    expect(opened(made('many-200')).files.size).toBe(200)
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, refused(made(name))]))).toEqual(expected)
  },
)
