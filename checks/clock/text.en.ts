import type { CheckText } from '../text.ts'
import type { ClockCauseCode, ClockCode } from './codes.ts'

export const clockTextEn = {
  name: 'Clock',
  findings: {
    'clock/agrees': 'The PC’s clock agrees with {witness}: it is {hongKongTime} in Hong Kong',
    'clock/skewed': 'The PC’s clock says {pcTime}; by {witness} it is {hongKongTime} in Hong Kong',
    'clock/no-witness': 'No server said what time it is; by this PC’s clock it is {hongKongTime} in Hong Kong',
    'clock/hong-kong': 'The time zone is Hong Kong’s ({zone})',
    'clock/zone': 'The time zone is {zone}; Hong Kong’s is UTC+08:00',
  },
  causes: {
    'clock/skewed': {
      title: ['This PC’s clock is wrong: {days} days {direction}', 'This PC’s clock is wrong: {skew} {direction}'],
      why: 'The PC says {pcTime}, the servers say {hongKongTime} (Hong Kong time). With a wrong clock, good certificates can look expired or not yet valid, and the browser then refuses the log-on page.',
      steps: [
        'Open Settings > Time & language > Date & time, switch “Set time automatically” on, and press “Sync now”.',
        'If the switch is greyed out or the time does not change, ask IT to mend the time service (domain time or NTP).',
        'Run this check again.',
      ],
    },
    'clock/zone': {
      title: 'This PC’s time zone is {zone}, not Hong Kong’s',
      why: 'The log-on works in any time zone. HKEX’s procedures use Hong Kong time, so they are easily misread on this PC.',
      steps: ['If the PC stands in Hong Kong, set the time zone to (UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi.'],
    },
  },
} satisfies CheckText<ClockCode, ClockCauseCode>
