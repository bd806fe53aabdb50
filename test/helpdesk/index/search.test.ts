import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundlesIn } from '../../../helpdesk/index/bundles.ts'
import { inboxIn } from '../../../helpdesk/index/inbox.ts'
import type { InboxFilter, Index } from '../../../helpdesk/index/index.ts'
import { migrations } from '../../../helpdesk/index/migrations.ts'
import { indexOver } from '../../../helpdesk/index/open-index.ts'
import type { BundleRow, Verdict } from '../../../helpdesk/index/rows.ts'
import type { Sql, Statement } from '../../../helpdesk/index/sql.ts'
import { openSqlite } from '../../../helpdesk/index/sqlite/open.ts'
import { bundleRow, causeRow, digestOf } from '../support/rows.ts'
import { startEngines } from './engines.ts'

const verdicts: readonly Verdict[] = ['ready', 'attention', 'not-ready', 'undetermined']
const hosts = ['FLOOR-1-PC-7', '交易部-電腦-07', 'Zürich-ÖFFNER', '100%_!', "o'neil \\ [a-z]* ?", '🖥-𠮷野家']
const causes = [[], [causeRow('tls/expired', 'sso.example')], [causeRow('dns/slow', '證書.example'), causeRow('tls/expired', 'B')]]

/** Everything with everything, and two of each moment. */
const rows: readonly BundleRow[] = Array.from({ length: 144 }, (_, at) => {
  const verdict = verdicts[at % 4] ?? 'ready'
  return bundleRow(`bundle ${at}`, {
    receivedMs: 1_795_000_000_000 + Math.floor(at / 2),
    hostName: hosts[at % 6] ?? '',
    caseName: at % 5 === 0 ? `INC 10${at}` : null,
    terminal: digestOf(`terminal ${at % 7}`).slice(0, 32),
    origin: at % 9 === 0 ? { kind: 'trusted', by: 'CN=IT' } : { kind: 'first-sight' },
    judged: { outcome: at % 8 === 0 ? 'differs' : 'same', verdict, rules: '2', causes: causes[Math.floor(at / 4) % 3] ?? [] },
  })
})

const texts = [
  ...['pc', 'PC-7', 'floor-1-pc-7', '-', '7', 'q', 'zq', 'nobody-has-this', 'inc', 'INC 105', '05 交', 'pc-7 ', 'r 1'],
  ...['電', '電腦', '電腦-0', '部-電', '證書', '個案', 'ZÜRICH', 'zürich', 'ö', 'Öff', '🖥', '𠮷野', '𠮷野家 '],
  ...['%', '_', '!', '%_', '_!', '!%', '!!', '%%', '0%', 'o_e', '\\', "'", "'n", '[a-z]', '*', '?', '[', ']* ?', '"', '""', 'a" or "b'],
  ...['tls', 'TLS/EXPIRED', 'tls/expired sso', 'sso.example', 'slow 證書', 'expired b', 'sso-example'],
  ...[0, 1, 77].map((at) => digestOf(`bundle ${at}`).slice(0, 16)),
  digestOf('bundle 3').slice(0, 17),
  digestOf('terminal 3').slice(4, 30),
  digestOf('bundle 9 bundle').slice(0, 32).toUpperCase(),
]
const narrowed: readonly InboxFilter[] = [
  {},
  ...verdicts.map((verdict) => ({ verdict })),
  { origin: 'trusted' },
  { origin: 'known' },
  { differs: true },
  { cause: 'tls/expired' },
  { cause: 'dns/slow', verdict: 'not-ready' },
  { caseName: 'INC 105' },
  { terminal: digestOf('terminal 3').slice(0, 32) },
  { verdict: 'ready', origin: 'first-sight', differs: true },
]

/** What is found, said without a database. */
function expected({ verdict, origin, cause, caseName, terminal, differs, text = '' }: InboxFilter): string[] {
  return rows
    .filter((row) => {
      const { judged } = row
      const subjects = judged.causes.map((each) => ` ${each.code} ${each.subject}`).join('')
      const words = `${row.caseName ?? ''} ${row.hostName} ${row.terminal} ${row.sha256.slice(0, 16)} ${row.bundleId}${subjects}`
      return (
        words.toLowerCase().includes(text.toLowerCase()) &&
        (verdict ?? judged.verdict) === judged.verdict &&
        (origin ?? row.origin.kind) === row.origin.kind &&
        (cause === undefined || judged.causes.some(({ code }) => code === cause)) &&
        (caseName ?? row.caseName) === row.caseName &&
        (terminal ?? row.terminal) === row.terminal &&
        (differs !== true || judged.outcome === 'differs')
      )
    })
    .toSorted((a, b) => b.receivedMs - a.receivedMs || (a.sha256 < b.sha256 ? 1 : -1))
    .map(({ sha256 }) => sha256)
}

async function paged(index: Pick<Index, 'inbox'>, filter: InboxFilter, size: number): Promise<string[]> {
  const { rows: page, next } = await index.inbox(filter, size, null)
  const seen = page.map(({ sha256 }) => sha256)
  for (let after = next; after !== null; ) {
    const older = await index.inbox(filter, size, after)
    seen.push(...older.rows.map(({ sha256 }) => sha256))
    after = older.next
  }
  return seen
}

