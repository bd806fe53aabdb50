/** Which licences may be in the program: those that ask for no more than that their text goes along. */

const accepted = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unicode-3.0',
  'Unlicense',
  'Zlib',
])

/**
 * Of an SPDX expression (SPDX specification 2.3, annex D) the choice that is made: of alternatives the first whose every licence is
 * accepted. undefined where there is none. Brackets within are for a person to read.
 */
export function acceptedLicence(expression: string): string | undefined {
  const alternatives = expression.replace(/^\((.*)\)$/, '$1').split(' OR ')
  return alternatives.find((each) => each.split(' AND ').every((id) => accepted.has(id)))
}
