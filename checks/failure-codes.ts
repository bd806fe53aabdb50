import type { FailureWord } from './failure.ts'

/**
 * Codes by name. Sources: Node's and libuv's error names (libuv src/unix/errno and src/win/error.c, which already
 * maps the common WSA numbers), POSIX errno(3), getaddrinfo(3), c-ares (ares_strerror), OpenSSL 3 reasons
 * (sslerr.h, x509_vfy.h), Windows Sockets error codes (learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2).
 */
export const failureWordByCode: Readonly<Record<string, FailureWord>> = {
  ETIMEDOUT: 'no-reply',
  ETIME: 'no-reply',
  ETIMEOUT: 'no-reply', // c-ares
  WSAETIMEDOUT: 'no-reply',
  UND_ERR_CONNECT_TIMEOUT: 'no-reply',
  UND_ERR_HEADERS_TIMEOUT: 'no-reply',
  UND_ERR_BODY_TIMEOUT: 'no-reply',
  TimeoutError: 'no-reply',
  ECONNREFUSED: 'refused',
  WSAECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  WSAECONNRESET: 'reset',
  WSAECONNABORTED: 'reset',
  EPIPE: 'closed',
  UND_ERR_SOCKET: 'closed',
  ENOTCONN: 'closed',
  WSAENOTCONN: 'closed',
  WSAESHUTDOWN: 'closed',
  EACCES: 'prohibited',
  EPERM: 'prohibited',
  WSAEACCES: 'prohibited',
  EHOSTUNREACH: 'host-unreachable',
  EHOSTDOWN: 'host-unreachable',
  WSAEHOSTUNREACH: 'host-unreachable',
  WSAEHOSTDOWN: 'host-unreachable',
  ENETUNREACH: 'network-unreachable',
  ENETDOWN: 'network-unreachable',
  ENONET: 'network-unreachable',
  WSAENETUNREACH: 'network-unreachable',
  WSAENETDOWN: 'network-unreachable',
  ENOPROTOOPT: 'protocol-unreachable',
  EPROTONOSUPPORT: 'protocol-unreachable',
  EAFNOSUPPORT: 'protocol-unreachable',
  WSAEAFNOSUPPORT: 'protocol-unreachable',
  EINVAL: 'invalid-route', // a blackhole route answers connect(2) with it
  EMSGSIZE: 'message-too-long',
  WSAEMSGSIZE: 'message-too-long',
  EADDRINUSE: 'address-in-use',
  WSAEADDRINUSE: 'address-in-use',
  EADDRNOTAVAIL: 'address-not-available',
  WSAEADDRNOTAVAIL: 'address-not-available',
  ENOTFOUND: 'name-unknown',
  EAI_NONAME: 'name-unknown',
  WSAHOST_NOT_FOUND: 'name-unknown',
  EAI_NODATA: 'no-data',
  EAI_ADDRFAMILY: 'no-data',
  ENODATA: 'no-data',
  WSANO_DATA: 'no-data',
  EAI_AGAIN: 'name-temporary',
  WSATRY_AGAIN: 'name-temporary',
  EAI_FAIL: 'name-server-failed',
  ESERVFAIL: 'name-server-failed',
  WSANO_RECOVERY: 'name-server-failed',
  EREFUSED: 'name-server-refused',
  EBADRESP: 'malformed',
  EFORMERR: 'malformed',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
  ERR_SSL_HTTP_REQUEST: 'not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-tls',
  EPROTO: 'tls-protocol',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  CERT_NOT_YET_VALID: 'certificate',
  CERT_REVOKED: 'certificate',
  ENOENT: 'file-missing',
  EISDIR: 'not-a-directory',
  ENOTDIR: 'not-a-directory',
  EMFILE: 'too-many-open',
  ENFILE: 'too-many-open',
  WSAEMFILE: 'too-many-open',
  ENOBUFS: 'too-many-open',
  WSAENOBUFS: 'too-many-open',
  ERR_CHILD_PROCESS_STDIO_MAXBUFFER: 'too-large',
  ENOSYS: 'not-supported',
  ENOTSUP: 'not-supported',
  ERR_NOT_SUPPORTED: 'not-supported',
  ECANCELED: 'cancelled',
  ABORT_ERR: 'cancelled',
  AbortError: 'cancelled',
}

/** Winsock numbers, for the ones that libuv hands on without a name. Same source as above. */
export const failureWordByWinsock: Readonly<Record<number, FailureWord>> = {
  10013: 'prohibited', // WSAEACCES: on a PC with Windows Firewall, a rule on this PC
  10022: 'invalid-route', // WSAEINVAL
  10024: 'too-many-open', // WSAEMFILE
  10040: 'message-too-long', // WSAEMSGSIZE
  10047: 'protocol-unreachable', // WSAEAFNOSUPPORT
  10048: 'address-in-use', // WSAEADDRINUSE
  10049: 'address-not-available', // WSAEADDRNOTAVAIL
  10050: 'network-unreachable', // WSAENETDOWN
  10051: 'network-unreachable', // WSAENETUNREACH
  10053: 'reset', // WSAECONNABORTED
  10054: 'reset', // WSAECONNRESET
  10055: 'too-many-open', // WSAENOBUFS
  10057: 'closed', // WSAENOTCONN
  10058: 'closed', // WSAESHUTDOWN
  10060: 'no-reply', // WSAETIMEDOUT
  10061: 'refused', // WSAECONNREFUSED
  10064: 'host-unreachable', // WSAEHOSTDOWN
  10065: 'host-unreachable', // WSAEHOSTUNREACH
  11001: 'name-unknown', // WSAHOST_NOT_FOUND
  11002: 'name-temporary', // WSATRY_AGAIN
  11003: 'name-server-failed', // WSANO_RECOVERY
  11004: 'no-data', // WSANO_DATA
}
