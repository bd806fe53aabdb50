import { describe, expect, test } from 'vitest'
import { failure } from '../../checks/failure.ts'
import { type Injections, injectedIo } from '../../checks/io/injected.ts'
import type { RegistryKey } from '../../checks/io.ts'
import { parseConnectionSettings } from '../../checks/proxy/connection-settings.ts'
import { registryPaths, windowsConfiguration } from '../../checks/proxy/windows-settings.ts'
import { isTheUsersSession } from '../../checks/session.ts'
import { connectionHex, internetSettings, key, winHttpHex } from './windows-values.ts'

const signal = new AbortController().signal

/** The settings that Edge obeys, in order, and those that are only noted, as "source kind value". */
async function read(registry: Readonly<Record<string, RegistryKey>>, injections: Injections = {}) {
  const configuration = await windowsConfiguration(injectedIo({ platform: 'win32', registry, ...injections }), signal)
  const texts = configuration.settings.map(({ source, kind, value }) => [source, kind, value].join(' ').trim())
  const obeyed = configuration.steps.map((index) => texts[index])
  return { ...configuration, obeyed, noted: texts.filter((_, index) => !configuration.steps.includes(index)) }
}

describe('what Edge obeys', () => {
  const user = registryPaths.userSettings
  const proxy = { ProxyEnable: 1, ProxyServer: 'proxy.example:8080', ProxyOverride: '*.example;<local>' }

  test.each<[name: string, registry: Record<string, RegistryKey>, obeyed: string[]]>([
    ['nothing at all', {}, []],
    [
      'a PC as it comes: detection',
      { [user]: internetSettings({ ProxyEnable: 0 }, { flags: 9 }) },
      ['wininet auto-detect http://wpad/wpad.dat'],
    ],
    ['detection switched off', { [user]: internetSettings({ ProxyEnable: 0 }, { flags: 1 }) }, []],
    ['a proxy', { [user]: internetSettings(proxy, { flags: 3, proxy: 'proxy.example:8080' }) }, ['wininet proxy proxy.example:8080']],
    ['a proxy that is switched off', { [user]: internetSettings({ ...proxy, ProxyEnable: 0 }, { flags: 1 }) }, []],
    ['a script', { [user]: internetSettings({ AutoConfigURL: 'http://pac.example/p.pac' }) }, ['wininet pac http://pac.example/p.pac']],
    [
      'all three: detection, then the script, then the proxy',
      { [user]: internetSettings({ ...proxy, AutoConfigURL: 'http://pac.example/p.pac' }, { flags: 15 }) },
      ['wininet auto-detect http://wpad/wpad.dat', 'wininet pac http://pac.example/p.pac', 'wininet proxy proxy.example:8080'],
    ],
    ['names in any case', { [user]: key({ proxyenable: 1, PROXYSERVER: 'p.example:1' }) }, ['wininet proxy p.example:1']],
    [
      'the machine’s policy before Windows’ settings',
      {
        [registryPaths.machinePolicy]: key({ ProxyMode: 'fixed_servers', ProxyServer: 'policy.example:1' }),
        [user]: internetSettings(proxy),
      },
      ['edge-policy proxy policy.example:1'],
    ],
    [
      'the machine’s policy before the user’s',
      { [registryPaths.machinePolicy]: key({ ProxyMode: 'direct' }), [registryPaths.userPolicy]: key({ ProxyMode: 'auto_detect' }) },
      ['edge-policy direct'],
    ],
    [
      'the user’s policy',
      { [registryPaths.userPolicy]: key({ ProxyMode: 'auto_detect' }) },
      ['edge-policy auto-detect http://wpad/wpad.dat'],
    ],
    [
      'ProxySettings before the single values',
      {
        [registryPaths.machinePolicy]: key({
          ProxySettings: '{"ProxyMode":"pac_script","ProxyPacUrl":"https://pac.example/p.pac","ProxyPacMandatory":true}',
          ProxyMode: 'direct',
        }),
      },
      ['edge-policy pac https://pac.example/p.pac'],
    ],
    [
      'a policy that says: as Windows',
      { [registryPaths.machinePolicy]: key({ ProxyMode: 'system' }), [user]: internetSettings(proxy) },
      ['wininet proxy proxy.example:8080'],
    ],
    [
      'a policy without a mode',
      { [registryPaths.machinePolicy]: key({ ProxyServer: 'p.example:1' }), [user]: internetSettings(proxy) },
      ['wininet proxy proxy.example:8080'],
    ],
    ['a policy that is no JSON', { [registryPaths.machinePolicy]: key({ ProxySettings: '{ProxyMode' }) }, []],
    ['a policy whose JSON is no object', { [registryPaths.machinePolicy]: key({ ProxySettings: 'null' }) }, []],
    ['a fixed proxy without a server', { [registryPaths.machinePolicy]: key({ ProxyMode: 'fixed_servers' }) }, []],
    ['a script without an address', { [registryPaths.machinePolicy]: key({ ProxyMode: 'pac_script' }) }, []],
    [
      'settings of the machine instead of the user’s',
      {
        [registryPaths.windowsPolicy]: key({ ProxySettingsPerUser: 0 }),
        [registryPaths.machineSettings]: internetSettings({}, { flags: 3, proxy: 'machine.example:1', bypass: 'a.example' }),
        [user]: internetSettings(proxy),
      },
      ['wininet proxy machine.example:1'],
    ],
    [
      'settings of the machine that only a script wrote',
      {
        [registryPaths.windowsPolicy]: key({ ProxySettingsPerUser: 0 }),
        [registryPaths.machineSettings]: internetSettings({ ProxyEnable: 1, ProxyServer: 'machine.example:2' }),
      },
      ['wininet proxy machine.example:2'],
    ],
  ])('%s', async (_name, registry, obeyed) => {
    expect(await read(registry)).toMatchObject({ obeyed, notTheUsers: false, unread: [] })
  })

  test('the mandatory script and the exceptions are kept', async () => {
    const pac = await read({
      [registryPaths.machinePolicy]: key({
        ProxySettings: '{"ProxyMode":"pac_script","ProxyPacUrl":"http://a/","ProxyPacMandatory":true}',
      }),
    })
    expect(pac.settings[0]).toMatchObject({ mandatory: true, where: `${registryPaths.machinePolicy}\\ProxySettings` })
    const manual = await read({ [user]: internetSettings(proxy) })
    expect(manual.settings[0]).toMatchObject({ bypass: ['*.example', '<local>'], where: `${user}\\ProxyServer` })
  })
})

