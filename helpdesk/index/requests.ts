/** Requests, and which bundle each of them brought. */

import type { Index } from './index.ts'
import type { RequestRow } from './rows.ts'
import { number, numberOrNull, type Sql, type SqlRow, type SqlValue, text, textOrNull } from './sql.ts'

const columns = [
  'id',
  'case_name',
  'profiles',
  'redaction',
  'message',
  'created_ms',
  'expires_ms',
  'made_by',
  'sha256',
  'token_sha256',
  'link_sha256',
  'revoked_ms',
  'claimed_by',
] as const
/** A record that is read again changes what it may change, and never a claim. */
const insert = `INSERT INTO requests (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET revoked_ms = excluded.revoked_ms`

type Requests = Pick<
  Index,
  'addRequest' | 'request' | 'requestByToken' | 'requestByLink' | 'requests' | 'requestIds' | 'claim' | 'release' | 'openClaims'
>

export function requestsIn(sql: Sql): Requests {
  const one = async (condition: string, value: string) => {
    const [row] = await sql.all(`SELECT * FROM requests WHERE ${condition} = ?`, value)
    return row === undefined ? null : requestOf(row)
  }
  return {
    async addRequest(request) {
      await sql.run([[insert, ...valuesOf(request)]])
    },
    request: (id) => one('id', id),
    requestByToken: (digest) => one('token_sha256', digest),
    requestByLink: (digest) => one('link_sha256', digest),
    async requests({ caseName, open, nowMs }, size) {
      const given: (readonly [string, ...SqlValue[]])[] = []
      if (caseName !== undefined) given.push(['case_name = ?', caseName])
      if (open === true) given.push(['claimed_by IS NULL AND revoked_ms IS NULL AND expires_ms > ?', nowMs])
      const where = given.length === 0 ? '' : `WHERE ${given.map(([condition]) => condition).join(' AND ')}`
      const values = given.flatMap(([, ...each]) => each)
      return (await sql.all(`SELECT * FROM requests ${where} ORDER BY created_ms DESC, id LIMIT ?`, ...values, size)).map(requestOf)
    },
    async requestIds() {
      return new Set((await sql.all('SELECT id FROM requests')).map((row) => text(row, 'id')))
    },
    async claim(requestId, sha256) {
      // One statement: of two at once the database lets one be first.
      const changed = await sql.run([['UPDATE requests SET claimed_by = ? WHERE id = ? AND claimed_by IS NULL', sha256, requestId]])
      if (changed === 1) return 'claimed'
      const [row] = await sql.all('SELECT claimed_by FROM requests WHERE id = ?', requestId)
      return row?.claimed_by === sha256 ? 'same' : 'other'
    },
    async release(requestId, sha256) {
      await sql.run([['UPDATE requests SET claimed_by = NULL WHERE id = ? AND claimed_by = ?', requestId, sha256]])
    },
    async openClaims() {
      const rows = await sql.all(
        `SELECT id, claimed_by FROM requests WHERE claimed_by IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM bundles WHERE bundles.sha256 = requests.claimed_by)`,
      )
      return rows.map((row) => ({ requestId: text(row, 'id'), sha256: text(row, 'claimed_by') }))
    },
  }
}

function valuesOf(request: RequestRow) {
  const { id, case: caseName, profiles, redaction, message, createdMs, expiresMs, madeBy, sha256, tokenSha256, linkSha256 } = request
  return [
    id,
    caseName,
    profiles.join(' '),
    redaction,
    message,
    createdMs,
    expiresMs,
    madeBy,
    sha256,
    tokenSha256,
    linkSha256,
    request.revokedMs,
    request.claimedBy,
  ] as const
}

function requestOf(row: SqlRow): RequestRow {
  return {
    id: text(row, 'id'),
    case: text(row, 'case_name'),
    profiles: text(row, 'profiles').split(' '),
    redaction: text(row, 'redaction') as RequestRow['redaction'],
    message: textOrNull(row, 'message'),
    createdMs: number(row, 'created_ms'),
    expiresMs: number(row, 'expires_ms'),
    madeBy: text(row, 'made_by'),
    sha256: text(row, 'sha256'),
    tokenSha256: text(row, 'token_sha256'),
    linkSha256: text(row, 'link_sha256'),
    revokedMs: numberOrNull(row, 'revoked_ms'),
    claimedBy: textOrNull(row, 'claimed_by'),
  }
}
