import type { CheckText } from '../text.ts'
import type { HostCauseCode, HostCode } from './codes.ts'

export const hostTextEn = {
  name: 'Network connection',
  findings: {
    'network/has-route': 'This PC is connected to a network; its own addresses: {addresses}',
    'network/no-route': 'This PC has an address ({addresses}) but no route to {destinations}',
    'network/no-address': 'This PC has no usable network address',
    'network/link-down': 'The network connection of this PC is down ({linksDown})',
    'network/ways': 'Ways out of this PC: {ways}; taken to the servers that were asked: {taken}',
    'network/several-routes': 'This PC has several ways out: {ways}; it takes {taken} to the servers that were asked',
    'host/os-supported': '{os} (build {build}) gets Microsoft’s updates until {endsAt}',
    'host/os-extended': '{os} (build {build}) gets Extended Security Updates, which Microsoft offers until {endsAt}',
    'host/os-unsupported': '{os} (build {build}): Microsoft’s updates ended on {endsAt}',
    'host/os-unknown': '{os} (build {build}) is not in this program’s list of Windows releases ({lookedUp})',
    'host/os-noted': 'This PC runs {os} ({build})',
    'host/doh-off': 'Windows does not use DNS over HTTPS',
    'host/doh': ['Windows uses DNS over HTTPS; servers: {servers}', 'A policy has Windows use DNS over HTTPS'],
    'host/firewall': [
      'Windows Firewall is on for: {on}; it blocks outgoing connections that no rule allows for: {blocking}',
      'Windows Firewall is on for: {on}',
      'Windows Firewall blocks outgoing connections that no rule allows for: {blocking}',
      'Windows Firewall was not seen to be on',
    ],
    'host/firewall-outbound': 'Windows Firewall blocks outgoing connections that no rule allows for: {blocking}',
    'host/no-reboot-pending': 'Windows does not wait for a restart',
    'host/reboot-noted': 'Windows waits for a restart; nothing here needs it now',
    'host/reboot-pending': 'Windows waits for a restart',
    'host/time-service-noted': [
      'Windows’ time service takes the time by {type} from {servers}',
      'Windows’ time service is set to {type}',
      'Windows’ time service does not say from where it takes the time',
    ],
    'host/time-service': [
      'Windows’ time service does not set this PC’s clock (setting: {type})',
      'Windows’ time service does not set this PC’s clock',
    ],
  },
  causes: {
    'network/link-down': {
      title: 'The network connection of this PC is down ({linksDown})',
      why: 'The PC itself says that this connection has no link. Nothing outside the PC can be reached until it has one.',
      steps: [
        'Push the network cable in until it clicks, at the PC and at the wall. A lamp beside the socket should light up.',
        'If the lamp stays dark, try another cable or another socket.',
        'If that does not help, ask IT to check the switch port, and whether the network adapter is disabled in Windows.',
        'Run this check again.',
      ],
    },
    'network/no-address': {
      title: 'This PC has no network address',
      why: 'It has none at all, or only one that a PC gives itself when nobody assigns it one (169.254.…). Nothing outside the PC can be reached without an address.',
      steps: [
        'Check that the network cable is in at both ends and that the adapter is not disabled.',
        'Run “ipconfig /all” and see whether the address comes by DHCP or is fixed.',
        'With DHCP: run “ipconfig /renew”, and check that the DHCP server answers on this socket.',
        'With a fixed address: enter address, mask, gateway and DNS servers again, as agreed for this terminal. CCASS checks the source address at log-on, so do not choose a new one.',
      ],
    },
    'network/no-route': {
      title: 'This PC has no route to {destinations}',
      why: 'The PC’s own routing table has no usable way there, so nothing was sent at all. What lies behind these addresses cannot be reached.',
      steps: [
        'Run “route print” and “ipconfig /all”: check the default gateway, and the routes to HKEX’s addresses.',
        'Where the PC has two network cards or a VPN, check that the routes to HKEX’s addresses use the right one.',
        'Add what is missing with “route -p add”, so that it is still there after a restart. HKEX’s addresses stand in Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect.',
      ],
    },
    'network/several-routes': {
      title: 'This PC has several ways out: {ways}',
      why: 'Some connections failed in the way that a wrong way out makes them fail. The PC takes {taken} to the servers that were asked. This is a hint, not the cause by itself.',
      steps: [
        'Disconnect the VPN or the second network that HKEX is not reached by, and run this check again.',
        'If that helps, run “route print” and give the routes to HKEX’s addresses to the right network, with “route -p add”.',
      ],
    },
    'host/os-unsupported': {
      title: 'Microsoft’s updates for {os} ended on {endsAt}',
      why: 'The log-on may still work today. Without updates Edge, certificates and security software stop working one by one, and holes stay open. Where Microsoft offers Extended Security Updates for it, they end on: {extended}. This PC’s build ({build}) shows none.',
      steps: [
        'Look at the build with “winver”. If Extended Security Updates were bought for this PC, install the newest one.',
        'If not, plan the change to a serviced version of Windows: the PC’s maker and your policies decide which.',
      ],
    },
    'host/os-unknown': {
      title: 'This program does not know this version of Windows ({os}, build {build})',
      why: 'Its list of Windows releases dates from {lookedUp}. So it could not judge whether Microsoft still updates this one. This does not stop the log-on.',
      steps: [
        'If Windows is newer than that list, get a newer version of this program.',
        'If it is a preview (Windows Insider), use a released version on a terminal.',
      ],
    },
    'host/doh': {
      title: 'Windows on this PC looks names up by DNS over HTTPS',
      why: [
        'Windows asks these servers by HTTPS: {servers}. HKEX’s names are looked up by the servers that HKEX or your site names; others may not know them, or give another address. Names for which Windows has an address that the servers, asked plainly, do not give, and that does not work: {elsewhere}.',
        'Windows asks these servers by HTTPS: {servers}. HKEX’s names are looked up by the servers that HKEX or your site names; others may not know them, or give another address. Names that Windows could not find while the servers answered plainly: {hosts}.',
        'Windows asks these servers by HTTPS: {servers}. HKEX’s names are looked up by the servers that HKEX or your site names; others may not know them, or give another address.',
      ],
      steps: [
        'Open Settings > Network & internet, the connection in use, and “DNS server assignment”: set “DNS over HTTPS” to off for these servers.',
        'Where that is greyed out, a group policy sets it: Computer Configuration > Administrative Templates > Network > DNS Client > “Configure encrypted name resolution”.',
        'Run this check again.',
      ],
    },
    'host/firewall-outbound': {
      title: 'Windows Firewall on this PC blocks what no rule allows ({blocking})',
      why: 'This PC itself refused a connection, and its Windows Firewall is set to block outgoing connections without a rule. A missing rule is the likely reason.',
      steps: [
        'Open “Windows Defender Firewall with Advanced Security” > Outbound Rules, and allow TCP 443 to HKEX’s addresses for Edge (msedge.exe).',
        'Allow this program too, or it goes on failing where Edge does not.',
        'Where a group policy sets the rules, add it there: what is set on the PC does not count then.',
      ],
    },
    'host/reboot-pending': {
      title: 'Windows on this PC waits for a restart',
      why: 'Updates are half installed until then. That rarely stops a log-on, but it is quickly ruled out.',
      steps: ['Save your work, restart the PC, and run this check again.'],
    },
    'host/time-service': {
      title: [
        'Windows’ time service does not keep this PC’s clock (setting: {type})',
        'Windows’ time service does not keep this PC’s clock',
      ],
      why: 'The clock is wrong, and the service W32Time is disabled or set to ask nobody. Unless another program keeps the time, it goes wrong again after it is set by hand.',
      steps: [
        'Ask who keeps the clock of this PC: the domain, a program of its own, or the host of a virtual machine.',
        'If nobody does, set the service “Windows Time” to start automatically, run “w32tm /config /syncfromflags:domhier /update” in a domain, or set an NTP server, then “w32tm /resync”.',
      ],
    },
  },
} satisfies CheckText<HostCode, HostCauseCode>
