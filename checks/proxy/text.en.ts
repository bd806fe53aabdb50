import type { CheckText } from '../text.ts'
import type { ProxyCauseCode, ProxyCode } from './codes.ts'

const again = 'Run this check again.'

export const proxyTextEn = {
  name: 'Proxy',
  findings: {
    'proxy/direct': 'Edge connects to {host} directly: no proxy is set for it',
    'proxy/used': 'Edge goes to {host} through the proxy {proxies} (set in {where})',
    'proxy/required': 'Edge connects to {host} directly, which fails. The proxy {proxy}, known from {knownFrom}, opens the way',
    'proxy/route-unknown': 'The run ended before it was known which way Edge takes to {host}',
    'proxy/settings-unread': 'The proxy settings could not be read ({key}: {seen}). Which way Edge takes to {host} is not known',
    'proxy/not-the-users-session':
      'This ran under a system account, where the user’s proxy settings are not seen. Which way Edge takes to {host} is not known',
    'proxy/reachable': 'The proxy {proxy} can be connected to',
    'proxy/unreachable': 'The proxy {proxy} cannot be connected to ({seen})',
    'proxy/name-unresolved': 'The address of the proxy {proxy} cannot be looked up ({seen})',
    'proxy/not-tried': 'The proxy {proxy} was not tried for {hosts}',
    'proxy/tunnels': 'The proxy {proxy} opens the way to {host}',
    'proxy/authentication': 'The proxy {proxy} asks for a user name and a password on the way to {host} ({schemes})',
    'proxy/integrated-authentication':
      'The proxy {proxy} asks for the Windows log-on on the way to {host} ({schemes}). Edge answers it by itself; this program cannot',
    'proxy/forbids': 'The proxy {proxy} forbids the way to {host} ({seen})',
    'proxy/upstream-fails': 'The proxy {proxy} cannot reach {host} itself ({seen})',
    'proxy/refuses': 'The proxy {proxy} does not open the way to {host} ({seen})',
    'proxy/no-reply': 'The proxy {proxy} does not answer when asked for the way to {host}',
    'proxy/drops': 'The proxy {proxy} breaks the connection when asked for the way to {host} ({seen})',
    'proxy/not-a-proxy': 'What answers at {proxy} is not a proxy: asked for the way to {host}, it does not speak HTTP',
    'proxy/kind-not-spoken': 'Edge can use {proxy}, but this program does not speak with that kind of proxy. It was not tried for {host}',
    'proxy/hello-answered': 'TLS to {host} comes through the proxy {proxy}',
    'proxy/hello-lost': 'The proxy {proxy} opens the way to {host}, but no TLS comes through it ({seen})',
    'proxy/large-packets-lost':
      'Through the proxy {proxy}, {host} answers a short TLS greeting, but not the long one that browsers send ({seen})',
    'proxy/pac-evaluated': 'The proxy script {url} works and answers: {answers}',
    'proxy/pac-unavailable': 'The proxy script {url} cannot be fetched ({seen})',
    'proxy/pac-invalid': 'The proxy script {url} does not work ({seen})',
    'proxy/pac-not-finished': 'The run ended before the proxy script {url} was fetched',
    'proxy/nothing-detected':
      'This PC is set to detect a proxy by itself, and DNS names none ({url}). What DHCP may name cannot be seen from here',
  },
  causes: {
    'proxy/required': {
      title: 'Edge does not use the proxy {proxy}, and needs it to reach {hosts}',
      why: 'Edge on this PC is set to connect to {hosts} directly, and direct connections fail. The proxy {proxy}, which {knownFrom} names, opens the way. The log-on page does not load without it.',
      steps: [
        [
          'Let whoever looks after the script {script} have it return the proxy for {hosts} too: it sends them around the proxy.',
          'Take “{exception}” out of the list of exceptions in {where}: it makes Edge go around the proxy.',
          'Set the proxy {proxy} for Edge: by the policy ProxySettings, or in Settings > Network & internet > Proxy.',
        ],
        'If {hosts} should be reached without a proxy, let the network team open that way instead.',
        again,
      ],
    },
    'proxy/unreachable': {
      title: 'The proxy {proxy} cannot be reached from this PC',
      why: 'Edge is set to go through {proxy} (set in {where}), and the PC cannot connect to it ({seen}). Everything that Edge loads through it fails, or waits until Edge tries the next way in its list.',
      steps: [
        'Check that the proxy {proxy} is running.',
        'Check that firewalls between this PC and {proxyHost} let TCP port {proxyPort} through.',
        'If the proxy has moved, change the setting in {where}.',
        again,
      ],
    },
    'proxy/name-unresolved': {
      title: 'This PC cannot find the address of its proxy {proxyHost}',
      why: 'Edge is set to go through {proxy} (set in {where}). Looking up the name {proxyHost} fails ({seen}), so Edge cannot connect to it.',
      steps: [
        'Check the spelling of the proxy’s name in {where}.',
        'Check that this PC’s DNS servers know the name {proxyHost}: it may have been left out when the DNS servers were changed to HKEX’s.',
        again,
      ],
    },
    'proxy/authentication': {
      title: 'The proxy {proxy} asks for a user name and a password',
      why: 'The proxy opens the way to {hosts} only after signing in ({schemes}), and Edge on this PC does not get through by itself. It may show a box that asks for a name and a password.',
      steps: [
        'If you were given a name and a password for the proxy, sign in when Edge asks for them. This program never asks for them.',
        'If the proxy wants the Windows log-on (Negotiate, NTLM), check that this PC’s account is signed in to the domain, and that Edge’s policies AuthSchemes and AuthServerAllowlist allow {proxyHost}.',
        'Otherwise let the network team allow {hosts} without signing in, or with the Windows log-on.',
        again,
      ],
    },
    'proxy/forbids': {
      title: 'The proxy {proxy} forbids {hosts}',
      why: 'The proxy can be reached and refuses to open the way to {hosts} ({seen}). Its rules do not allow these addresses, or not from this PC.',
      steps: [
        'Let the network team allow {hosts} on the proxy {proxy}, port {port}, with CONNECT, for this PC.',
        'Compare with the network details in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        again,
      ],
    },
    'proxy/upstream-fails': {
      title: 'The proxy {proxy} cannot reach {hosts}',
      why: 'The proxy answers, and says that it cannot connect to {hosts} itself ({seen}). The fault lies behind the proxy: its DNS, its firewall, its line, or the service.',
      steps: [
        'Let the network team look up {hosts} on the proxy {proxy} and connect to port {port} from there.',
        'If the proxy’s way is in order, ask whether other sites reach the service.',
        again,
      ],
    },
    'proxy/refuses': {
      title: 'The proxy {proxy} does not open the way to {hosts}',
      why: 'Asked for the way to {hosts}, {proxy} answers {seen}, which is neither a way nor a reason that this program knows. It may be a web server or a sign-in page instead of a proxy.',
      steps: [
        'Check that {proxy} is the right address of the proxy (set in {where}).',
        'Let the network team look up this PC’s request in the proxy’s log.',
        again,
      ],
    },
    'proxy/no-reply': {
      title: 'The proxy {proxy} does not answer',
      why: 'The PC connects to {proxy}, asks for the way to {hosts}, and hears nothing. The proxy is overloaded or waits for something behind it that does not answer.',
      steps: ['Let the network team look at the proxy {proxy}: its load, its DNS, and its own way to {hosts}.', again],
    },
    'proxy/drops': {
      title: 'The proxy {proxy} breaks the connection',
      why: 'The PC connects to {proxy}, asks for the way to {hosts}, and the connection is broken without an answer ({seen}). The proxy or a firewall before it does so.',
      steps: [
        'Check that {proxy} is the right address and port (set in {where}): a port that speaks TLS alone hangs up like this.',
        'Let the network team look up this PC’s request in the logs of the proxy {proxy} and of the firewalls before it.',
        again,
      ],
    },
    'proxy/not-a-proxy': {
      title: 'What answers at {proxy} is not a proxy',
      why: 'Edge is set to go through {proxy} (set in {where}). Something answers there that does not speak HTTP, so Edge gets no way to {hosts}.',
      steps: ['Correct the proxy’s address or port in {where}.', again],
    },
    'proxy/hello-lost': {
      title: 'No TLS to {hosts} comes through the proxy {proxy}',
      why: 'The proxy {proxy} says that the way to {hosts} is open. The TLS greeting (ClientHello), long or short, then gets no usable answer ({seen}). The proxy, or a device behind it, breaks the connection, keeps it silent or answers in the server’s place.',
      steps: [
        'Let the network team look up this PC’s connections to {hosts} in the logs of the proxy {proxy} and of the firewalls behind it.',
        'Exempt {hosts} from TLS inspection there.',
        again,
      ],
    },
    'proxy/large-packets-lost': {
      title: 'Through the proxy {proxy}, a short TLS greeting to {hosts} is answered, the long one that browsers send is not',
      why: 'The first message of today’s browsers (ClientHello) is about 1,600 bytes long, more than fits into one packet. Through {proxy} such a message got no usable answer ({seen}); one of about 370 bytes was answered. So the server is up, and yet Edge cannot open the log-on page.',
      steps: [
        'Update the proxy {proxy} and the firewalls behind it, or exempt {hosts} from TLS inspection there: old ones read a TLS greeting from its first packet alone.',
        'Check the MTU and the MSS on the way from the proxy to {hosts}.',
        again,
      ],
    },
    'proxy/pac-unavailable': {
      title: 'The proxy script {url} cannot be fetched',
      why: 'Edge is told by {where} to ask this script for the way, and cannot fetch it ({seen}). Edge then connects directly or uses another setting, and {hosts} may not be reached so.',
      steps: [
        'Open {url} in a browser on this PC: the script must load.',
        'If the server of the script is down, mend it. If the script has moved, change {where}. Edge reads it from http or https addresses alone.',
        again,
      ],
    },
    'proxy/pac-invalid': {
      title: 'The proxy script {url} does not work',
      why: 'Edge fetches this script (set in {where}), and gets no way to {hosts} from it ({seen}). Edge then connects directly or uses another setting, and {hosts} may not be reached so.',
      steps: [
        'Open {url} on this PC and check what comes: it must be a script that defines FindProxyForURL, not a web page.',
        'Let whoever looks after the script mend the error: {seen}.',
        again,
      ],
    },
  },
} satisfies CheckText<ProxyCode, ProxyCauseCode>
