import type { CheckText } from '../text.ts'
import type { HostCauseCode, HostCode } from './codes.ts'

export const hostTextEn = {
  name: 'Network connection',
  findings: {
    'network/has-route': 'This PC is connected to a network; its own addresses: {addresses}',
    'network/no-route': 'This PC has an address ({addresses}) but no route to {destinations}',
    'network/no-address': 'This PC has no usable network address',
    'network/link-down': 'The network connection of this PC is down ({linksDown})',
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
  },
} satisfies CheckText<HostCode, HostCauseCode>
