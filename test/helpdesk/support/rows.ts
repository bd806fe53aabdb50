/** Rows of an index, each with only what a test cares for. */

import { createHash } from 'node:crypto'
import type { BundleRow, CauseRow, RequestRow } from '../../../helpdesk/index/rows.ts'

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function causeRow(code: string, subject = 'sso.example', changes: Partial<CauseRow> = {}): CauseRow {
  return { code, severity: 'blocker', subject, owner: 'site-it', ...changes }
}

export function bundleRow(name: string, changes: Partial<BundleRow> = {}): BundleRow {
  return {
    sha256: digestOf(name),
    kind: 'plain',
    size: 200_000,
    receivedMs: 1_795_000_000_000,
    requestId: null,
    caseName: null,
    bundleId: digestOf(`${name} bundle`).slice(0, 32),
    startedMs: 1_794_999_990_000,
    signedMs: 1_794_999_995_000,
    agentVersion: '0.1.0',
    redaction: 'standard',
    terminal: digestOf('terminal').slice(0, 32),
    hostName: 'TERMINAL-7',
    signer: { name: 'TERMINAL-7', install: digestOf('terminal').slice(0, 32), fingerprint: digestOf('key') },
    origin: { kind: 'first-sight' },
    said: { verdict: 'ready', rules: '0.1.0', causes: [] },
    judged: { outcome: 'same', verdict: 'ready', rules: '0.1.0', causes: [] },
    profiles: [{ id: 'ccms', verdict: 'ready' }],
    findings: [],
    ...changes,
  }
}

export function requestRow(name: string, changes: Partial<RequestRow> = {}): RequestRow {
  return {
    id: `request-of-${name}-0000`,
    case: 'INC123',
    profiles: ['ccms', 'dms'],
    redaction: 'standard',
    message: null,
    createdMs: 1_795_000_000_000,
    expiresMs: 1_796_000_000_000,
    madeBy: 'agent@test',
    sha256: digestOf(`${name} file`),
    tokenSha256: digestOf(`${name} token`),
    linkSha256: digestOf(`${name} link`),
    revokedMs: null,
    claimedBy: null,
    ...changes,
  }
}
