import { constants } from 'node:os'
import { describe, expect, test } from 'vitest'
import { type FailureWord, failure, failureOf, failureWords } from '../../checks/failure.ts'
import { failureWordByCode, failureWordByWinsock } from '../../checks/failure-codes.ts'

/** An error as Node makes it; the message is one that says something else, since nobody may read it. */
function errorWith(fields: object): Error {
  return Object.assign(new Error('getaddrinfo ECONNREFUSED certificate has expired'), fields)
}

/** Seen on real networks and in the lab (Linux, Node 20 and 24). */
const seen: readonly [string, string, FailureWord][] = [
  ['the kernel’s own time-out', 'ETIMEDOUT', 'no-reply'],
  ['a closed port, a TCP reset at SYN, an ICMP port unreachable', 'ECONNREFUSED', 'refused'],
  ['ICMP admin-prohibited, host-prohibited, host-unreachable', 'EHOSTUNREACH', 'host-unreachable'],
  ['ICMP net-unreachable, net-prohibited; no route', 'ENETUNREACH', 'network-unreachable'],
  ['ICMP protocol unreachable', 'ENOPROTOOPT', 'protocol-unreachable'],
  ['ICMPv6 admin-prohibited; a route that prohibits', 'EACCES', 'prohibited'],
  ['an nftables rule on this PC', 'EPERM', 'prohibited'],
  ['a route that is a black hole', 'EINVAL', 'invalid-route'],
  ['RST or FIN on the ClientHello', 'ECONNRESET', 'reset'],
  ['writing to a connection that is gone', 'EPIPE', 'closed'],
  ['a connection that the system gave up', 'ECONNABORTED', 'reset'],
  ['a packet longer than the path’s', 'EMSGSIZE', 'message-too-long'],
  ['a self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['an inspecting box', 'SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
  ['an expired certificate', 'CERT_HAS_EXPIRED', 'certificate'],
  ['a certificate from the future', 'CERT_NOT_YET_VALID', 'certificate'],
  ['another name in the certificate', 'ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['an incomplete chain', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['an unknown root', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
  ['a server that speaks TLS 1.0 alone', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-alert'],
  ['the alert handshake_failure', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-alert'],
  ['the alert for a missing certificate in TLS 1.3', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-alert'],
  ['HTTP without TLS', 'ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
  ['noise instead of a record', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'not-tls'],
  ['any other complaint of OpenSSL', 'ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-protocol'],
  ['an alert of our own is none of the peer’s', 'ERR_SSL_ALERTNESS', 'tls-protocol'],
  ['SERVFAIL', 'ESERVFAIL', 'name-server-failed'],
  ['REFUSED', 'EREFUSED', 'name-server-refused'],
  ['NXDOMAIN', 'ENOTFOUND', 'name-unknown'],
  ['NODATA', 'ENODATA', 'no-data'],
  ['FORMERR', 'EFORMERR', 'malformed'],
  ['a reply that does not parse', 'EBADRESP', 'malformed'],
  ['silence, to c-ares', 'ETIMEOUT', 'no-reply'],
  ['SERVFAIL, REFUSED or silence, to getaddrinfo', 'EAI_AGAIN', 'name-temporary'],
  ['a signal that fired', 'ABORT_ERR', 'cancelled'],
  ['a child that says too much', 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER', 'too-large'],
  ['undici’s limit for connecting', 'UND_ERR_CONNECT_TIMEOUT', 'no-reply'],
  ['undici’s word for a peer that hung up', 'UND_ERR_SOCKET', 'closed'],
  ['no file of that name', 'ENOENT', 'file-missing'],
]

test.each(seen)('%s (%s) is “%s”', (_what, code, word) => {
  expect(failureOf(errorWith({ code }))).toEqual({ word, code })
})

/** Windows Sockets error codes, by number (learn.microsoft.com). */
const winsock: readonly [number, FailureWord][] = [
  [10013, 'prohibited'],
  [10022, 'invalid-route'],
  [10024, 'too-many-open'],
  [10040, 'message-too-long'],
  [10047, 'protocol-unreachable'],
  [10048, 'address-in-use'],
  [10049, 'address-not-available'],
  [10050, 'network-unreachable'],
  [10051, 'network-unreachable'],
  [10053, 'reset'],
  [10054, 'reset'],
  [10055, 'too-many-open'],
  [10057, 'closed'],
  [10058, 'closed'],
  [10060, 'no-reply'],
  [10061, 'refused'],
  [10064, 'host-unreachable'],
  [10065, 'host-unreachable'],
  [11001, 'name-unknown'],
  [11002, 'name-temporary'],
  [11003, 'name-server-failed'],
  [11004, 'no-data'],
]

describe('a number that nobody named', () => {
  test.each(winsock)('%i of Winsock, whatever its sign, is “%s”', (errno, word) => {
    expect(failureOf(errorWith({ code: 'UNKNOWN', errno }))).toEqual({ word, code: 'UNKNOWN' })
    expect(failureOf(errorWith({ code: 'UNKNOWN', errno: -errno }))).toEqual({ word, code: 'UNKNOWN' })
  })

  test('all of the table are above', () => {
    expect(winsock.map(([errno]) => errno)).toEqual(Object.keys(failureWordByWinsock).map(Number))
  })

  test('a name wins over a number', () => {
    expect(failureOf(errorWith({ code: 'ECONNREFUSED', errno: 10_060 })).word).toBe('refused')
  })

  // Names and numbers must tell the same of one thing: Windows has both.
  test.each(Object.entries(constants.errno).filter(([name]) => name.startsWith('WSA') && name in failureWordByCode))(
    '%s agrees with its number',
    (name, errno) => {
      expect(failureWordByWinsock[errno]).toBe(failureWordByCode[name])
    },
  )
})

describe('what nobody knows stays unknown, with what there is', () => {
  test.each<[string, unknown, string]>([
    ['a new code', errorWith({ code: 'ENEWTHING' }), 'ENEWTHING'],
    ['a key too weak for OpenSSL, which has no code of its own', errorWith({ code: 'UNSPECIFIED' }), 'UNSPECIFIED'],
    ['a code that is a number', errorWith({ code: 57 }), '57'],
    ['no code but a name', new TypeError('ECONNREFUSED'), 'TypeError'],
    ['no error at all', 'ECONNREFUSED!', 'ECONNREFUSED!'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['an object with nothing in it', {}, 'unknown'],
    ['what every object has is no code', errorWith({ code: 'constructor' }), 'constructor'],
  ])('%s', (_name, error, code) => {
    expect(failureOf(error)).toEqual({ word: 'unknown', code })
  })
})

test('the system call is kept where it is named', () => {
  expect(failureOf(errorWith({ code: 'ECONNRESET', syscall: 'read' }))).toEqual({ word: 'reset', code: 'ECONNRESET', syscall: 'read' })
  expect(failureOf(errorWith({ code: 'ECONNRESET', syscall: 7 }))).not.toHaveProperty('syscall')
})

test('an abort is told by its name, as a DOMException has a number for a code', () => {
  const { reason } = AbortSignal.abort()
  expect(failureOf(reason).word).toBe('cancelled')
  expect(failureOf(new DOMException('', 'TimeoutError')).word).toBe('no-reply')
})

test('a failure of our own has a code of its own where none is given', () => {
  expect(failure('no-reply', 'limit')).toEqual({ word: 'no-reply', code: 'limit' })
  expect(failure('cancelled')).toEqual({ word: 'cancelled', code: 'cancelled' })
})

test('every word can be said: by a table, by OpenSSL’s pattern, or by the doors themselves', () => {
  const byTables = new Set([...Object.values(failureWordByCode), ...Object.values(failureWordByWinsock)])
  const otherwise: readonly FailureWord[] = ['tls-alert', 'access-denied', 'exited', 'unknown']
  expect(otherwise.filter((word) => byTables.has(word))).toEqual([])
  expect(new Set([...byTables, ...otherwise])).toEqual(new Set(failureWords))
})
