import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aboutSchema } from '../../agent/about/schema.ts'
import { thirdParty } from '../../packaging/third-party/third-party.ts'
import { type Bundle, bundle, repository } from '../../scripts/bundle.ts'

/** The built program, as users run it from a checkout. */
let folder: string
let program: string
let built: Bundle
let texts: Awaited<ReturnType<typeof thirdParty>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal preflight 終端機 '))
  program = join(folder, 'terminal-preflight.cjs')
  built = await bundle({ entry: 'agent/terminal-preflight.ts', outfile: relative(repository, program) })
  texts = await thirdParty({ root: repository, inputs: built.inputs, node: null, koffi: [] })
})

afterAll(() => rm(folder, { recursive: true }))

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const fromSource = join(repository, 'agent/terminal-preflight.ts')
const env = () => ({
  ...process.env,
  LANG: 'C.UTF-8',
  HOME: folder,
  LOCALAPPDATA: folder,
  XDG_STATE_HOME: join(folder, 'state'),
  PRETENDED_EXECUTABLE: program,
})

async function run(args: readonly string[], file = program, nodeArgs: readonly string[] = []): Promise<Ran> {
  return promisify(execFile)(process.execPath, [...nodeArgs, file, 'about', ...args], { env: env(), maxBuffer: 2 ** 24 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Ran) => ({ code, stdout, stderr }),
  )
}

test('about: what it is, in both languages, and nothing is made for it', async () => {
  const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { version: string }
  const [english, chinese] = await Promise.all([run([]), run(['--lang', 'zh-HK'])])
  const { components } = JSON.parse(texts.sbom) as { components: readonly unknown[] }
  expect([english, chinese]).toMatchObject([
    { code: 0, stderr: '' },
    { code: 0, stderr: '' },
  ])
  for (const { stdout } of [english, chinese]) {
    const words = stdout.replace(/\s+/g, ' ')
    for (const said of [`Terminal Preflight ${version}`, 'Apache-2.0', built.rulesSha256, process.version, join(folder, 'state')])
      expect(words).toContain(said)
    expect(words).toMatch(new RegExp(`[:：] ?${components.length}\\b.*--licences.*--sbom`))
    expect(stdout.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
  }
  expect(english.stdout).toMatch(/^It is not HKEX’s software\.$/m)
  expect(english.stdout).toContain('This is: the one file for Node.js')
  expect(english.stdout).toContain('Device key: none yet; the first check makes it')
  expect(english.stdout).toContain('Trusted signer of requests: none')
  expect(chinese.stdout).toMatch(/^本程式並非香港交易所的軟件。$/m)
  expect(chinese.stdout).toContain('裝置密碼匙：尚未有；首次檢查時產生')
  expect((await readdir(folder)).filter((name) => !name.startsWith('terminal-preflight.cjs'))).toEqual([])
})

test('--json keeps to its schema', async () => {
  const { code, stdout, stderr } = await run(['--json'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(aboutSchema.parse(JSON.parse(stdout))).toMatchObject({
    schema: 'terminal-preflight/about/1',
    form: 'bundle',
    rules: { sha256: built.rulesSha256 },
    node: { version: process.version, platform: process.platform },
    deviceKey: null,
    thirdParty: { components: (JSON.parse(texts.sbom) as { components: readonly unknown[] }).components.length },
  })
})

test('the executable says that it is one', async () => {
  const pretend = ['-r', join(repository, 'test/e2e/pretend-executable.cjs')]
  const [english, chinese] = await Promise.all([run([], program, pretend), run(['--lang', 'zh-HK'], program, pretend)])
  expect(english.stdout).toContain('This is: the executable, with Node.js in it\n')
  expect(chinese.stdout).toContain('程式形式：內含 Node.js 的執行檔\n')
})

test.each(['en', 'zh-HK'])('--licences and --sbom print what the build made, alone, whatever the language: %s', async (language) => {
  const ran = await Promise.all(['--licences', '--licenses', '--sbom'].map((flag) => run([flag, '--lang', language])))
  expect(ran.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
    [0, ''],
  ])
  expect(ran.map(({ stdout }) => stdout === texts.licences)).toEqual([true, true, false])
  expect(ran[2]?.stdout).toBe(texts.sbom)
})

describe.skipIf(process.platform === 'win32')('who reads it through a pipe, which takes less than all of it at once,', () => {
  async function readBy(reader: string): Promise<Ran> {
    const line = `{ "$0" "$1" about --licences; echo "code $?" >&2; } | { ${reader}; }`
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', line, process.execPath, program], { env: env(), maxBuffer: 2 ** 24 })
    return { code: Number(/^code (\d+)\n$/.exec(stderr)?.[1] ?? -1), stdout, stderr }
  }

  test('slowly gets it whole', async () => {
    const { code, stdout } = await readBy('sleep 0.7; cat')
    expect([code, stdout === texts.licences]).toEqual([0, true])
  })

  test('no further than its first lines ends nothing badly', async () => {
    expect(await readBy('head -n 1')).toEqual({ code: 0, stdout: texts.licences.split('\n', 1).concat('').join('\n'), stderr: 'code 0\n' })
  })
})

test('from source there is no such text, which is said in one line', async () => {
  for (const flag of ['--licences', '--licenses', '--sbom']) {
    const { code, stdout, stderr } = await run([flag], fromSource)
    expect([code, stdout]).toEqual([66, ''])
    expect(stderr).toMatch(/^terminal-preflight: [\w.-]+ is made by a build, .*npm run build.*\n$/)
  }
  const [told, chinese, json] = await Promise.all([run([], fromSource), run(['--lang', 'zh-HK'], fromSource), run(['--json'], fromSource)])
  expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('This is: the program from its sources'), stderr: '' })
  expect(told.stdout).toContain('not listed here; a build lists them')
  expect(chinese.stdout).toContain('程式形式：直接由原始碼執行')
  expect(aboutSchema.parse(JSON.parse(json.stdout))).toMatchObject({ form: 'source', rules: { sha256: 'source' }, thirdParty: null })
})

test.each([
  { args: ['--sbom', '--json'], line: /--sbom and --json print one thing each; give one of them/ },
  { args: ['--licence'], line: /there is no flag '--licence'; did you mean --licences\?/ },
  { args: ['--json=file'], line: /--json takes no value/ },
  { args: ['more'], line: /'more' is not expected here/ },
])('$args: 64, one line', async ({ args, line }) => {
  const { code, stdout, stderr } = await run(args)
  expect([code, stdout, stderr.split('\n').length]).toEqual([64, '', 2])
  expect(stderr).toMatch(line)
})

test('the help names every flag in both languages, within 80 columns', async () => {
  const [english, chinese] = await Promise.all([run(['--help']), run(['--help', '--lang', 'zh-HK'])])
  const flags = ({ stdout }: Ran) => stdout.match(/^ {2}--[a-z]+/gm)?.map((flag) => flag.trim())
  expect(flags(english)).toEqual(['--licences', '--sbom', '--json', '--lang', '--help'])
  expect(flags(chinese)).toEqual(flags(english))
  expect(chinese.stdout).toMatch(/\p{Script=Han}/u)
  for (const { stdout } of [english, chinese]) expect(stdout.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
})
