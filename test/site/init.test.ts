import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { siteInit } from '../../agent/commands/site-init.ts'
import { loadSite } from '../../agent/profile/site.ts'
import type { Site } from '../../agent/profile/types.ts'
import type { Report } from '../../agent/report/schema.ts'
import { siteHelp } from '../../agent/site/help.ts'
import { endpointText } from '../../checks/endpoint.ts'
import type { Io } from '../../checks/io.ts'
import { languages } from '../../checks/text.ts'
import siteSchema from '../../schema/site.schema.json' with { type: 'json' }
import { type Lab, startLab } from '../lab/lab.ts'
import { runProgram, withFolder } from './terminal.ts'

let folder: string
let lab: Lab
let io: Io

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-site-'))
  lab = await startLab()
  io = withFolder(lab.io, folder)
})

afterAll(async () => {
  await lab.stop()
  await rm(folder, { recursive: true })
})

/** The lab's flags without its own site file. */
function flagsOf({ flags }: Lab): string[] {
  return flags.filter((flag, index) => flag !== '--site' && flags[index - 1] !== '--site')
}

/** As the real loader reads it. */
async function siteIn(file: string): Promise<Site> {
  const loaded = loadSite(file, await readFile(file))
  if ('kind' in loaded) throw new Error(loaded.line)
  return loaded.value
}

