import type { Finding } from '../check.ts'
import type { Failure } from '../failure.ts'
import { question } from '../questions.ts'
import type { HandshakeRecord } from '../schema.ts'
import { commonArgs, type Seen } from './seen.ts'

type Done = Extract<HandshakeRecord['outcome'], { kind: 'done' }>

/** Edge has spoken nothing older since version 84 (Microsoft, "TLS 1.0 and TLS 1.1 deprecation"). */
const oldProtocols: readonly string[] = ['SSLv3', 'TLSv1', 'TLSv1.1']

/**
 * Reasons by which OpenSSL says that a client without a certificate was sent away: certificate_required (RFC 8446 section
 * 6.2), and no_certificate of the protocol's first version.
 */
const certificateDemanded: readonly string[] = ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'ERR_SSL_SSLV3_ALERT_NO_CERTIFICATE']

/** How the handshake went. Silence, a reset and what is no TLS belong to the path, and give nothing here. */
export function handshakeFinding(seen: Seen): Finding | undefined {
  const { host, viaText, records } = seen
  const finding = { id: question.tlsHandshake(host, viaText), check: 'tls', subject: host } as const
  const done = doneIn(records.filter(({ hello }) => hello !== 'old'))
  if (done !== undefined) {
    const args = { ...commonArgs(seen), protocol: done.protocol, cipher: done.cipher, alpn: done.alpn }
    return done.clientCertificateRequested
      ? { ...finding, code: 'tls/client-certificate-requested', status: 'warning', args }
      : { ...finding, code: 'tls/negotiated', status: 'ok', args }
  }
  const refusal = refusalIn(records)
  if (refusal === undefined) return undefined
  const old = doneIn(records.filter(({ hello }) => hello === 'old'))
  const args = { ...commonArgs(seen), failure: refusal.code, protocol: old?.protocol ?? null }
  if (certificateDemanded.includes(refusal.code)) return { ...finding, code: 'tls/client-certificate-requested', status: 'warning', args }
  // A server that speaks TLS 1.2 to the old hello did not refuse for its version.
  const tooOld = old !== undefined && oldProtocols.includes(old.protocol)
  return { ...finding, code: tooOld ? 'tls/protocol-too-old' : 'tls/handshake-refused', status: 'problem', args }
}

function doneIn(records: readonly HandshakeRecord[]): Done | undefined {
  return records.map(({ outcome }) => outcome).find((outcome) => outcome.kind === 'done')
}

function refusalIn(records: readonly HandshakeRecord[]): Failure | undefined {
  return records
    .flatMap(({ outcome }) => (outcome.kind === 'failed' ? [outcome.failure] : []))
    .find(({ word }) => word === 'tls-alert' || word === 'tls-protocol')
}
