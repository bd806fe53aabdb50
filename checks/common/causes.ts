import { defineCause } from '../cause.ts'

export const commonCauses = [
  defineCause({
    code: 'site/not-configured',
    number: 901,
    owner: 'site-it',
    confirm: '',
    // What was not judged is no fault: it stands in `notJudged`, and this entry holds the words for it.
    propose: () => [],
  }),
]
