import type { CheckText } from '../text.ts'
import type { PathCauseCode, PathCode } from './codes.ts'

export const pathTextEn = {
  name: 'Connection',
  findings: {
    'path/connects': '{address} port {port} accepts connections, in {elapsedMs} ms, from this PC’s address {source}',
    'path/hello-answered': '{address} port {port} answers the TLS greeting for {host}',
    'path/host-reachable': '{host} answers on port {port}; its addresses: {addresses}',
    'path/host-unreachable': 'No address of {host} answers on port {port} ({addresses})',
    'path/host-without-address': 'No address of {host} was found, so port {port} could not be tried',
    'path/quick': '{address} port {port} is connected in {elapsedMs} ms',
    'path/slow': 'Connecting to {address} port {port} took {elapsedMs} ms',
    'path/packets-lost':
      'Of {sent} questions to DNS servers that do answer, {lost} ({percent} %) stayed without an answer and were sent again',
    'path/cut-short': 'Time ran out before the connection to {subject} was checked to the end',
    'path/no-reply': '{address} port {port} does not reply while {stage}',
    'path/refused': '{address} port {port} refuses the connection ({failure})',
    'path/prohibited': 'A device on the way says that {address} port {port} is forbidden ({failure})',
    'path/unreachable': 'The network says that {address} port {port} cannot be reached ({failure})',
    'path/local-block': 'This PC itself blocks the connection to {address} port {port} ({failure})',
    'path/reset-on-hello': '{address} port {port} accepts the connection, then breaks it off at the TLS greeting for {host} ({failure})',
    'path/large-packets-lost':
      '{address} port {port} answers a short TLS greeting for {host}, but not the long one that browsers send ({failure})',
    'path/large-answers-lost':
      '{address} port {port} answers for {host} in a few bytes, but nothing comes of the usual TLS greeting, whose answer fills whole packets ({failure})',
    'path/not-tls': '{address} port {port} answers the greeting for {host}, but not in TLS ({failure})',
    'path/fails': 'The connection to {address} port {port} fails while {stage} (error: {failure})',
    'network/no-route': 'This PC has no route to {address}, which {hosts} needs ({failure})',
  },
  causes: {
    'path/no-reply': {
      title: ['{host}: no reply to the TLS greeting from {greeted} port {port}', '{host}: no reply from {addresses} port {port}'],
      why: [
        'The connection to {greeted} is accepted, but the TLS greeting (ClientHello), long or short, stays unanswered. A device that inspects TLS, a firewall that drops silently and a server in trouble look the same from here. Without a reply the log-on page cannot open.',
        'The request for a connection stays unanswered. A firewall that drops silently, a missing way back and a server that is off look the same from here. Without a reply the log-on page cannot open.',
      ],
      steps: [
        ['Look first at what inspects TLS on the way to {greeted} (firewall, IPS, proxy), and exempt {host} from inspection.'],
        'Look for these attempts in the firewall log: from {source} to {addresses}, TCP port {port}. Allow them if they are dropped, and let the replies back in.',
        'Compare the addresses, the port and the NAT rule with Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'If the attempts never reach your firewall, look at the security software of this PC.',
        'If the attempts leave your firewall and nothing comes back, call the vendor of the line to HKEX, then HKEX’s hotline.',
      ],
    },
    'path/refused': {
      title: '{host}: connections to {addresses} port {port} are refused',
      why: 'A clear refusal came back ({failure}), so the way is open as far as whatever sent it. That can be the server, or a firewall that rejects openly; from here they look the same. Without a connection the log-on page cannot open.',
      steps: [
        'Look in the firewall log for attempts from {source} to {addresses}, TCP port {port}. A rule with the action “reject” gives this answer: change it to “allow”.',
        'Check that HKEX uses {addresses}, and that no NAT rule leads elsewhere: Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'If the firewall lets the attempts through, the service itself may be closed. Check the service hours, then call HKEX’s hotline.',
      ],
    },
    'path/prohibited': {
      title: '{host}: a device on the way forbids {addresses} port {port}',
      why: 'A message came back that the connection is administratively prohibited ({failure}). A router or firewall on the way has a rule against it. Without a connection the log-on page cannot open.',
      steps: [
        'Find the device: follow the way with “tracert {address}” and look in the logs of the routers and firewalls on it.',
        'Allow TCP port {port} from {source} to {addresses} there.',
        'Compare the addresses with Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
      ],
    },
    'path/unreachable': {
      title: '{host}: the network says that {addresses} cannot be reached',
      why: 'The network gave this answer itself ({failure}). A router without a route, a line that is down and a firewall that rejects with this message look the same from here. Without a connection the log-on page cannot open.',
      steps: [
        'Check that the line to HKEX and its router are up.',
        'Run “tracert {address}” on the terminal, and check the routes on the last device that answers.',
        'Look in the firewall log for attempts from {source} to {addresses}, TCP port {port}. Allow them if a rule rejects them.',
        'If the line is down, call the vendor of the line to HKEX.',
      ],
    },
    'path/local-block': {
      title: 'This PC blocks the connection to {host} ({addresses} port {port})',
      why: 'The refusal ({failure}) came from this PC itself and not from the network. A firewall rule, security software or a routing rule on the PC forbids it. If that holds for Edge too, the log-on page cannot open.',
      steps: [
        'Look at the outbound rules of Windows Defender Firewall and of the security software for {addresses}, TCP port {port}.',
        'Such a rule may hold for one program alone: open the log-on page in Edge as well. If it opens there, only this check was blocked.',
        'Allow the connection for Edge (msedge.exe), and run this check again.',
      ],
    },
    'path/reset-on-hello': {
      title: '{host}: connections to {addresses} break off at the TLS greeting',
      why: 'Port {port} accepts the connection. It is then cut ({failure}) as soon as this PC sends the TLS greeting (ClientHello) with the name {host}, long or short. Without the rest the log-on page cannot open.',
      steps: [
        'A firewall that filters by host name often does this: look for {host} in its web filter, application control and IPS logs, and allow it.',
        'Exempt {host} from TLS inspection.',
        'If nothing of the kind stands on the way, call HKEX’s hotline: the server itself may be cutting the connection.',
      ],
    },
    'path/large-packets-lost': {
      title: '{host}: a short TLS greeting to {addresses} is answered, the long one that browsers send is not',
      why: 'The first message of today’s browsers (ClientHello) carries a post-quantum key share: about 1,600 bytes, more than fits into one packet. This PC sent such a message and got no usable answer; one of about 370 bytes was answered. So the server is up, and yet Edge cannot open the log-on page.',
      steps: [
        'Old firewalls often drop such a message, since they read a TLS greeting from its first packet alone. Update each firewall, IPS or proxy on the way to {addresses}, or exempt {host} from TLS inspection there.',
        'Check too that full-size packets get through: “ping -f -l 1472 {address}” on the terminal, where ping is allowed. If they do not, mend the MTU or the MSS on the line or VPN.',
        'Do not count on a setting in Edge: the policy PostQuantumKeyAgreementEnabled has no effect after version 146. On an older Edge, “Disabled” is a stopgap at most.',
      ],
    },
    'path/large-answers-lost': {
      title: '{host}: short answers of {addresses} get here, full packets do not',
      why: 'Port {port} accepts the connection. A TLS greeting that the server can only refuse is refused at once, in a few bytes. The usual greeting stays unanswered: its answer holds the certificates and fills whole packets. So full packets are lost on the way back to this PC, and Edge cannot open the log-on page.',
      steps: [
        'Find the largest packet that gets through: “ping -f -l 1472 {address}” on the terminal, then smaller numbers until one is answered, where ping is allowed.',
        'Part of the way (a VPN, a tunnel, the leased line) takes smaller packets than its ends know. Let ICMP “fragmentation needed” (type 3, code 4) pass on each firewall and router, so that they learn it.',
        'Or limit the TCP segment size (MSS clamping) on the router at the line to its MTU less 40 bytes.',
        'If your own devices are in order, call the vendor of the line to HKEX.',
      ],
    },
    'path/not-tls': {
      title: '{host}: what answers at {addresses} port {port} does not speak TLS',
      why: 'The connection is accepted, but the reply to the TLS greeting is no TLS ({failure}). Something other than the log-on server is answering, or something on the way answers in its place. The log-on page needs TLS.',
      steps: [
        'Check that HKEX uses {addresses}, and that no NAT rule or port forwarding leads elsewhere: Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'A web filter or a network log-on page often answers in plain HTTP: look for {host} in the firewall’s log, and let it through.',
        'Check that port {port} is not forwarded to a proxy.',
      ],
    },
    'path/fails': {
      title: '{host}: the connection to {addresses} port {port} fails ({failure})',
      why: 'While {stage} the system answered with an error for which this program knows no cause. Without this connection the log-on page cannot open.',
      steps: [
        'Look the error {failure} up, and try the command below on the terminal.',
        'Check the network adapter, VPN and security software of this PC: errors of this kind usually come from the PC itself.',
        'Run the check again. If it stays, send the report to whoever looks after the network.',
      ],
    },
    'path/some-addresses': {
      title: '{host}: no proper answer from {addresses} port {port}; other addresses do answer',
      why: 'The name has several addresses, and not all of them answer. A browser usually goes on to the next one, so this may pass unnoticed today. If HKEX switches to its other data centre, and that uses {addresses}, the log-on stops.',
      steps: [
        'Compare the firewall rules, the NAT rules and the routes for {addresses} with those for {reached}: they have to be the same, TCP port {port}.',
        'Check that the rules name the addresses of both data centres: Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'If your rules are right, call the vendor of the line to HKEX, then HKEX’s hotline.',
        'Run this check again before the next switch or connectivity test, and once more during it.',
      ],
    },
    'path/standby-silent': {
      title: 'No usable answer from the standby address {address} port {port}',
      why: 'The address stands in site.yaml, and DNS does not give it today. A standby may be silent by design while the other data centre is in use, so this is a note. It stops the log-on only if the address stays out of reach on the day of a switch.',
      steps: [
        'Check that the firewall rules, NAT rules and routes for {address} are the same as for the addresses in use.',
        'Take part in HKEX’s next connectivity test with the secondary data centre, and run this check during it.',
      ],
    },
    'path/packets-lost': {
      title: 'Packets are lost on the way: about {percent} % of those to the DNS servers',
      why: 'Of {sent} questions to DNS servers that do answer ({resolvers}), {lost} got no answer and were sent again. Connections and pages suffer in the same way: now they come, now they take seconds, now they fail. The log-on may fail at any moment.',
      steps: [
        'Run this check again, on another PC too. If only this PC loses packets, change its cable, its port on the switch, or its Wi-Fi.',
        'If all do, ask the network team to look at the error counters and the load of the switch, the firewall and the router at the line.',
        'If your own devices are in order, call the vendor of the line to HKEX.',
      ],
    },
    'path/slow': {
      title: 'Connecting to {addresses} is slow ({elapsedMs} ms)',
      why: 'More than one second for a connection usually means that its first packet was lost and sent again. The log-on page opens, but slowly.',
      steps: [
        'Run the check again. If it was slow once only, nothing has to be done.',
        'If it stays slow, look for lost packets on the way: “ping -n 20 {address}” on the terminal, and the error counters of the line.',
      ],
    },
  },
} satisfies CheckText<PathCode, PathCauseCode>
