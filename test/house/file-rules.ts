/** What every file of the house keeps to. Each rule gives one line a breach. */

import { isPure } from './import-rules.ts'
import { blank } from './source.ts'
import type { Tree } from './tree.ts'

const MAX_LINES = 400

const filesOfACheck = ['causes.ts', 'codes.ts', 'evidence.ts', 'judge.ts', 'probe.ts', 'text.en.ts', 'text.zh-HK.ts']

/** Folders of checks/ that hold no check: the doors, and the words and causes that several checks share. */
const sharedFolders = new Set(['io', 'common'])

/** A judge that asked the clock, the machine or chance would judge the same evidence differently at the helpdesk. */
const impure =
  /\bDate\.now\b|\bnew Date\(\)|\bperformance\.|\bMath\.random\b|\brandom[A-Z]\w*\(|\bprocess\.|\bfetch\(|\bset(?:Timeout|Interval|Immediate)\(|\bawait\b|\basync\b/

/** A judge names its schema without loading it: only a bundle that comes back from disk needs it. Strings are blanked out here. */
const loadsSchema = /\bevidence: async \(\) => \(await import\(\s*\)\)/

/** vitest reads its configuration so; a declaration tells how somebody else's module is. */
const mayExportDefault = /^vitest\.config\.ts$|\.d\.ts$/

const machinePath = /(?:^|[\s'"`(=:])\/(?:work|root|farm|tmp|Users\/[a-z]|home\/[a-z])\b/

/** Put together here, so that this file does not hold them. */
const hosts = [
  ['registry', 'npmjs'],
  ['registry', 'yarnpkg'],
  ['npmmirror', 'com'],
  ['deb', 'debian'],
  ['security', 'debian'],
  ['pypi', 'org'],
].map((parts) => parts.join('.'))

const isCode = (path: string) => /\.(?:ts|mjs|cjs|js)$/.test(path)
const isScript = (path: string) => path.endsWith('.sh') || path === '.ci/run'

export function fileBreaches(tree: Tree): string[] {
  return [...tree].flatMap(([path, source]) => [
    ...(isCode(path) || isScript(path) ? tooLong(path, source) : []),
    ...(isCode(path) ? typeBreaches(path, source) : []),
    ...(isPure(path) ? matchingLines(path, blank(source, 'all-but-code').replace(loadsSchema, ''), impure, 'not pure') : []),
    ...matchingLines(path, source, machinePath, 'a path of one machine'),
    ...hosts.filter((host) => source.includes(host)).map((host) => `a registry's host: ${path}: ${host}`),
  ])
}

/** Every check has the same files, and every folder is a check that `checkIds` names. */
export function folderBreaches(tree: Tree, checkIds: readonly string[]): string[] {
  const folders = new Set([...tree.keys()].map((path) => /^checks\/([^/]+)\//.exec(path)?.[1] ?? '').filter((name) => name !== ''))
  const expected = ['_template', ...checkIds]
  return [
    ...expected.flatMap((id) => filesOfACheck.map((file) => `checks/${id}/${file}`).filter((path) => !tree.has(path))),
    ...expected
      .filter((id) => !tree.get('checks/causes.ts')?.includes(`./${id}/causes.ts`) && id !== '_template')
      .map((id) => `checks/causes.ts: ${id}`),
    ...[...folders].filter((name) => !expected.includes(name) && !sharedFolders.has(name)).map((name) => `checks/${name} is in no list`),
  ]
}

function tooLong(path: string, source: string): string[] {
  const lines = source.split('\n').length - 1
  return lines > MAX_LINES ? [`too long: ${path} has ${lines} lines`] : []
}

function typeBreaches(path: string, source: string): string[] {
  const code = blank(source, 'all-but-code')
  return [
    ...matchingLines(path, code, /(?:[:<|&,=(]|\bas|\bsatisfies|\bextends)\s*any\b(?!\s*[.(:])/, 'any'),
    ...matchingLines(path, code, /\benum\s+[A-Za-z_$]/, 'enum'),
    ...(mayExportDefault.test(path) ? [] : matchingLines(path, code, /\bexport\s+default\b/, 'default export')),
  ]
}

function matchingLines(path: string, source: string, pattern: RegExp, rule: string): string[] {
  return source.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${rule}: ${path}:${index + 1}`] : []))
}
