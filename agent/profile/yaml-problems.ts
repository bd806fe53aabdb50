import type { ErrorCode, YAMLError } from 'yaml'
import { quote } from '../cli/quote.ts'

/** The library's codes in words for somebody who has never read the YAML specification. */
const problems: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias (*name) takes neither an anchor nor a tag',
  BAD_ALIAS: 'the name of an anchor (&name) or alias (*name) is wrong; put the value in quotes if it is neither',
  BAD_COLLECTION_TYPE: 'a tag (!name) does not fit here; leave it out',
  BAD_DIRECTIVE: 'a line that begins with % is a directive; leave it out',
  BAD_DQ_ESCAPE: "\\ has a meaning inside double quotes; write single quotes: 'C:\\folder'",
  BAD_INDENT: 'is indented differently from the lines it belongs to, or a bracket or quote above is not closed',
  BAD_PROP_ORDER: 'anchors and tags stand before the value',
  BAD_SCALAR_START: 'a value can not begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'two fields in one line, or a line that is indented differently from its neighbours; values with a colon go in quotes',
  BLOCK_IN_FLOW: 'a list with hyphens or indented fields can not stand inside [ ] or { }',
  DUPLICATE_KEY: 'stands here twice; keep one',
  IMPOSSIBLE: 'is not YAML',
  KEY_OVER_1024_CHARS: 'the name of a field is longer than 1024 characters',
  MISSING_CHAR: 'a character is missing: a quote, a bracket, a comma, or the blank behind a colon',
  MULTILINE_IMPLICIT_KEY: 'the name of a field goes over two lines; is a colon missing, or a quote?',
  MULTIPLE_ANCHORS: 'a value can have one anchor (&name) only',
  MULTIPLE_DOCS: 'a second document begins here (---); keep one',
  MULTIPLE_TAGS: 'a value can have one tag (!name) only',
  NON_STRING_KEY: 'the name of a field must be a text',
  RESOURCE_EXHAUSTION: 'is nested too deep',
  TAB_AS_INDENT: 'a tab indents this line; write blanks',
  TAG_RESOLVE_FAILED: 'a tag (!name) has no meaning in this file; leave it out, or put the value in quotes',
  UNEXPECTED_TOKEN: 'is not expected here; put the value in quotes if it belongs to one',
}

export function syntaxProblem(error: YAMLError, text: string): string {
  const problem = problems[error.code]
  return error.code === 'DUPLICATE_KEY' ? `${quote(keyAt(text, error.pos[0]))} ${problem}` : problem
}

function keyAt(text: string, offset: number): string {
  return /^[^:\r\n]{0,80}/.exec(text.slice(offset))?.[0].trim() ?? ''
}
