import { type Candidate, defineCause } from '../cause.ts'

/** Numbers 000-099 belong to this check. They are permanent: the phone code carries them. */
export const templateCauses = [
  defineCause({
    code: 'template/unreadable',
    number: 1,
    owner: 'site-it',
    confirm: 'type {file}',
    propose: (findings) =>
      findings.bad('template/unreadable').map(
        (unreadable): Candidate => ({
          code: 'template/unreadable',
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