/** With every `#` taken away that stands before a field or an item, as the file itself says that one may. */
function uncommented(text: string): string {
  return text.replace(/^( *)#(?! )/gm, '$1')
}

describe.each(languages)('on a PC that works, in %s', (language) => {
  let file: string
  let text: string
  let stdout: string

  beforeAll(async () => {
    file = join(folder, `${language}.yaml`)
    const ran = await runProgram(['site', 'init', ...flagsOf(lab), '--output', file, '--lang', language], io, folder)
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    stdout = ran.stdout
    text = await readFile(file, 'utf8')
  })

  test('the file keeps to its schema, and holds what was seen', async () => {
    const validate = new Ajv2020().compile(siteSchema)
    expect([validate(parse(text)), validate.errors]).toEqual([true, null])
    const { preferred, alternate } = lab.places.resolvers
    expect(await siteIn(file)).toMatchObject({
      profiles: [flagsOf(lab)[1]],
      // Which of them are HKEX's is for nobody to guess.
      resolvers: { hkex: [], custom: [preferred, alternate] },
      addresses: { primary: [], secondary: [] },
      certificate: { issuers: ['CN=Lab Issuing CA, O=Lab: not HKEX'], roots: [] },
      proxy: { kind: 'system' },
      smartcard: 'optional',
      browser: 'off',
      contacts: { 'site-it': null, 'site-network': null, 'line-vendor': null },
      upload: null,
    })
  })

  test('what one look cannot show stands in it as a comment, with where to find it', () => {
    const comments = text.split('\n').filter((line) => line.trimStart().startsWith('#'))
    const said = comments.map((line) => line.trim().slice(1).trim()).join(' ')
    for (const { address } of [...lab.places.primary.www, ...lab.places.primary.sso]) expect(said).toContain(address)
    for (const field of ['hkex:', 'primary:', 'site-it:']) expect(said).toContain(field)
    expect(said).toContain('Section 4.7-4.9')
    expect(text.split('\n').filter((line) => stringWidth(line) > 100)).toEqual([])
  })

  test('the fields that are comments count when the # is taken away', () => {
    const whole = uncommented(text)
    expect(Object.keys(parse(whole) as object).toSorted()).toEqual(
      ['addresses', 'browser', 'certificate', 'contacts', 'probe', 'profiles', 'proxy', 'resolvers', 'smartcard'].toSorted(),
    )
    const loaded = loadSite(file, Buffer.from(whole))
    expect('kind' in loaded ? loaded.line : 'right').toBe('right')
  })

  test('it says what it found, within 80 columns', () => {
    expect(stdout).toContain(file)
    expect(stdout).toContain(endpointText(lab.places.resolvers.preferred))
    expect(stdout).toContain('Section 4.7-4.9')
    const own = stdout.split('\n').filter((line) => !line.includes(folder) && !line.includes('profile.yaml'))
    expect(own.filter((line) => stringWidth(line) > 80)).toEqual([])
  })

  test('a check with it is READY, and judges the issuer', async () => {
    const ran = await runProgram([...flagsOf(lab), '--site', file, '--ephemeral', '--json', '--lang', language], io, folder)
    const report = JSON.parse(ran.stdout) as Report
    expect([ran.code, report.verdict]).toEqual([0, 'ready'])
    expect(report.notJudged.map(({ item }) => item).toSorted()).toEqual(['addresses', 'resolvers.hkex'])
    expect(report.findings.some(({ code }) => code === 'tls/issuer-expected')).toBe(true)
  })

  test('site check finds it right', async () => {
    const ran = await runProgram(['site', 'check', file, '--lang', language], io, folder)
    expect([ran.code, ran.stderr]).toEqual([0, ''])
  })
})

test('what is there is never written over, unless that is asked for', async () => {
  const file = join(folder, 'there.yaml')
  await writeFile(file, 'smartcard: required\n')
  const refused = await runProgram(['site', 'init', ...flagsOf(lab), '--output', file, '--lang', 'en'], io, folder)
  expect([refused.code, refused.stdout]).toEqual([64, ''])
  expect(refused.stderr).toContain('is already there')
  expect(await readFile(file, 'utf8')).toBe('smartcard: required\n')
  const forced = await runProgram(['site', 'init', ...flagsOf(lab), '--output', file, '--force', '--silent'], io, folder)
  expect(forced).toEqual({ code: 0, stdout: '', stderr: '' })
  expect((await siteIn(file)).smartcard).toBe('optional')
})

test('flags go into the file as they were given', async () => {
  const file = join(folder, 'given.yaml')
  const { preferred, alternate } = lab.places.resolvers
  const given = ['--resolver', `hkex=${endpointText(preferred)},${endpointText(alternate)}`, '--smartcard', 'required', '--proxy', 'direct']
  const ran = await runProgram(['site', 'init', ...flagsOf(lab), ...given, '--output', file, '--silent'], io, folder)
  expect(ran).toEqual({ code: 0, stdout: '', stderr: '' })
  expect(await siteIn(file)).toMatchObject({
    resolvers: { hkex: [preferred, alternate], custom: [] },
    smartcard: 'required',
    proxy: { kind: 'direct' },
  })
})

/** Runs `site init` on the lab with a fault that leaves it READY, and a check with the file. */
async function initAndCheck(fault: string, more: (broken: Lab) => readonly string[] = () => []) {
  await using other = await startLab(fault)
  const own = withFolder(other.io, folder)
  const file = join(folder, `${fault.replace('/', '-')}.yaml`)
  const flags = [...flagsOf(other), ...more(other)]
  const init = await runProgram(['site', 'init', ...flags, '--output', file, '--silent', '--lang', 'en'], own, folder)
  expect([init.code, init.stderr]).toEqual([0, ''])
  // What was given goes on to be given by the file alone.
  const ran = await runProgram([...flagsOf(other), '--site', file, '--ephemeral', '--json'], own, folder)
  return { text: await readFile(file, 'utf8'), report: JSON.parse(ran.stdout) as Report, lab: other }
}

test.each(['dns/alias', 'dns/not-hkex', 'dns/slow', 'proxy/script-says-direct', 'smartcard/no-reader', 'browser/forbidden'])(
  'what is READY stays READY with the file: %s',
  async (fault) => {
    expect((await initAndCheck(fault)).report.verdict).toBe('ready')
  },
)

test('behind a proxy the file says who names it, and asks no server of the PC’s that knows no name', async () => {
  const set = await initAndCheck('proxy/from-windows')
  expect(set.report.verdict).toBe('ready')
  expect(set.text).toContain(endpointText(set.lab.places.proxy))
  expect(set.text).toContain('ProxyServer')
  const { text, report } = await initAndCheck('proxy/used', ({ places }) => ['--proxy', `http://${endpointText(places.proxy)}`])
  expect(report.verdict).toBe('ready')
  expect(text).toContain('It gave no address for the log-on pages.')
  expect(text).not.toMatch(/^ *custom:/m)
})

describe('on a PC that does not work', () => {
  test('nothing is written, and the cause is named', async () => {
    await using broken = await startLab('dns/hosts-override')
    const own = withFolder(broken.io, folder)
    const file = join(folder, 'broken.yaml')
    const before = await readdir(folder)
    const ran = await runProgram(['site', 'init', ...flagsOf(broken), '--output', file, '--lang', 'en'], own, folder)
    expect([ran.code, ran.stdout]).toEqual([2, ''])
    expect(ran.stderr).toContain('NOT READY')
    expect(ran.stderr).toContain('[dns/hosts-override]')
    expect(ran.stderr).toContain('--anyway')
    expect(await readdir(folder)).toEqual(before)
  })

  test('with --anyway the file says that it is not to be trusted, and fills in no issuer', async () => {
    await using broken = await startLab('dns/alternate-silent')
    const file = join(folder, 'anyway.yaml')
    const ran = await runProgram(
      ['site', 'init', ...flagsOf(broken), '--output', file, '--anyway', '--lang', 'en'],
      withFolder(broken.io, folder),
      folder,
    )
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    const text = await readFile(file, 'utf8')
    expect(text).toContain('# Mind: this PC was not known to be good then.')
    const { preferred, alternate } = broken.places.resolvers
    // The silent one is told of, and not asked from then on.
    expect(await siteIn(file)).toMatchObject({ resolvers: { custom: [preferred] }, certificate: { issuers: [] } })
    expect(text).toContain(`#- "${endpointText(alternate)}"`)
    expect(text).toContain('#- "CN=Lab Issuing CA, O=Lab: not HKEX"')
  })
})

test('interrupted, it writes nothing', async () => {
  const file = join(folder, 'interrupted.yaml')
  const ran = await runProgram(['site', 'init', ...flagsOf(lab), '--output', file, '--lang', 'en'], io, folder, AbortSignal.abort())
  expect([ran.code, ran.stdout]).toEqual([130, ''])
  expect(await readdir(folder)).not.toContain('interrupted.yaml')
})

test('a folder where nothing can be written is said', async () => {
  const file = join(folder, 'en.yaml', 'site.yaml')
  const ran = await runProgram(['site', 'init', ...flagsOf(lab), '--output', file, '--lang', 'en'], io, folder)
  expect([ran.code, ran.stdout]).toEqual([66, ''])
  expect(ran.stderr).toMatch(/^terminal-preflight: --output .*: can't be written: a file stands where a folder is needed/)
  const asFolder = await runProgram(['site', 'init', ...flagsOf(lab), '--output', folder, '--force', '--lang', 'en'], io, folder)
  expect([asFolder.code, asFolder.stderr]).toEqual([
    66,
    `terminal-preflight: --output ${folder}: can't be written: it is a folder; name a file (EISDIR)\n`,
  ])
})

test('a profile in capitals goes into the file as it is called', async () => {
  const file = join(folder, 'capitals.yaml')
  const ran = await runProgram(
    ['site', 'init', '--profile', 'CCMS', '--anyway', '--deadline', '1s', '--output', file, '--silent'],
    io,
    folder,
  )
  expect([ran.code, (await siteIn(file)).profiles]).toEqual([0, ['ccms']])
})

test.each([
  [['--profile', 'ccsas'], 64, "'ccsas' is no profile"],
  [['--profile', join('no', 'such.yaml')], 66, 'is not there'],
  [['--smartcard', 'maybe'], 64, '--smartcard'],
  [['--site', 'x.yaml'], 64, '--site'],
])('%j is refused before anything is looked at', async (flags, code, said) => {
  const ran = await runProgram(['site', 'init', ...flags, '--output', join(folder, 'refused.yaml'), '--lang', 'en'], io, folder)
  expect([ran.code, ran.stdout]).toEqual([code, ''])
  expect(ran.stderr).toContain(said)
})

test.each(languages)('its helps in %s fit into 80 columns', (language) => {
  const wide = [siteInit.help[language], siteHelp[language]].flatMap((help) => help.split('\n').filter((line) => stringWidth(line) > 80))
  expect(wide).toEqual([])
})

test('without --output it goes beside the program, and a run takes it from there', async () => {
  const own = await mkdtemp(join(tmpdir(), 'terminal-preflight-home-'))
  // Paths of the lab's PC are joined as on Windows.
  const at = (path: string) => path.replaceAll('\\', '/')
  const beside = withFolder(lab.io, own)
  const files: Io['files'] = {
    ...beside.files,
    read: (path, maxBytes) => beside.files.read(at(path), maxBytes),
    write: (path, content) => beside.files.write(at(path), content),
  }
  const here = { ...beside, files }
  const first = await runProgram(['site', 'init', ...flagsOf(lab), '--silent'], here, own)
  expect(first).toEqual({ code: 0, stdout: '', stderr: '' })
  expect((await siteIn(join(own, 'site.yaml'))).resolvers.custom).toHaveLength(2)
  const used = await runProgram([...flagsOf(lab), '--ephemeral', '--json', '--no-upload'], here, own)
  expect([used.code, (JSON.parse(used.stdout) as Report).notJudged.map(({ item }) => item)]).toEqual([0, ['addresses', 'resolvers.hkex']])
  const again = await runProgram(['site', 'init', ...flagsOf(lab), '--silent'], here, own)
  expect([again.code, again.stderr.includes('is already there')]).toEqual([64, true])
  await rm(own, { recursive: true })
})
