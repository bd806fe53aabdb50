/** A request as a helpdesk writes it, to be changed by a test. */

import type { PreflightRequest } from '../../agent/request/document.ts'

export const created = '2026-11-28T08:00:00Z'
export const expires = '2026-12-05T08:00:00Z'
export const nowMs = Date.parse('2026-11-29T00:00:00Z')
/** Planted: it may turn up nowhere. */
export const token = 'planted-SECRET.token~0123456789+/=='

export const document: PreflightRequest = {
  schema: 'terminal-preflight/request/1',
  id: '0b5cf6b4-6b53-4f0e-9d8e-2f1f7a1c9f10',
  case: 'INC-20261128-007 陳大文',
  profiles: ['ccass', 'dms'],
  upload: { kind: 'collector', url: 'https://helpdesk.example/bundles' },
  token,
  encryptTo: null,
  created,
  expires,
  redaction: 'strict',
  message: 'Please run this before 08:30.',
}
