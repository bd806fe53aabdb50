import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { repository } from '../../scripts/bundle.ts'
import { linuxExecutable } from './built.ts'
import { missing, titled } from './support/linux.ts'
import { newHome, runHere } from './support/world.ts'

const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string }

async function fromSource(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(repository, 'agent/terminal-preflight.ts'), ...args])
  return stdout
}

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  await using home = await newHome()
  return await runHere(linuxExecutable, args, { home, env })
}

const well = { exitCode: 0, signal: null, stderr: '' }

describe.skipIf(missing !== undefined)(titled('what the executable for Linux says of itself', missing), () => {
  test('--version', async () => {
    expect(await run(['--version'])).toEqual({ ...well, stdout: `terminal-preflight ${version}\n` })
  })

  test.concurrent.each([
    { args: ['--help', '--lang', 'en'], says: '--profile' },
    { args: ['--help', '--lang', 'zh-HK'], says: '結束代碼' },
    { args: ['bundle', '--help', '--lang', 'en'], says: 'bundle verify' },
    { args: ['bundle', '--help', '--lang', 'zh-HK'], says: '資料包' },
    { args: ['bundle', 'verify', '--help', '--lang', 'zh-HK'], says: '資料包' },
  ])('$args: what the sources say', async ({ args, says }) => {
    const ran = await run(args)
    expect(ran).toEqual({ ...well, stdout: await fromSource(...args) })
    expect(ran.stdout).toContain(says)
  })

  test('the PC’s own language, where nobody says which', async () => {
    const { stdout, ...rest } = await run(['--help'], { LANG: 'zh_HK.UTF-8' })
    expect(rest).toEqual(well)
    expect(stdout).toBe(await fromSource('--help', '--lang', 'zh-HK'))
  })

  test('about', async () => {
    const [english, chinese] = await Promise.all([run(['about', '--lang', 'en']), run(['about', '--lang', 'zh-HK'])])
    expect([english, chinese]).toMatchObject([well, well])
    expect(english.stdout).toMatch(new RegExp(`^Terminal Preflight ${version}\nIt is not HKEX’s software.\n`))
    expect(english.stdout).toContain('This is: the executable, with Node.js in it\n')
    expect(chinese.stdout).toMatch(new RegExp(`^Terminal Preflight ${version}\n本程式並非香港交易所的軟件。\n`))
  })

  test('what it does not know it refuses in one line', async () => {
    const { stderr, ...rest } = await run(['--profle', 'ccass'])
    expect(rest).toEqual({ exitCode: 64, signal: null, stdout: '' })
    expect(stderr).toMatch(/^terminal-preflight: .*--profle.*--profile.*\n$/)
  })
})
