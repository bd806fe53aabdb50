import { expect, test } from 'vitest'
import { collect } from '../../agent/collect.ts'
import { failure } from '../../checks/failure.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { Io } from '../../checks/io.ts'
import type { Settings } from '../../checks/settings.ts'

const settings: Settings = {
  profiles: [],
  targets: [{ profiles: [], id: 'one', url: 'https://one.example/', host: 'one.example', port: 443, page: null }],
  resolvers: [],
  ranges: { primary: [], secondary: [] },
  extraAddresses: [],
  issuers: [],
  siteRoots: [],
  trustedRoots: [],
  proxy: { kind: 'direct' },
  browser: 'on',
  smartcard: 'optional',
}

/** A PC with a browser that may not be started; `begun` is told what is asked of it, in order. */
function watchedIo(begun: string[]): Io {
  const denied = { failure: failure('access-denied', 'EACCES') }
  const io = injectedIo({
    platform: 'linux',
    machine: {
      lookup: async (names) => {
        begun.push('look-up')
        return Object.fromEntries(names.map((name) => [name, { failure: failure('name-unknown', 'ENOTFOUND'), elapsedMs: 0 }]))
      },
    },
    smartcards: {
      readers: async () => {
        begun.push('readers')
        return { failure: failure('file-missing'), step: 'library' }
      },
    },
  })
  return {
    ...io,
    files: { ...io.files, list: async (folder) => ({ names: folder === '/usr/bin' ? ['chromium'] : [] }) },
    processes: {
      converse: async () => {
        begun.push('browser')
        return denied
      },
      execFile: async () => ({ ...denied, partialStdout: '' }),
    },
  }
}

const wanted = ['dns', 'browser', 'smartcard'] as const

test('the browser is started before the others begin, and the reader is asked after them', async () => {
  const begun: string[] = []
  const { runs, evidence } = await collect(settings, watchedIo(begun), new AbortController().signal, () => {}, wanted)
  expect([...new Set(begun)]).toEqual(['browser', 'look-up', 'readers'])
  expect(runs.map(({ id }) => id)).toEqual(wanted)
  expect(Object.keys(evidence).sort()).toEqual([...wanted].sort())
})

test('where no browser is started nobody waits for one', async () => {
  const begun: string[] = []
  const collecting = collect({ ...settings, browser: 'off' }, watchedIo(begun), new AbortController().signal, () => {}, wanted)
  expect(begun).toEqual(['look-up'])
  await collecting
  expect(begun).not.toContain('browser')
})

test('a run that is cut short before it began begins nothing that takes time', async () => {
  const begun: string[] = []
  const { runs } = await collect(settings, watchedIo(begun), AbortSignal.abort(), () => {}, wanted)
  expect(begun).not.toContain('browser')
  expect(runs.map(({ id }) => id)).toEqual(wanted)
})
