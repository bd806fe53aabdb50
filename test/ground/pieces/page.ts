/** The 2FA server is reached, and what it answers is not the log-on page. */

import { logOnPage } from '../../lab/pages.ts'
import { sso, wan, webAddresses, www } from '../places.ts'
import type { Piece, WebScene } from '../scene.ts'
import { serve } from '../world/web.ts'
import { blocker, piece, rule, warning, web } from './make.ts'

/** The ground's own profile has no service hours: the hour of the day has no part in it. */
function answers(name: string, does: string, lines: readonly string[], expected: Piece['expected'], more: Partial<Piece> = {}): Piece {
  return piece(`page/${name}`, {
    does,
    scene: { profile: {}, ...web('sso', { pages: lines } satisfies WebScene) },
    expected,
    touches: ['sso'],
    ...more,
  })
}

const serverError = [blocker('page/server-error', sso, 'hkex')]
const silent = [blocker('page/no-answer', sso)]
const away = 'https://notice.centre.example/moved'

export const pagePieces: readonly Piece[] = [
  answers(
    'forbidden',
    'the 2FA page is forbidden to everybody (403)',
    ['location / { return 403; }'],
    [blocker('page/forbidden', sso, 'site-network')],
  ),
  answers(
    'forbidden-for-this-source',
    'the 2FA server denies the address that the site’s NAT gives to this PC (403)',
    [`location / { deny ${wan.router}; allow all; root /usr/share/nginx/html; }`],
    [blocker('page/forbidden', sso, 'site-network')],
  ),
  answers(
    'not-found',
    'the 2FA server has no such file (404)',
    ['location / { root /usr/share/nginx/none; }'],
    [blocker('page/not-found', sso, 'hkex')],
  ),
  answers(
    'gone',
    'the 2FA server says that the page is gone (410)',
    ['location / { return 410; }'],
    [blocker('page/not-found', sso, 'hkex')],
  ),
  answers('internal-error', 'the 2FA server has an error of its own (500)', ['location / { return 500; }'], serverError),
  answers('nobody-behind', 'nobody is behind the 2FA server (502)', ['location / { proxy_pass http://127.0.0.1:9; }'], serverError),
  answers(
    'unavailable',
    'the 2FA server is out of service and says when to come again (503)',
    ['location / { add_header Retry-After 600 always; return 503; }'],
    serverError,
  ),
  piece('page/slow-behind', {
    does: 'what is behind the 2FA server does not answer it in time (504)',
    scene: {
      profile: {},
      ...web('sso', { pages: ['location / { proxy_pass http://127.0.0.1:8099; proxy_connect_timeout 2s; }'] }),
      rules: [rule('primary', 'input', 'tcp dport 8099 drop')],
    },
    expected: serverError,
    touches: ['sso'],
  }),
  piece('page/never-comes', {
    does: 'what is behind the 2FA server does not answer it, and the server waits as long as it does by default',
    scene: {
      profile: {},
      ...web('sso', { pages: ['location / { proxy_pass http://127.0.0.1:8099; }'] }),
      rules: [rule('primary', 'input', 'tcp dport 8099 drop')],
    },
    expected: silent,
    touches: ['sso'],
  }),
  answers('hangs-up', 'the 2FA server hangs up when it is asked for the page', ['location / { return 444; }'], silent),
  answers(
    'trickles',
    'the 2FA server’s page comes at ten bytes a second',
    ['limit_rate 10;', serve('/', 'text/html', `<p>${'wait '.repeat(400)}</p>`)],
    silent,
  ),
  piece('page/request-dropped', {
    does: 'a device on the line lets TLS to the 2FA server through, and then drops everything',
    scene: {
      profile: {},
      // Two greetings (the server wants the key share of another group) and the end of the handshake come to some 2,250 bytes; what is asked for is in the next packet.
      rules: [
        rule(
          'line',
          'forward',
          'ip daddr { 203.0.113.20, 203.0.113.21 } tcp dport 443 ct original bytes > 2450 ct original packets > 5 meta length > 200 drop',
        ),
      ],
    },
    expected: silent,
    touches: ['sso'],
  }),
  answers(
    'sent-elsewhere',
    'the 2FA page sends everybody to another organisation’s',
    [`location / { return 302 ${away}; }`],
    [blocker('page/redirected-away', sso, 'hkex')],
  ),
  answers(
    'sent-elsewhere-by-page',
    'the 2FA server’s page sends everybody to another organisation’s by itself',
    [serve('/', 'text/html', `<meta http-equiv="refresh" content="0; url=${away}"><p>Moved</p>`)],
    [blocker('page/redirected-away', sso, 'hkex')],
  ),
  answers(
    'sent-to-missing-neighbour',
    'the 2FA page sends everybody to another name of the same organisation, which there is not',
    ['location / { return 302 https://login.hkexposttrade.com.hk/sso; }'],
    [blocker('page/redirected-away', sso, 'hkex')],
    { why: 'A log-on may be built so; that the browser finds no such name says that this one is not.' },
  ),
  answers(
    'sent-unencrypted',
    'the 2FA page sends everybody to its own address in plain HTTP, where nobody listens',
    [`location / { return 302 http://${sso}/sso; }`],
    [blocker('page/sent-unencrypted', sso, 'hkex')],
  ),
  answers(
    'goes-in-circles',
    'the 2FA page redirects to itself for ever',
    ['location / { return 302 /sso; }'],
    [blocker('page/redirect-loop', sso, 'hkex')],
  ),
  answers(
    'goes-in-circles-over-two',
    'two pages of the 2FA server redirect to one another for ever',
    ['location = /sso { return 301 /sso/log-on; }', 'location = /sso/log-on { return 307 /sso; }'],
    [blocker('page/redirect-loop', sso, 'hkex')],
  ),
  answers(
    'goes-in-circles-with-cookies',
    'the 2FA page redirects to itself for ever and gives a cookie each time',
    ['location / { add_header Set-Cookie "seen=1; Secure" always; return 302 /sso; }'],
    [blocker('page/redirect-loop', sso, 'hkex')],
    { why: 'The browser keeps the cookie and says that it is redirected too many times all the same.' },
  ),
  answers('empty', 'the 2FA server answers with an empty page', [serve('/', 'text/html', '')], [warning('page/unexpected', sso, 'hkex')]),
  answers(
    'maintenance',
    'the 2FA server shows a notice of maintenance (200)',
    [serve('/', 'text/html', '<title>Maintenance</title><h1>System maintenance in progress</h1><p>Please come again later.</p>')],
    [warning('page/unexpected', sso, 'hkex')],
  ),
  answers(
    'welcome-to-nginx',
    'a web server that nobody has set up answers as the 2FA server',
    ['location / { root /usr/share/nginx/html; try_files /index.html =404; }'],
    [warning('page/unexpected', sso, 'hkex')],
  ),
  answers(
    'not-a-page',
    'the 2FA server answers with data that no browser shows as a page',
    [serve('/', 'application/json', '{"status":"UP"}')],
    [warning('page/unexpected', sso, 'hkex')],
  ),
  piece('page/landing-not-found', {
    does: 'the landing page is not where HKEX printed it (404)',
    scene: { profile: {}, ...web('www', { pages: ['location / { return 404; }'] }) },
    expected: [blocker('page/not-found', www, 'hkex')],
    touches: ['www'],
  }),
  piece('page/landing-other-page', {
    does: 'the landing page has none of the printed choices',
    scene: { profile: {}, ...web('www', { pages: [serve('/', 'text/html', '<title>Welcome</title><h1>It works</h1>')] }) },
    expected: [warning('page/unexpected', www, 'hkex')],
    touches: ['www'],
  }),
]

const neighbour = 'login.hkexposttrade.com.hk'

export const pageHealthyPieces: readonly Piece[] = [
  piece('page/log-on-at-neighbour', {
    does: 'the log-on form is at another name of the same organisation, to which the 2FA page leads',
    scene: {
      records: { [neighbour]: { addresses: webAddresses.primary.sso } },
      ...web('sso', {
        certificate: 'wildcard',
        pages: [`location = /sso { return 302 https://${neighbour}/sso/log-on; }`, serve('= /sso/log-on', 'text/html', logOnPage())],
      }),
    },
    expected: [],
    touches: ['sso', 'names'],
  }),
]
