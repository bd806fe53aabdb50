import { describe, expect, test } from 'vitest'
import { folderWith, loaded, refused } from './folder.ts'

const bom = '\uFEFF'
const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(bom + text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

describe('YAML that is wrong: 78 with the line', () => {
  test.each([
    ['a bracket that is never closed', 'profiles: [ccms\nproxy: direct\n', 2, 'a bracket or quote above is not closed'],
    ['a quote that is never closed', 'proxy: "direct\n', 2, 'character is missing'],
    ['two fields in one line', 'proxy: direct: yes', 1, 'two fields in one line'],
    ['a tab', 'resolvers:\n\thkex: [10.0.0.1]\n', 2, 'a tab indents this line'],
    ['a backslash in double quotes', 'certificate: { roots: ["C:\\certs\\x.pem"] }', 1, 'write single quotes'],
    ['a field twice', 'proxy: direct\nbrowser: on\nproxy: system\n', 3, "'proxy' stands here twice"],
    ['a field twice deeper down', 'resolvers:\n  hkex: [10.0.0.1]\n  hkex: [10.0.0.2]\n', 3, "'hkex' stands here twice"],
    ['a second document', 'proxy: direct\n---\nproxy: system\n', 2, 'a second document begins here'],
    ['a tag', 'proxy: !secret x', 1, 'a tag (!name) has no meaning in this file'],
    ['a list as the name of a field', '? [a, b]\n: 1\n', 1, 'the name of a field must be a text'],
    ['an alias of nothing', 'proxy: *desk', 1, 'no earlier value is marked &desk'],
    ['an alias of itself', 'profiles: &a [*a]', 1, '*a holds another alias'],
    ['nesting that only an attack has', `profiles: ${'['.repeat(50)}${']'.repeat(50)}`, 1, 'is nested more than 20 levels deep'],
    ['nesting that exhausts a parser', '['.repeat(20_000), 1, 'nested too deep'],
  ])('%s', async (_name, yaml, line, says) => {
    const folder = folderWith({ 'site.yaml': yaml })
    const error = await refused(folder)
    expect(error).toMatchObject({ exitCode: 78, line: expect.stringContaining(`${folder}/site.yaml:${line}: `) })
    expect(error.mistakes.map(({ problem }) => problem).join('\n')).toContain(says)
    expect(error.line).not.toContain('\n')
  })

  test('ten aliases of ten aliases of ten … are refused before they are written out', async () => {
    const bomb = Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(5).fill(`*a${level}`).join(', ')}]`)
    const error = await refused(folderWith({ 'site.yaml': ['a0: &a0 [x]', ...bomb].join('\n') }))
    expect(error).toMatchObject({ exitCode: 78, line: expect.stringContaining(':3: *a1 holds another alias') })
  })

  test('one mistake a line: what follows is the guess of a parser', async () => {
    const error = await refused(folderWith({ 'site.yaml': 'resolvers:\n  hkex:\n  - 10.0.0.1\n - 10.0.0.2\n' }))
    expect(error.mistakes.map(({ line }) => line)).toEqual([4])
  })

  test('more than fifty aliases are refused', async () => {
    const yaml = `contacts: { site-it: &desk { name: IT desk } }\nprofiles: [${Array(51).fill('*desk').join(', ')}]`
    expect(await refused(folderWith({ 'site.yaml': yaml }))).toMatchObject({
      exitCode: 78,
      line: expect.stringContaining('more than 50 aliases'),
    })
  })
})

describe('what a file may be written in', () => {
  const yaml = 'contacts:\n  site-it:\n    name: 資訊科技部\n'
  test.each([
    ['UTF-8', Buffer.from(yaml)],
    ['UTF-8 with a byte order mark', Buffer.from(bom + yaml)],
    ['line ends of Windows', Buffer.from(yaml.replaceAll('\n', '\r\n'))],
    ['UTF-16, as PowerShell writes', utf16(yaml)],
    ['UTF-16, big-endian', utf16(yaml, true)],
  ])('%s', async (_name, content) => {
    const { site } = await loaded(folderWith({ 'site.yaml': content }))
    expect(site.contacts['site-it']).toEqual({ name: '資訊科技部', phone: null, email: null })
  })

  test.each([
    [
      'Big5, as an old editor in Hong Kong writes',
      Buffer.concat([Buffer.from('contacts:\n  site-it:\n    name: '), Buffer.from([0xb8, 0xea, 0xb0, 0x54])]),
      3,
      'is not UTF-8 text; save it as UTF-8',
    ],
    ['UTF-16 cut in the middle of a character', utf16(yaml).subarray(0, -1), 3, 'is not UTF-16 text'],
    ['UTF-16 without a byte order mark', utf16('proxy: direct').subarray(2), 1, 'save it as UTF-8'],
    ['a program', Buffer.from('MZ\n\0\x01\x02'), 2, 'is no text file'],
  ])('%s is refused with the line', async (_name, content, line, says) => {
    const folder = folderWith({ 'site.yaml': content })
    const error = await refused(folder)
    expect(error).toMatchObject({ exitCode: 78, line: expect.stringContaining(`${folder}/site.yaml:${line}: `) })
    expect(error.line).toContain(says)
  })

  test('mistakes after line ends of Windows stand in the right line', async () => {
    const error = await refused(folderWith({ 'site.yaml': 'profiles: [ccms]\r\n\r\nproxy: systm\r\n' }))
    expect(error.mistakes[0]).toMatchObject({ line: 3, field: 'proxy' })
  })
})

describe('bounds on size', () => {
  test('256 KiB are read', async () => {
    const comment = `# ${'x'.repeat(256 * 1024 - 3)}\n`
    expect((await loaded(folderWith({ 'site.yaml': comment.slice(0, 256 * 1024) }))).site.profiles).toEqual([])
  })

  test('one byte more is not', async () => {
    const folder = folderWith({ 'site.yaml': `#${' '.repeat(256 * 1024)}` })
    expect(await refused(folder)).toMatchObject({ exitCode: 78, line: `${folder}/site.yaml: is larger than 256 KiB` })
  })
})
