import { beforeAll, describe, expect, test } from 'vitest'
import type { RegistryKey } from '../../checks/io.ts'
import { missingWine, runUnderWine } from './wine.ts'

type Read = { readonly key: RegistryKey } | { readonly failure: object }
interface Report {
  readonly available: boolean
  readonly ours: Both
  readonly values: Both
  readonly otherSpelling: Read
  readonly view32: Both
  readonly user: Both
  readonly missing: Both
  readonly noHive: Read
  readonly deep: Read
  readonly large: Read
  readonly denied: Read
  readonly aroundDenied: Read
  readonly cancelled: Read
  readonly windows: Both
  readonly noKey: Read
}
interface Both {
  readonly api: Read
  readonly command: Read
}

const letters = '證券終端機'

// reg.exe can print Chinese letters in a Windows in Chinese alone, and its default value is called 預設 there.
describe.skipIf(missingWine !== undefined)(`under Wine${missingWine === undefined ? '' : ` (skipped: ${missingWine})`}, in Chinese`, () => {
  let found: Report
  beforeAll(async () => {
    const { reports, stderr } = await runUnderWine('windows registry registry.ts', { locale: 'zh_TW.UTF-8' })
    expect(stderr).toBe('')
    expect(reports.registry).not.toHaveProperty('thrown')
    found = reports.registry as Report
  })

  test('the API reads every type, every name', () => {
    expect(found.available).toBe(true)
    expect(found.ours.api).toEqual({
      key: {
        values: {
          '': 'the default',
          text: letters,
          [letters]: 'name',
          許功蓋: 'backslashes',
          empty: '',
          'with quotes': 'C:\\Program Files (x86)\\Edge "beta"',
          unended: 'abc',
          longer: 'abc',
          expand: '%SystemRoot%\\x',
          several: ['a', letters],
          'none of several': [],
          number: 4_294_967_295,
          'long number': 4_294_967_338,
          bytes: '0030ABFF',
          'no bytes': '',
          'no type': '0102',
          '(Default)': "a name like the default value's",
        },
        subkeys: {
          [letters]: {
            values: { '': letters },
            subkeys: { constructor: { values: JSON.parse('{"__proto__":"x"}'), subkeys: {} } },
          },
        },
      },
    })
  })

  test('reg.exe gives the same', () => {
    // Wine's own prints no long numbers; Windows' prints them like the short ones.
    const ours = structuredClone(found.ours.api) as { key: { values: Record<string, unknown> } }
    ours.key.values['long number'] = '(null)'
    expect(found.ours.command).toEqual(ours)
    expect(found.view32.command).toEqual(found.view32.api)
    expect(found.user.command).toEqual(found.user.api)
    expect(found.windows.command).toEqual(found.windows.api)
  })

  test('the values of a key alone, both ways', () => {
    const alone = { key: { values: { '': letters }, subkeys: {} } }
    expect(found.values).toEqual({ api: alone, command: alone })
  })

  test('the 32-bit view is read by its name', () => {
    expect(found.view32.api).toEqual({ key: { values: { view: '32' }, subkeys: {} } })
  })

  test("the user's hive is the user's", () => {
    expect(found.user.api).toEqual({ key: { values: { user: 'x' }, subkeys: {} } })
  })

  test('whatever case a path is written in', () => {
    expect(found.otherSpelling).toMatchObject({ key: { values: { '': letters } } })
  })

  test('a key that is not there', () => {
    const missing = { failure: { word: 'file-missing', code: 'win32 2', syscall: 'RegOpenKeyExW' } }
    expect(found.missing).toEqual({ api: missing, command: { failure: { word: 'file-missing', code: 'exit 1' } } })
    expect(found.noHive).toMatchObject({ failure: { word: 'file-missing' } })
  })

  test('a key that this user may not read is denied; around it the rest is read', () => {
    expect(found.denied).toEqual({ failure: { word: 'access-denied', code: 'win32 5', syscall: 'RegOpenKeyExW' } })
    expect(found.aroundDenied).toEqual({ key: { values: {}, subkeys: { Open: { values: { seen: 'x' }, subkeys: {} } } } })
  })

  test('what only looks like a key keeps nobody from reading the rest', () => {
    expect(found.noKey).toMatchObject({ key: { subkeys: expect.not.objectContaining({ '009': expect.anything() }) } })
  })

  test('too much of it is too large, and nothing is cut off silently', () => {
    expect(found.deep).toMatchObject({ failure: { word: 'too-large' } })
    expect(found.large).toMatchObject({ failure: { word: 'too-large' } })
  })

  test('nobody waits for it who has given up', () => {
    expect(found.cancelled).toMatchObject({ failure: { word: 'cancelled' } })
  })
})
