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
    'dns/local-block': 'This PC itself forbids questions for {host} to DNS server {resolver} ({roles}; {failure})',
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
    'dns/alternate-not-set': 'This PC asks {configured}, and not HKEX’s DNS server {unset}',
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
      title: ['DNS server {byTcp} ({roles}) answers by TCP and not by UDP', 'DNS server {resolver} ({roles}) does not reply'],
      why: [
        'It was asked for {names} by UDP, and nothing came back. By TCP {byTcp} answers, so it is up: questions to its UDP port {port}, or the answers to them, do not get through. Applications ask by UDP. Where nothing else gives an address, the log-on page cannot open.',
        'It was asked for {names}, and nothing came back. This PC is not set to {unused}, and the DNS servers that it is set to answer: nothing here waits for it.',
        'It was asked for {names}, and nothing came back. {up} answered another question in the same run, so it is up. Either these questions or their answers are dropped on the way, or it does not answer them. Where nothing else gives an address, the log-on page cannot open.',
        'It was asked for {names}, and nothing came back. Either the questions or the answers are lost on the way, or the server is off; from this PC these look the same. Where nothing else gives an address, the log-on page cannot open.',
      ],
      steps: [
        ['HKEX’s DNS servers {helpers} answer this PC. Either have this PC use them, or mend {own}.'],
        ['Nothing has to be done where the firewall lets your own DNS server alone ask {unused}.'],
        ['Check that {own} is the right address, that this server is up and that its DNS service runs.'],
        [
          'Allow UDP port {port} from this PC to {byTcp}, and the answers back, on every firewall on the way. TCP gets through already.',
          'Allow UDP and TCP port {port} from this PC to {server}, and the answers back, on every firewall on the way. A firewall often drops them silently.',
        ],
        [
          'Check the address {hkex}. HKEX’s DNS servers stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        ],
        ['If the questions to {hkex} leave your firewall unanswered, call the vendor of the line to HKEX.'],
      ],
    },
    'dns/resolver-refuses': {
      title: 'DNS server {resolver} ({roles}) refuses to answer this PC for {names}',
      why: [
        '{hkex} answers for {answered} and refuses {names} ({failure}). So it is not this PC that it refuses: it does not hold that name. Where nothing else gives an address, the log-on page cannot open.',
        'It received the question for {names} and answered {failure}. So the way to it is open, but it does not serve this PC, or not this name. Where nothing else gives an address, the log-on page cannot open.',
      ],
      steps: [
        ['Call HKEX’s hotline. Say that {hkex} answers for {answered} and refuses {names} ({failure}).'],
        ['HKEX’s DNS servers {helpers} answer this PC. Either have this PC use them, or mend {own}.'],
        ['Nothing has to be done where the firewall lets your own DNS server alone ask {unused}.'],
        ['Allow this PC’s network to ask {own}, for every name (access list, recursion).'],
        ['Test the forwarders of {own}: a server that has nobody to ask may refuse as well.'],
        [
          'Check from which source address the questions arrive at {refusingAll}: the firewall’s NAT has to use the range that was agreed with HKEX.',
        ],
        ['If that is right, call HKEX’s hotline. Give the address {refusingAll}, your source address and the answer {failure}.'],
      ],
    },
    'dns/resolver-fails': {
      title: [
        'DNS server {own} ({roles}) cannot find out about {silentFor}',
        'DNS server {resolver} ({roles}) answers with an error ({failure})',
      ],
      why: [
        '{own} answered another question in the same run, so it is up. For {silentFor} it gives no answer: most likely the servers that it asks itself do not answer it. Where nothing else gives an address, the log-on page cannot open.',
        'It received the question for {names} and could not answer it. The way to it is open; the fault lies at the server or behind it. Where nothing else gives an address, the log-on page cannot open.',
      ],
      steps: [
        ['HKEX’s DNS servers {helpers} answer this PC. Either have this PC use them, or mend {own}.'],
        ['Test the forwarders of {own}, and look in its log: often the server itself cannot reach HKEX’s DNS servers.'],
        [
          'Allow UDP and TCP port 53 from {own} to HKEX’s DNS servers, and the answers back, on every firewall on the way. They stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        ],
        ['Call HKEX’s hotline. Give the server’s address {hkex}, the names {names} and the answer {failure}.'],
      ],
    },
    'dns/resolver-closed': {
      title: 'No DNS service listens at {resolver} ({roles})',
      why: 'It was asked for {names}, and a message came back at once that nothing listens there ({failure}). A server whose DNS service has stopped, a wrong address and a firewall that rejects openly look the same from here. Where nothing else gives an address, the log-on page cannot open.',
      steps: [
        ['HKEX’s DNS servers {helpers} answer this PC. Either have this PC use them, or mend {own}.'],
        ['Nothing has to be done where the firewall lets your own DNS server alone ask {unused}.'],
        [
          'Check the address {hkex}. HKEX’s DNS servers stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        ],
        ['Check that {own} is the right address, start its DNS service and see that it listens on port {port}.'],
        'Look in the firewall log for UDP port {port} to {server}: a rule with the action “reject” gives this answer. Change it to “allow”.',
        ['If no rule of yours rejects it, call HKEX’s hotline. Say that nothing listens at {hkex}.'],
      ],
    },
    'dns/resolver-unreachable': {
      title: 'DNS server {resolver} ({roles}) cannot be reached',
      why: 'It was to be asked for {names}, and the network answered instead of the server ({failure}). There is no route to it, or a device on the way forbids it. Where nothing else gives an address, the log-on page cannot open.',
      steps: [
        ['HKEX’s DNS servers {helpers} answer this PC. Either have this PC use them, or mend {own}.'],
        ['Nothing has to be done where the firewall lets your own DNS server alone ask {unused}.'],
        'Run “tracert {server}” on the terminal. If it ends at the first line, check this PC’s default gateway and routes (“route print”).',
        'If it ends further out, check the routes and the firewall rules there, for UDP and TCP port {port}.',
        ['Check the address {hkex} against Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.'],
        ['Check that {own} is the address of your DNS server.'],
      ],
    },
    'dns/local-block': {
      title: 'This PC itself forbids questions to DNS server {resolver} ({roles})',
      why: 'The questions for {names} did not leave this PC ({failure}): its firewall or security software forbids them. If that holds for other programs too, the log-on page has no address.',
      steps: [
        'Look at the outbound rules of this PC’s firewall (Windows Defender Firewall) and of its security software for {server}, UDP and TCP port {port}.',
        'Allow both there, and run this check again.',
      ],
    },
    'dns/alternate-dead': {
      title: [
        'DNS server {unused} ({roles}), which this PC does not use, does not answer',
        'The alternate DNS server {byTcp} ({roles}) answers by TCP and not by UDP',
        'The alternate DNS server {resolver} ({roles}) does not answer',
      ],
      why: [
        'This PC is not set to {unused}, and the DNS servers that it is set to answer: nothing here waits for it.',
        'Another DNS server answers, so nobody notices today. If that one falls silent, for instance on the day when HKEX switches to its other data centre, this PC may find no address for the log-on page.',
      ],
      steps: [
        ['Nothing has to be done where the firewall lets your own DNS server alone ask {unused}.'],
        [
          'Check the address {hkex}. HKEX’s DNS servers stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        ],
        'Compare the firewall rules for {server} with those for the DNS server that answers: UDP and TCP port {port}. The alternate one is often forgotten.',
        ['Check that {own} is up.'],
        ['If your rules for {hkex} are right, call the vendor of the line to HKEX.'],
        'Run this check again now, and not only on the day of a switch.',
      ],
    },
    'dns/tcp-blocked': {
      title: 'DNS server {resolver} ({roles}) gives no answer over TCP',
      why: 'A DNS answer too long for one UDP packet has to be fetched over TCP, and that failed here ({failure}). Where an answer is that long, the log-on page is not found, or only after a long wait.',
      steps: [
        'Allow TCP port {port} from this PC to {server} on every firewall on the way, beside UDP. It is often left out.',
        ['Check that {own} listens on TCP port {port} too.'],
      ],
    },
    'dns/nxdomain-rewritten': {
      title: 'DNS server {resolver} ({roles}) gives an address for names that do not exist',
      why: 'It was asked for a made-up name and gave {addresses}. Where it does not know a name of HKEX, it sends the browser there too: the log-on then fails at a strange server, and the missing name stays hidden.',
      steps: [
        ['Switch the redirection of unknown names off at {own}, or exempt HKEX’s names from it.'],
        [
          'If {own} is a provider’s server, have this PC use HKEX’s DNS servers or your own: Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        ],
        ['Look for a device on the way that answers in the place of {hkex}: a “DNS proxy” or a DNS filter. Exempt HKEX’s names there.'],
        ['If there is none, call HKEX’s hotline. Say that {hkex} gives {addresses} for a name that does not exist.'],
        'Run this check again: names that are missing in DNS will then show.',
      ],
    },
    'dns/malformed-answer': {
      title: 'DNS server {resolver} ({roles}) sends answers that cannot be read',
      why: 'What came back for {names} is not a valid DNS message. Something other than a DNS server is answering there, or a device on the way changes the answers. Where nothing else gives an address, the log-on page cannot open.',
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
      title: '{host} does not exist according to DNS ({resolvers})',
      why: 'DNS answers, and says that there is no such name (NXDOMAIN). The way to it is open; what is missing is the name. A PC that goes by this answer does not find the log-on page.',
      steps: [
        [
          'Have {own} forward {host} to HKEX’s DNS servers. They stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        ],
        ['Look for a zone at {own} that hides the name, and empty the server’s cache: “does not exist” is kept too.'],
        ['Call HKEX’s hotline. Say that the answer for {host} is NXDOMAIN at {hkex}.'],
        'Then run “ipconfig /flushdns” on the terminal: it keeps that answer too.',
      ],
    },
    'dns/no-address': {
      title: 'DNS has no address for {host} ({resolvers})',
      why: 'DNS knows the name, but its answer holds no address. The browser then has nowhere to connect to.',
      steps: [
        [
          'Look for a zone or record for {host} at {own} that lacks the address. Remove it, and forward the name to HKEX’s DNS servers. They stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        ],
        ['Call HKEX’s hotline. Say that {host} has no address at {hkex}.'],
      ],
    },
    'dns/cname-loop': {
      title: 'The aliases of {host} lead nowhere ({resolvers})',
      why: 'DNS gives another name for {host}, and another for that one, in a circle or without an end. The browser never gets an address.',
      steps: [
        [
          'Look at the CNAME records for {host} at {own}. Remove your own ones, and forward the name to HKEX’s DNS servers. They stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
        ],
        ['Call HKEX’s hotline. Say that the aliases of {host} do not end at {hkex}.'],
      ],
    },
    'dns/address-unexpected': {
      title: [
        'DNS gives {host} an address that is no server’s: {sinkhole}',
        'DNS gives {host} an address outside HKEX’s ranges: {addresses}',
      ],
      why: [
        '{sinkhole} is no server: a filter gives it for a name that it blocks. It comes from DNS ({resolvers}).',
        'It comes from DNS ({resolvers}), and lies in none of the ranges that site.yaml lists for HKEX’s data centres. At {genuine} a server answers with a certificate by the issuer that site.yaml expects: most likely site.yaml lacks this range.',
        'It comes from DNS ({resolvers}), and lies in none of the ranges that site.yaml lists for HKEX’s data centres. The browser would connect to the wrong place, or to nothing.',
      ],
      steps: [
        ['Find the filter that gives {sinkhole} for {host}: at {resolvers}, or on the way there. Exempt {host} from it.'],
        ['Run “ipconfig /flushdns” on the terminal, so that it forgets {sinkhole}, and run this check again.'],
        [
          'Compare {genuine} with Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect. Add the range that stands there to site.yaml. If there is none, call HKEX’s hotline.',
        ],
        [
          'Compare {strange} with Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect. If the ranges have changed, mend site.yaml.',
        ],
        [
          'If site.yaml is right, remove the record, zone or filter at {own} that gives {strange}. Then empty its cache, and run “ipconfig /flushdns” on the terminal.',
        ],
        ['If site.yaml is right, call HKEX’s hotline before anybody logs on. Say that {hkex} gives {strange}.'],
      ],
    },
    'dns/answers-differ': {
      title: ['An old address of {host} is still given by DNS ({stale}): {old}', 'The DNS servers give different addresses for {host}'],
      why: [
        'From {stale} comes {old}, which does not answer properly. The other DNS servers give {live}, and that works. A PC that is given the old address does not get to the log-on page.',
        '{answers}. HKEX has two data centres, so each answer may be right, or one of them is old. An old address may pass today, and fail on the day when HKEX switches to its other data centre.',
      ],
      steps: [
        ['Call HKEX’s hotline. Say that {old} still comes from {hkex} for {host}.'],
        ['Ask whether {old}, as given by {hkex}, should work. If it should, look for it in the log of your firewall, and allow it.'],
        [
          'Compare {doubtful} with Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect: which are HKEX’s?',
        ],
        ['At {own}, remove fixed records and zones for {host}, forward the name to HKEX’s DNS servers, and empty the cache.'],
        'On the terminal, run “ipconfig /flushdns”, and run this check again.',
      ],
    },
    'dns/ttl-long': {
      title: 'DNS server {resolver} ({roles}) lets an old address of {host} live for {ttlSeconds} s',
      why: 'That is more than two hours, the pause between the two sessions of HKEX’s connectivity test. Both data centres have the same URLs, so a switch most likely comes through DNS. This PC could then go on using the old address for that long: the log-on works today, and fails on that day.',
      steps: [
        ['At {own}, lower the TTL of its own records for {host}, and its limit for kept answers.'],
        ['{hkex} is HKEX’s server: nothing has to be changed today.'],
        'On the day of a switch: empty the cache of your DNS server, run “ipconfig /flushdns” on the terminal, and close and reopen Edge.',
      ],
    },
    'dns/hosts-override': {
      title: 'Line {line} of the hosts file pins {host} to {addresses}',
      why: 'The hosts file ({path}) comes before every DNS server: whatever DNS says, this PC connects to this address. Even where it works today, it will not follow HKEX to its other data centre, and the log-on would fail on that day.',
      steps: [
        ['Leave the line until DNS answers for {unanswered}: today the log-on works by it alone. Mend DNS first.'],
        [
          'Open {path} in Notepad as administrator, and delete line {line} and any other line that names {answering}.',
          'Once DNS answers, open {path} in Notepad as administrator, and delete line {line} and any other line that names {unanswered}.',
        ],
        'Run “ipconfig /flushdns”, close and reopen Edge, and run this check again.',
        'Find out who wrote the line (a script, a policy, software), or it will come back.',
        'If the line was put there because DNS did not work, mend DNS instead: Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
      ],
    },
    'dns/policy-rule': {
      title: 'A Windows rule sends questions for {host} to DNS servers {servers}',
      why: 'The rule for “{namespace}” stands in the Name Resolution Policy Table and comes before the DNS servers of this PC. VPN and DirectAccess set such rules. Where those servers do not know HKEX’s names, or give an old address, the log-on page cannot open.',
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
    'dns/alternate-not-set': {
      title: 'This PC is not set to use HKEX’s DNS server {unset}',
      why: 'It uses {configured}. If that falls silent, for instance on the day when HKEX switches to its other data centre, this PC does not ask {unset}, and finds no address for the log-on page.',
      steps: [
        'Nothing has to be changed today.',
        'Add {unset} to the DNS servers in the settings of this PC’s network adapter, as the alternate one.',
        'Run this check again.',
      ],
    },
  },
} satisfies CheckText<DnsCode, DnsCauseCode>
