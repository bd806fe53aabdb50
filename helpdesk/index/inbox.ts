/** The inbox: the newest first, narrowed by filters, a page at a time. Pages go on behind the last line, so that what comes moves nothing. */

import type { Origin } from '../../agent/bundle/verify.ts'
import { causeOf } from './bundles.ts'
import type { Cursor, InboxFilter, Index } from './index.ts'
import type { InboxRow, Verdict } from './rows.ts'
import { number, type Sql, type SqlRow, type SqlValue, text, textOrNull } from './sql.ts'

/** Counting a hundred thousand bundles takes some 5 ms: not for every page. Others may write to the index too. */
const COUNTED_FOR_MS = 1000
/** Their causes take 20 ms and more, and only fill a list to choose from. */
const CAUSES_COUNTED_FOR_MS = 30_000

const shown = [
  'sha256',
  'kind',
  'received_ms',
  'request_id',
  'case_name',
  'started_ms',
  'terminal',
  'host_name',
  'origin',
  'said_verdict',
  'verdict',
  'outcome',
  'cause_count',
].map((name) => `b.${name}`)

export function inboxIn(sql: Sql): Pick<Index, 'inbox' | 'counts' | 'causeCodes'> {
  return {
    async inbox(filter, size, after) {
      const { from, where, order, values } = conditions(filter, after)
      // One more than is shown tells whether there are more.
      const rows = await sql.all(
        `SELECT ${shown.join(', ')}, c.code, c.severity, c.subject, c.owner FROM ${from}
          LEFT JOIN causes c ON c.sha256 = b.sha256 AND c.said_by = 'today' AND c.position = 0
          ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY ${order} LIMIT ?`,
        ...values,
        size + 1,
      )
      const page = rows.slice(0, size).map(rowOf)
      const last = page.at(-1)
      return { rows: page, next: rows.length > size && last !== undefined ? { receivedMs: last.receivedMs, sha256: last.sha256 } : null }
    },
    counts: forAWhile(COUNTED_FOR_MS, async () => {
      const none = { ready: 0, attention: 0, 'not-ready': 0, undetermined: 0 }
      const rows = await sql.all('SELECT verdict, COUNT(*) AS count FROM bundles GROUP BY verdict')
      return { ...none, ...Object.fromEntries(rows.map((row) => [text(row, 'verdict'), number(row, 'count')])) }
    }),
    causeCodes: forAWhile(CAUSES_COUNTED_FOR_MS, async () => {
      const rows = await sql.all(
        "SELECT code, COUNT(*) AS count FROM causes WHERE said_by = 'today' AND once = 1 GROUP BY code ORDER BY count DESC, code",
      )
      return rows.map((row) => ({ code: text(row, 'code'), count: number(row, 'count') }))
    }),
  }
}

interface Conditions {
  readonly from: string
  readonly where: readonly string[]
  readonly order: string
  readonly values: readonly SqlValue[]
}

function conditions(filter: InboxFilter, after: Cursor | null): Conditions {
  // A cause that few bundles have is found by its own index, and not by going through all of them. The time of both is the same; asked for
  // too, it lets bundles be looked up in the index by time, which has the searched text.
  const byCause = filter.cause !== undefined
  const [time, from] = byCause
    ? ['k', 'causes k JOIN bundles b ON b.received_ms = k.received_ms AND b.sha256 = k.sha256']
    : ['b', 'bundles b']
  const given: (readonly [condition: string, ...values: SqlValue[]])[] = []
  const equal = (column: string, value: string | undefined) => {
    if (value !== undefined) given.push([`b.${column} = ?`, value])
  }
  // What many bundles have in common: with a text, the index by time holds all that is asked for. An equation would take SQLite to the
  // column's own index, and from there to every row.
  const common = (column: string, value: string | undefined) => {
    if (filter.text === undefined) equal(column, value)
    else if (value !== undefined) given.push([`NOT b.${column} <> ?`, value])
  }
  if (filter.cause !== undefined) given.push(["k.said_by = 'today' AND k.once = 1 AND k.code = ?", filter.cause])
  equal('case_name', filter.caseName)
  equal('terminal', filter.terminal)
  common('verdict', filter.verdict)
  common('origin', filter.origin)
  common('outcome', filter.differs === true ? 'differs' : undefined)
  if (filter.text !== undefined) given.push(["b.search LIKE ? ESCAPE '!'", `%${escapedLike(filter.text.toLowerCase())}%`])
  if (after !== null) given.push([`(${time}.received_ms, ${time}.sha256) < (?, ?)`, after.receivedMs, after.sha256])
  return {
    from,
    where: given.map(([condition]) => condition),
    order: `${time}.received_ms DESC, ${time}.sha256 DESC`,
    values: given.flatMap(([, ...values]) => values),
  }
}

function escapedLike(words: string): string {
  return words.replace(/[!%_]/g, '!$&')
}

function rowOf(row: SqlRow): InboxRow {
  return {
    sha256: text(row, 'sha256'),
    kind: text(row, 'kind') as InboxRow['kind'],
    receivedMs: number(row, 'received_ms'),
    requestId: textOrNull(row, 'request_id'),
    caseName: textOrNull(row, 'case_name'),
    startedMs: number(row, 'started_ms'),
    terminal: text(row, 'terminal'),
    hostName: text(row, 'host_name'),
    origin: text(row, 'origin') as Origin['kind'],
    saidVerdict: text(row, 'said_verdict') as Verdict,
    verdict: text(row, 'verdict') as Verdict,
    outcome: text(row, 'outcome') as InboxRow['outcome'],
    cause: row.code === null ? null : causeOf(row),
    causeCount: number(row, 'cause_count'),
  }
}

function forAWhile<T>(ms: number, count: () => Promise<T>): () => Promise<T> {
  let known: { readonly value: T; readonly at: number } | undefined
  return async () => {
    if (known === undefined || performance.now() - known.at > ms) known = { value: await count(), at: performance.now() }
    return known.value
  }
}