describe('what is noted and not obeyed', () => {
  const connections = { [registryPaths.machineConnections]: key({ WinHttpSettings: winHttpHex('winhttp.example:8080') }) }

  test('WinHTTP and the environment', async () => {
    const found = await read(connections, { env: { HTTPS_PROXY: 'http://env.example:3128' } })
    expect(found).toMatchObject({ obeyed: [], noted: ['winhttp proxy winhttp.example:8080', 'environment proxy https=env.example:3128'] })
  })

  test('Windows’ settings under a policy', async () => {
    const found = await read({
      [registryPaths.machinePolicy]: key({ ProxyMode: 'direct' }),
      [registryPaths.userSettings]: internetSettings({ ProxyEnable: 1, ProxyServer: 'p.example:1' }),
    })
    expect(found).toMatchObject({ obeyed: ['edge-policy direct'], noted: ['wininet proxy p.example:1'] })
  })
})

describe('whose settings', () => {
  test.each<[name: string, env: Record<string, string>, expected: boolean]>([
    ['a person', { USERNAME: 'chan', USERPROFILE: 'C:\\Users\\chan', SESSIONNAME: 'Console' }, true],
    ['over remote desktop', { USERNAME: 'chan', SESSIONNAME: 'RDP-Tcp#0' }, true],
    ['no variables', {}, true],
    ['the machine’s account', { USERNAME: 'TERMINAL01$' }, false],
    ['SYSTEM', { USERNAME: 'SYSTEM', USERPROFILE: 'C:\\Windows\\system32\\config\\systemprofile' }, false],
    ['a service account', { USERPROFILE: 'C:\\Windows\\ServiceProfiles\\LocalService' }, false],
    ['session 0', { USERNAME: 'svc', SESSIONNAME: 'Services' }, false],
  ])('%s', (_name, env, expected) => {
    expect(isTheUsersSession(env)).toBe(expected)
  })

  const env = { USERNAME: 'TERMINAL01$' }
  const registry = { [registryPaths.userSettings]: internetSettings({ ProxyEnable: 1, ProxyServer: 'system.example:1' }) }

  test('a system account’s own settings are nobody’s', async () => {
    expect(await read(registry, { env })).toMatchObject({ obeyed: [], noted: [], notTheUsers: true })
  })

  test('a machine’s policy counts all the same', async () => {
    const policy = { [registryPaths.machinePolicy]: key({ ProxyMode: 'direct' }) }
    expect(await read({ ...registry, ...policy }, { env })).toMatchObject({ obeyed: ['edge-policy direct'], notTheUsers: false })
  })

  test('so do settings that belong to the machine', async () => {
    const machine = {
      [registryPaths.windowsPolicy]: key({ ProxySettingsPerUser: 0 }),
      [registryPaths.machineSettings]: internetSettings({}, { flags: 9 }),
    }
    expect(await read(machine, { env })).toMatchObject({ obeyed: ['wininet auto-detect http://wpad/wpad.dat'], notTheUsers: false })
  })

  test('a machine’s policy that says "as Windows" leaves it open', async () => {
    expect(await read({ [registryPaths.machinePolicy]: key({ ProxyMode: 'system' }) }, { env })).toMatchObject({ notTheUsers: true })
  })
})

