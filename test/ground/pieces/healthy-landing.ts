/** Landing pages and headers that differ from the printed and usual ones in what does not matter. */

import { drawnByScript, landingPage } from '../../lab/pages.ts'
import { sso } from '../places.ts'
import type { Piece, WebScene } from '../scene.ts'
import { dmsLanding, html, landing, leadsTo, odd } from './healthy-make.ts'
import { bothWebs, web } from './make.ts'

const chinese = (page: string) => page.replace('<h1>', '<h1>中央結算系統 · 請選擇登入方式</h1><p>請勿向任何人透露密碼</p><h1>')

const landingPieces: readonly Piece[] = (
  [
    [
      'chinese',
      'the landing pages are in Chinese, with the printed choices in English',
      [html('/', chinese(landing)), html('/dms', chinese(dmsLanding))],
    ],
    [
      'index',
      'the landing page leads to /index.html, and /dms to /dms/',
      [leadsTo('/', '/index.html'), html('/index.html', landing), leadsTo('/dms', '/dms/', 301), html('/dms/', dmsLanding)],
    ],
    [
      'choices-as-buttons',
      'the choices are buttons, in capitals and with other dashes',
      [
        html(
          '/',
          '<!doctype html><title>Lab: not HKEX</title><form><input type="submit" value="LOGIN WITH OTP — ONLINE FUNCTION"><button>Login with Smartcard – Online Functions &amp; more</button></form>',
        ),
        html('/dms', dmsLanding.replaceAll('–', '-').toUpperCase().replaceAll('&NBSP;', ' ')),
      ],
    ],
    [
      'landing-drawn-by-script',
      'scripts draw the landing pages',
      [
        html('/', landingPage('/', `https://${sso}/sso`, drawnByScript)),
        html('/dms', landingPage('/dms', `https://${sso}/sso`, drawnByScript)),
      ],
    ],
    [
      'cached',
      'a cache before the landing page says that what it gives is two hours old, with a date of now',
      [html('/', landing), html('/dms', dmsLanding), 'add_header Age 7200 always;'],
    ],
  ] as const
).map(([name, does, pages]) => odd(`page-${name}`, { does, scene: web('www', { pages }), touches: ['www'] }))

const long = (length: number) => 'x'.repeat(length)
const lines = (...each: readonly string[]): WebScene => ({ lines: each })

const headerPieces: readonly Piece[] = (
  [
    ['gzip', 'both servers compress their pages', lines('gzip on;', 'gzip_min_length 0;')],
    ['no-keep-alive', 'both servers end each connection', lines('keepalive_timeout 0;')],
    [
      'security-headers',
      'both servers send strict transport security, a content policy and cookies',
      lines(
        'add_header Strict-Transport-Security "max-age=63072000; includeSubDomains; preload" always;',
        "add_header Content-Security-Policy \"default-src 'self'; frame-ancestors 'none'\" always;",
        'add_header X-Frame-Options DENY always;',
        'add_header X-Content-Type-Options nosniff always;',
        'add_header Cross-Origin-Opener-Policy same-origin always;',
        'add_header Set-Cookie "session=1; Secure; HttpOnly; SameSite=Strict" always;',
      ),
    ],
    [
      'big-headers',
      'both servers send headers of 12 KB',
      lines('large_client_header_buffers 4 32k;', ...[1, 2, 3, 4].map((at) => `add_header Set-Cookie "c${at}=${long(3000)}" always;`)),
    ],
    [
      'huge-headers',
      'both servers send headers of 40 KB, which browsers take',
      lines('http2_chunk_size 8k;', ...Array.from({ length: 12 }, (_, at) => `add_header X-Lab-${at} "${long(3400)}" always;`)),
    ],
  ] as const
).map(([name, does, scene]) => odd(`page-${name}`, { does, scene: bothWebs(scene), touches: ['www', 'sso'] }))

export const healthyLanding: readonly Piece[] = [...landingPieces, ...headerPieces]
