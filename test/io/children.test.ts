import { afterEach, describe, expect, test, vi } from 'vitest'
import { childEnvironment, startFailure } from '../../checks/io/children.ts'

describe('why a program did not start', () => {
  const error = (code: string, syscall: string) => Object.assign(new Error(`${syscall} ${code}`), { code, errno: -4094, syscall })

  // github.com/nodejs/node/blob/main/deps/uv/src/win/error.c: numbers that it does not list become UV_UNKNOWN, -4094.
  test('one that Windows’ policies forbid has no name of its own, and is a denial', () => {
    expect(startFailure(error('UNKNOWN', 'spawn'))).toMatchObject({ word: 'access-denied', code: 'UNKNOWN' })
    expect(startFailure(error('UNKNOWN', 'spawn C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'))).toMatchObject({
      word: 'access-denied',
    })
  })

  test('so is one that rights forbid; one that is missing is not, nor what files say', () => {
    expect(startFailure(error('EACCES', 'spawn'))).toMatchObject({ word: 'access-denied' })
    expect(startFailure(error('ENOENT', 'spawn'))).toMatchObject({ word: 'file-missing' })
    expect(startFailure(error('UNKNOWN', 'open'))).toMatchObject({ word: 'unknown' })
  })
})

describe('the environment of children', () => {
  afterEach(() => vi.unstubAllEnvs())

  test('is ours, without what loads code into them or has them write files', () => {
    vi.stubEnv('NODE_OPTIONS', '--no-warnings')
    vi.stubEnv('SSLKEYLOGFILE', 'keys.log')
    vi.stubEnv('PREFLIGHT_TEST', 'given')
    expect(childEnvironment()).toMatchObject({ PREFLIGHT_TEST: 'given' })
    expect(Object.keys(childEnvironment())).not.toEqual(expect.arrayContaining(['NODE_OPTIONS']))
    expect(Object.keys(childEnvironment())).not.toEqual(expect.arrayContaining(['SSLKEYLOGFILE']))
  })
})
