import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { linkOwnNode, makeProject, type Project } from './launch-project.ts'

const thisNode = realpathSync(process.execPath)
const installs = 'node_modules does not match package-lock.json'
const onPosix = test.skipIf(process.platform === 'win32')

function installed(): Project {
  const project = makeProject()
  project.layOut()
  return project
}

describe('what is installed', () => {
  test('nothing: npm ci once, said in one line, and stdout is the task’s alone', async () => {
    const project = makeProject()
    project.remove('node_modules')
    const { exitCode, stdout, stderr } = await project.launch({ args: ['schema', '--a', 'b c'] })
    expect(JSON.parse(stdout)).toEqual({ node: thisNode, args: ['--a', 'b c'], full: null })
    expect(stderr).toBe(`${installs} (nothing is installed): running npm ci\nadded some packages\n`)
    expect(exitCode).toBe(0)
    expect(project.npmCalls()).toEqual([
      { node: thisNode, args: expect.arrayContaining(['ci', '--include=optional']), path: expect.any(String) },
    ])

    expect(await project.launch({ args: ['schema'] })).toMatchObject({ exitCode: 0, stderr: '' })
    expect(project.npmCalls()).toHaveLength(1)
  })

  test.each<[name: string, change: (project: Project) => void, line: string]>([
    ['a package is gone', (project) => project.remove('node_modules/plain'), 'plain is missing'],
    ['a nested one is gone', (project) => project.remove('node_modules/plain/node_modules'), 'nested is missing'],
    ['this platform’s native is gone', (project) => project.remove('node_modules/native-here'), 'native-here is missing'],
    ['the list is gone', (project) => project.remove('node_modules/.package-lock.json'), 'nothing is installed'],
    [
      'another version is locked',
      (project) => project.write('package-lock.json', '{"packages":{"node_modules/plain":{"version":"1.0.1"}}}'),
      'plain is 1.0.0, not 1.0.1',
    ],
    [
      'this platform’s native was never installed',
      (project) => {
        const native = { version: '1.0.0', optional: true, os: process.platform, cpu: [process.arch] }
        project.write('package-lock.json', JSON.stringify({ packages: { 'node_modules/new-native': native } }))
      },
      'new-native is missing',
    ],
  ])('%s', async (_name, change, line) => {
    const project = installed()
    change(project)
    const { stderr } = await project.launch({ args: ['schema'] })
    expect(stderr).toContain(`${installs} (${line}): running npm ci\n`)
    expect(project.npmCalls()).toHaveLength(1)
  })

  test('what is for other platforms, or hangs on them, is not missed', async () => {
    const project = installed()
    expect(['native-elsewhere', 'needed-by-elsewhere', 'for-another-libc'].map((name) => project.has(`node_modules/${name}`))).toEqual([
      false,
      false,
      false,
    ])
    expect(await project.launch({ args: ['schema'] })).toMatchObject({ exitCode: 0, stderr: '' })
  })

  test('where npm ci fails, its exit code is the answer and no task runs', async () => {
    const project = makeProject()
    expect(await project.launch({ args: ['schema'], env: { NPM_FAILS: '1' } })).toMatchObject({ exitCode: 7, stdout: '' })
  })
})

describe('npm is never run by the Node that it deletes', () => {
  test('with the project’s own Node first in PATH, as in every npm script', async () => {
    const project = installed()
    linkOwnNode(project)
    project.remove('node_modules/plain')
    const { exitCode } = await project.launch({ args: ['schema'], node: project.ownNode })
    expect(exitCode).toBe(0)
    const call = project.npmCalls()[0]
    expect(call?.node).toBe(thisNode)
    expect(call?.path).not.toContain(join(project.root, 'node_modules'))
  })

  onPosix('without npm_execpath: the npm that PATH finds outside of node_modules', async () => {
    const project = installed()
    linkOwnNode(project)
    project.remove('node_modules/plain')
    project.write('node_modules/.bin/npm', '#!/bin/sh\nexit 9\n')
    const env = {
      npm_execpath: undefined,
      npm_node_execpath: undefined,
      PATH: `${join(project.root, 'node_modules/.bin')}:${tools(project)}`,
    }
    expect(await project.launch({ args: ['schema'], node: project.ownNode, env })).toMatchObject({ exitCode: 0 })
    expect(project.npmCalls()).toHaveLength(1)
  })

  onPosix('another tool’s npm_execpath is not taken for npm', async () => {
    const project = makeProject()
    const env = { npm_execpath: project.write('fake/yarn.js', 'process.exit(9)'), PATH: tools(project) }
    expect(await project.launch({ args: ['schema'], env })).toMatchObject({ exitCode: 0 })
    expect(project.npmCalls()).toHaveLength(1)
  })
})

