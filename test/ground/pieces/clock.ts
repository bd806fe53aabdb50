/** The PC's clock, or, with a real browser, the whole world's but the PC's. */

import { sso } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { blocker, note, piece, warning, web } from './make.ts'

const wrong = [blocker('clock/skewed', undefined, 'site-it')]
const off = [warning('clock/skewed', undefined, 'site-it')]

/** libfaketime over the agent; no browser runs under it. */
function pcClock(clock: string): Scene {
  return { pc: { clock, browser: 'off' } }
}

export const clockPieces: readonly Piece[] = [
  piece('clock/day-ahead', { does: 'the PC’s clock is a day fast', scene: pcClock('+1d'), expected: off, touches: ['clock', 'browser'] }),
  piece('clock/hours-behind', {
    does: 'the PC’s clock is eight hours slow, as where its zone was counted twice',
    scene: pcClock('-8h'),
    expected: off,
    touches: ['clock', 'browser'],
  }),
  piece('clock/year-behind', {
    does: 'the PC’s clock is a year slow: good certificates look not yet valid',
    scene: pcClock('-365d'),
    expected: wrong,
    touches: ['clock', 'browser'],
  }),
  piece('clock/battery-empty', {
    does: 'the PC’s clock is years slow, as with an empty battery',
    scene: pcClock('-3000d'),
    expected: wrong,
    touches: ['clock', 'browser'],
  }),
  piece('clock/400-days-ahead', {
    does: 'the PC’s clock is 400 days fast: good certificates look expired',
    scene: pcClock('+400d'),
    expected: wrong,
    touches: ['clock', 'browser'],
  }),
  piece('clock/20-minutes-ahead', {
    does: 'the PC’s clock is 20 minutes fast',
    scene: pcClock('+20m'),
    expected: off,
    touches: ['clock', 'browser'],
  }),
  piece('clock/20-minutes-behind', {
    does: 'the PC’s clock is 20 minutes slow',
    scene: pcClock('-20m'),
    expected: off,
    touches: ['clock', 'browser'],
  }),
  piece('clock/ahead-and-expired', {
    does: 'the PC’s clock is 400 days fast, and the 2FA server’s certificate has truly ended',
    scene: { ...pcClock('+400d'), ...web('sso', { certificate: 'expired' }) },
    expected: [...wrong, blocker('tls/expired', sso)],
    touches: ['clock', 'browser', 'sso'],
  }),
  piece('clock/20-minutes-and-expired', {
    does: 'the PC’s clock is 20 minutes fast, and the 2FA server’s certificate (RSA) has truly ended',
    scene: { ...pcClock('+20m'), ...web('sso', { certificate: 'rsa-expired' }) },
    expected: [...off, blocker('tls/expired', sso)],
    touches: ['clock', 'browser', 'sso'],
  }),
  piece('clock/behind-hides-expired', {
    does: 'the PC’s clock is 30 days slow, and the 2FA server’s certificate ended 3 days ago',
    scene: { ...pcClock('-30d'), ...web('sso', { certificate: 'expired' }) },
    expected: [...wrong, warning('tls/expired', sso)],
    why: 'By the PC’s clock the certificate is still good: its page stops on the day on which the clock is set right. The other name’s looks not yet valid today.',
    touches: ['clock', 'browser', 'sso'],
  }),
  piece('clock/servers-400-days-behind', {
    does: 'the PC is 400 days ahead of a world that is right, with a browser',
    scene: { serversTime: '-400d' },
    expected: wrong,
    touches: ['clock'],
  }),
  piece('clock/servers-year-ahead', {
    does: 'the PC is a year behind a world that is right, with a browser',
    scene: { serversTime: '+365d' },
    expected: wrong,
    touches: ['clock'],
  }),
  piece('clock/servers-hour-ahead', {
    does: 'the PC is an hour behind a world that is right, with a browser',
    scene: { serversTime: '+1h' },
    expected: off,
    touches: ['clock'],
  }),
  piece('clock/servers-behind-and-expired', {
    does: 'the PC is 400 days ahead of a world that is right, with a browser, and the 2FA server’s certificate has truly ended there',
    scene: { serversTime: '-400d', ...web('sso', { certificate: 'expired' }) },
    expected: [...wrong, blocker('tls/expired', sso)],
    touches: ['clock', 'sso'],
  }),
  piece('clock/zone-london', {
    does: 'the PC’s time zone is London’s',
    scene: { pc: { zone: 'Europe/London' } },
    expected: [note('clock/zone')],
    touches: ['clock'],
  }),
  piece('clock/zone-kolkata', {
    does: 'the PC’s time zone is Kolkata’s, half an hour from the full one',
    scene: { pc: { zone: 'Asia/Kolkata' } },
    expected: [note('clock/zone')],
    touches: ['clock'],
  }),
  piece('clock/zone-and-skew', {
    does: 'the PC’s time zone is Tokyo’s, and its clock was set to Hong Kong’s hour by hand: an hour fast',
    scene: { pc: { zone: 'Asia/Tokyo', clock: '+1h', browser: 'off' } },
    expected: [...off, note('clock/zone')],
    touches: ['clock', 'browser'],
  }),
]

export const clockHealthyPieces: readonly Piece[] = [
  piece('clock/two-minutes', {
    does: 'the PC’s clock is two minutes fast',
    scene: pcClock('+2m'),
    expected: [],
    touches: ['clock', 'browser'],
  }),
  piece('clock/zone-singapore', {
    does: 'the PC’s time zone is Singapore’s, which has Hong Kong’s time',
    scene: { pc: { zone: 'Asia/Singapore' } },
    expected: [],
    touches: ['clock'],
  }),
]
