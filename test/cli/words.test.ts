import { describe, expect, test } from 'vitest'
import { nearest } from '../../agent/cli/nearest.ts'
import { quote } from '../../agent/cli/quote.ts'

describe('did you mean', () => {
  const known = ['profiles', 'resolvers', 'addresses', 'probe', 'proxy', 'on', 'off']
  test.each([
    ['a letter missing', 'profile', 'profiles'],
    ['a letter too many', 'proxys', 'proxy'],
    ['letters swapped', 'porxy', 'proxy'],
    ['another letter', 'probs', 'probe'],
    ['capitals', 'ADDRESSES', 'addresses'],
    ['the beginning', 'res', 'resolvers'],
    ['as far from two: the one that it begins', 'of', 'off'],
    ['nothing near', 'colour', undefined],
    ['nothing at all', '', undefined],
    ['something endless', 'x'.repeat(100_000), undefined],
  ])('%s', (_name, word, expected) => {
    expect(nearest(word, known)).toBe(expected)
  })
})

describe('what somebody wrote, shown', () => {
  test.each([
    ['a word', 'ccms', "'ccms'"],
    ['Chinese', '資訊科技部', "'資訊科技部'"],
    ['line ends and escapes', 'a\r\n\u001b[31mb\u0007', "'a\uFFFD\uFFFD\uFFFD[31mb\uFFFD'"],
    ['text that runs backwards', 'a\u202eb', "'a\uFFFDb'"],
    ['something endless', 'x'.repeat(1000), `'${'x'.repeat(60)}…'`],
    ['a password in an address', 'https://clerk:pass@host/', "'https://…@host/'"],
    ['a password with a slash and an @', 'https://clerk:p/a@ss@host/', "'https://…@host/'"],
    ['a password without scheme', 'clerk:pass@host', "'…@host'"],
    ['an e-mail address', 'desk@example.com', "'desk@example.com'"],
  ])('%s', (_name, text, shown) => {
    expect(quote(text)).toBe(shown)
  })
})