/** A folder with a node and an npm, as the host has them. */
function tools(project: Project): string {
  project.write('tools/npm', `#!/bin/sh\nexec "${thisNode}" "${join(project.root, 'fake/npm-cli.js')}" "$@"\n`)
  symlinkSync(thisNode, join(project.root, 'tools/node'))
  return join(project.root, 'tools')
}

describe('which Node runs the task', () => {
  test('the project’s own where it starts', async () => {
    const project = installed()
    linkOwnNode(project)
    const { stdout } = await project.launch({ args: ['schema'] })
    expect(JSON.parse(stdout)).toMatchObject({ node: project.ownNode })
  })

  onPosix('else the host’s, and the link to the one that does not start is taken away', async () => {
    const project = installed()
    for (const path of [project.ownNode, join(project.root, 'node_modules/.bin/node')]) {
      project.write(path.slice(project.root.length), '#!/nowhere/ld-linux\n')
    }
    const { stdout, stderr } = await project.launch({ args: ['schema'] })
    expect(JSON.parse(stdout)).toMatchObject({ node: thisNode })
    expect(stderr).toBe('')
    expect(project.has('node_modules/.bin/node')).toBe(false)
  })

  onPosix('an old one of the host’s is refused in one line', async () => {
    const project = installed()
    const pretend = project.write('pretend.cjs', "Object.defineProperty(process, 'versions', { value: { node: '20.1.0' } })")
    const { exitCode, stdout, stderr } = await project.launch({ args: ['schema'], nodeArgs: ['--require', pretend] })
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toMatch(/^Node\.js 24 or later is needed \([^\n]+\): install it and try again\n$/)
  })
})

describe('the task', () => {
  test('test:full sets TEST_FULL, and `vitest run` comes before the arguments', async () => {
    const project = installed()
    project.write(
      'node_modules/vitest/vitest.mjs',
      'console.log(JSON.stringify([process.env.TEST_FULL ?? null, ...process.argv.slice(2)]))',
    )
    const outputs = await Promise.all(['test', 'test:full'].map((name) => project.launch({ args: [name, 'test/a'] })))
    expect(outputs.map(({ stdout }) => JSON.parse(stdout))).toEqual([
      [null, 'run', 'test/a'],
      ['1', 'run', 'test/a'],
    ])
  })

  test('names of files are meant from where the person stands by the helpdesk alone; all else runs at the root', async () => {
    const project = installed()
    const tellFolder = 'console.log(process.cwd())'
    for (const file of ['scripts/helpdesk.ts', 'scripts/schema.ts', 'node_modules/vitest/vitest.mjs']) project.write(file, tellFolder)
    const away = realpathSync(mkdtempSync(join(tmpdir(), 'away-')))
    onTestFinished(() => rmSync(away, { recursive: true }))
    const folderOf = async (name: string, env: Readonly<Record<string, string>>, cwd?: string) =>
      (await project.launch({ args: [name], env, ...(cwd === undefined ? {} : { cwd }) })).stdout.trim()
    const root = realpathSync(project.root)
    for (const name of ['schema', 'test']) expect(await folderOf(name, { INIT_CWD: away, npm_lifecycle_event: name })).toBe(root)
    const viaNpm = { INIT_CWD: away, npm_lifecycle_event: 'helpdesk' }
    expect(await folderOf('helpdesk', viaNpm, root)).toBe(away)
    expect(await folderOf('helpdesk', { ...viaNpm, INIT_CWD: join(away, 'gone') }, root)).toBe(root)
    // Started by a program that npm runs, for which npm had gone elsewhere.
    expect(await folderOf('helpdesk', { ...viaNpm, INIT_CWD: root, npm_lifecycle_event: 'test' }, away)).toBe(away)
  })

  test('its exit code is the launcher’s', async () => {
    const project = installed()
    expect(await project.launch({ args: ['schema', 'exit', '42'] })).toMatchObject({ exitCode: 42, signal: null })
  })

  onPosix('a signal reaches it, and how it ends is how the launcher ends', async () => {
    const project = installed()
    const ended = await project.launch({ args: ['schema', 'wait'], onStarted: (kill) => setTimeout(() => kill('SIGTERM'), 100) })
    expect(ended).toMatchObject({ exitCode: 3, stdout: expect.stringContaining('tidied up') })
    expect(await project.launch({ args: ['schema', 'die'] })).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
  })

  test.each([
    ['no task', [], 64, /^Say what to do: start, test, /],
    ['an unknown one', ['toString'], 64, /^Say what to do: /],
    ['one whose file is not there', ['bench'], 66, /^There is no test\/bench\/run\.ts to run\n$/],
  ] as const)('%s', async (_name, args, exitCode, line) => {
    const project = installed()
    const ended = await project.launch({ args })
    expect(ended.exitCode).toBe(exitCode)
    expect(ended.stderr).toMatch(line)
  })
})
