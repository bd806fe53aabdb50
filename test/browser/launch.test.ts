import { describe, expect, test } from 'vitest'
import { createWire } from '../../checks/browser/devtools.ts'
import type { Policy } from '../../checks/browser/evidence.ts'
import { commonArguments, launchEnvironment, localState } from '../../checks/browser/launch.ts'
import { permissionBy } from '../../checks/browser/permission.ts'

describe('the command line', () => {
  const flagsOf = (...args: Parameters<typeof commonArguments>) =>
    commonArguments(...args).filter((each) => each.startsWith('--proxy') || each.startsWith('--no-proxy'))

  test('leaves the way to the browser, or says what the site file says', () => {
    expect(flagsOf('folder', { kind: 'system' })).toEqual([])
    expect(flagsOf('folder', { kind: 'direct' })).toEqual(['--no-proxy-server'])
    expect(flagsOf('folder', { kind: 'proxy', proxy: 'http://proxy.example:8080' })).toEqual([
      '--proxy-server=http://proxy.example:8080',
      '--proxy-bypass-list=<-loopback>',
    ])
    expect(flagsOf('folder', { kind: 'pac', url: 'http://pac.example/a' })).toEqual(['--proxy-pac-url=http://pac.example/a'])
  })

  test('changes neither names nor TLS nor trust, and opens no port', () => {
    const never =
      /host-resolver|host-rules|ignore-certificate|ssl-|disable-quic|remote-debugging-port|disable-web-security|disable-features=.*(?:DnsOver|EncryptedClientHello|PostQuantum)/
    expect(commonArguments('folder', { kind: 'system' }).filter((each) => never.test(each))).toEqual([])
  })

  test('has a profile of another name than the person’s, since Windows’ registry knows profiles by their names', () => {
    const named = commonArguments('folder', { kind: 'system' }).find((each) => each.startsWith('--profile-directory='))
    expect(named).toMatch(/=scoped_dir/)
  })

  test('looks names up as the user’s own browser of that kind does', () => {
    const secureDns = { mode: 'secure', templates: 'https://dns.example/dns-query' }
    const settings = [
      { kind: 'chrome' as const, file: 'c', secureDns: { mode: 'off', templates: '' }, failure: null },
      { kind: 'edge' as const, file: 'e', secureDns, failure: null },
    ]
    expect(JSON.parse(localState(settings, 'edge'))).toEqual({ dns_over_https: secureDns })
    expect(JSON.parse(localState(settings, 'chromium'))).toEqual({})
  })

  test('gives it our folder for its own files where a socket’s path fits', () => {
    expect(launchEnvironment('/tm/short')).toEqual({ TMPDIR: '/tm/short', BREAKPAD_DUMP_LOCATION: '/tm/short' })
    const long = `/${'x'.repeat(60)}`
    expect(launchEnvironment(long)).toEqual({ BREAKPAD_DUMP_LOCATION: long })
  })
})

describe('what policies forbid', () => {
  const policy = (name: string, value: Policy['value']): Policy => ({ name, value, scope: 'machine', where: 'test' })

  test.each<[name: string, kind: Parameters<typeof permissionBy>[1], policies: Policy[], start: string | null, debug: string | null]>([
    ['nothing', 'edge', [], null, null],
    ['Edge without a window', 'edge', [policy('HeadlessModeEnabled', false)], 'HeadlessModeEnabled', null],
    ['Edge with the flag as a number', 'edge', [policy('HeadlessModeEnabled', 0)], 'HeadlessModeEnabled', null],
    ['Edge allowed', 'edge', [policy('HeadlessModeEnabled', true)], null, null],
    ['Chrome’s name means nothing to Edge', 'edge', [policy('HeadlessMode', 2)], null, null],
    ['Chrome without a window', 'chrome', [policy('HeadlessMode', 2)], 'HeadlessMode', null],
    ['Chrome allowed', 'chrome', [policy('HeadlessMode', 1)], null, null],
    ['debugging', 'edge', [policy('RemoteDebuggingAllowed', false)], null, 'RemoteDebuggingAllowed'],
    ['debugging allowed', 'edge', [policy('RemoteDebuggingAllowed', true)], null, null],
    [
      'the machine’s counts before the user’s',
      'edge',
      [policy('RemoteDebuggingAllowed', true), policy('RemoteDebuggingAllowed', false)],
      null,
      null,
    ],
    ['its tools alone: the browser is asked', 'edge', [policy('DeveloperToolsAvailability', 2)], null, null],
    [
      'its tools and debugging: it prints no page then',
      'edge',
      [policy('DeveloperToolsAvailability', 2), policy('RemoteDebuggingAllowed', false)],
      'DeveloperToolsAvailability',
      'RemoteDebuggingAllowed',
    ],
    ['a folder of the company’s own', 'edge', [policy('UserDataDir', 'D:\\Edge')], 'UserDataDir', null],
  ])('%s', (_name, kind, policies, start, debug) => {
    expect(permissionBy(policies, kind)).toEqual({ start, debug })
  })
})

describe('the wire', () => {
  function openWire() {
    const sent: string[] = []
    const ended = Promise.withResolvers<{ exitCode: number | null; stderr: string }>()
    const wire = createWire()
    return {
      ...wire,
      sent,
      connect: () => wire.connect({ send: (text) => void sent.push(text), ended: ended.promise }),
      end: ended.resolve,
    }
  }

  test('gives replies to who asked, in pieces and out of order, and events to their session', async () => {
    const { devtools, onData, connect, sent } = openWire()
    const events: unknown[] = []
    devtools.listen((method, params) => events.push([method, params]), 'S')
    const replies = [devtools.send('A.a', { x: 1 }), devtools.send('B.b', {}, 'S')]
    expect(sent).toEqual([])
    connect()
    expect(sent).toEqual(['{"id":1,"method":"A.a","params":{"x":1}}\0', '{"id":2,"method":"B.b","params":{},"sessionId":"S"}\0'])
    const text = Buffer.from(
      '{"id":2,"result":{"v":"é"}}\0{"method":"E","params":{"y":2},"sessionId":"S"}\0{"method":"F"}\0{"id":1,"error":{"code":-32000}}\0',
    )
    for (const byte of text) onData(Buffer.of(byte))
    expect(await Promise.all(replies)).toEqual([{ failure: { word: 'not-supported', code: '-32000' } }, { result: { v: 'é' } }])
    expect(events).toEqual([['E', { y: 2 }]])
  })

  test.each([
    ['a message without end', Buffer.alloc(16_777_217, 0x20), { word: 'too-large', code: 'message' }],
    ['no JSON', Buffer.from('<html>\0'), { word: 'malformed', code: 'devtools' }],
    ['messages without end', Buffer.from('{"method":"E"}\0'.repeat(20_001)), { word: 'too-large', code: 'messages' }],
  ])('ends at %s, and everybody is told', async (_name, bytes, why) => {
    const { devtools, onData, connect } = openWire()
    connect()
    const asked = devtools.send('A.a')
    onData(bytes)
    expect([await asked, await devtools.ended, await devtools.send('B.b')]).toEqual([{ failure: why }, why, { failure: why }])
  })

  test('ends with the program', async () => {
    const { devtools, connect, end } = openWire()
    connect()
    const asked = devtools.send('A.a')
    end({ exitCode: 21, stderr: '' })
    expect(await asked).toEqual({ failure: { word: 'exited', code: '21' } })
  })
})