test('a key that could not be read is said', async () => {
  const io = injectedIo({ platform: 'win32' })
  const refusing = { ...io, registry: { read: async () => ({ failure: failure('access-denied', 'EPERM') }) } }
  const { unread } = await windowsConfiguration(refusing, signal)
  expect(unread).toContainEqual({ path: registryPaths.userSettings, failure: failure('access-denied', 'EPERM') })
})

describe('the binary value of a connection', () => {
  // The ninth byte of the IE support blog's table; 0x46 and the counter before it, three empty texts and padding behind it.
  test.each<[ninthByte: string, expected: object]>([
    ['01', { autoDetect: false, proxy: null, pacUrl: null }],
    ['09', { autoDetect: true, proxy: null, pacUrl: null }],
    ['0f', { autoDetect: true, proxy: null, pacUrl: null }],
  ])('%s with empty texts', (ninthByte, expected) => {
    expect(parseConnectionSettings(`4600000004000000${ninthByte}000000${'00000000'.repeat(3)}${'00'.repeat(32)}`)).toMatchObject(expected)
  })

  test('texts count only where their flag is set', () => {
    const texts = { proxy: 'p.example:1', bypass: 'a;b', pacUrl: 'http://pac.example/' }
    expect(parseConnectionSettings(connectionHex({ flags: 1, ...texts }))).toEqual({
      autoDetect: false,
      proxy: null,
      pacUrl: null,
      bypass: 'a;b',
    })
    expect(parseConnectionSettings(connectionHex({ flags: 15, ...texts }))).toEqual({ autoDetect: true, ...texts })
  })

  test.each<[name: string, hex: string]>([
    ['empty', ''],
    ['too short', '46000000'],
    ['no hexadecimal', 'xyz'],
    ['an odd number of digits', '4600000004000000010'],
    ['a length beyond its end', '460000000400000003000000ffffffff41'],
    ['longer than any setting', '00'.repeat(70_000)],
  ])('%s is not read', (_name, hex) => {
    expect(parseConnectionSettings(hex)).toBeUndefined()
  })

  test('one that ends behind the bypass list (WinHTTP) is read', () => {
    expect(parseConnectionSettings(winHttpHex('p.example:1'))).toMatchObject({ proxy: 'p.example:1', bypass: '<local>', pacUrl: null })
  })
})
