import { describe, expect, test } from 'vitest'
import { isLoopback, listenProblem, readListen, readPublicUrl } from '../../../helpdesk/server/listen.ts'

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['[::1]', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['127.0.0.1.example', false],
  ['localhost.example', false],
  ['a127.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['', false],
])('%s is this PC alone: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})

describe('where it listens', () => {
  test.each([
    ['127.0.0.1:8480', { host: '127.0.0.1', port: 8480 }],
    ['[::1]:0', { host: '::1', port: 0 }],
    ['helpdesk.example:443', { host: 'helpdesk.example', port: 443 }],
  ])('%s', (text, expected) => {
    expect(readListen(text)).toEqual(expected)
  })
  test.each(['8480', '127.0.0.1', '127.0.0.1:65536', '::1:80', 'a b:80', ':80'])('%s is refused with 64', (text) => {
    expect(readListen(text)).toMatchObject({ exitCode: 64 })
  })
  test('plain HTTP reaches no other PC', () => {
    expect(listenProblem({ host: '0.0.0.0', port: 80 }, false)).toMatchObject({ exitCode: 64 })
    expect(listenProblem({ host: '0.0.0.0', port: 443 }, true)).toBeUndefined()
    expect(listenProblem({ host: '::1', port: 80 }, false)).toBeUndefined()
  })
})

describe('by what address it is reached', () => {
  test.each([
    ['https://helpdesk.example', 'https://helpdesk.example'],
    ['https://helpdesk.example:8443/', 'https://helpdesk.example:8443'],
    ['http://127.0.0.1:8480', 'http://127.0.0.1:8480'],
    ['http://[::1]:8480', 'http://[::1]:8480'],
  ])('%s', (text, expected) => {
    expect(readPublicUrl(text)).toBe(expected)
  })
  test.each([
    'http://helpdesk.example',
    'https://helpdesk.example/a',
    'https://a:b@helpdesk.example',
    'https://helpdesk.example/?a',
    'ftp://a',
    'no',
  ])('%s is refused with 64', (text) => {
    expect(readPublicUrl(text)).toMatchObject({ exitCode: 64 })
  })
})