/** As the first version of the helpdesk left it. */
async function firstVersion(sql: Sql): Promise<void> {
  await sql.run([
    ...(migrations[0] ?? []).map((statement) => [statement] as const),
    ['CREATE TABLE index_version (version INTEGER NOT NULL)'],
    ['INSERT INTO index_version (version) VALUES (1)'],
  ])
  for (const row of rows) await bundlesIn(sql).add(row)
}

/** A new migration adds its line. */
test('a migration that was released is never changed', () => {
  expect(migrations.map((statements) => digestOf(JSON.stringify(statements)))).toEqual([
    'fffc7dcb6f8af290ceed11a05bbfc92d0feb66a421772e743892dd9814bd3641',
    '27786df67f511ebff18134e9be1f468a71cc0f52f3d2e539590f3b401724b87a',
  ])
})

describe.each(await startEngines())('$name', ({ name, empty, stop }) => {
  afterAll(stop)

  describe.each([
    ['made anew', async () => {}],
    ['made by the first version', firstVersion],
  ])('an index %s', (_how, before) => {
    let index: Index
    beforeAll(async () => {
      const sql = await empty()
      await before(sql)
      index = await indexOver(sql)
      if (before !== firstVersion) for (const row of rows) await index.add(row)
      return () => index.close()
    })

    test.each(texts)('finds “%s”, by whatever else it is narrowed', async (text) => {
      for (const filter of narrowed) {
        expect((await index.inbox({ ...filter, text }, 200, null)).rows.map(({ sha256 }) => sha256)).toEqual(expected({ ...filter, text }))
      }
    })

    test.each<InboxFilter>([{ text: '7' }, { text: '電腦', verdict: 'attention' }, { text: 'tls', cause: 'tls/expired' }])(
      'a page at a time: %o',
      async (filter) => {
        expect(expected(filter).length).toBeGreaterThan(7)
        expect(await paged(index, filter, 3)).toEqual(expected(filter))
      },
    )

    test('holds the same, and a removed one is found no longer', async () => {
      const [row = bundleRow('none')] = rows
      expect(await Promise.all(rows.map(({ sha256 }) => index.bundle(sha256)))).toEqual(rows)
      const text = row.sha256.slice(0, 16)
      await index.remove(row.sha256)
      expect((await index.inbox({ text }, 9, null)).rows).toEqual([])
      await index.add(row)
      expect((await index.inbox({ text }, 9, null)).rows).toHaveLength(1)
    })
  })

  test('a text longer than an index entry may be is cut, not refused', async () => {
    const index = await indexOver(await empty())
    const long = Array.from({ length: 900 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join('')
    await index.add(bundleRow('long', { hostName: long, caseName: null }))
    const found = async (text: string) => (await index.inbox({ text }, 9, null)).rows.length
    expect([await found(long.slice(0, 2)), await found(long.slice(700, 790)), await found(long.slice(850))]).toEqual([1, 1, 0])
    await index.close()
  })

  test('one that was brought up to date is like a new one', async () => {
    const shape = async (before: (sql: Sql) => Promise<void>) => {
      const sql = await empty()
      await before(sql)
      await (await indexOver(sql)).counts()
      const made = await sql.all(
        name === 'SQLite'
          ? 'SELECT sql AS made FROM sqlite_schema WHERE sql IS NOT NULL'
          : "SELECT indexdef AS made FROM pg_indexes WHERE schemaname = 'public'",
      )
      await sql.close()
      return made.map(({ made: each }) => String(each).replaceAll('IF NOT EXISTS ', '')).toSorted()
    }
    expect(await shape(firstVersion)).toEqual(await shape(async () => {}))
  })
})

describe('what a search reads, in SQLite', () => {
  const asked: Statement[] = []
  let sql: Sql
  let index: Pick<Index, 'inbox'>
  beforeAll(async () => {
    sql = openSqlite(':memory:')
    const whole = await indexOver(sql)
    for (let at = 0; at < 2000; at += 1)
      await whole.add(
        bundleRow(`bundle ${at}`, {
          receivedMs: at,
          judged: { outcome: 'same', verdict: 'ready', rules: '2', causes: [causeRow('tls/expired')] },
        }),
      )
    index = inboxIn({
      ...sql,
      all(...statement) {
        asked.push(statement)
        return sql.all(...statement)
      },
    })
    return () => sql.close()
  })

  test.each<InboxFilter>([
    {},
    { verdict: 'ready' },
    { origin: 'first-sight' },
    { differs: true },
    { verdict: 'ready', origin: 'first-sight', differs: true },
    { cause: 'tls/expired' },
    { cause: 'tls/expired', verdict: 'ready' },
  ])('the index that has the text, whatever it is narrowed by: %o', async (filter) => {
    asked.length = 0
    await index.inbox({ ...filter, text: 'x' }, 50, { receivedMs: 1000, sha256: 'f' })
    const [[text, ...values] = ['']] = asked
    const plan = (await sql.all(`EXPLAIN QUERY PLAN ${text}`, ...values)).map(({ detail }) => String(detail))
    expect(plan.filter((step) => / b /.test(step))).toEqual([expect.stringContaining('USING INDEX bundles_by_time')])
    // Sorted by nothing but the index.
    expect(plan.join('\n')).not.toContain('TEMP B-TREE')
  })

  test('pages that are nearly full', async () => {
    const [time] = await sql.all("SELECT SUM(payload) * 1.0 / SUM(pgsize) AS full FROM dbstat WHERE name = 'bundles_by_time'")
    expect(time?.full).toBeGreaterThan(0.75)
  })
})
