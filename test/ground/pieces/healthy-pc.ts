/** PCs that are not as others are. */

import { sso, www } from '../places.ts'
import type { PcScene, Piece, Scene } from '../scene.ts'
import { odd } from './healthy-make.ts'
import { note } from './make.ts'

const pc = (scene: PcScene): Scene => ({ pc: scene })
const at = (line: string): Scene => ({ commands: [{ at: 'pc', line }] })
const many = Array.from({ length: 5000 }, (_, index) => `0.0.0.0 advert-${index}.example`)

const hosts: readonly Piece[] = [
  odd('hosts-others', {
    does: 'the hosts file has lines for other names, comments, and the two names in comments',
    scene: pc({
      hosts: [
        '::1 localhost ip6-localhost ip6-loopback',
        '# Lab',
        `# 203.0.113.30 ${sso}`,
        `#203.0.113.30\t${www}`,
        `198.51.100.7 printer printer.site.example # beside ${www}`,
        `203.0.113.30 test.${www} my-${sso}`,
        `203.0.113.30 ${sso}.site.example`,
        '',
        '   ',
      ],
    }),
    touches: ['pc-dns'],
  }),
  odd('hosts-5000', { does: 'the hosts file has 5,000 lines against advertisements', scene: pc({ hosts: many }), touches: ['pc-dns'] }),
  odd('hosts-odd', {
    does: 'the hosts file has lines that say nothing, ends of lines of another system, and letters of another alphabet',
    scene: pc({ hosts: ['\r', 'nonsense', '198.51.100.7', '999.1.1.1 printer\r', '198.51.100.8 印表機 \r', '\t198.51.100.9\tscanner\r'] }),
    touches: ['pc-dns'],
  }),
]

const clocks: readonly Piece[] = [
  odd('clock-ahead', {
    does: 'the PC’s clock is two minutes ahead',
    scene: pc({ clock: '+120s', browser: 'off' }),
    touches: ['clock', 'browser'],
  }),
  odd('clock-behind', {
    does: 'the PC’s clock is two minutes behind',
    scene: pc({ clock: '-120s', browser: 'off' }),
    touches: ['clock', 'browser'],
  }),
  odd('clock-servers-behind', {
    does: 'the servers’ clocks are two minutes behind',
    scene: { serversTime: '-120s' },
    touches: ['clock', 'www', 'sso'],
  }),
  odd('zone-london', {
    does: 'the PC has London’s time zone',
    scene: pc({ zone: 'Europe/London' }),
    notes: [note('clock/zone')],
    touches: ['clock'],
  }),
  odd('zone-singapore', { does: 'the PC has Singapore’s time zone', scene: pc({ zone: 'Asia/Singapore' }), touches: ['clock'] }),
  odd('zone-nepal', {
    does: 'the PC has Nepal’s time zone',
    scene: pc({ zone: 'Asia/Kathmandu' }),
    notes: [note('clock/zone')],
    touches: ['clock'],
  }),
]

const networks: readonly Piece[] = [
  odd('pc-no-default-route', {
    does: 'the PC has a way to HKEX’s networks alone, and no default one',
    scene: at('ip route del default\nip route add 203.0.113.0/24 via 198.51.100.1'),
    touches: ['pc-network'],
  }),
  odd('pc-second-card-unplugged', {
    does: 'the PC has a second network card, and no cable in it',
    scene: at('ip link add eth1 type veth peer name other\nip address add 192.0.2.10/24 dev eth1\nip link set eth1 up'),
    touches: ['pc-network'],
  }),
  odd('pc-switch-for-containers', {
    does: 'the PC has a virtual switch with an address of its own and nothing in it',
    scene: at('ip link add docker0 type bridge\nip address add 192.0.2.1/24 dev docker0\nip link set docker0 up'),
    touches: ['pc-network'],
  }),
  odd('pc-tunnel', {
    does: 'the PC has a tunnel that leads elsewhere',
    scene: at(
      'ip tuntap add mode tun name vpn0\nip address add 192.0.2.5/32 dev vpn0\nip link set vpn0 up\nip route add 192.0.2.128/25 dev vpn0',
    ),
    touches: ['pc-network'],
  }),
  odd('pc-two-addresses', {
    does: 'the PC has two addresses in its network, and an address that it gave itself',
    scene: at('ip address add 198.51.100.12/24 dev eth0\nip address add 169.254.7.7/16 dev eth0 scope link'),
    touches: ['pc-network'],
  }),
  odd('pc-second-default', {
    does: 'the PC has a second default way that is worse and leads nowhere',
    scene: at(
      'ip link add eth1 type veth peer name nobody\nip link set nobody up\nip address add 192.0.2.10/24 dev eth1\nip link set eth1 up\nip route add default via 192.0.2.1 dev eth1 metric 500',
    ),
    touches: ['pc-network'],
  }),
  odd('pc-one-address-way', {
    does: 'the PC has an address with a prefix of 32 and a way to its router alone',
    scene: at(
      'ip address flush dev eth0\nip address add 198.51.100.10/32 dev eth0\nip route add 198.51.100.1 dev eth0\nip route add default via 198.51.100.1',
    ),
    touches: ['pc-network'],
  }),
]

const rest: readonly Piece[] = [
  odd('root-company', { does: 'the PC has the company’s own root installed', scene: pc({ roots: ['company'] }), touches: ['trust'] }),
  odd('root-inspection', {
    does: 'the PC has an inspection vendor’s root installed, which nobody uses here',
    scene: pc({ roots: ['inspection', 'company'] }),
    touches: ['trust'],
  }),
  odd('smartcard-optional-no-service', {
    does: 'a card is optional, and the PC runs no smart card service',
    scene: { siteFile: { smartcard: 'optional' } },
    notes: [note('smartcard/service-stopped')],
    touches: ['smartcard'],
  }),
  odd('smartcard-optional-no-reader', {
    does: 'a card is optional, and the PC has no reader',
    scene: { pc: { smartcard: 'service' }, siteFile: { smartcard: 'optional' } },
    notes: [note('smartcard/no-reader')],
    touches: ['smartcard'],
  }),
  odd('smartcard-optional-no-card', {
    does: 'a card is optional, and the reader is empty',
    scene: { pc: { smartcard: 'reader' }, siteFile: { smartcard: 'optional' } },
    notes: [note('smartcard/no-card')],
    touches: ['smartcard'],
  }),
  odd('smartcard-card', {
    does: 'a card is needed, and there is one',
    scene: { pc: { smartcard: 'card' }, siteFile: { smartcard: 'required' } },
    touches: ['smartcard'],
  }),
  odd('smartcard-off', {
    does: 'nobody logs on by card, and the card in the reader is mute',
    scene: pc({ smartcard: 'mute-card' }),
    touches: ['smartcard'],
  }),
  odd('pc-environment', {
    does: 'the environment holds settings of other programs',
    scene: pc({
      env: {
        NODE_OPTIONS: '--max-old-space-size=512',
        DEBUG: '*',
        NODE_DEBUG: 'none',
        FORCE_COLOR: '1',
        LC_ALL: 'zh_HK.Big5',
        LANGUAGE: 'zh',
        HTTP_PROXY: '',
        no_proxy: '*',
      },
    }),
    touches: ['host'],
  }),
]

export const healthyPc: readonly Piece[] = [...hosts, ...clocks, ...networks, ...rest]
