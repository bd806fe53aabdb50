import { describe, expect, test } from 'vitest'
import { checkIds } from '../../checks/check.ts'
import { fileBreaches, folderBreaches } from './file-rules.ts'
import { readTree } from './tree.ts'

test('every file keeps to the rules', () => {
  expect(fileBreaches(readTree())).toEqual([])
})

test('every check has the same files', () => {
  expect(folderBreaches(readTree(), checkIds)).toEqual([])
})

describe('each rule can fail', () => {
  test.each<[name: string, path: string, source: string, breaches: string[]]>([
    ['a long file', 'agent/a.ts', '\n'.repeat(401), ['too long: agent/a.ts has 401 lines']],
    ['any as a type', 'agent/a.ts', 'const a = 1\nconst b: any = a', ['any: agent/a.ts:2']],
    ['any in a cast and as an argument', 'agent/a.ts', 'a as any\nnew Map<string, any>()', ['any: agent/a.ts:1', 'any: agent/a.ts:2']],
    ['an enum', 'agent/a.ts', 'export const enum Status { Ok }', ['enum: agent/a.ts:1']],
    ['a default export', 'agent/a.ts', 'export default 1', ['default export: agent/a.ts:1']],
    ['a judge that asks the clock', 'checks/a/judge.ts', '\nconst now = Date.now()', ['not pure: checks/a/judge.ts:2']],
    ['causes that wait', 'checks/a/causes.ts', 'const a = await b', ['not pure: checks/a/causes.ts:1']],
    ['a path of one machine', 'notes.md', `see ${'/'}work/main`, ['a path of one machine: notes.md:1']],
    ['a path of one machine in a string', 'agent/a.ts', `open('${'/'}tmp/a')`, ['a path of one machine: agent/a.ts:1']],
    [
      "a registry's host",
      'package-lock.json',
      `https://${'registry'}.npmjs.org/a`,
      [`a registry's host: package-lock.json: ${'registry'}.npmjs`],
    ],
  ])('%s', (_name, path, source, breaches) => {
    expect(fileBreaches(new Map([[path, source]]))).toEqual(breaches)
  })

  test.each<[name: string, path: string, source: string]>([
    ['any as a word', 'agent/a.ts', "// any\nconst text = 'as any'\ntest.any()\nPromise.any(all)\nconst many = { any: 1 }"],
    ['a moment from the evidence', 'checks/a/judge.ts', 'new Date(evidence.wallMs)'],
    ['a judge that names its schema', 'checks/a/judge.ts', "evidence: async () => (await import('./evidence.ts')).aEvidenceSchema,"],
    ['a probe that asks the clock', 'checks/a/probe.ts', 'Date.now()'],
    ['the places of the product itself', 'README.md', 'in `/etc/terminal-preflight`, `%ProgramData%`, /var/tmp'],
  ])('%s is allowed', (_name, path, source) => {
    expect(fileBreaches(new Map([[path, source]]))).toEqual([])
  })

  test('a check without a judge, one without a line in causes.ts, a folder that no list names', () => {
    const files = ['causes.ts', 'codes.ts', 'evidence.ts', 'judge.ts', 'probe.ts', 'text.en.ts', 'text.zh-HK.ts']
    const paths = ['_template', 'a', 'b'].flatMap((id) => files.map((file) => `checks/${id}/${file}`))
    const tree = new Map([...paths, 'checks/io/real.ts', 'checks/common/causes.ts'].map((path) => [path, '']))
    tree.set('checks/causes.ts', `import { aCauses } from './a/causes.ts'\nimport { bCauses } from './b/causes.ts'`)
    expect(folderBreaches(tree, ['a', 'b'])).toEqual([])
    tree.delete('checks/a/judge.ts')
    tree.set('checks/stray/notes.ts', '')
    tree.set('checks/causes.ts', `import { aCauses } from './a/causes.ts'`)
    expect(folderBreaches(tree, ['a', 'b'])).toEqual(['checks/a/judge.ts', 'checks/causes.ts: b', 'checks/stray is in no list'])
  })
})
