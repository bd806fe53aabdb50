import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Index } from '../../../helpdesk/index/index.ts'
import { indexOver, openIndex } from '../../../helpdesk/index/open-index.ts'
import { bundleRow, causeRow, digestOf, requestRow } from '../support/rows.ts'
import { startEngines } from './engines.ts'
import { noPostgresql } from './postgresql.ts'

const engines = await startEngines()

test('the same SQL serves PostgreSQL', ({ skip }) => {
  if (noPostgresql !== undefined) skip(noPostgresql)
  expect(engines).toHaveLength(2)
})

describe.each(engines)('$name', ({ empty, stop }) => {
  let index: Index
  beforeEach(async () => {
    index = await indexOver(await empty())
  })
  afterEach(() => index.close())
  afterAll(stop)

  const names = async (filter: Parameters<Index['inbox']>[0]) => (await index.inbox(filter, 50, null)).rows.map(({ hostName }) => hostName)

  describe('a bundle', () => {
    test('judged again keeps all that doesn’t follow from the rules, also what changes at the same time', async () => {
      const row = bundleRow('a', {
        caseName: 'INC123',
        judged: { outcome: 'same', verdict: 'ready', rules: 'old', causes: [causeRow('page/error')] },
      })
      await index.add(row)
      await index.add(bundleRow('b', { receivedMs: row.receivedMs + 1, judged: { ...row.judged, rules: 'new' } }))
      await index.add(bundleRow('c', { receivedMs: row.receivedMs + 2, judged: { ...row.judged, rules: 'newer' } }))
      expect(await index.judgedOtherwise('new')).toEqual([digestOf('c'), digestOf('a')])
      const judgement = {
        judged: {
          outcome: 'differs',
          verdict: 'not-ready',
          rules: 'new',
          causes: [causeRow('tls/expired'), causeRow('tls/expired', 'www.example')],
        },
        profiles: [{ id: 'ccms', verdict: 'not-ready' }],
        findings: [{ check: 'tls', code: 'tls/expired', status: 'problem', subject: 'sso.example' }],
      } as const
      const origin = { kind: 'trusted', by: 'CN=Example IT' } as const
      await Promise.all([index.judgeAgain(row.sha256, judgement), index.setOrigin(row.sha256, origin)])
      expect(await index.bundle(row.sha256)).toEqual({ ...row, ...judgement, origin })
      expect(await names({ text: 'www.example' })).toEqual([row.hostName])
      expect(await names({ text: 'page/error', verdict: 'not-ready' })).toEqual([])
      expect(await index.judgedOtherwise('new')).toEqual([digestOf('c')])
    })

    test('judged again while it is deleted leaves nothing', async () => {
      const row = bundleRow('a', { judged: { outcome: 'same', verdict: 'not-ready', rules: 'old', causes: [causeRow('tls/expired')] } })
      await index.add(row)
      await Promise.all([index.judgeAgain(row.sha256, row), index.remove(row.sha256)])
      await index.judgeAgain(row.sha256, row)
      await index.setOrigin(row.sha256, { kind: 'trusted', by: 'CN=Example IT' })
      expect([await index.bundle(row.sha256), await index.causeCodes()]).toEqual([null, []])
      // What would be left of it would come back with it.
      await index.add({ ...row, judged: { ...row.judged, causes: [] } })
      expect((await index.bundle(row.sha256))?.judged.causes).toEqual([])
    })

    test.each([
      ['first seen', bundleRow('a')],
      [
        'with everything',
        bundleRow('b', {
          kind: 'encrypted',
          requestId: 'request-1234567890',
          caseName: '個案 7',
          origin: { kind: 'changed-key', before: digestOf('before'), sinceMs: 12 },
          judged: {
            outcome: 'differs',
            verdict: 'not-ready',
            rules: '0.2.0',
            causes: [causeRow('tls/expired'), causeRow('tls/expired', 'www.example')],
          },
          said: { verdict: 'ready', rules: '0.1.0', causes: [causeRow('site/not-configured', 'a', { severity: 'note' })] },
          profiles: [
            { id: 'ccms', verdict: 'ready' },
            { id: 'ccass', verdict: 'not-ready' },
          ],
          findings: [{ check: 'tls', code: 'tls/expired', status: 'problem', subject: 'sso.example' }],
          signer: { name: 'CN=IT', install: null, fingerprint: digestOf('it') },
        }),
      ],
      ['trusted', bundleRow('c', { origin: { kind: 'trusted', by: 'CN=Example IT' } })],
      ['known', bundleRow('d', { origin: { kind: 'known', sinceMs: 1_700_000_000_000 } })],
    ])('%s comes back as it was', async (_name, row) => {
      await index.add(row)
      expect(await index.bundle(row.sha256)).toEqual(row)
      await index.add(row)
      expect(await index.bundle(row.sha256)).toEqual(row)
      await index.remove(row.sha256)
      expect(await index.bundle(row.sha256)).toBeNull()
      expect(await names({})).toEqual([])
    })
  })

  describe('the inbox', () => {
    const hostile = `100%_!'"; DROP TABLE bundles; --`
    beforeEach(async () => {
      const at = (receivedMs: number, hostName: string, changes = {}) => bundleRow(hostName, { receivedMs, hostName, ...changes })
      await index.add(at(1, 'one', { caseName: 'INC1', terminal: 't1' }))
      await index.add(
        at(2, 'two', {
          judged: { outcome: 'differs', verdict: 'not-ready', rules: '2', causes: [causeRow('tls/expired'), causeRow('dns/slow')] },
        }),
      )
      await index.add(
        at(3, 'three', {
          origin: { kind: 'trusted', by: 'x' },
          judged: { outcome: 'same', verdict: 'not-ready', rules: '2', causes: [causeRow('tls/expired'), causeRow('tls/expired', 'b')] },
        }),
      )
      await index.add(at(4, hostile, { caseName: 'INC1' }))
    })

    test.each<[string, Parameters<Index['inbox']>[0], string[]]>([
      ['nothing', {}, [hostile, 'three', 'two', 'one']],
      ['verdict', { verdict: 'not-ready' }, ['three', 'two']],
      ['signature', { origin: 'trusted' }, ['three']],
      ['cause', { cause: 'tls/expired' }, ['three', 'two']],
      ['a further cause', { cause: 'dns/slow' }, ['two']],
      ['cause and verdict', { cause: 'tls/expired', verdict: 'ready' }, []],
      ['case', { caseName: 'INC1' }, [hostile, 'one']],
      ['terminal', { terminal: 't1' }, ['one']],
      ['a difference', { differs: true }, ['two']],
      ['text in capitals', { text: 'THR' }, ['three']],
      ['text of a cause', { text: 'slow' }, ['two']],
      ['text with marks that SQL knows', { text: "100%_!'" }, [hostile]],
      ['a mark that would be anything', { text: '%' }, [hostile]],
      ['a mark that would be any letter', { text: 'o_e' }, []],
    ])('by %s', async (_name, filter, expected) => {
      expect(await names(filter)).toEqual(expected)
    })

    test.each([{}, { cause: 'tls/expired' }])('a page at a time, and what comes meanwhile moves nothing: %o', async (filter) => {
      const whole = (await index.inbox(filter, 50, null)).rows.map(({ sha256 }) => sha256)
      const first = await index.inbox(filter, 1, null)
      await index.add(
        bundleRow('newer', {
          receivedMs: 99,
          judged: { outcome: 'same', verdict: 'ready', rules: '2', causes: [causeRow('tls/expired')] },
        }),
      )
      const second = await index.inbox(filter, 50, first.next)
      expect([...first.rows, ...second.rows].map(({ sha256 }) => sha256)).toEqual(whole)
      expect(second.next).toBeNull()
    })

    test('counts', async () => {
      expect(await index.counts()).toEqual({ ready: 2, attention: 0, 'not-ready': 2, undetermined: 0 })
      expect(await index.causeCodes()).toEqual([
        { code: 'tls/expired', count: 2 },
        { code: 'dns/slow', count: 1 },
      ])
    })

    test('what is old', async () => {
      expect(await index.receivedBefore(3)).toEqual([digestOf('one'), digestOf('two')])
      expect((await index.digests()).size).toBe(4)
    })
  })

  describe('a request', () => {
    test('is found by its id, its token and its link', async () => {
      const row = requestRow('a', { message: '請<b>執行</b>' })
      await index.addRequest(row)
      expect(await index.request(row.id)).toEqual(row)
      expect(await index.requestByToken(row.tokenSha256)).toEqual(row)
      expect(await index.requestByLink(row.linkSha256)).toEqual(row)
      expect(await index.requestByToken(row.linkSha256)).toBeNull()
    })

    test('is claimed once, and free again when that came to nothing', async () => {
      const { id } = requestRow('a')
      await index.addRequest(requestRow('a'))
      expect([await index.claim(id, 'x'), await index.claim(id, 'x'), await index.claim(id, 'y')]).toEqual(['claimed', 'same', 'other'])
      await index.release(id, 'y')
      expect(await index.claim(id, 'y')).toBe('other')
      await index.release(id, 'x')
      expect(await index.claim(id, 'y')).toBe('claimed')
      expect(await index.openClaims()).toEqual([{ requestId: id, sha256: 'y' }])
      await index.addRequest(requestRow('a', { revokedMs: 5 }))
      expect(await index.request(id)).toMatchObject({ claimedBy: 'y', revokedMs: 5 })
    })

    test('is open until it has ended, is withdrawn or answered', async () => {
      await index.addRequest(requestRow('open'))
      await index.addRequest(requestRow('ended', { expiresMs: 10 }))
      await index.addRequest(requestRow('withdrawn', { revokedMs: 10 }))
      await index.addRequest(requestRow('answered', { claimedBy: 'x', case: 'INC9' }))
      const cases = async (filter: { caseName?: string; open?: true }) =>
        (await index.requests({ ...filter, nowMs: 1_795_500_000_000 }, 50)).map(({ id }) => id)
      expect(await cases({ open: true })).toEqual([requestRow('open').id])
      expect(await cases({ caseName: 'INC9' })).toEqual([requestRow('answered').id])
      expect(await cases({})).toHaveLength(4)
    })
  })

  test('the first key of an install stays the known one; a key of IT’s is known by its name', async () => {
    const signed = (install: string | null, key: string, bundleId: string) =>
      index.recognise({ install, name: 'CN=IT', fingerprint: digestOf(key), bundleId }, 1000)
    expect(await signed('i', 'one', 'b1')).toEqual({ kind: 'first-sight' })
    expect(await signed('i', 'one', 'b1')).toEqual({ kind: 'first-sight' })
    expect(await signed('i', 'one', 'b2')).toEqual({ kind: 'known', sinceMs: 1000 })
    expect(await signed('i', 'other', 'b3')).toEqual({ kind: 'changed-key', before: digestOf('one'), sinceMs: 1000 })
    expect(await signed('i', 'other', 'b4')).toMatchObject({ kind: 'changed-key' })
    expect(await signed(null, 'it', 'b5')).toEqual({ kind: 'first-sight' })
    expect(await signed(null, 'other', 'b6')).toMatchObject({ kind: 'changed-key' })
  })
})

test('a file is for its owner alone, keeps what it had, and isn’t opened by an older program', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'index-'))
  const path = join(folder, 'index.sqlite')
  try {
    const file = await openIndex(path)
    await file.add(bundleRow('a'))
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    await file.close()
    const again = await openIndex(path)
    expect(await again.bundle(digestOf('a'))).toEqual(bundleRow('a'))
    await again.close()
    const { DatabaseSync } = await import('node:sqlite')
    const database = new DatabaseSync(path)
    database.exec('UPDATE index_version SET version = 99')
    database.close()
    await expect(openIndex(path)).rejects.toThrow('later version')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
