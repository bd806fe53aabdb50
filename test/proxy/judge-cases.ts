/** For each code, evidence that leads to it. */

import { failure } from '../../checks/failure.ts'
import type { ProxyEvidence } from '../../checks/proxy/evidence.ts'
import { question } from '../../checks/questions.ts'
import { broken, directRoute, hello, type Judged, pac, proxy, reach, refused, route, setting, tunnel } from './evidence.ts'
import { site } from './world.ts'

const pacUrl = 'http://pac.example/proxy.pac'
const pacSetting = setting({ kind: 'pac', value: pacUrl })
const detection = setting({ kind: 'auto-detect', value: 'http://wpad/wpad.dat' })
export const reachId = question.proxyReach(proxy)
export const tunnelId = question.proxyTunnel(proxy, site.host)
const helloId = question.proxyHello(proxy, site.host)
export const needId = question.proxyNeed(site.host)
const pacId = question.proxyPac(pacUrl)

export type Case = [name: string, id: string, code: string, status: string, given: Partial<ProxyEvidence>, judged?: Judged]

export const cases: Case[] = [
  ['a proxy that can be connected to', reachId, 'proxy/reachable', 'ok', {}],
  ['nobody listens there', reachId, 'proxy/unreachable', 'problem', { reach: [refused()], tunnels: [] }],
  [
    'its name is unknown',
    reachId,
    'proxy/name-unresolved',
    'problem',
    { reach: [reach({ stage: 'lookup', address: null, failure: failure('name-unknown', 'ENOTFOUND') })], tunnels: [] },
  ],
  [
    'no helper may look its name up',
    reachId,
    'proxy/not-tried',
    'not-checked policy',
    { reach: [reach({ stage: 'lookup', failure: failure('access-denied', 'EPERM') })], tunnels: [] },
  ],
  [
    'the run ended while connecting',
    reachId,
    'proxy/not-tried',
    'not-checked deadline',
    { reach: [reach({ stage: 'connect', failure: failure('cancelled') })], tunnels: [] },
  ],
  ['the run ended before connecting', reachId, 'proxy/not-tried', 'not-checked deadline', { reach: [], tunnels: [] }],

  ['a tunnel', tunnelId, 'proxy/tunnels', 'ok', {}],
  ['any success is a tunnel', tunnelId, 'proxy/tunnels', 'ok', { tunnels: [tunnel({ statusCode: 204 })] }],
  ['a password', tunnelId, 'proxy/authentication', 'problem', { tunnels: [tunnel({ statusCode: 407, authenticationSchemes: ['Basic'] })] }],
  [
    'a password, by Digest',
    tunnelId,
    'proxy/authentication',
    'problem',
    { tunnels: [tunnel({ statusCode: 407, authenticationSchemes: ['Digest', 'Basic'] })] },
  ],
  ['a demand that names no scheme', tunnelId, 'proxy/authentication', 'problem', { tunnels: [tunnel({ statusCode: 407 })] }],
  [
    'the Windows log-on',
    tunnelId,
    'proxy/integrated-authentication',
    'not-checked integrated-authentication',
    { tunnels: [tunnel({ statusCode: 407, authenticationSchemes: ['Negotiate', 'NTLM'] })] },
  ],
  [
    'the Windows log-on or a password: Edge takes the first',
    tunnelId,
    'proxy/integrated-authentication',
    'not-checked integrated-authentication',
    { tunnels: [tunnel({ statusCode: 407, authenticationSchemes: ['Basic', 'ntlm'] })] },
  ],
  ...[403, 405, 451].map(
    (statusCode): Case => [`HTTP ${statusCode}`, tunnelId, 'proxy/forbids', 'problem', { tunnels: [tunnel({ statusCode })] }],
  ),
  ...[500, 502, 503, 504].map(
    (statusCode): Case => [`HTTP ${statusCode}`, tunnelId, 'proxy/upstream-fails', 'problem', { tunnels: [tunnel({ statusCode })] }],
  ),
  ...[302, 400, 404, 501].map(
    (statusCode): Case => [`HTTP ${statusCode}`, tunnelId, 'proxy/refuses', 'problem', { tunnels: [tunnel({ statusCode })] }],
  ),
  ['silence', tunnelId, 'proxy/no-reply', 'problem', { tunnels: [broken('no-reply', 'limit')] }],
  ['a reset', tunnelId, 'proxy/drops', 'problem', { tunnels: [broken('reset', 'ECONNRESET')] }],
  ['an end', tunnelId, 'proxy/drops', 'problem', { tunnels: [broken('closed', 'end')] }],
  ['a TLS answer through the tunnel', helloId, 'proxy/hello-answered', 'ok', { handshakes: [hello('big', 'answered')] }],
  ['a reset of every hello', helloId, 'proxy/hello-lost', 'problem', { handshakes: [hello('big', 'reset'), hello('small', 'reset')] }],
  [
    'silence after every hello',
    helloId,
    'proxy/hello-lost',
    'problem',
    { handshakes: [hello('big', 'no-reply'), hello('small', 'no-reply')] },
  ],
  ['what is no TLS', helloId, 'proxy/hello-lost', 'problem', { handshakes: [hello('big', 'not-tls')] }],
  [
    'an answer to the small hello alone',
    helloId,
    'proxy/large-packets-lost',
    'problem',
    { handshakes: [hello('big', 'no-reply'), hello('small', 'answered')] },
  ],
  ['no HTTP', tunnelId, 'proxy/not-a-proxy', 'problem', { tunnels: [broken('malformed', 'not-http')] }],
  ['a head without end', tunnelId, 'proxy/not-a-proxy', 'problem', { tunnels: [broken('too-large', 'head')] }],
  [
    'a proxy of another kind',
    tunnelId,
    'proxy/kind-not-spoken',
    'not-checked not-supported',
    { tunnels: [broken('not-supported', 'socks5')] },
  ],
  ['the run ended while it was asked', tunnelId, 'proxy/not-tried', 'not-checked deadline', { tunnels: [broken('cancelled')] }],
  ['the proxy was not reached', tunnelId, 'proxy/not-tried', 'not-checked upstream-failed', { reach: [refused()], tunnels: [] }],
  ['the run ended before it was asked', tunnelId, 'proxy/not-tried', 'not-checked deadline', { tunnels: [] }],

  ['through a proxy', needId, 'proxy/used', 'ok', {}],
  [
    'directly, and nothing says otherwise',
    needId,
    'proxy/direct',
    'ok',
    { settings: [], obeyed: null, routes: [directRoute()], reach: [], tunnels: [] },
    { direct: 'problem' },
  ],
  [
    'directly, which fails, and a proxy that Edge does not use works',
    needId,
    'proxy/required',
    'problem',
    { obeyed: null, routes: [directRoute()], tunnels: [tunnel({ obeyed: false })] },
    { direct: 'problem' },
  ],
  [
    'the same where the name has no address',
    needId,
    'proxy/required',
    'problem',
    { obeyed: null, routes: [directRoute()], tunnels: [tunnel({ obeyed: false })] },
    { direct: 'not-checked', directReason: 'upstream-failed' },
  ],
  [
    'directly, which works, whatever a proxy does',
    needId,
    'proxy/direct',
    'ok',
    { obeyed: null, routes: [directRoute()], tunnels: [tunnel({ obeyed: false })] },
    { direct: 'ok' },
  ],
  [
    'directly, which was not judged',
    needId,
    'proxy/direct',
    'ok',
    { obeyed: null, routes: [directRoute()], tunnels: [tunnel({ obeyed: false })] },
    { direct: 'not-checked', directReason: 'deadline' },
  ],
  [
    'directly, which fails, and the other proxy refuses',
    needId,
    'proxy/direct',
    'ok',
    { obeyed: null, routes: [directRoute()], tunnels: [tunnel({ obeyed: false, statusCode: 403 })] },
    { direct: 'problem' },
  ],
  [
    'directly, which fails, and what the other proxy would do is not known',
    needId,
    'proxy/direct',
    'ok',
    { obeyed: null, routes: [directRoute()], tunnels: [tunnel({ obeyed: false, statusCode: 407, authenticationSchemes: ['NTLM'] })] },
    { direct: 'problem' },
  ],
  [
    'under a system account',
    needId,
    'proxy/not-the-users-session',
    'not-checked not-the-users-session',
    { notChecked: 'not-the-users-session', settings: [], obeyed: null, routes: [directRoute()] },
  ],
  [
    'the run ended before the way was known',
    needId,
    'proxy/route-unknown',
    'not-checked deadline',
    { routes: [], pac: [pac({ stage: 'fetch', failure: failure('cancelled') })] },
  ],
  [
    'settings that could not be read',
    needId,
    'proxy/settings-unread',
    'not-checked policy',
    {
      settings: [],
      obeyed: null,
      unread: [{ path: 'HKCU\\SOFTWARE', failure: failure('access-denied', 'EPERM') }],
      routes: [directRoute()],
    },
  ],
  [
    'settings that could not be read, and others that decide',
    needId,
    'proxy/used',
    'ok',
    { unread: [{ path: 'HKCU\\SOFTWARE', failure: failure('access-denied', 'EPERM') }] },
  ],

  ['a script that answers', pacId, 'proxy/pac-evaluated', 'ok', { settings: [pacSetting], pac: [pac()] }],
  [
    'a script that is not there, and direct connections fail',
    pacId,
    'proxy/pac-unavailable',
    'problem',
    {
      settings: [pacSetting],
      obeyed: null,
      pac: [pac({ stage: 'fetch', failure: failure('unknown', 'HTTP 404'), statusCode: 404, answers: [] })],
      routes: [directRoute()],
    },
    { direct: 'problem' },
  ],
  [
    'a script that is not there and not missed',
    pacId,
    'proxy/pac-unavailable',
    'warning',
    {
      settings: [pacSetting],
      obeyed: null,
      pac: [pac({ stage: 'connect', failure: failure('refused', 'ECONNREFUSED'), answers: [] })],
      routes: [directRoute()],
    },
    { direct: 'ok' },
  ],
  [
    'a script that is not there, and a proxy behind it that works',
    pacId,
    'proxy/pac-unavailable',
    'warning',
    {
      settings: [pacSetting, setting()],
      obeyed: 1,
      pac: [pac({ stage: 'connect', failure: failure('refused'), answers: [] })],
      routes: [route({ setting: 1 })],
    },
  ],
  [
    'a mandatory script that is not there',
    pacId,
    'proxy/pac-unavailable',
    'problem',
    {
      settings: [pacSetting],
      pac: [pac({ stage: 'connect', failure: failure('refused'), answers: [] })],
      routes: [route({ proxies: [], direct: false })],
    },
    { direct: 'ok' },
  ],
  [
    'a script that does not load',
    pacId,
    'proxy/pac-invalid',
    'problem',
    {
      settings: [pacSetting],
      obeyed: null,
      pac: [pac({ answers: [{ url: site.url, answer: null, error: { stage: 'load', kind: 'syntax', detail: 'SyntaxError: x' } }] })],
      routes: [directRoute()],
    },
    { direct: 'problem' },
  ],
  [
    'a script that fails and is not missed',
    pacId,
    'proxy/pac-invalid',
    'warning',
    {
      settings: [pacSetting],
      pac: [pac({ answers: [{ url: site.url, answer: null, error: { stage: 'run', kind: 'no-function', detail: '' } }] })],
      routes: [directRoute({ setting: 0 })],
    },
    { direct: 'ok' },
  ],
  [
    'a script that did not come in time',
    pacId,
    'proxy/pac-not-finished',
    'not-checked deadline',
    { settings: [pacSetting], pac: [pac({ stage: 'fetch', failure: failure('cancelled'), answers: [] })], routes: [] },
  ],
  [
    'detection, and DNS names nothing',
    question.proxyPac('http://wpad/wpad.dat'),
    'proxy/nothing-detected',
    'ok',
    {
      settings: [detection],
      obeyed: null,
      pac: [pac({ url: 'http://wpad/wpad.dat', stage: 'lookup', failure: failure('name-unknown'), answers: [] })],
      routes: [directRoute()],
    },
    { direct: 'problem' },
  ],
  [
    'detection of a server without a script, not missed',
    question.proxyPac('http://wpad/wpad.dat'),
    'proxy/nothing-detected',
    'ok',
    {
      settings: [detection],
      obeyed: null,
      pac: [pac({ url: 'http://wpad/wpad.dat', stage: 'connect', failure: failure('refused'), answers: [] })],
      routes: [directRoute()],
    },
    { direct: 'ok' },
  ],
  [
    'detection of a server without a script, and direct connections fail',
    question.proxyPac('http://wpad/wpad.dat'),
    'proxy/pac-unavailable',
    'problem',
    {
      settings: [detection],
      obeyed: null,
      pac: [pac({ url: 'http://wpad/wpad.dat', stage: 'connect', failure: failure('refused'), answers: [] })],
      routes: [directRoute()],
    },
    { direct: 'problem' },
  ],
]
