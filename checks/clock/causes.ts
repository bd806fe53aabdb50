import { type Candidate, defineCause } from '../cause.ts'

/** Numbers 700-799 belong to the clock. */
export const clockCauses = [
  defineCause({
    code: 'clock/skewed',
    number: 701,
    owner: 'site-it',
    confirm: 'w32tm /query /status',
    propose: (findings) =>
      findings.bad('clock/skewed').map((skew): Candidate => {
        // Only a date that is right at the corrected time is the clock's doing.
        const explained = findings.bad('tls/expired', 'tls/not-yet-valid').filter((dates) => dates.args.validAtCorrectedTime === true)
        return {
          code: 'clock/skewed',
          subject: skew.subject,
          severity: explained.length > 0 ? 'blocker' : 'warning',
          owner: 'site-it',
          args: skew.args,
          predicts: [{ id: skew.id }, ...explained.map(({ id }) => ({ id }))],
          ruledOutBy: [],
          specificity: 1,
        }
      }),
  }),
  defineCause({
    code: 'clock/zone',
    number: 702,
    owner: 'site-it',
    confirm: 'tzutil /g',
    propose: (findings) =>
      findings.bad('clock/zone').map((zone) => ({
        code: 'clock/zone',
        subject: zone.subject,
        severity: 'note',
        owner: 'site-it',
        args: zone.args,
        predicts: [{ id: zone.id }],
        ruledOutBy: [],
        specificity: 1,
      })),
  }),
]
