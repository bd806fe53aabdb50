import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readUserSettings } from '../../checks/browser/user-settings.ts'
import { failure } from '../../checks/failure.ts'
import { pcIo, systemEnvironment, windowsEnvironment } from './fixtures/pc.ts'

const { signal } = new AbortController()
const recorded = await readFile(new URL('fixtures/local-state-secure.json', import.meta.url), 'utf8')
const secure = { mode: 'secure', templates: 'https://doh.example/dns-query' }
const edgeOnWindows = 'C:\\Users\\teller1\\AppData\\Local\\Microsoft\\Edge\\User Data\\Local State'

const places = [
  ['win32', 'edge', edgeOnWindows],
  ['win32', 'chrome', 'C:\\Users\\teller1\\AppData\\Local\\Google\\Chrome\\User Data\\Local State'],
  ['win32', 'chromium', 'C:\\Users\\teller1\\AppData\\Local\\Chromium\\User Data\\Local State'],
  ['linux', 'edge', '/home/teller1/.config/microsoft-edge/Local State'],
  ['linux', 'chrome', '/home/teller1/.config/google-chrome/Local State'],
  ['linux', 'chromium', '/home/teller1/.config/chromium/Local State'],
  ['linux', 'chromium', '/home/teller1/snap/chromium/common/chromium/Local State'],
  ['darwin', 'edge', '/Users/teller1/Library/Application Support/Microsoft Edge/Local State'],
  ['darwin', 'chrome', '/Users/teller1/Library/Application Support/Google/Chrome/Local State'],
  ['darwin', 'chromium', '/Users/teller1/Library/Application Support/Chromium/Local State'],
] as const

const environments = { win32: windowsEnvironment, linux: { HOME: '/home/teller1' }, darwin: { HOME: '/Users/teller1' } }

describe('what a user chose for secure DNS', () => {
  it.each(places)('on %s stands for %s in %s', async (platform, kind, file) => {
    const io = pcIo({ platform, env: environments[platform], files: { [file]: recorded } })
    expect(await readUserSettings(io, signal)).toEqual([{ kind, file, secureDns: secure, failure: null }])
  })

  it('stands in each browser by itself, Edge first', async () => {
    const files = Object.fromEntries(places.filter(([platform]) => platform === 'win32').map(([, , file]) => [file, recorded]))
    const settings = await readUserSettings(pcIo({ platform: 'win32', env: windowsEnvironment, files }), signal)
    expect(settings.map(({ kind }) => kind)).toEqual(['edge', 'chrome', 'chromium'])
  })

  it('follows XDG_CONFIG_HOME', async () => {
    const file = '/srv/settings/chromium/Local State'
    const io = pcIo({ platform: 'linux', env: { HOME: '/home/teller1', XDG_CONFIG_HOME: '/srv/settings' }, files: { [file]: recorded } })
    expect((await readUserSettings(io, signal)).map((setting) => setting.file)).toEqual([file])
  })

  it.each([
    ['nothing was chosen', '{"breadcrumbs": {"enabled": false}}', null, null],
    ['the mode alone', '{"dns_over_https": {"mode": "off"}}', { mode: 'off', templates: '' }, null],
    ['the templates alone', '{"dns_over_https": {"templates": "https://doh.example/"}}', null, null],
    ['the name stands somewhere else', '{"legacy": {"dns_over_https": {"mode": "secure"}}}', null, null],
    ['it holds something else', '{"dns_over_https": {"mode": 1, "templates": []}}', null, null],
    ['it holds an object that is none', '{"dns_over_https": null}', null, null],
    ['the file is cut off', recorded.slice(0, -20), null, failure('malformed')],
    ['the file is no object', '["dns_over_https", "\\"dns_over_https\\""]', null, null],
    [
      'the values are endless',
      JSON.stringify({ dns_over_https: { mode: 'x'.repeat(99), templates: 'y'.repeat(9999) } }),
      { mode: 'x'.repeat(40), templates: 'y'.repeat(2000) },
      null,
    ],
  ])('is told where %s', async (_, content, secureDns, why) => {
    const io = pcIo({ platform: 'win32', env: windowsEnvironment, files: { [edgeOnWindows]: content } })
    expect(await readUserSettings(io, signal)).toEqual([{ kind: 'edge', file: edgeOnWindows, secureDns, failure: why }])
  })

  it('is not known of a file that may not be read, or is too large', async () => {
    const closed = ['C:\\Users\\teller1\\AppData\\Local\\Microsoft\\Edge\\User Data']
    const denied = pcIo({ platform: 'win32', env: windowsEnvironment, files: { [edgeOnWindows]: recorded }, closed })
    expect(await readUserSettings(denied, signal)).toMatchObject([{ secureDns: null, failure: { word: 'access-denied' } }])
    const large = pcIo({ platform: 'win32', env: windowsEnvironment, files: { [edgeOnWindows]: ' '.repeat(16_777_217) } })
    expect(await readUserSettings(large, signal)).toMatchObject([{ secureDns: null, failure: { word: 'too-large' } }])
  })

  it('is nobody’s where no browser was ever used, in another session, and without a home', async () => {
    const files = { [edgeOnWindows]: recorded }
    expect(await readUserSettings(pcIo({ platform: 'win32', env: windowsEnvironment }), signal)).toEqual([])
    expect(await readUserSettings(pcIo({ platform: 'win32', env: systemEnvironment, files }), signal)).toEqual([])
    expect(await readUserSettings(pcIo({ platform: 'win32', env: {}, files }), signal)).toEqual([])
    expect(await readUserSettings(pcIo({ platform: 'linux', env: {} }), signal)).toEqual([])
    expect(await readUserSettings(pcIo({ platform: 'win32', env: windowsEnvironment, files }), AbortSignal.abort())).toEqual([])
  })
})
