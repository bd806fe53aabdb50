import type { CheckText } from '../text.ts'
import type { TlsCauseCode, TlsCode } from './codes.ts'

export const tlsTextEn = {
  name: 'Certificate',
  findings: {
    'tls/negotiated': '{host} ({via}): encrypted connection opened ({protocol})',
    'tls/handshake-refused': '{host} ({via}): the encrypted connection was refused ({failure})',
    'tls/protocol-too-old': '{host} ({via}) refuses every version of TLS that Edge speaks ({failure})',
    'tls/client-certificate-requested': '{host} ({via}) asks this PC for a certificate of its own',
    'tls/dates-valid': '{host} ({via}): the certificate is valid until {notAfter}',
    'tls/expired': '{host} ({via}): the certificate “{certificate}” ended on {notAfter}, Hong Kong time',
    'tls/not-yet-valid': '{host} ({via}): the certificate “{certificate}” is not valid before {notBefore}, Hong Kong time',
    'tls/expires-soon': '{host} ({via}): the certificate “{certificate}” ends in {daysLeft} days, on {notAfter}',
    'tls/name-matches': '{host} ({via}): the certificate is for this name',
    'tls/name-mismatch': '{host} ({via}): the certificate is for other names: {names}',
    'tls/trusted': '{host} ({via}): a known authority vouches for the certificate, issuer {issuer}',
    'tls/self-signed': '{host} ({via}): the certificate is signed by itself: {issuer}',
    'tls/unknown-issuer': '{host} ({via}): nothing on this PC knows who issued the certificate: {topIssuer}',
    'tls/root-not-installed': '{host} ({via}): the certificate leads to a root that should be installed on this PC and is not: {root}',
    'tls/intercepted': '{host} ({via}): the certificate was made by {middlebox} on the way, issuer {issuer}',
    'tls/chain-incomplete': '{host} ({via}): the server left out the certificate of its issuer, {missing}',
    'tls/revoked': '{host} ({via}): the certificate was revoked on {revokedAt}, Hong Kong time',
    'tls/issuer-expected': '{host} ({via}): the issuer is the expected one, {issuer}',
    'tls/issuer-unexpected': '{host} ({via}): the issuer is {issuer}; the site file expects {expected}',
    'tls/strong': '{host} ({via}): key {key}, signature {signature}',
    'tls/weak-key': '{host} ({via}): the certificate “{certificate}” has a weak key ({key})',
    'tls/weak-signature': '{host} ({via}): the certificate “{certificate}” has a weak signature ({signature})',
    'tls/accepted-by-browser': '{host}: the certificate was not seen by this program; the browser accepts it',
    'tls/not-judged': '{host}: the certificate could not be judged',
  },
  causes: {
    'tls/expired': {
      title: [
        'The root certificate “{rootCertificate}” on this PC has ended',
        'The certificate of “{issuerCertificate}”, which the server of {host} sends as its issuer’s, has ended',
        'The certificate of {host} has ended',
      ],
      why: [
        'The certificate “{certificate}” was valid until {notAfter} (Hong Kong time). The page opens now; at {stopsAt} Edge would stop (NET::ERR_CERT_DATE_INVALID).',
        'The certificate “{certificate}” was valid until {notAfter} (Hong Kong time). The wrong clock of this PC hides it: when the clock is right, Edge does not open the page (NET::ERR_CERT_DATE_INVALID). Seen at: {hiddenAt}.',
        'The certificate “{certificate}” was valid until {notAfter} (Hong Kong time). Edge does not open the page (NET::ERR_CERT_DATE_INVALID). Seen at: {vias}.',
      ],
      steps: [
        [
          'Ask IT for the root that has replaced “{rootCertificate}”, and to install it on this PC.',
          'Tell HKEX that the server of {host} sends a certificate of its issuer “{issuerCertificate}” that ended on {notAfter}.',
          'Tell HKEX that the certificate of {host} ended on {notAfter}, with its issuer: {issuer}.',
        ],
        'Do not log on past Edge’s warning page.',
      ],
    },
    'tls/not-yet-valid': {
      title: [
        'The root certificate “{rootCertificate}” on this PC is not valid yet',
        'The certificate of “{issuerCertificate}”, which the server of {host} sends as its issuer’s, is not valid yet',
        'The certificate of {host} is not valid yet',
      ],
      why: [
        'The certificate “{certificate}” is valid from {notBefore} (Hong Kong time). The page opens now; at {stopsAt} Edge would stop (NET::ERR_CERT_DATE_INVALID).',
        'The certificate “{certificate}” is valid from {notBefore} (Hong Kong time). The wrong clock of this PC hides it: when the clock is right, Edge does not open the page (NET::ERR_CERT_DATE_INVALID). Seen at: {hiddenAt}.',
        'The certificate “{certificate}” is valid from {notBefore} (Hong Kong time). Edge does not open the page (NET::ERR_CERT_DATE_INVALID). Seen at: {vias}.',
      ],
      steps: [
        'Look at the clock of this PC first: with a wrong clock a good certificate looks like this.',
        [
          'If the clock is right, ask IT about the root “{rootCertificate}”, which is valid only from {notBefore}.',
          'If the clock is right, tell HKEX that the server of {host} sends a certificate of its issuer “{issuerCertificate}” that is valid only from {notBefore}.',
          'If the clock is right, tell HKEX that the certificate of {host} is valid only from {notBefore}.',
        ],
        'Do not log on past Edge’s warning page.',
      ],
    },
    'tls/expires-soon': {
      title: [
        'The root certificate “{rootCertificate}” on this PC ends in {daysLeft} days',
        'The certificate of “{issuerCertificate}”, which the server of {host} sends as its issuer’s, ends in {daysLeft} days',
        'The certificate of {host} ends in {daysLeft} days',
      ],
      why: 'The certificate “{certificate}” is valid until {notAfter} (Hong Kong time). The log-on works until then. Certificates are usually replaced in time.',
      steps: [
        'Run this check again in a week.',
        [
          'If the date is still the same then, ask IT for the root that replaces “{rootCertificate}”.',
          'If the date is still the same then, tell HKEX which certificate it is: that of its issuer “{issuerCertificate}”.',
          'If the date is still the same then, tell HKEX.',
        ],
      ],
    },
    'tls/name-mismatch': {
      title: [
        'The certificate shown for {host} names nothing where Edge looks: only “{subjectAlone}” in its subject',
        'The certificate shown for {host} is for another name',
      ],
      why: [
        'It is for: {names}. The page opens now; at {stopsAt} Edge would stop (NET::ERR_CERT_COMMON_NAME_INVALID).',
        'It is for: {names}. Edge does not open the page (NET::ERR_CERT_COMMON_NAME_INVALID). Seen at: {vias}.',
        'The certificate names “{subjectAlone}” in its subject alone. Edge looks only in the list of alternative names, which is empty, and does not open the page (NET::ERR_CERT_COMMON_NAME_INVALID). Seen at: {vias}.',
      ],
      steps: [
        [
          'If “{subjectAlone}” is not HKEX’s, another server answers: ask your network team where {vias} leads.',
          'If these names are not HKEX’s, another server answers: ask your network team where {vias} leads.',
        ],
        [
          'If it is HKEX’s, tell HKEX that the certificate with “{subjectAlone}” in its subject has no alternative names (subjectAltName).',
          'If they are HKEX’s, tell HKEX which names the certificate of {host} holds.',
        ],
        'Do not log on past Edge’s warning page.',
      ],
    },
    'tls/self-signed': {
      title: 'Something else answers in the place of {host}',
      why: [
        'The certificate is signed by itself ({issuer}), as firewalls, routers and log-on pages of networks do. No authority vouches for it. The page opens now; at {stopsAt} Edge would stop.',
        'The certificate is signed by itself ({issuer}), as firewalls, routers and log-on pages of networks do. The browser takes it and opens the page of {acceptedHost}; this program’s lists do not have it. Seen at: {vias}.',
        'The certificate is signed by itself ({issuer}), as firewalls, routers and log-on pages of networks do. No authority vouches for it, and Edge does not open the page. Seen at: {vias}.',
      ],
      steps: [
        'Ask your network team which device answers at {vias} with the certificate “{issuer}”.',
        'The connection to {host} has to reach HKEX’s server as it is: exempt it from blocking and inspection.',
        'Do not log on past Edge’s warning page, and do not install this certificate.',
      ],
    },
    'tls/unknown-issuer': {
      title: [
        'The browser knows the issuer of the certificate of {acceptedHost}; this program does not',
        'Nobody on this PC knows the issuer of the certificate of {host}',
      ],
      why: [
        'The certificate leads to “{topIssuer}”, which is on no list of this PC. Usually something between this PC and HKEX answers instead. The page opens now; at {stopsAt} Edge would stop (NET::ERR_CERT_AUTHORITY_INVALID).',
        'The certificate leads to “{topIssuer}”. The browser knows this issuer and opens the page of {acceptedHost}; this program’s lists do not have it. Seen at: {vias}.',
        'The certificate leads to “{topIssuer}”. That is on no list of this PC, so Edge does not open the page (NET::ERR_CERT_AUTHORITY_INVALID). Usually something between this PC and HKEX answers instead. Seen at: {vias}.',
      ],
      steps: [
        'Ask your network team whether “{topIssuer}” is a device of yours that inspects connections. If so, exempt {host} from inspection.',
        'If HKEX told you to install a root certificate of that name (Section 4.7-4.9, in Client Connect), ask IT to install it.',
        'If neither is so, tell HKEX the name of the issuer. Do not log on past Edge’s warning page.',
      ],
    },
    'tls/root-not-installed': {
      title: 'A root certificate is missing on this PC',
      why: [
        'The certificate of {host} leads to “{root}”. The site file says that this root should be installed, and it is not. The page opens now; at {stopsAt} Edge would stop (NET::ERR_CERT_AUTHORITY_INVALID).',
        'The certificate of {host} leads to “{root}”. The site file says that this root should be installed on this PC, and this program did not find it there. The browser knows it and opens the page of {acceptedHost}.',
        'The certificate of {host} leads to “{root}”. The site file says that this root should be installed, and it is not. Edge does not open the page (NET::ERR_CERT_AUTHORITY_INVALID).',
      ],
      steps: [
        'Install the root “{root}” under “Trusted Root Certification Authorities” of this PC (group policy, or certlm.msc).',
        'Close every window of Edge and run this check again.',
      ],
    },
    'tls/intercepted': {
      title: [
        'The encrypted connection to {hosts} is opened on the way by {product}',
        'The encrypted connection to {hosts} is opened on the way by a device that signs as “{middlebox}”',
      ],
      why: [
        'The certificate of {hosts} leads to “{installedRoot}”, a root that somebody installed on this PC and that is on no public list (issuer “{issuer}”). So a device or program of the site seems to open the connection to inspect it. The log-on may fail or be seen by others. Seen at: {vias}.',
        'The certificate of {hosts} was not made by HKEX’s authority but on the way: issuer “{issuer}”. A device or program of the site opens the connection to inspect it. The log-on may fail or be seen by others. Seen at: {vias}.',
      ],
      steps: [
        [
          'Exempt {hosts} from TLS inspection in {product}.',
          'Exempt {hosts} from TLS inspection in the device that signs as “{middlebox}”.',
        ],
        [
          'Its root “{endedRoot}” ended on {endedOn}: until it is renewed, in the device and on this PC, Edge opens nothing that comes through it.',
        ],
        'If it is a program on this PC (security software), exempt them there.',
        'Run this check again: the issuer has to be another one then.',
      ],
    },
    'tls/chain-incomplete': {
      title: 'The server of {host} leaves out a certificate',
      why: [
        'The server did not send the certificate of “{missing}”, which seems to lead to a known authority. The browser fetched it or had it, and opens the page of {acceptedHost}; where a PC has no way to it, Edge stops (NET::ERR_CERT_AUTHORITY_INVALID). Seen at: {vias}.',
        'The server did not send the certificate of “{missing}”, which seems to lead to a known authority. The page opens now; at {stopsAt} Edge stops unless it can fetch that certificate (NET::ERR_CERT_AUTHORITY_INVALID).',
        'The server did not send the certificate of “{missing}”, which seems to lead to a known authority. Edge could fetch it only where the certificate says that it lies; where that fails, it does not open the page (NET::ERR_CERT_AUTHORITY_INVALID). Seen at: {vias}.',
      ],
      steps: [
        'Tell HKEX that the server at {vias} does not send its intermediate certificate “{missing}”.',
        'If “{missing}” is the name of a device of your own, that device has to send it, or leave {host} alone.',
      ],
    },
    'tls/protocol-too-old': {
      title: '{host} speaks only an old version of TLS',
      why: [
        'At {vias} the server offers {protocol} at best. Edge needs TLS 1.2 (ERR_SSL_VERSION_OR_CIPHER_MISMATCH).',
        'Through the proxy {proxies} the server answers that it speaks no version of TLS that this PC offers ({failure}). Edge needs TLS 1.2 (ERR_SSL_VERSION_OR_CIPHER_MISMATCH).',
        'The server answers that it speaks no version of TLS that this PC offers ({failure}). Edge needs TLS 1.2 (ERR_SSL_VERSION_OR_CIPHER_MISMATCH). Seen at: {vias}.',
      ],
      steps: [
        [
          'Ask your network team whether the proxy {proxies}, or an old firewall behind it, answers in the server’s place.',
          'Ask your network team whether an old proxy or firewall answers at {vias} in the server’s place.',
        ],
        [
          'If not, tell HKEX that the server offers {protocol} only.',
          'If not, tell HKEX that the server refuses TLS 1.2 and 1.3 ({failure}).',
        ],
      ],
    },
    'tls/weak-key': {
      title: [
        'The certificate of “{issuerCertificate}”, which the server of {host} sends as its issuer’s, has a weak key',
        'The certificate of {host} has a weak key',
      ],
      why: 'The key of “{certificate}” is {key}. RSA needs 2048 bits and EC 256. The log-on may work today; browsers refuse such keys sooner or later.',
      steps: [
        [
          'Tell HKEX which key the issuer “{issuerCertificate}” has, whose certificate the server of {host} sends.',
          'Tell HKEX which key the certificate has, with its issuer: {issuer}.',
        ],
      ],
    },
    'tls/weak-signature': {
      title: [
        'The certificate of “{issuerCertificate}”, which the server of {host} sends as its issuer’s, has a weak signature',
        'The certificate of {host} has a weak signature',
      ],
      why: 'The signature of “{certificate}” is {signature}. Such signatures can be forged, and Edge may refuse them (NET::ERR_CERT_WEAK_SIGNATURE_ALGORITHM).',
      steps: [
        [
          'Tell HKEX which signature the certificate of the issuer “{issuerCertificate}” has, which the server of {host} sends.',
          'Tell HKEX which signature the certificate has, with its issuer: {issuer}.',
        ],
      ],
    },
    'tls/client-certificate-requested': {
      title: '{host} asks this PC for a certificate',
      why: [
        'Through the proxy {proxies} the server wants a certificate of the user or of the PC, such as one on a smartcard. This check has none and never uses yours.',
        'At {vias} the server wants a certificate of the user or of the PC, such as one on a smartcard. This check has none and never uses yours.',
      ],
      steps: [
        'Open the page in Edge. If it asks for a certificate, insert the smartcard or choose the certificate that HKEX’s procedures name.',
        'If you were given none, ask your IT team, and they HKEX, whether this log-on needs one.',
      ],
    },
    'tls/handshake-refused': {
      title: 'The encrypted connection to {host} is refused',
      why: [
        'The connection through the proxy {proxies} opens, and the first TLS message is answered with a refusal ({failure}). A firewall that forbids the name does this, and so does a server that does not serve it.',
        'The connection opens at {vias}, and the first TLS message is answered with a refusal ({failure}). A firewall that forbids the name does this, and so does a server that does not serve it.',
      ],
      steps: [
        'Ask your network team whether a firewall or proxy refuses TLS to {host}, and to allow it. A server that offers nothing this PC accepts answers the same.',
        'If nothing of yours refuses it, tell HKEX the time and the refusal: {failure}.',
      ],
    },
    'tls/revoked': {
      title: 'The certificate of {host} was revoked',
      why: 'Its issuer, {issuer}, withdrew it on {revokedAt} (Hong Kong time). Edge may refuse it (NET::ERR_CERT_REVOKED). Seen at: {vias}.',
      steps: [
        'Tell HKEX that the certificate with serial number {serialNumber} was revoked.',
        'Do not log on before HKEX has replaced it.',
      ],
    },
    'tls/issuer-unexpected': {
      title: 'The certificate comes from another issuer than the site file expects',
      why: 'For {hosts} the issuer is {issuers}. The site file expects {expected}. A public authority vouches for the certificate, so HKEX has probably changed to another one. That stops no log-on.',
      steps: [
        'Ask HKEX, or look in Section 4.7-4.9 in Client Connect, who issues its certificates now.',
        'Then correct certificate.issuers in site.yaml.',
      ],
    },
  },
} satisfies CheckText<TlsCode, TlsCauseCode>
