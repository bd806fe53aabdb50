import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../../agent/main.ts'
import { findBrowsers } from '../../../checks/browser/find.ts'
import { readPolicies } from '../../../checks/browser/policies.ts'
import { nothingLeftOf, watchedFolders } from '../../support/browser.ts'
import type { Fault, LabChange } from '../fault.ts'
import { startLab } from '../lab.ts'
import { hostOf, ownsLoopbackRange } from '../places.ts'
import { nameRules, proxyFlags } from './flags.ts'
import { makeHome } from './home.ts'
import { realBrowser } from './real.ts'

const real = await realBrowser()
const range = await ownsLoopbackRange()
const { signal } = new AbortController()
const { sso, www } = hostOf

function changed(change: LabChange): Fault {
  return { name: 'test', does: { en: '', 'zh-HK': '' }, change, expected: [], verdict: 'ready' }
}

describe('what the browser is told of names', { skip: !range }, () => {
  test.each<[string, LabChange, string]>([
    ['the first address of each', {}, `MAP ${www} 127.0.1.10, MAP ${sso} 127.0.1.20, MAP * ~NOTFOUND, EXCLUDE 127.*`],
    ['a line of the hosts file', { hosts: [`127.0.9.2 ${sso}`] }, `MAP ${www} 127.0.1.10, MAP ${sso} 127.0.9.2, `],
    ['nothing where there is no network', { pc: { network: 'unplugged' } }, `MAP ${www} ~NOTFOUND, MAP ${sso} ~NOTFOUND, `],
    [
      'a way that leads nowhere',
      { pc: { connectCodes: { '127.0.1.20': 'EHOSTUNREACH' } } },
      `MAP ${www} 127.0.1.10, MAP ${sso} 127.255.255.255, `,
    ],
    [
      'nothing where it asks for itself',
      { pc: { browser: { policies: { DnsOverHttpsMode: 'secure' } } } },
      `EXCLUDE ${www}, EXCLUDE ${sso}, MAP * ~NOTFOUND`,
    ],
  ])('%s', async (_name, change, expected) => {
    await using lab = await startLab(changed(change))
    expect(await nameRules(lab.io, change)).toContain(expected)
  })
})

const internetSettings = 'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
const edgePolicy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge'

describe('what the browser is told of proxies', () => {
  test.each<[string, LabChange, string[]]>([
    ['none', {}, ['--no-proxy-server']],
    ['what the site file names comes from the agent', { site: { proxy: 'http://127.0.0.1:1' } }, []],
    [
      'WinINET’s proxy and exceptions',
      { pc: { registry: { [internetSettings]: { values: { ProxyEnable: 1, ProxyServer: 'a:80', ProxyOverride: 'b;c' }, subkeys: {} } } } },
      ['--proxy-server=a:80', '--proxy-bypass-list=b;c'],
    ],
    [
      'WinINET’s script',
      { pc: { registry: { [internetSettings]: { values: { AutoConfigURL: 'http://127.0.0.1:1/x.pac' }, subkeys: {} } } } },
      ['--proxy-pac-url=http://127.0.0.1:1/x.pac'],
    ],
    [
      'Edge’s policy first',
      {
        pc: {
          registry: {
            [edgePolicy]: { values: { ProxyMode: 'direct' }, subkeys: {} },
            [internetSettings]: { values: { ProxyEnable: 1, ProxyServer: 'a:80' }, subkeys: {} },
          },
        },
      },
      ['--no-proxy-server'],
    ],
    ['the environment, on Linux alone', { pc: { environment: { HTTPS_PROXY: 'http://a:80' } } }, ['--no-proxy-server']],
    [
      'the environment, on Linux',
      { pc: { platform: 'linux', environment: { HTTPS_PROXY: 'http://a:80' } } },
      ['--proxy-server=https=a:80', '--proxy-bypass-list='],
    ],
  ])('%s', async (_name, change, expected) => {
    await using lab = await startLab(changed(change), { wholeRange: false })
    expect(await proxyFlags(lab.io, change)).toEqual(expected)
  })
})

