import { describe, expect, test } from 'vitest'
import { noDelivery } from '../../agent/cli/delivery-flags.ts'
import { parseFlags, type RunOptions } from '../../agent/cli/flags.ts'
import { noFormats } from '../../agent/formats/destination.ts'

const context = { version: '1.2.3', language: 'en' } as const
const parse = (...argv: string[]) => parseFlags(argv, context)

const defaults: RunOptions = {
  profiles: [],
  site: null,
  resolvers: {},
  proxy: null,
  browser: null,
  smartcard: null,
  roots: [],
  delivery: noDelivery,
  json: null,
  formats: noFormats,
  splayMs: 0,
  watch: null,
  outputFolder: null,
  language: null,
  verbose: false,
  dryRun: false,
  ephemeral: false,
  silent: false,
  deadlineMs: 20_000,
}

describe('what can be written', () => {
  const at = (address: string, port = 53) => ({ address, port })
  test.each<[string, string[], Partial<RunOptions>]>([
    ['nothing, as a double-click does', [], {}],
    ['run', ['run'], {}],
    ['run behind flags', ['--silent', 'run'], { silent: true }],
    ['a profile', ['--profile', 'ccms'], { profiles: ['ccms'] }],
    ['two profiles', ['--profile', 'ccms', '--profile=./lab.yaml'], { profiles: ['ccms', './lab.yaml'] }],
    ['a profile file of Windows', ['--profile', 'C:\\lab\\profile'], { profiles: ['C:\\lab\\profile'] }],
    ['a site file', ['--site', 'site.yaml'], { site: 'site.yaml' }],
    [
      'a request that was dropped onto the program',
      ['C:\\a\\INC 7.PREFLIGHT-REQUEST'],
      { delivery: { ...noDelivery, request: { file: 'C:\\a\\INC 7.PREFLIGHT-REQUEST', origin: 'dropped' } } },
    ],
    ['a file whose name begins with a hyphen', ['--site=-site.yaml'], { site: '-site.yaml' }],
    ['a file whose name has an equals sign', ['--site=a=b.yaml'], { site: 'a=b.yaml' }],
    ['a file whose name is a number', ['--site', '007'], { site: '007' }],
    ['resolvers', ['--resolver', 'hkex=10.0.0.1,10.0.0.2:5353'], { resolvers: { hkex: [at('10.0.0.1'), at('10.0.0.2', 5353)] } }],
    [
      'resolvers of both names',
      ['--resolver', 'hkex=10.0.0.1', '--resolver', 'custom=10.0.0.9'],
      { resolvers: { hkex: [at('10.0.0.1')], custom: [at('10.0.0.9')] } },
    ],
    [
      'resolvers of one name in two flags',
      ['--resolver=hkex=10.0.0.1', '--resolver=hkex=10.0.0.2'],
      { resolvers: { hkex: [at('10.0.0.1'), at('10.0.0.2')] } },
    ],
    [
      'IPv6',
      ['--resolver', 'custom=2001:DB8::1,[::1]:5353,[2001:db8::2]'],
      { resolvers: { custom: [at('2001:db8::1'), at('::1', 5353), at('2001:db8::2')] } },
    ],
    ['blanks behind commas', ['--resolver', 'hkex=10.0.0.1, 10.0.0.2'], { resolvers: { hkex: [at('10.0.0.1'), at('10.0.0.2')] } }],
    ['the proxy of the system', ['--proxy', 'system'], { proxy: { kind: 'system' } }],
    ['no proxy', ['--proxy=direct'], { proxy: { kind: 'direct' } }],
    ['a proxy', ['--proxy', 'http://proxy.example:8080'], { proxy: { kind: 'proxy', proxy: 'proxy.example:8080' } }],
    ['a PAC file', ['--proxy', 'pac+http://pac.example/x.pac'], { proxy: { kind: 'pac', url: 'http://pac.example/x.pac' } }],
    ['roots', ['--root', 'a.pem', '--root', 'b.pem'], { roots: ['a.pem', 'b.pem'] }],
    ['JSON to the standard output', ['--json'], { json: 'stdout' }],
    ['JSON to the standard output, and the command behind it', ['--json', 'run'], { json: 'stdout' }],
    ['JSON to the standard output, spelt out', ['--json=-'], { json: 'stdout' }],
    ['JSON to a file', ['--json=report.json'], { json: { file: 'report.json' } }],
    ['a folder for the report', ['--output', 'reports'], { outputFolder: 'reports' }],
    ['a language', ['--lang', 'zh-HK'], { language: 'zh-HK' }],
    ['seconds', ['--deadline', '5s'], { deadlineMs: 5000 }],
    ['milliseconds', ['--deadline', '1500ms'], { deadlineMs: 1500 }],
    ['parts of a minute', ['--deadline=1.5m'], { deadlineMs: 90_000 }],
    ['the shortest time', ['--deadline', '1s'], { deadlineMs: 1000 }],
    ['the longest time', ['--deadline', '10m'], { deadlineMs: 600_000 }],
    ['every switch', ['--verbose', '--dry-run', '--ephemeral', '--silent'], { verbose: true, dryRun: true, ephemeral: true, silent: true }],
  ])('%s', async (_name, argv, options) => {
    expect(await parse(...argv)).toEqual({ kind: 'run', options: { ...defaults, ...options } })
  })
})

