import type { CheckText } from '../text.ts'
import type { DnsCauseCode, DnsCode } from './codes.ts'

export const dnsTextEn = {
  name: 'DNS',
  findings: {
    'dns/answered': 'DNS server {resolver} ({roles}) gives {host} as {addresses}, in {elapsedMs} ms, to be kept for {ttlSeconds} s',
    'dns/resolver-silent': 'DNS server {resolver} ({roles}) does not reply when asked for {host}',
    'dns/resolver-closed': 'No DNS service listens at {resolver} ({roles}); it was asked for {host} ({failure})',
    'dns/resolver-unreachable': 'DNS server {resolver} ({roles}) cannot be reached to ask for {host} ({failure})',
    'dns/resolver-refuses': 'DNS server {resolver} ({roles}) refuses to answer for {host} ({failure})',
    'dns/resolver-fails': 'DNS server {resolver} ({roles}) answers for {host} with an error ({failure})',
    'dns/name-unknown': 'DNS server {resolver} ({roles}) says that {host} does not exist ({failure})',
    'dns/no-address': 'DNS server {resolver} ({roles}) knows {host} but gives no address for it',
    'dns/cname-loop': 'DNS server {resolver} ({roles}) gives {host} a chain of aliases without an end ({chain})',
    'dns/malformed-answer': 'DNS server {resolver} ({roles}) sends something for {host} that is not a DNS answer',
    'dns/cut-short': 'Time ran out before DNS server {resolver} ({roles}) answered for {host}',
    'dns/address-expected':
      'DNS server {resolver} ({roles}) gives {host} as {addresses}, inside HKEX’s ranges in site.yaml ({dataCentres})',
    'dns/address-unexpected': 'DNS server {resolver} ({roles}) gives {host} as {unexpected}, outside HKEX’s ranges in site.yaml',
    'dns/answers-agree': 'The DNS servers agree on {host} ({answers})',
    'dns/answers-differ': 'The DNS servers do not agree on {host} ({answers})',
    'dns/system-answers': 'Applications on this PC are given {addresses} for {host}',
    'dns/system-differs': 'Applications on this PC are given {addresses} for {host}; none of the DNS servers asked gives that',
    'dns/system-fails': 'Applications on this PC are given no address for {host} ({failure})',
    'dns/system-not-asked': 'What applications on this PC are given for {host} could not be asked ({failure})',
    'dns/hosts-clear': 'The hosts file says nothing of {host} ({path})',
    'dns/hosts-unread': 'The hosts file could not be read ({path}: {failure}), so nobody knows what it says of {host}',
    'dns/hosts-override': 'Line {line} of the hosts file sets {host} to {addresses} ({path})',
    'dns/hkex-used': 'HKEX’s DNS service is among the DNS servers of this PC ({configured})',
    'dns/not-hkex': 'None of the DNS servers of this PC is HKEX’s ({configured})',
    'dns/tcp-answers': 'DNS server {resolver} ({roles}) answers over TCP too',
    'dns/tcp-blocked': 'DNS server {resolver} ({roles}) gives no answer over TCP ({failure})',
    'dns/unknown-name-denied': 'DNS server {resolver} ({roles}) gives no address for a made-up name, as it should ({name})',
    'dns/nxdomain-rewritten': 'DNS server {resolver} ({roles}) gives an address even for names that do not exist ({addresses})',
    'dns/policy-rule': 'A Windows rule for “{namespace}” sends questions for {host} to other DNS servers ({servers})',
    'dns/ttl-short': 'DNS server {resolver} ({roles}) lets its answer for {host} be kept for {ttlSeconds} s',
    'dns/ttl-long': 'DNS server {resolver} ({roles}) lets its answer for {host} be kept for {ttlSeconds} s, which is more than two hours',
    'dns/quick': 'DNS server {resolver} ({roles}) answers in {elapsedMs} ms',
    'dns/slow': 'DNS server {resolver} ({roles}) needs {elapsedMs} ms to answer',
  },
  causes: {
    'dns/resolver-silent': {
      title: 'DNS server {resolver} ({roles}) does not reply',
      why: 'It was asked for {names}, and nothing came back. Either the questions or the answers are lost on the way, or the server is off; from this PC these look the same. Without an answer from a DNS server the log-on page has no address.',
      steps: [
        'Check the address {server}. HKEX’s DNS servers stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'Allow UDP and TCP port {port} from this PC to {server}, and the answers back, on every firewall on the way. A firewall often drops them silently.',
        'If it is your own server, check that it is up and that its DNS service runs.',
        'If it is HKEX’s and the questions leave your firewall unanswered, call the vendor of the line to HKEX.',
      ],
    },
    'dns/resolver-refuses': {
      title: 'DNS server {resolver} ({roles}) refuses to answer this PC',
      why: 'It received the question for {names} and answered {failure}. So the way to it is open, but it does not serve this PC, or not this name. Without an answer from a DNS server the log-on page has no address.',
      steps: [
        'If it is your own server, allow this PC’s network to ask it (access list, recursion).',
        'If it is HKEX’s, check from which source address the question arrives there: the firewall’s NAT has to use the range that was agreed with HKEX.',
        'If that is right, call HKEX’s hotline. Give the server’s address, your source address and the answer {failure}.',
      ],
    },
    'dns/resolver-fails': {
      title: 'DNS server {resolver} ({roles}) answers with an error ({failure})',
      why: 'It received the question for {names} and could not answer it. The way to it is open; the fault lies at the server or behind it. Without an answer from a DNS server the log-on page has no address.',
      steps: [
        'If it is your own server, look in its log and test its forwarders: often the server itself cannot reach HKEX’s DNS servers.',
        'HKEX’s DNS servers stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'If it is HKEX’s, call HKEX’s hotline. Give the server’s address, the name and the answer {failure}.',
      ],
    },
    'dns/resolver-closed': {
      title: 'No DNS service listens at {resolver} ({roles})',
      why: 'It was asked for {names}, and a message came back at once that nothing listens there ({failure}). A server whose DNS service has stopped, a wrong address and a firewall that rejects openly look the same from here. Without an answer from a DNS server the log-on page has no address.',
      steps: [
        'Check the address {server}. HKEX’s DNS servers stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'If it is your own server, start its DNS service and check that it listens on port {port}.',
        'Look in the firewall log for UDP port {port} to {server}: a rule with the action “reject” gives this answer. Change it to “allow”.',
      ],
    },
    'dns/resolver-unreachable': {
      title: 'DNS server {resolver} ({roles}) cannot be reached',
      why: 'It was to be asked for {names}, and the network answered instead of the server ({failure}). There is no route to it, or a device on the way forbids it. Without an answer from a DNS server the log-on page has no address.',
      steps: [
        'Run “tracert {server}” on the terminal. If it ends at the first line, check this PC’s default gateway and routes (“route print”).',
        'If it ends further out, check the routes and the firewall rules there, for UDP and TCP port {port}.',
        'Check the address {server} against Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
      ],
    },
    'dns/alternate-dead': {
      title: 'The alternate DNS server {resolver} ({roles}) does not answer',
      why: 'Another DNS server answers, so nobody notices today. If that one falls silent, for instance on the day when HKEX switches to its other data centre, this PC may find no address for the log-on page.',
      steps: [
        'Check the address {server}. HKEX’s DNS servers stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'Compare the firewall rules for {server} with those for the DNS server that answers: UDP and TCP port {port}. The alternate one is often forgotten.',
        'If it is your own server, check that it is up. If it is HKEX’s and your rules are right, call the vendor of the line to HKEX.',
        'Run this check again now, and not only on the day of a switch.',
      ],
    },
    'dns/tcp-blocked': {
      title: 'DNS server {resolver} ({roles}) gives no answer over TCP',
      why: 'A DNS answer too long for one UDP packet has to be fetched over TCP, and that failed here ({failure}). Where an answer is that long, the log-on page is not found, or only after a long wait.',
      steps: [
        'Allow TCP port {port} from this PC to {server} on every firewall on the way, beside UDP. It is often left out.',
        'If it is your own server, check that it listens on TCP port {port} too.',
      ],
    },
    'dns/nxdomain-rewritten': {
      title: 'DNS server {resolver} ({roles}) gives an address for names that do not exist',
      why: 'It was asked for a made-up name and gave {addresses}. Where it does not know a name of HKEX, it sends the browser there too: the log-on then fails at a strange server, and the missing name stays hidden.',
      steps: [
        'If it is your own server or filter, switch the redirection of unknown names off, or exempt HKEX’s names from it.',
        'If it is a provider’s server, have this PC use HKEX’s DNS servers or your own: Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'Run this check again: names that are missing in DNS will then show.',
      ],
    },
    'dns/malformed-answer': {
      title: 'DNS server {resolver} ({roles}) sends answers that cannot be read',
      why: 'What came back for {names} is not a valid DNS message. Something other than a DNS server is answering there, or a device on the way changes the answers. Without an answer from a DNS server the log-on page has no address.',
      steps: [
        'Check address and port, {resolver}: is it a DNS server?',
        'Look for DNS inspection or a “DNS proxy” on the firewalls and routers on the way, and switch it off for {server}.',
        'Record the traffic on the terminal and behind the firewall, and compare: that shows which device changes it.',
      ],
    },
    'dns/slow': {
      title: 'DNS server {resolver} ({roles}) is slow ({elapsedMs} ms)',
      why: 'Its fastest answer took {elapsedMs} ms. After one second of silence Windows turns to the next DNS server, so pages open slowly, or at the second attempt only.',
      steps: [
        'Run the check again. If it was slow once only, nothing has to be done.',
        'If it stays slow, look for lost packets and load on the way to {server}, and on the server itself if it is yours.',
      ],
    },
    'dns/name-unknown': {
      title: '{host} does not exist according to DNS server {resolvers}',
      why: 'The server answers, and says that there is no such name (NXDOMAIN). The way to it is open; what is missing is the name. Without it the log-on page has no address.',
      steps: [
        'If {resolvers} is your own server, have it forward {host} to HKEX’s DNS servers. They stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'Look for a zone of your own that hides the name. Then empty the caches, since “does not exist” is kept too: the server’s, and “ipconfig /flushdns” on the terminal.',
        'If {resolvers} is HKEX’s server, call HKEX’s hotline. Say that it answers NXDOMAIN for {host}.',
      ],
    },
    'dns/no-address': {
      title: 'DNS server {resolvers} has no address for {host}',
      why: 'The server knows the name, but its answer holds no address. The browser then has nowhere to connect to.',
      steps: [
        'If {resolvers} is your own server, look for a zone or record of your own for {host} that lacks the address. Remove it, and forward the name to HKEX’s DNS servers.',
        'HKEX’s DNS servers stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'If {resolvers} is HKEX’s server, call HKEX’s hotline. Say that {host} has no address there.',
      ],
    },
    'dns/cname-loop': {
      title: 'The aliases of {host} lead nowhere at DNS server {resolvers}',
      why: 'The server gives another name for {host}, and another for that one, in a circle or without an end. The browser never gets an address.',
      steps: [
        'If {resolvers} is your own server, look at the CNAME records for {host}. Remove your own ones, and forward the name to HKEX’s DNS servers.',
        'HKEX’s DNS servers stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'If {resolvers} is HKEX’s server, call HKEX’s hotline. Say that the aliases of {host} do not end.',
      ],
    },
    'dns/address-unexpected': {
      title: 'DNS gives {host} an address outside HKEX’s ranges: {addresses}',
      why: 'DNS server {resolvers} gives this address, and it lies in none of the ranges that site.yaml lists for HKEX’s data centres. The browser would connect to the wrong place, or to nothing.',
      steps: [
        'Compare {addresses} with Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect. If the ranges have changed, mend site.yaml.',
        'If site.yaml is right and {resolvers} is your own server, remove the record, zone or filter that gives this address. Then empty its cache, and run “ipconfig /flushdns” on the terminal.',
        'If {resolvers} is HKEX’s server, call HKEX’s hotline before anybody logs on.',
      ],
    },
    'dns/answers-differ': {
      title: 'The DNS servers give different addresses for {host}',
      why: '{answers}. HKEX has two data centres, so each answer may be right, or one of them is old. An old address may pass today, and fail on the day when HKEX switches to its other data centre.',
      steps: [
        'Compare the answers with Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect: which are HKEX’s?',
        'In your own DNS server, remove fixed records and zones for {host}, forward the name to HKEX’s DNS servers, and empty the cache.',
        'On the terminal, run “ipconfig /flushdns”, and run this check again.',
      ],
    },
    'dns/ttl-long': {
      title: 'DNS server {resolver} ({roles}) lets an old address of {host} live for {ttlSeconds} s',
      why: 'That is more than two hours, the pause between the two sessions of HKEX’s connectivity test. Both data centres have the same URLs, so a switch most likely comes through DNS. This PC could then go on using the old address for that long: the log-on works today, and fails on that day.',
      steps: [
        'If it is your own server, lower the TTL of its own records for {host}, and its limit for kept answers.',
        'If it is HKEX’s, nothing has to be changed today.',
        'On the day of a switch: empty the cache of your DNS server, run “ipconfig /flushdns” on the terminal, and close and reopen Edge.',
      ],
    },
    'dns/hosts-override': {
      title: 'Line {line} of the hosts file pins {host} to {addresses}',
      why: 'The hosts file ({path}) comes before every DNS server: whatever DNS says, this PC connects to this address. Even where it works today, it will not follow HKEX to its other data centre, and the log-on would fail on that day.',
      steps: [
        'Open {path} in Notepad as administrator, and delete line {line} and any other line that names {host}.',
        'Run “ipconfig /flushdns”, close and reopen Edge, and run this check again.',
        'Find out who wrote the line (a script, a policy, software), or it will come back.',
        'If the line was put there because DNS did not work, mend DNS instead: Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
      ],
    },
    'dns/policy-rule': {
      title: 'A Windows rule sends questions for {host} to DNS servers {servers}',
      why: 'The rule for “{namespace}” stands in the Name Resolution Policy Table and comes before the DNS servers of this PC. VPN and DirectAccess set such rules. Where those servers do not know HKEX’s names, the log-on page has no address.',
      steps: [
        'Ask whoever set the rule (group policy or VPN profile) whether it is meant to cover {host}.',
        'If not, add an exemption for {host}, or narrow the rule.',
        'Run “gpupdate /force” and “ipconfig /flushdns” on the terminal, and run this check again.',
      ],
    },
    'dns/cache-stale': {
      title: 'This PC uses an address for {host} that DNS does not give: {addresses}',
      why: 'The DNS servers give {resolved}. Applications on this PC are given {addresses}, and that address does not answer properly. Most likely it is an old answer that this PC has kept, as can happen after a switch of data centres.',
      steps: [
        'Run “ipconfig /flushdns” on the terminal, close all windows of Edge, and open it again.',
        'Run this check again. If the address is still there, restart the PC.',
        'If it still is, look for something else on the PC that answers names: a VPN client, security software, a local DNS proxy. Empty the cache of your own DNS server too.',
      ],
    },
    'dns/not-hkex': {
      title: 'This PC does not use HKEX’s DNS service',
      why: 'Its DNS servers are {configured}. That is allowed: HKEX’s circular only recommends that the connection be tested in this case. It works as long as those servers follow HKEX’s, also on the day of a data-centre switch.',
      steps: [
        'Nothing has to be changed today.',
        'Make sure that {configured} forwards HKEX’s names to HKEX’s DNS servers, and holds no fixed records for them. See Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        'Run this check during HKEX’s next connectivity test, once in each session.',
      ],
    },
  },
} satisfies CheckText<DnsCode, DnsCauseCode>
