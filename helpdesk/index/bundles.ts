/** Bundles, one by one. */

import type { Origin } from '../../agent/bundle/verify.ts'
import type { Index } from './index.ts'
import type { BundleRow, CauseRow, FindingRow, Verdict } from './rows.ts'
import { number, numberOrNull, type Sql, type SqlRow, type Statement, text, textOrNull } from './sql.ts'

/** A PostgreSQL index takes entries up to 2.7 KB; what is looked for stands at the beginning. */
const LONGEST_SEARCH = 800

const columns = [
  'sha256',
  'kind',
  'size',
  'received_ms',
  'request_id',
  'case_name',
  'bundle_id',
  'started_ms',
  'signed_ms',
  'agent_version',
  'redaction',
  'terminal',
  'host_name',
  'signer_name',
  'install',
  'fingerprint',
  'origin',
  'origin_by',
  'origin_since_ms',
  'said_verdict',
  'said_rules',
  'outcome',
  'verdict',
  'rules',
  'cause_count',
  'search',
] as const
const insertBundle = `INSERT INTO bundles (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
const parts = ['causes', 'findings', 'profiles'] as const

export function bundlesIn(
  sql: Sql,
): Pick<Index, 'add' | 'remove' | 'bundle' | 'judgeAgain' | 'setOrigin' | 'judgedOtherwise' | 'digests' | 'receivedBefore'> {
  const removal = (sha256: string): Statement[] => [
    ...parts.map((table): Statement => [`DELETE FROM ${table} WHERE sha256 = ?`, sha256]),
    ['DELETE FROM bundles WHERE sha256 = ?', sha256],
  ]
  const bundle = async (sha256: string) => {
    const [row] = await sql.all('SELECT * FROM bundles WHERE sha256 = ?', sha256)
    if (row === undefined) return null
    const [causes, findings, profiles] = await Promise.all([
      sql.all('SELECT * FROM causes WHERE sha256 = ? ORDER BY position', sha256),
      sql.all('SELECT * FROM findings WHERE sha256 = ? ORDER BY position', sha256),
      sql.all('SELECT * FROM profiles WHERE sha256 = ? ORDER BY position', sha256),
    ])
    return bundleOf(row, causes, findings, profiles)
  }
  return {
    bundle,
    async add(bundle) {
      await sql.run([...removal(bundle.sha256), [insertBundle, ...valuesOf(bundle)], ...partsOf(bundle)])
    },
    async remove(sha256) {
      await sql.run(removal(sha256))
    },
    async judgeAgain(sha256, judgement) {
      const before = await bundle(sha256)
      if (before === null) return
      const now = { ...before, ...judgement }
      const { outcome, verdict, rules, causes } = now.judged
      await sql.run([
        // Its other columns may change meanwhile.
        [
          'UPDATE bundles SET outcome = ?, verdict = ?, rules = ?, cause_count = ?, search = ? WHERE sha256 = ?',
          ...[outcome, verdict, rules, causes.length, searchText(now), sha256],
        ],
        ...parts.map((table): Statement => [`DELETE FROM ${table} WHERE sha256 = ?`, sha256]),
        ...partsOf(now),
        // It may be deleted meanwhile: what belongs to no bundle goes again.
        ...parts.map(
          (table): Statement => [
            `DELETE FROM ${table} WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM bundles WHERE sha256 = ?)`,
            sha256,
            sha256,
          ],
        ),
      ])
    },
    async setOrigin(sha256, origin) {
      await sql.run([
        ['UPDATE bundles SET origin = ?, origin_by = ?, origin_since_ms = ? WHERE sha256 = ?', ...originValues(origin), sha256],
      ])
    },
    async judgedOtherwise(rules) {
      const rows = await sql.all('SELECT sha256 FROM bundles WHERE rules <> ? ORDER BY received_ms DESC, sha256 DESC', rules)
      return rows.map((row) => text(row, 'sha256'))
    },
    async digests() {
      return new Set((await sql.all('SELECT sha256 FROM bundles')).map((row) => text(row, 'sha256')))
    },
    async receivedBefore(ms) {
      return (await sql.all('SELECT sha256 FROM bundles WHERE received_ms < ? ORDER BY received_ms', ms)).map((row) => text(row, 'sha256'))
    },
  }
}

function valuesOf(bundle: BundleRow) {
  const { origin, said, judged, signer } = bundle
  return [
    bundle.sha256,
    bundle.kind,
    bundle.size,
    bundle.receivedMs,
    bundle.requestId,
    bundle.caseName,
    bundle.bundleId,
    bundle.startedMs,
    bundle.signedMs,
    bundle.agentVersion,
    bundle.redaction,
    bundle.terminal,
    bundle.hostName,
    signer.name,
    signer.install,
    signer.fingerprint,
    ...originValues(origin),
    said.verdict,
    said.rules,
    judged.outcome,
    judged.verdict,
    judged.rules,
    judged.causes.length,
    searchText(bundle),
  ] as const
}

function originValues(origin: Origin) {
  const by =
    origin.kind === 'trusted'
      ? origin.by
      : origin.kind === 'changed-key'
        ? origin.before
        : origin.kind === 'cannot-tell'
          ? origin.why
          : null
  return [origin.kind, by, 'sinceMs' in origin ? origin.sinceMs : null] as const
}

/** In small letters: databases differ in what they call equal. */
function searchText({ caseName, hostName, terminal, judged, sha256, bundleId }: BundleRow): string {
  const causes = judged.causes.flatMap(({ code, subject }) => [code, subject])
  return [caseName ?? '', hostName, terminal, sha256.slice(0, 16), bundleId, ...causes].join(' ').toLowerCase().slice(0, LONGEST_SEARCH)
}

function partsOf({ sha256, receivedMs, said, judged, findings, profiles }: BundleRow): Statement[] {
  const causes = (by: string, list: readonly CauseRow[]) =>
    list.map(({ code, severity, subject, owner }, position): Statement => {
      const once = list.findIndex((each) => each.code === code) === position ? 1 : 0
      return [
        'INSERT INTO causes (sha256, said_by, position, once, received_ms, code, severity, subject, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        sha256,
        by,
        position,
        once,
        receivedMs,
        code,
        severity,
        subject,
        owner,
      ]
    })
  return [
    ...causes('pc', said.causes),
    ...causes('today', judged.causes),
    ...findings.map(
      ({ check, code, status, subject }, position): Statement => [
        'INSERT INTO findings (sha256, position, check_id, code, status, subject) VALUES (?, ?, ?, ?, ?, ?)',
        sha256,
        position,
        check,
        code,
        status,
        subject,
      ],
    ),
    ...profiles.map(
      ({ id, verdict }, position): Statement => [
        'INSERT INTO profiles (sha256, position, id, verdict) VALUES (?, ?, ?, ?)',
        sha256,
        position,
        id,
        verdict,
      ],
    ),
  ]
}

function bundleOf(row: SqlRow, causes: readonly SqlRow[], findings: readonly SqlRow[], profiles: readonly SqlRow[]): BundleRow {
  const by = (who: string) => causes.filter((each) => each.said_by === who).map(causeOf)
  return {
    sha256: text(row, 'sha256'),
    kind: text(row, 'kind') as BundleRow['kind'],
    size: number(row, 'size'),
    receivedMs: number(row, 'received_ms'),
    requestId: textOrNull(row, 'request_id'),
    caseName: textOrNull(row, 'case_name'),
    bundleId: text(row, 'bundle_id'),
    startedMs: number(row, 'started_ms'),
    signedMs: number(row, 'signed_ms'),
    agentVersion: text(row, 'agent_version'),
    redaction: text(row, 'redaction') as BundleRow['redaction'],
    terminal: text(row, 'terminal'),
    hostName: text(row, 'host_name'),
    signer: { name: text(row, 'signer_name'), install: textOrNull(row, 'install'), fingerprint: text(row, 'fingerprint') },
    origin: originOf(row),
    said: { verdict: text(row, 'said_verdict') as Verdict, rules: text(row, 'said_rules'), causes: by('pc') },
    judged: {
      outcome: text(row, 'outcome') as 'same' | 'differs',
      verdict: text(row, 'verdict') as Verdict,
      rules: text(row, 'rules'),
      causes: by('today'),
    },
    profiles: profiles.map((each) => ({ id: text(each, 'id'), verdict: text(each, 'verdict') as Verdict })),
    findings: findings.map(findingOf),
  }
}

export function causeOf(row: SqlRow): CauseRow {
  return {
    code: text(row, 'code'),
    severity: text(row, 'severity') as CauseRow['severity'],
    subject: text(row, 'subject'),
    owner: text(row, 'owner'),
  }
}

function findingOf(row: SqlRow): FindingRow {
  return {
    check: text(row, 'check_id'),
    code: text(row, 'code'),
    status: text(row, 'status') as FindingRow['status'],
    subject: text(row, 'subject'),
  }
}

function originOf(row: SqlRow): Origin {
  const kind = text(row, 'origin') as Origin['kind']
  const [by, sinceMs] = [textOrNull(row, 'origin_by') ?? '', numberOrNull(row, 'origin_since_ms') ?? 0]
  switch (kind) {
    case 'trusted':
      return { kind, by }
    case 'known':
      return { kind, sinceMs }
    case 'changed-key':
      return { kind, before: by, sinceMs }
    case 'cannot-tell':
      return { kind, why: by }
    default:
      return { kind }
  }
}
