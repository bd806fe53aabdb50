import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bundle } from '../../scripts/bundle.ts'
import { packed } from '../../scripts/packed.ts'
import { ruleFiles, rulesSha256 } from '../../scripts/rules.ts'
import { repository } from './tree.ts'

const run = promisify(execFile)
const { version, dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  version: string
  dependencies: Readonly<Record<string, string>>
}

/** Runs a script where nothing of ours lies beside it. */
async function runAlone(code: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const folder = temporary(tmpdir())
  writeFileSync(join(folder, 'program.cjs'), code)
  return run(process.execPath, ['program.cjs', ...args], { cwd: folder })
}

function temporary(parent: string): string {
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'bundle-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Bundles a program of a test's own; it lies below dist/, so that it can import the project's sources and packages. */
async function bundleOf(source: string): Promise<{ code: string; inputs: readonly string[] }> {
  const folder = temporary(join(repository, 'dist'))
  writeFileSync(join(folder, 'main.ts'), source)
  const path = `dist/${basename(folder)}`
  const { inputs } = await bundle({ entry: `${path}/main.ts`, outfile: `${path}/main.cjs` })
  return { code: readFileSync(join(folder, 'main.cjs'), 'utf8'), inputs }
}

test('the program runs from one file, says its version, and the same sources give the same bytes', async () => {
  const folder = temporary(join(repository, 'dist'))
  const outfiles = ['a.cjs', 'b.cjs'].map((name) => `dist/${basename(folder)}/${name}`)
  const made = await Promise.all(outfiles.map((outfile) => bundle({ entry: 'agent/terminal-preflight.ts', outfile })))
  const [a = '', b] = outfiles.map((outfile) => readFileSync(join(repository, outfile), 'utf8'))
  expect(a === b).toBe(true)
  expect(a).not.toContain(repository)
  expect(a).toContain(`"${made[0]?.rulesSha256}"`)

  const { stdout, stderr } = await runAlone(a, '--version')
  expect(stderr).toBe('')
  expect(stdout).toContain(version)
  // Nothing but our two floors and what package.json lists, with what that needs, gets onto a terminal.
  const ours = made[0]?.inputs.filter((path) => !path.startsWith('node_modules/')) ?? []
  // A stand-in is what scripts/lean-packages.ts puts in the place of a part that no run reaches.
  expect(ours.filter((path) => !/^(?:agent\/|checks\/|stand-in:)/.test(path))).toEqual([])
  expect(ours).toContain('checks/tls/probe.ts')
  const locked = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean }> }
  const packages = new Set(
    made[0]?.inputs.map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter((path) => path !== undefined),
  )
  expect([...packages].filter((path) => locked.packages[path]?.dev !== undefined)).toEqual([])
  expect([...packages].map((path) => path.slice('node_modules/'.length)).filter((name) => name in dependencies).length).toBeGreaterThan(4)
})

test('packages of both kinds, the interpreter for PAC scripts and what a module asks about itself are there', async () => {
  const { code } = await bundleOf(`
    import { quickJsModule } from '../../checks/proxy/quickjs-wasm.ts'
    async function main() {
      const { default: yargs } = await import('yargs')
      const { createLogger } = await import('winston')
      const { QuickJS } = await import('quickjs-wasi')
      const machine = await QuickJS.create(await quickJsModule())
      const folder = import.meta.dirname === process.cwd() && import.meta.filename.endsWith('program.cjs')
      const sum = machine.evalCode('6 * 7')
      console.log(JSON.stringify([yargs(['--a', 'b']).parseSync().a, typeof createLogger, String(sum.toNumber?.() ?? sum), folder, import.meta.url.slice(0, 8)]))
    }
    main()
  `)
  const { stdout, stderr } = await runAlone(code)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual(['b', 'function', '42', true, 'file:///'])
})

test('what esbuild warns of stops the build', async () => {
  await expect(bundleOf(`console.log(typeof process.argv[2] === 'nul')`)).rejects.toThrow('will never evaluate to "nul"')
})

describe('a file of chunks', () => {
  const chunk = (name: string, code: string) => ({ name: `./${name}.js`, code })

  test('a chunk is compiled when it is required, once, whatever it holds', async () => {
    const chunks = [
      chunk(
        'a',
        "/* a comment */ globalThis.runs = (globalThis.runs ?? 0) + 1; exports.accept = '*/*'; exports.pattern = /a*/.source; `\\n$`",
      ),
      chunk('broken', 'this is no script'),
      chunk('ring-1', "exports.one = 1; exports.two = require('./ring-2.js').two"),
      chunk('ring-2', "const ring = require('./ring-1.js'); exports.two = () => ring.one + 1"),
    ]
    const first = `
      const before = globalThis.runs
      const { accept, pattern } = require('./a.js')
      require('./a.js')
      console.log(JSON.stringify([before ?? null, accept, pattern, runs, require('./ring-1.js').two(), require('node:path').sep.length, __text('note')]))
    `
    const note = 'a text */ of its own, *\x7f/ \x7fu0041 — 要求 𠮷'
    const code = packed({ first: chunk('main', first), chunks, contents: new Map([['note', note]]) })
    expect(code).toMatch(/^[\0-\x7f]*$/)
    const { stdout } = await runAlone(code)
    expect(JSON.parse(stdout)).toEqual([null, '*/*', 'a*', 1, 2, 1, note])
  })

  test('an error in a chunk names it', async () => {
    const code = packed({
      first: chunk('main', "require('./a.js')"),
      chunks: [chunk('a', 'function fails() { throw new Error("x") }\nfails()')],
      contents: new Map(),
    })
    await expect(runAlone(code)).rejects.toMatchObject({ stderr: expect.stringContaining('at fails (./a.js:') })
  })
})

describe('the rules', () => {
  test('are the judges, the causes and what they load', async () => {
    const files = await ruleFiles(repository)
    expect(files).toEqual([...files].sort())
    expect(files).toEqual(
      expect.arrayContaining(['checks/causes.ts', 'checks/clock/causes.ts', 'checks/clock/judge.ts', 'checks/questions.ts']),
    )
    expect(files).toEqual(expect.arrayContaining(['checks/clock/witness.ts', 'checks/settings.ts']))
    expect(files.filter((path) => /probe|text\.|node_modules|^agent\/(?!judge|diagnosis\/|cli\/quote)/.test(path))).toEqual([])
  })

  test('have another name when one of them changes, and the same with other line ends', async () => {
    const root = temporary(tmpdir())
    mkdirSync(join(root, 'checks/a'), { recursive: true })
    const write = (path: string, text: string) => writeFileSync(join(root, 'checks', path), text)
    write('causes.ts', 'export const causes = []\n')
    write('judges.ts', "import { judge } from './a/judge.ts'\nexport const judges = { judge }\n")
    write('settings.ts', 'export type A = 1\n')
    write('a/judge.ts', 'export const judge = 1\n')
    const name = await rulesSha256(root)
    expect(name).toMatch(/^[0-9a-f]{64}$/)
    write('a/judge.ts', 'export const judge = 1\r\n')
    expect(await rulesSha256(root)).toBe(name)
    write('a/judge.ts', 'export const judge = 2\n')
    const other = await rulesSha256(root)
    write('settings.ts', 'export type A = 2\n')
    expect(new Set([name, other, await rulesSha256(root)]).size).toBe(3)
  })
})
