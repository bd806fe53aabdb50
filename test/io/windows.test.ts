import { readFileSync } from 'node:fs'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readFixedFileInfo } from '../../checks/io/windows/fixed-file-info.ts'
import { startOf, stateOf } from '../../checks/io/windows/service.ts'
import { secondNumber } from '../../checks/io/windows/service-command.ts'
import { remoteSessionByName } from '../../checks/io/windows/session.ts'
import { fileVersionByResource } from '../../checks/io/windows/version-resource.ts'
import { realWindows } from '../../checks/io/windows.ts'
import type { Processes, ProcessOutcome } from '../../checks/io.ts'
import { nodeForWindows } from '../windows/base.ts'
import { portableExecutable } from './portable-executable.ts'

const forever = new AbortController().signal
const refused = async () => ({ unavailable: { word: 'access-denied', code: 'ERR_DLOPEN_FAILED' } }) as const
const noApi = { fileVersion: refused, service: refused, remoteSession: refused }
const noProcesses: Pick<Processes, 'execFile'> = { execFile: async () => ({ exitCode: 0, stdout: '', stderr: '' }) }

test('elsewhere nothing of it is known', async () => {
  const windows = realWindows('linux', noProcesses, '')
  const answers = await Promise.all([windows.fileVersion('x'), windows.service('x', forever), windows.remoteSession()])
  for (const answer of answers) expect(answer).toMatchObject({ failure: { word: 'not-supported' } })
})

describe('a service, by sc.exe', () => {
  const recorded = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'latin1')

  test.each([
    ['sc-query-en.txt', 4],
    ['sc-query-stopped-en.txt', 1],
    ['sc-query-ko.txt', 4],
    ['sc-query-pt-BR.txt', 1],
    ['sc-qc-en.txt', 3],
    ['sc-qc-zh-CN.txt', 4],
  ])('%s: the number, whatever the language', (name, number) => {
    expect(secondNumber(recorded(name))).toBe(number)
  })

  test.each(['', 'words', '[SC] OpenService 1060:', 'SERVICE_NAME: x\r\n        TYPE               : 10  WIN32_OWN_PROCESS\r\n'])(
    'no number in %j',
    (output) => {
      expect(secondNumber(output)).toBeUndefined()
    },
  )

  function windowsWith(answers: Readonly<Record<string, ProcessOutcome>>) {
    const calls: string[][] = []
    const execFile: Processes['execFile'] = async (file, args) => {
      calls.push([file, ...args])
      return answers[args[0] ?? ''] ?? { exitCode: 0, stdout: '', stderr: '' }
    }
    return { windows: realWindows('win32', { execFile }, 'D:\\Windows', noApi), calls }
  }
  const says = (stdout: string): ProcessOutcome => ({ exitCode: 0, stdout, stderr: '' })

  test('its state and how it starts', async () => {
    const { windows, calls } = windowsWith({ query: says(recorded('sc-query-stopped-en.txt')), qc: says(recorded('sc-qc-en.txt')) })
    expect(await windows.service('SCardSvr', forever)).toEqual({ state: 'stopped', start: 'manual' })
    expect(calls).toEqual([
      ['D:\\Windows\\System32\\sc.exe', 'query', 'SCardSvr'],
      ['D:\\Windows\\System32\\sc.exe', 'qc', 'SCardSvr'],
    ])
  })

  test.each<[string, ProcessOutcome, object]>([
    ['that is not there', { exitCode: 1060, stdout: '', stderr: '' }, { word: 'file-missing', code: 'win32 1060' }],
    ['that this user may not ask for', { exitCode: 5, stdout: '', stderr: '' }, { word: 'access-denied', code: 'win32 5' }],
    ['of which it prints something new', says('?'), { word: 'malformed' }],
    ['where it may not start', { failure: { word: 'access-denied', code: 'EACCES' }, partialStdout: '' }, { code: 'EACCES' }],
  ])('one %s', async (_name, query, failure) => {
    const { windows } = windowsWith({ query, qc: says(recorded('sc-qc-en.txt')) })
    expect(await windows.service('SCardSvr', forever)).toMatchObject({ failure })
  })

  test('the numbers of winsvc.h', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(stateOf)).toEqual([
      'unknown',
      'stopped',
      'start-pending',
      'stop-pending',
      'running',
      'continue-pending',
      'pause-pending',
      'paused',
      'unknown',
    ])
    expect([-1, 0, 1, 2, 3, 4, 5].map(startOf)).toEqual(['unknown', 'boot', 'system', 'automatic', 'manual', 'disabled', 'unknown'])
  })
})

