import { type Candidate, defineCause } from '../cause.ts'

/** Numbers 1000-1099 belong to this check. They are permanent: the phone code carries them. */
export const smartcardCauses = [
  defineCause({
    code: 'smartcard/unreadable',
    number: 1001,
    owner: 'site-it',
    confirm: 'type {file}',
    propose: (findings) =>
      findings.bad('smartcard/unreadable').map(
        (unreadable): Candidate => ({
          code: 'smartcard/unreadable',
          subject: unreadable.subject,
          severity: 'warning',
          owner: 'site-it',
          args: unreadable.args,
          predicts: [{ id: unreadable.id }],
          ruledOutBy: [],
          specificity: 1,
        }),
      ),
  }),
]
