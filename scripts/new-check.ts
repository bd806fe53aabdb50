/** `npm run new-check -- NAME`: a new check from checks/_template, collected everywhere, that compiles and passes as it is. */

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Names {
  /** As in ids, codes and variables: smartcard. */
  readonly id: string
  /** As in types: Smartcard. */
  readonly pascal: string
}

/** Undefined where it is no name for a check: one word, so that it reads the same in an id, a code and a variable. */
export function namesOf(id: string): Names | undefined {
  return /^[a-z][a-z0-9]*$/.test(id) ? { id, pascal: (id[0] ?? '').toUpperCase() + id.slice(1) } : undefined
}

/** Every file that a check's line stands in, with the places where new lines go: the end of the list that begins with `after`. */
function insertions({ id, pascal }: Names): { file: string; importLine?: string; lists: { after: string; line: string }[] }[] {
  return [
    { file: 'check.ts', lists: [{ after: 'export const checkIds = [', line: `'${id}',` }] },
    {
      file: 'evidence.ts',
      importLine: `import type { ${pascal}Evidence } from './${id}/evidence.ts'`,
      lists: [
        { after: 'export interface EvidenceByCheck {', line: `${id}: ${pascal}Evidence` },
        { after: 'export interface EventByCheck {', line: `${id}: never` },
      ],
    },
    {
      file: 'questions.ts',
      lists: [{ after: 'export const question = {', line: `${id}Read: (file: string) => findingId('${id}.read', file),` }],
    },
    {
      file: 'probes.ts',
      importLine: `import { ${id}Probe } from './${id}/probe.ts'`,
      lists: [{ after: 'export const probes = {', line: `${id}: ${id}Probe,` }],
    },
    {
      file: 'judges.ts',
      importLine: `import { ${id}Judge } from './${id}/judge.ts'`,
      lists: [{ after: 'export const judges = {', line: `${id}: ${id}Judge,` }],
    },
    {
      file: 'causes.ts',
      importLine: `import { ${id}Causes } from './${id}/causes.ts'`,
      lists: [{ after: 'export const causes: readonly Cause[] = [', line: `...${id}Causes,` }],
    },
    {
      file: 'texts.ts',
      importLine: `import { ${id}TextEn } from './${id}/text.en.ts'\nimport { ${id}TextZhHk } from './${id}/text.zh-HK.ts'`,
      lists: [
        { after: '  en: {', line: `${id}: ${id}TextEn,` },
        { after: "  'zh-HK': {", line: `${id}: ${id}TextZhHk,` },
      ],
    },
  ]
}

/** Puts a line at the end of the list, object or interface that begins with `after`; throws where there is none. */
export function insertAtEnd(source: string, after: string, line: string): string {
  const start = source.indexOf(after)
  if (start < 0) throw new Error(`"${after}" is not where it was: add "${line}" by hand`)
  let depth = 0
  for (let at = start + after.length - 1; at < source.length; at += 1) {
    if ('[{'.includes(source[at] ?? '')) depth += 1
    if (!']}'.includes(source[at] ?? '')) continue
    depth -= 1
    if (depth > 0) continue
    const before = source.slice(0, at).trimEnd()
    const comma = line.endsWith(',') && !/[,[{]$/.test(before) ? ',' : ''
    return `${before}${comma}\n${line}\n${source.slice(at)}`
  }
  throw new Error(`"${after}" has no end`)
}

export function rename(source: string, { id, pascal }: Names, hundred: number): string {
  return source
    .replaceAll(/Template(?=[A-Z])/g, pascal)
    .replaceAll(/\btemplate(?=[A-Z])/g, id)
    .replaceAll(/(?<=['/])template(?=['/.])/g, id)
    .replaceAll("name: 'Template'", `name: '${pascal}'`)
    .replace('Numbers 000-099', `Numbers ${hundred}00-${hundred}99`)
    .replace('number: 1,', `number: ${hundred}01,`)
}

/** Makes the check's files and lines; returns the paths it touched, from `root`. */
export async function newCheck(root: string, names: Names): Promise<string[]> {
  const hundred = await freeHundred(root)
  const template = join(root, 'checks/_template')
  const copies = (await readdir(template)).filter((file) => file.endsWith('.ts'))
  const touched: string[] = []
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
    touched.push(path)
  }
  for (const file of copies) {
    const folder = file.endsWith('.test.ts') ? 'test' : 'checks'
    await write(`${folder}/${names.id}/${file}`, rename(await readFile(join(template, file), 'utf8'), names, hundred))
  }
  for (const { file, importLine, lists } of insertions(names)) {
    const source = await readFile(join(root, 'checks', file), 'utf8')
    const imported = importLine === undefined ? source : source.replace(/^import /m, `${importLine}\nimport `)
    await write(
      `checks/${file}`,
      lists.reduce((text, { after, line }) => insertAtEnd(text, after, line), imported),
    )
  }
  return touched
}

/** Causes are numbered by the hundred, one a check, and a number is never given twice. */
async function freeHundred(root: string): Promise<number> {
  const { causes } = (await import(pathToFileURL(join(root, 'checks/causes.ts')).href)) as { causes: readonly { number: number }[] }
  const taken = new Set(causes.map(({ number }) => Math.floor(number / 100)))
  return Array.from({ length: 100 }, (_, index) => index + 1).find((hundred) => !taken.has(hundred)) ?? 100
}

/** Sorts the imports and lays the lines out as everywhere else. */
function format(root: string, paths: readonly string[]): boolean {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  return (
    spawnSync(process.execPath, [biome, 'check', '--write', ...paths], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  )
}

const usage = `npm run new-check -- NAME

Makes a check that compiles and passes: checks/NAME and test/NAME from
checks/_template, and the lines in checks/ that collect it. NAME is one word in
lower-case letters and digits, for example printer; causes get the next hundred.

checks/_template/README.md says in which order to fill it in.

Exit codes: 0 made · 1 made, but not laid out as everywhere else · 64 no name
for a check · 73 it is already there
`

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  if (process.argv.slice(2).some((token) => ['--help', '-h', '-?', '/?'].includes(token))) {
    process.stdout.write(usage)
    process.exit(0)
  }
  const names = namesOf(process.argv[2] ?? '')
  if (names === undefined || process.argv.length > 3) {
    process.stderr.write('npm run new-check -- NAME: one word in lower-case letters, for example printer (--help says more)\n')
    process.exit(64)
  }
  if (existsSync(join(root, 'checks', names.id))) {
    process.stderr.write(`checks/${names.id} is already there\n`)
    process.exit(73)
  }
  const touched = await newCheck(root, names)
  if (!format(root, touched)) process.exit(1)
  process.stdout.write(
    `${touched.join('\n')}\n\nNext: checks/_template/README.md says in which order to fill it in; then npm run types, npm run schema, npm test\n`,
  )
}
