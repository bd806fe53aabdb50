/** Log-on pages, and files of odd sizes and charsets, that people and browsers take without a thought. */

import { drawnByScript, logOnPage } from '../../lab/pages.ts'
import { sso } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { dmsLanding, file, html, landing, leadsTo, logOn, logOnPath, odd, padded, writes } from './healthy-make.ts'
import { web } from './make.ts'

const start = leadsTo('/sso', logOnPath)
const shownBy = (...pages: readonly string[]): Scene => web('sso', { pages })

const big5 = landing.replace('utf-8', 'big5').replace('<h1>', '<h1>中央結算系統 ')
const utf16 = logOn.replace('<h1>', '<h1>雙重身份驗證 ')

const logOnPieces: readonly Piece[] = (
  [
    ['drawn-by-script', 'a script draws the log-on form', shownBy(start, html(logOnPath, logOnPage(drawnByScript)))],
    [
      'drawn-late',
      'a script draws the log-on form a second and a half after the page came',
      shownBy(
        start,
        html(
          logOnPath,
          `<!doctype html><title>${sso}</title><div id="app">Lab: not HKEX</div><script>setTimeout(() => { document.getElementById("app").innerHTML = "<form><input name=user><input type=password><button>Log on</button></form>" }, 1500)</script>`,
        ),
      ),
    ],
    [
      'in-frame',
      'the log-on form stands in a frame of the same host',
      shownBy(
        start,
        html(logOnPath, `<!doctype html><title>${sso}</title><p>Lab: not HKEX</p><iframe src="/sso/form" title="log-on"></iframe>`),
        html('/sso/form', logOn),
      ),
    ],
    [
      'three-redirects',
      'the log-on page lies three redirects deep, each by another status',
      shownBy(
        leadsTo('/sso', '/sso/a', 301),
        leadsTo('/sso/a', `https://${sso}/sso/b`, 307),
        leadsTo('/sso/b', logOnPath, 303),
        html(logOnPath, logOn),
      ),
    ],
    ['no-redirect', 'the log-on form stands at the printed address itself', shownBy(html('/sso', logOn))],
    [
      'session-in-address',
      'the redirect carries a session and a long query',
      shownBy(
        `location = /sso { return 302 "${logOnPath};jsessionid=0123ABCD?state=${'x'.repeat(600)}"; }`,
        `location ^~ ${logOnPath} { default_type text/html; return 200 '${logOn.replaceAll("'", '')}'; }`,
      ),
    ],
    [
      'refresh',
      'the page at the printed address leads on by a refresh in its head',
      shownBy(
        html('/sso', `<!doctype html><meta http-equiv="refresh" content="1; url=${logOnPath}"><p>Lab: not HKEX</p>`),
        html(logOnPath, logOn),
      ),
    ],
    [
      'needs-cookie',
      'the server leads in circles until it sees its cookie again',
      shownBy(
        'location = /sso { if ($cookie_seen = "") { add_header Set-Cookie "seen=1; Path=/; Secure" always; return 302 /sso; } return 302 /sso/log-on; }',
        html(logOnPath, logOn),
      ),
    ],
    [
      'browsers-alone',
      'the 2FA server shows its page to browsers alone, and 403 to any other program',
      shownBy('location = /sso { if ($http_user_agent !~ Chrome) { return 403; } return 302 /sso/log-on; }', html(logOnPath, logOn)),
    ],
    [
      'script-redirect',
      'a script leads on to the log-on page',
      shownBy(
        html('/sso', `<!doctype html><title>${sso}</title><p>Lab: not HKEX</p><script>location.replace("${logOnPath}")</script>`),
        html(logOnPath, logOn),
      ),
    ],
    [
      'xhtml',
      'the log-on page calls itself XHTML',
      shownBy(
        start,
        `location = ${logOnPath} { default_type application/xhtml+xml; return 200 '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Lab: not HKEX</title></head><body><form action="#"><p><input type="password" name="p" /></p></form></body></html>'; }`,
      ),
    ],
  ] as const
).map(([name, does, scene]) => odd(`page-${name}`, { does, scene, touches: ['sso', 'browser'] }))

const filePieces: readonly Piece[] = [
  odd('page-megabyte-after', {
    does: 'the log-on form is followed by a megabyte of page',
    scene: { ...shownBy(start, file(logOnPath, 'big.html')), commands: [padded('primary', 'big.html', `${logOn}<!--`, 1_000_000, '-->')] },
    touches: ['sso'],
  }),
  odd('page-megabyte-before', {
    does: 'the log-on page begins with a megabyte of styles',
    scene: {
      ...shownBy(start, file(logOnPath, 'big.html')),
      commands: [padded('primary', 'big.html', '<!doctype html><title>Lab: not HKEX</title><style>/*', 1_000_000, `*/</style>${logOn}`)],
    },
    touches: ['sso'],
  }),
  odd('page-trickles', {
    does: 'the log-on page of 30 KB comes in three seconds',
    scene: {
      ...shownBy(start, file(logOnPath, 'slow.html', 'text/html', 'limit_rate 10k;')),
      commands: [padded('primary', 'slow.html', `<!doctype html><!--`, 30_000, `-->${logOn}`)],
    },
    touches: ['sso'],
  }),
  odd('page-slow', {
    does: 'each answer of the 2FA server takes a second and a half',
    scene: web('sso', { software: 'node', behaviour: { page: { kind: 'slow', delayMs: 1500 } } }),
    touches: ['sso'],
  }),
  odd('page-utf-16', {
    does: 'the log-on page comes as UTF-16',
    scene: {
      ...shownBy(start, file(logOnPath, 'utf16.html', 'text/html; charset=utf-16')),
      commands: [writes('primary', 'utf16.html', utf16, 'UTF-16')],
    },
    touches: ['sso'],
  }),
  odd('page-big5', {
    does: 'the landing pages come as Big5, and only their head says so',
    scene: {
      ...web('www', { pages: ['location = / { rewrite ^ /big5 last; }', file('/big5', 'big5.html'), html('/dms', dmsLanding)] }),
      commands: [writes('primary', 'big5.html', big5, 'BIG5')],
    },
    touches: ['www'],
  }),
]

export const healthyPages: readonly Piece[] = [...logOnPieces, ...filePieces]