describe('the PC shows its browsers as Windows does', () => {
  test('Edge alone', async () => {
    await using lab = await startLab(undefined, { wholeRange: false })
    expect(await findBrowsers(lab.io, signal)).toMatchObject([
      { kind: 'edge', channel: 'stable', versionFrom: 'file', foundBy: ['folder', 'app-paths'], installedFor: 'machine' },
    ])
  })
  test.each<[string, LabChange['pc'], string[]]>([
    ['none', { browser: { installed: [] } }, []],
    ['Chrome alone', { browser: { installed: ['chrome'], version: '120.0.6099.71' } }, ['chrome 120.0.6099.71']],
    ['on Linux', { platform: 'linux' }, ['edge null']],
  ])('%s', async (_name, pc, expected) => {
    await using lab = await startLab(changed({ pc: pc ?? {} }), { wholeRange: false })
    expect((await findBrowsers(lab.io, signal)).map(({ kind, version }) => `${kind} ${version}`)).toEqual(expected)
  })
  test('policies: flags as numbers, lists as subkeys', async () => {
    const policies = { URLBlocklist: ['a', 'b'], RemoteDebuggingAllowed: false, DnsOverHttpsMode: 'off' }
    await using lab = await startLab(changed({ pc: { browser: { policies } } }), { wholeRange: false })
    const read = await readPolicies(lab.io, 'edge', signal)
    expect(Object.fromEntries(read.policies.map(({ name, value }) => [name, value]))).toEqual(policies)
  })
})

test('its home has policies with Chromium’s names', { skip: 'missing' in real }, async () => {
  await using lab = await startLab(undefined, { wholeRange: false })
  const folder = join(dirname(lab.flags[3] ?? ''), 'home')
  const home = await makeHome(folder, lab.roots, { HeadlessModeEnabled: false, SSLVersionMin: 'tls1.2' })
  const managed = join(home.policies ?? '', 'policies', 'managed')
  expect(await readdir(managed)).toEqual(['lab.json'])
  expect(JSON.parse(await readFile(join(managed, 'lab.json'), 'utf8'))).toEqual({ HeadlessMode: 2, SSLVersionMin: 'tls1.2' })
  expect((await readdir(join(folder, '.pki', 'nssdb'))).toSorted()).toEqual(['cert9.db', 'key4.db', 'pkcs11.txt'])
})

test('a run with it leaves no process and no folder', { skip: 'missing' in real }, async () => {
  const lab = await startLab(undefined, { browser: 'real' })
  const { files, folders } = watchedFolders(lab.io.files)
  const nowhere = { write: () => true }
  const code = await main(
    [...lab.flags, '--silent', '--ephemeral'],
    { ...lab.io, files },
    { stdout: nowhere, stderr: nowhere, colours: false, columns: 80, interrupted: signal },
  )
  expect(code).toBe(0)
  await lab.stop()
  expect(folders).toHaveLength(1)
  await nothingLeftOf([...folders, dirname(lab.flags[3] ?? '')])
})

test('other programs are none of its affair', async () => {
  await using lab = await startLab(undefined, { wholeRange: false })
  const outcome = await lab.io.processes.execFile(process.execPath, ['-p', '6 * 7'], { limitMs: 10_000, signal })
  expect(outcome).toMatchObject({ exitCode: 0, stdout: '42\n' })
})

test('where no real browser is asked for, none is started', async () => {
  await using lab = await startLab(undefined, { wholeRange: false })
  const [edge] = await findBrowsers(lab.io, signal)
  expect(lab.flags.slice(-2)).toEqual(['--browser', 'off'])
  expect(await lab.io.processes.execFile(edge?.path ?? '', [], { limitMs: 1000, signal })).toMatchObject({
    failure: { word: 'access-denied' },
  })
})