test('nobody waits for a service manager that does not answer', async () => {
  const stopping = new AbortController()
  const windows = realWindows('win32', noProcesses, '', { ...noApi, service: () => new Promise(() => {}) })
  const asked = windows.service('SCardSvr', stopping.signal)
  stopping.abort()
  expect(await asked).toMatchObject({ failure: { word: 'cancelled' } })
  expect(await windows.service('SCardSvr', stopping.signal)).toMatchObject({ failure: { word: 'cancelled' } })
})

describe('a session, by its name', () => {
  test.each([
    ['Console', { remote: false }],
    ['RDP-Tcp#12', { remote: true }],
    ['ICA-CGP#3', { remote: true }],
    ['31C5CE94259D4006A9E4#0', { failure: { word: 'not-supported', code: '31C5CE94259D4006A9E4#0' } }],
    [undefined, { failure: { word: 'not-supported', code: 'not-supported' } }],
  ])('%s', async (name, answer) => {
    expect(remoteSessionByName(name)).toEqual(answer)
    vi.stubEnv('SESSIONNAME', name)
    expect(await realWindows('win32', noProcesses, '', noApi).remoteSession()).toEqual(answer)
  })
})

describe("a file's version, by its resource", () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'version-resource-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function versionOf(content: Buffer, name = 'program.exe') {
    const path = join(folder, name)
    await writeFile(path, content)
    return realWindows('win32', noProcesses, '', noApi).fileVersion(path)
  }

  test('of 64 and of 32 bits', async () => {
    expect(await versionOf(portableExecutable({ version: [156, 0, 3240, 92] }))).toEqual({ version: '156.0.3240.92' })
    expect(await versionOf(portableExecutable({ version: [1, 2, 3, 65_535], bits: 32 }))).toEqual({ version: '1.2.3.65535' })
  })

  test.skipIf(nodeForWindows === undefined)("of Node's own (skipped where packaging/bases/win32-x64 is not installed)", async () => {
    expect(await fileVersionByResource(nodeForWindows ?? '')).toEqual({ version: expect.stringMatching(/^24\.\d+\.\d+\.0$/) })
  })

  test('none in a program without one', async () => {
    expect(await versionOf(portableExecutable({ version: undefined }))).toMatchObject({ failure: { word: 'no-data' } })
  })

  test('a file that is not there', async () => {
    const windows = realWindows('win32', noProcesses, '', noApi)
    expect(await windows.fileVersion(join(folder, 'missing.exe'))).toMatchObject({ failure: { word: 'file-missing', code: 'ENOENT' } })
  })

  test.each<[string, Buffer]>([
    ['an empty one', Buffer.alloc(0)],
    ['a script', Buffer.from('#!/bin/sh\nexit 0\n'.repeat(10))],
    ['one that only begins like a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 0xff)])],
  ])('no version in %s', async (_name, content) => {
    expect(await versionOf(content)).toMatchObject({ failure: { word: 'malformed' } })
  })

  test('one that is cut off anywhere, or has a wrong byte anywhere, is an answer and never an error', async () => {
    const whole = portableExecutable({ version: [156, 0, 3240, 92] })
    const path = join(folder, 'cut.exe')
    await writeFile(path, whole)
    for (let length = whole.length - 1; length >= 0; length -= 7) {
      await truncate(path, length)
      const answer = await fileVersionByResource(path)
      expect('version' in answer ? answer.version : answer.failure.word).toMatch(/^(?:156\.0\.3240\.92|malformed|no-data)$/)
    }
    for (let at = 0; at < whole.length; at += 3) {
      const changed = Buffer.from(whole)
      changed[at] = 0xff
      await writeFile(path, changed)
      const answer = await fileVersionByResource(path)
      expect('version' in answer ? answer.version : answer.failure.word).toMatch(/^(?:[\d.]+|malformed|no-data)$/)
    }
  })

  test('the signature of VS_FIXEDFILEINFO counts', () => {
    expect(readFixedFileInfo(Buffer.alloc(52))).toMatchObject({ failure: { word: 'malformed' } })
    expect(readFixedFileInfo(Buffer.alloc(0))).toMatchObject({ failure: { word: 'malformed' } })
  })
})
