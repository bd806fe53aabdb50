import { describe, expect, test } from 'vitest'
import { hostsPath, parseHosts, readHosts } from '../../checks/dns/hosts-file.ts'
import { injectedIo } from '../../checks/io/injected.ts'

const sso = 'sso.hkexposttrade.com.hk'
const www = 'www.ccass.com'

test.each<[string, string, [number, string, string][]]>([
  ['one line', `192.0.2.1 ${sso}`, [[1, '192.0.2.1', sso]]],
  ['tabs and blanks around', ` \t192.0.2.1\t  ${sso} \t`, [[1, '192.0.2.1', sso]]],
  ['the lines of Windows', `# Copyright (c) 1993-2009 Microsoft Corp.\r\n#\r\n\r\n192.0.2.1 ${sso}\r\n`, [[4, '192.0.2.1', sso]]],
  ['the lines of an old Mac', `127.0.0.1 localhost\r192.0.2.1 ${sso}\r`, [[2, '192.0.2.1', sso]]],
  ['a byte order mark', `\uFEFF192.0.2.1 ${sso}`, [[1, '192.0.2.1', sso]]],
  ['a comment behind the name', `192.0.2.1 ${sso}#moved in 2019`, [[1, '192.0.2.1', sso]]],
  ['an alias among others', `192.0.2.1 desk sso ${sso} more`, [[1, '192.0.2.1', sso]]],
  ['another case', '192.0.2.1 SSO.HKEXPostTrade.com.HK', [[1, '192.0.2.1', sso]]],
  ['the root’s dot', `192.0.2.1 ${sso}.`, [[1, '192.0.2.1', sso]]],
  ['an IPv6 address', `2001:db8::1 ${sso}`, [[1, '2001:db8::1', sso]]],
  ['an IPv6 address with its zone', `fe80::1%eth0 ${sso}`, [[1, 'fe80::1%eth0', sso]]],
  [
    'both names on one line',
    `192.0.2.1 ${sso} ${www}`,
    [
      [1, '192.0.2.1', sso],
      [1, '192.0.2.1', www],
    ],
  ],
  [
    'a name on two lines',
    `192.0.2.1 ${sso}\n192.0.2.2 ${sso}`,
    [
      [1, '192.0.2.1', sso],
      [2, '192.0.2.2', sso],
    ],
  ],
  ['an address that blocks', `0.0.0.0 ${sso}`, [[1, '0.0.0.0', sso]]],
])('%s', (_name, text, lines) => {
  expect(parseHosts(text, [sso, www])).toEqual(lines.map(([line, address, name]) => ({ line, address, name })))
})

test.each([
  ['nothing', ''],
  ['a line in comment', `# 192.0.2.1 ${sso}`],
  ['the name in comment', `192.0.2.1 other # ${sso}`],
  ['an address alone', '192.0.2.1'],
  ['a longer name', `192.0.2.1 x${sso} ${sso}.hk`],
  ['a line whose address is none, which no system obeys', `192.0.2 ${sso}\n${www} ${sso}\n192.0.2.256 ${sso}`],
  ['a name for an address', `${sso} 192.0.2.1`],
  ['bytes of another encoding', Buffer.from(`192.0.2.1 ${sso}`, 'utf16le').toString('utf8')],
])('names no target: %s', (_name, text) => {
  expect(parseHosts(text, [sso, www])).toEqual([])
})

describe('the file', () => {
  test.each<[NodeJS.Platform, string | undefined, string]>([
    ['win32', 'D:\\WINNT', 'D:\\WINNT\\System32\\drivers\\etc\\hosts'],
    ['win32', undefined, 'C:\\Windows\\System32\\drivers\\etc\\hosts'],
    ['linux', undefined, '/etc/hosts'],
    ['darwin', undefined, '/etc/hosts'],
  ])('on %s lies where the system keeps it', (platform, root, path) => {
    expect(hostsPath(platform, root)).toBe(path)
  })

  test('is read on Windows below the system’s root', async () => {
    const path = 'E:\\Windows\\System32\\drivers\\etc\\hosts'
    const io = injectedIo({ platform: 'win32', env: { SystemRoot: 'E:\\Windows' }, files: { [path]: `192.0.2.1 ${sso}` } })
    expect(await readHosts(io, [sso])).toEqual({ path, failure: null, entries: [{ line: 1, address: '192.0.2.1', name: sso }] })
  })

  test('that cannot be read is said to be so', async () => {
    expect(await readHosts(injectedIo({ platform: 'linux' }), [sso])).toEqual({
      path: '/etc/hosts',
      failure: { word: 'file-missing', code: 'ENOENT' },
      entries: [],
    })
  })
})
