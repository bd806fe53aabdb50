import { sso, www } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { browserPoliciesHealthyPieces, browserPoliciesPieces } from './browser-policies.ts'
import { blocker, bothWebs, piece, warning, web } from './make.ts'

type BrowserChange = NonNullable<NonNullable<NonNullable<Scene['pc']>['windows']>['browser']>

function edge(browser: BrowserChange): Scene {
  return { pc: { system: 'windows', windows: { browser } } }
}

/** What nginx does for what calls itself a browser alone. */
function forBrowsers(line: string): readonly string[] {
  return [`if ($http_user_agent ~ "Chrome/") { ${line} }`]
}

export const browserPieces: readonly Piece[] = [
  ...browserPoliciesPieces,
  piece('browser/missing', {
    does: 'the terminal has no browser at all',
    scene: edge({ installed: [] }),
    expected: [blocker('browser/missing', 'PC', 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/chrome-alone', {
    does: 'the terminal has Google Chrome and no Microsoft Edge',
    scene: edge({ installed: ['chrome'] }),
    expected: [warning('browser/missing', 'PC', 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/outdated', {
    does: 'the terminal’s Edge is of December 2023',
    scene: edge({ version: '120.0.2210.61' }),
    expected: [warning('browser/outdated', undefined, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/outdated-and-forbidden', {
    does: 'the terminal’s Edge is of January 2022, and no program may start it',
    scene: edge({ version: '97.0.1072.55', program: 'forbidden' }),
    expected: [warning('browser/outdated', undefined, 'site-it')],
    touches: ['browser'],
  }),
  piece('browser/http2-broken', {
    does: 'the 2FA server takes HTTP/2 where it is offered and does not speak it',
    scene: web('sso', { software: 'node', behaviour: { http2: 'broken' } }),
    expected: [blocker('browser/page-fails', sso)],
    touches: ['sso'],
  }),
  piece('browser/http2-broken-at-both-names', {
    does: 'both names take HTTP/2 where it is offered and do not speak it',
    scene: bothWebs({ software: 'node', behaviour: { http2: 'broken' } }),
    expected: [blocker('browser/page-fails', sso), blocker('browser/page-fails', www)],
    touches: ['sso', 'www'],
  }),
  piece('browser/ciphers-of-old', {
    does: 'the 2FA server has an RSA certificate and takes DHE ciphers alone, which browsers have given up',
    scene: web('sso', { certificate: 'rsa', protocols: 'TLSv1.2', ciphers: 'DHE-RSA-AES128-GCM-SHA256' }),
    expected: [blocker('browser/page-fails', sso)],
    touches: ['sso'],
  }),
  piece('browser/hung-up-on', {
    does: 'the CCASS server hangs up on browsers (nginx: 444) and on nobody else',
    scene: web('www', { lines: forBrowsers('return 444;') }),
    expected: [blocker('browser/page-fails', www)],
    touches: ['www'],
  }),
  piece('browser/turned-away', {
    does: 'the 2FA server turns browsers away (403) and nobody else',
    scene: web('sso', { lines: forBrowsers('return 403;') }),
    expected: [warning('browser/page-fails', sso)],
    why: 'A server may dislike a browser without a window, and let a person’s pass.',
    touches: ['sso'],
  }),
  piece('browser/error-for-browsers', {
    does: 'the CCASS server has an error (500) for browsers and for nobody else',
    scene: web('www', { lines: forBrowsers('return 500;') }),
    expected: [warning('browser/page-fails', www)],
    why: 'A server may dislike a browser without a window, and let a person’s pass.',
    touches: ['www'],
  }),
  piece('browser/another-page', {
    does: 'the 2FA server shows browsers another page than it shows to programs',
    scene: web('sso', { lines: forBrowsers('rewrite ^ /notice last;'), pages: pagesWithNotice() }),
    expected: [warning('browser/page-unexpected', sso)],
    touches: ['sso'],
  }),
  piece('browser/file-for-browsers', {
    does: 'the 2FA server’s log-on page comes as a file to keep (Content-Disposition)',
    scene: web('sso', { lines: ['add_header Content-Disposition attachment;'] }),
    expected: [warning('browser/page-unexpected', sso)],
    touches: ['sso'],
  }),
]

/** The log-on form, and what browsers are shown instead of it. */
function pagesWithNotice(): readonly string[] {
  const form = '<title>Log on</title><form><input name="user"><input name="password" type="password"></form>'
  return [
    `location = /notice { internal; default_type text/html; return 200 "<title>Notice</title><h1>Maintenance on Sunday</h1>"; }`,
    `location / { default_type text/html; return 200 '${form}'; }`,
  ]
}

export const browserHealthyPieces: readonly Piece[] = [
  ...browserPoliciesHealthyPieces,
  piece('browser/forbidden', {
    does: 'the terminal’s security software does not let Edge be started by a program',
    scene: edge({ program: 'forbidden' }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/exits', {
    does: 'the terminal’s Edge ends as soon as a program starts it',
    scene: edge({ program: 'exits' }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/hangs', {
    does: 'the terminal’s Edge never answers the program that started it',
    scene: edge({ program: 'hangs' }),
    expected: [],
    touches: ['browser'],
  }),
  piece('browser/browsers-alone', {
    does: 'the 2FA server turns away (403) all that is no browser',
    scene: web('sso', { lines: ['if ($http_user_agent !~ "Chrome/") { return 403; }'] }),
    expected: [],
    touches: ['sso'],
  }),
]