describe('what can’t: 64 and one line', () => {
  test.each<[string, string[], string]>([
    ['a flag that there is not', ['--colour'], "there is no flag '--colour'; terminal-preflight --help lists them"],
    ['a flag that is nearly right', ['--profle', 'ccms'], "there is no flag '--profle'; did you mean --profile?"],
    ['letters swapped', ['--slient'], 'did you mean --silent?'],
    ['a flag with one hyphen', ['-json'], "there is no flag '-json'; did you mean --json?"],
    ['a letter', ['-v'], "there is no flag '-v'"],
    ['the opposite of a switch', ['--no-silent'], "there is no flag '--no-silent'"],
    ['a dot in a flag', ['--profile.x', 'ccms'], "there is no flag '--profile.x'; did you mean --profile?"],
    ['a flag that objects have by themselves', ['--__proto__', 'x'], "there is no flag '--__proto__'"],
    ['another one', ['--constructor=x'], "there is no flag '--constructor'"],
    ['two hyphens alone', ['--', '--silent'], "there is no flag '--'"],
    ['a flag that would write over the screen', ['--\u001b[2J'], "there is no flag '--\uFFFD[2J'"],
    ['a switch with a value', ['--silent=yes'], "--silent takes no value; leave out '=yes'"],
    ['a switch with the value that it has', ['--silent=true'], '--silent takes no value'],
    ['--site twice', ['--site', 'a.yaml', '--site', 'b.yaml'], '--site is given twice; give it once'],
    ['--site twice in two spellings', ['--site=a.yaml', '--site', 'a.yaml'], '--site is given twice'],
    ['--json twice', ['--json', '--json=x.json'], '--json is given twice'],
    ['a switch twice', ['--verbose', '--verbose'], '--verbose is given twice'],
    ['--deadline twice', ['--deadline', '2s', '--deadline', '3s'], '--deadline is given twice'],
    ['another command', ['check'], "'check' is not expected here; terminal-preflight --help shows"],
    ['run twice', ['run', 'run'], "'run' is not expected here"],
    ['a profile without its flag', ['ccms'], "'ccms' is not expected here; did you mean --profile ccms?"],
    ['a file behind --json', ['--json', 'report.json'], "'report.json' is not expected here; did you mean --json=report.json?"],
    ['a file that would write over the screen', ['\u001b[2J.json'], 'did you mean --json=\uFFFD[2J.json?'],
    ['a flag of Windows', ['/silent'], "'/silent' is not expected here"],
    ['--profile without a value', ['--profile'], '--profile needs ccass, dms, ccms or the name of a profile file'],
    ['--profile before another flag', ['--profile', '--silent'], '--profile needs ccass'],
    ['--site with an empty value', ['--site='], '--site needs the name of a site file'],
    ['--output with an empty value', ['--output', ''], '--output needs the name of a folder'],
    ['--root without a value', ['--root', 'a.pem', '--root'], '--root needs the name of a PEM file'],
    ['--json with an empty value', ['--json='], '--json= needs the name of a file; --json alone writes to the standard output'],
    ['a profile that is nearly right', ['--profile', 'ccas'], "--profile: 'ccas' is no profile; did you mean ccass?"],
    [
      'profiles in one',
      ['--profile', 'ccms, DMS'],
      "--profile: 'ccms, DMS' is no profile; give --profile once for each: --profile ccms --profile DMS",
    ],
    ['profiles in one of which one is none', ['--profile', 'ccms,x'], "'ccms,x' is no profile; write one of ccass, dms, ccms"],
    [
      'a profile that is nothing',
      ['--profile', 'lab'],
      "'lab' is no profile; write one of ccass, dms, ccms (a profile file is named with its folder or ending: lab.yaml)",
    ],
    ['a resolver without a name', ['--resolver', '10.0.0.1'], "--resolver: '10.0.0.1' has no name; write hkex=IP or custom=IP"],
    [
      'a resolver of a name that is nearly right',
      ['--resolver', 'hkx=10.0.0.1'],
      "--resolver: 'hkx' is no name of resolvers; did you mean hkex?",
    ],
    ['a resolver of another name', ['--resolver', 'google=10.0.0.1'], 'write one of hkex, custom'],
    [
      'a resolver that is no address',
      ['--resolver', 'hkex=10.0.0.300'],
      `--resolver: '10.0.0.300' is not an IP address; write "ip", "ip:port" or "[v6]:port"`,
    ],
    ['the second resolver wrong', ['--resolver', 'hkex=10.0.0.1,dns.example'], "--resolver: 'dns.example' is not an IP address"],
    ['a comma too many', ['--resolver', 'hkex=10.0.0.1,'], "--resolver: '' is not an IP address"],
    ['port 0', ['--resolver', 'hkex=10.0.0.1:0'], "--resolver: the port of '10.0.0.1:0' is not a number from 1 to 65535"],
    ['port 70000', ['--resolver', 'custom=[::1]:70000'], "the port of '[::1]:70000'"],
    ['a proxy without port', ['--proxy', 'http://proxy.example'], "--proxy: 'http://proxy.example' has no port"],
    [
      'a proxy without scheme',
      ['--proxy', 'proxy.example:8080'],
      "--proxy: 'proxy.example:8080' is not a proxy setting; did you mean http://proxy.example:8080?",
    ],
    ['a proxy by its IPv6 address', ['--proxy', '[2001:db8::1]:8080'], 'did you mean http://[2001:db8::1]:8080?'],
    ['a proxy without scheme and port', ['--proxy', 'proxy.example'], 'write system, direct, http://host:port'],
    ['a proxy with a password', ['--proxy', 'http://u:Secret7@proxy.example:8080'], '--proxy: the address holds a user name or password'],
    ['a PAC file over ftp', ['--proxy', 'pac+ftp://pac.example/x.pac'], '--proxy: '],
    ['a language that is nearly right', ['--lang', 'zh-hk'], "--lang: 'zh-hk' is not a language; did you mean zh-HK?"],
    ['a language that there is not', ['--lang', 'zh'], "--lang: 'zh' is not a language: en or zh-HK"],
    ['a setting that there is not', ['--browser', 'yes'], "--browser: 'yes' is not a browser setting: on or off"],
    ['one of three', ['--smartcard', 'no'], "--smartcard: 'no' is not a smartcard setting: optional, required or off"],
    ['a time without unit', ['--deadline', '20'], "--deadline: '20' is not a time; write a number with ms, s or m, such as 20s"],
    ['a time in hours', ['--deadline', '1h'], "'1h' is not a time"],
    ['a time below zero', ['--deadline=-5s'], "'-5s' is not a time"],
    ['a time too short', ['--deadline', '500ms'], "--deadline: '500ms' is out of range; write a time from 1s to 10m"],
    ['a time too long', ['--deadline', '11m'], "'11m' is out of range"],
    ['a time far too long', ['--deadline', '9999999999s'], "'9999999999s' is not a time"],
  ])('%s', async (_name, argv, says) => {
    const parsed = await parse(...argv)
    expect(parsed).toMatchObject({ kind: 'error', exitCode: 64, mistakes: [] })
    expect('line' in parsed && parsed.line).toContain(says)
    expect('line' in parsed && parsed.line).not.toMatch(/\n|Secret7/)
  })
})

