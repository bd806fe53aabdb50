import type { Fault } from '../fault.ts'
import { everySso, fault } from './make.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS

export const clockFaults: readonly Fault[] = [
  fault('clock/ahead', 'not-ready', {
    en: 'The PC’s clock is 400 days ahead: good certificates look expired',
    'zh-HK': '電腦時鐘快了 400 日：有效的證書看似已過期',
    change: { pc: { clockAheadMs: 400 * DAY_MS } },
    expected: [{ code: 'clock/skewed', severity: 'blocker' }],
  }),
  fault('clock/behind', 'not-ready', {
    en: 'The PC’s clock is 20 days behind: good certificates look not yet valid',
    'zh-HK': '電腦時鐘慢了 20 日：有效的證書看似尚未生效',
    change: { pc: { clockAheadMs: -20 * DAY_MS } },
    expected: [{ code: 'clock/skewed', severity: 'blocker' }],
  }),
  fault('clock/off-by-minutes', 'attention', {
    en: 'The PC’s clock is 20 minutes ahead: nothing fails yet',
    'zh-HK': '電腦時鐘快了 20 分鐘：暫時未有影響',
    change: { pc: { clockAheadMs: 20 * MINUTE_MS } },
    expected: [{ code: 'clock/skewed', severity: 'warning' }],
  }),
  fault('clock/ahead-and-expired', 'not-ready', {
    en: 'Two faults at once: the PC’s clock is 400 days ahead, and the 2FA server’s certificate has truly ended',
    'zh-HK': '同時有兩個故障：電腦時鐘快了 400 日，而 2FA 伺服器的證書確實已過期',
    change: { pc: { clockAheadMs: 400 * DAY_MS }, sites: everySso({ certificate: 'expired' }) },
    expected: [
      { code: 'clock/skewed', severity: 'blocker' },
      { code: 'tls/expired', severity: 'blocker' },
    ],
  }),
  fault('clock/zone', 'ready', {
    en: 'The PC’s time zone is London’s',
    'zh-HK': '電腦的時區為倫敦',
    change: { pc: { utcOffsetMinutes: 0 } },
    expected: [{ code: 'clock/zone', severity: 'note' }],
  }),
]
