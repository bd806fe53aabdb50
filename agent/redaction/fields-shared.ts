/** Shapes that the evidence of several checks shares. */

import { byPolicy, type Fields } from './treatments.ts'

export function failureFields(at: string): Fields {
  return { [`${at}.word`]: 'keep', [`${at}.code`]: 'code', [`${at}.syscall`]: 'code' }
}

export function viaFields(at: string): Fields {
  return { [`${at}.kind`]: 'keep', [`${at}.address`]: 'address', [`${at}.proxy`]: 'endpoint' }
}

/** Certificates stay, whosever they are: the diagnosis reads issuer, names and dates from them, and checks their signatures. */
export function handshakeFields(at: string): Fields {
  return {
    [`${at}.host`]: 'host',
    [`${at}.port`]: 'keep',
    ...viaFields(`${at}.via`),
    [`${at}.hello`]: 'keep',
    [`${at}.elapsedMs`]: 'keep',
    [`${at}.outcome.kind`]: 'keep',
    [`${at}.outcome.protocol`]: 'keep',
    [`${at}.outcome.cipher`]: 'keep',
    [`${at}.outcome.alpn`]: 'keep',
    [`${at}.outcome.chain[]`]: 'keep',
    [`${at}.outcome.ocsp`]: 'keep',
    [`${at}.outcome.clientCertificateRequested`]: 'keep',
    ...failureFields(`${at}.outcome.failure`),
    [`${at}.outcome.bytesRead`]: 'keep',
  }
}

export function pageFields(at: string): Fields {
  return {
    [`${at}.title`]: byPolicy('text', 'present'),
    [`${at}.bytes`]: 'keep',
    [`${at}.sha256`]: 'keep',
    [`${at}.cut`]: 'keep',
    ...failureFields(`${at}.failure`),
    [`${at}.passwordFields`]: 'keep',
    [`${at}.forms`]: 'keep',
    [`${at}.scripts`]: 'keep',
    [`${at}.frames`]: 'keep',
    [`${at}.labels[]`]: 'labels',
    [`${at}.metaRefresh`]: 'refresh',
  }
}