describe('--version and --help', () => {
  test('the version', async () => {
    expect(await parse('--version')).toEqual({ kind: 'text', text: 'terminal-preflight 1.2.3\n', exitCode: 0 })
  })

  test.each([['--help'], ['-h'], ['-?'], ['/?']])('%s', async (flag) => {
    expect(await parse('--profile', 'ccms', flag)).toMatchObject({
      kind: 'text',
      exitCode: 0,
      text: expect.stringContaining('What to check'),
    })
  })

  test.each<[string, string[], 'en' | 'zh-HK', string]>([
    ['the system’s, English', ['--help'], 'en', 'What to check'],
    ['the system’s, Chinese', ['--help'], 'zh-HK', '檢查甚麼'],
    ['--lang before it', ['--lang', 'zh-HK', '--help'], 'en', '檢查甚麼'],
    ['--lang behind it', ['--help', '--lang=en'], 'zh-HK', 'What to check'],
    ['--lang without a value', ['--lang', '--help'], 'zh-HK', '檢查甚麼'],
  ])('the language of the help: %s', async (_name, argv, language, says) => {
    expect(await parseFlags(argv, { ...context, language })).toMatchObject({ kind: 'text', text: expect.stringContaining(says) })
  })

  test('somebody who asks for help gets it whatever else is wrong', async () => {
    expect(await parse('--profle', '--help')).toMatchObject({ kind: 'text', exitCode: 0 })
  })
})
