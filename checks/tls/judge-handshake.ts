import type { Finding } from '../check.ts'
import { question } from '../questions.ts'
import type { HandshakeRecord } from '../schema.ts'
import { commonArgs, type Seen } from './seen.ts'

type Done = Extract<HandshakeRecord['outcome'], { kind: 'done' }>
type Failed = Extract<HandshakeRecord['outcome'], { kind: 'failed' }>

/** Edge has spoken nothing older since version 84 (Microsoft, "TLS 1.0 and TLS 1.1 deprecation"). */
const oldProtocols: readonly string[] = ['SSLv3', 'TLSv1', 'TLSv1.1']

/**
 * Reasons by which OpenSSL says that a client without a certificate was sent away: certificate_required (RFC 8446 section
 * 6.2), and no_certificate of the protocol's first version, in the words of OpenSSL 3.5 and of those before it.
 */
const certificateDemanded: readonly string[] = [
  'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  'ERR_SSL_SSL/TLS_ALERT_NO_CERTIFICATE',
  'ERR_SSL_SSLV3_ALERT_NO_CERTIFICATE',
]

/** protocol_version (RFC 5246 section 7.2.2): the server itself says that it is the version. */
const VERSION_ALERT = 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'

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
  const args = { ...commonArgs(seen), failure: refusal.failure.code, protocol: old?.protocol ?? null }
  // Up to TLS 1.2 most say no more than that the handshake failed, right after they asked for a certificate.
  if (refusal.clientCertificateRequested === true || certificateDemanded.includes(refusal.failure.code))
    return { ...finding, code: 'tls/client-certificate-requested', status: 'warning', args }
  // A server that speaks TLS 1.2 to the old hello did not refuse for its version. Behind a proxy that hello is not tried.
  const tooOld = old === undefined ? refusal.failure.code === VERSION_ALERT : oldProtocols.includes(old.protocol)
  return { ...finding, code: tooOld ? 'tls/protocol-too-old' : 'tls/handshake-refused', status: 'problem', args }
}

function doneIn(records: readonly HandshakeRecord[]): Done | undefined {
  return records.map(({ outcome }) => outcome).find((outcome) => outcome.kind === 'done')
}

function refusalIn(records: readonly HandshakeRecord[]): Failed | undefined {
  return records
    .flatMap(({ outcome }) => (outcome.kind === 'failed' ? [outcome] : []))
    .find(({ failure: { word } }) => word === 'tls-alert' || word === 'tls-protocol')
}
