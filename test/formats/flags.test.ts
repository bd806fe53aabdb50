import { describe, expect, test } from 'vitest'
import { flagTable } from '../../agent/cli/flag-table.ts'
import { parseFlags, type RunOptions } from '../../agent/cli/flags.ts'
import { builtinProfileIds } from '../../agent/profile/builtin.ts'
import { uploadKinds } from '../../agent/profile/types.ts'
import { languages } from '../../checks/text.ts'

const parse = (...argv: string[]) => parseFlags(argv, { version: '1.2.3', language: 'en' })

describe('what can be written', () => {
  test.each<[string, string[], Partial<RunOptions>]>([
    ['lines to the standard output', ['--json-lines'], { formats: { documents: { 'json-lines': 'stdout' }, nagios: false } }],
    [
      'a file for each',
      ['--json=a', '--json-lines=b', '--junit', 'c', '--html=d', '--prometheus', 'e.prom'],
      {
        json: { file: 'a' },
        formats: {
          documents: { 'json-lines': { file: 'b' }, junit: { file: 'c' }, html: { file: 'd' }, prometheus: { file: 'e.prom' } },
          nagios: false,
        },
      },
    ],
    ['JUnit to the standard output', ['--junit=-'], { formats: { documents: { junit: 'stdout' }, nagios: false } }],
    ['a plug-in, which talks to nobody', ['--nagios'], { formats: { documents: {}, nagios: true }, silent: true }],
    ['a watch', ['--watch', '30s', '--until', 'ready'], { watch: { everyMs: 30_000, until: 'ready' } }],
    ['a watch without end', ['--watch', '1m'], { watch: { everyMs: 60_000, until: null } }],
    ['the shortest and the longest', ['--watch', '5s', '--splay', '10m'], { watch: { everyMs: 5000, until: null }, splayMs: 600_000 }],
    ['no splay', ['--splay', '0s'], { splayMs: 0 }],
  ])('%s', async (_name, argv, options) => {
    expect(await parse(...argv)).toMatchObject({ kind: 'run', options })
  })
})

describe('what can’t: 64 and one line', () => {
  test.each<[string[], string]>([
    [['--json', '--nagios'], '--json and --nagios both write to the standard output; give one of them a file, or leave it out'],
    [['--json', '--json-lines'], '--json and --json-lines both write to the standard output'],
    [['--junit=-', '--html=-'], '--junit and --html both write to the standard output'],
    [['--json=a', '--junit', 'a'], "--json and --junit both write to 'a'; give them a file each"],
    [['--junit'], '--junit needs the name of a file'],
    [['--json-lines='], '--json-lines= needs the name of a file; --json-lines alone writes to the standard output'],
    [['--prometheus', '-'], "there is no flag '-'"],
    [['--prometheus', 'a/x.txt'], "--prometheus: 'a/x.txt' does not end in .prom, and the collectors read nothing else; write 'a/x.prom'"],
    [['--prometheus', 'a.b/x'], "write 'a.b/x.prom'"],
    [['--nagios', '--dry-run'], '--dry-run finds nothing out that --nagios could tell'],
    [['--nagios', '--watch', '30s'], '--nagios answers once, and --watch goes on'],
    [['--nagios', '--require-upload'], '--nagios has no code for an upload that was kept'],
    [['--watch'], '--watch needs a time such as 30s'],
    [['--watch', '30'], "--watch: '30' is not a time; write a number with ms, s or m"],
    [['--watch', '1s'], "--watch: '1s' is out of range; write a time from 5s to 60m"],
    [['--watch', '2h'], "--watch: '2h' is not a time"],
    [['--splay', '11m'], "--splay: '11m' is out of range; write a time from 0s to 10m"],
    [['--until', 'ready'], '--until belongs to --watch'],
    [['--watch', '30s', '--until', 'redy'], "--until: 'redy' is not an end of a watch; did you mean ready?"],
    [['--watch', '30s', '--dry-run'], '--dry-run contacts nothing that --watch could watch'],
  ])('%j', async (argv, says) => {
    const parsed = await parse(...argv)
    expect(parsed).toMatchObject({ kind: 'error', exitCode: 64, line: expect.stringContaining(says) })
    expect('line' in parsed && parsed.line).not.toContain('\n')
  })
})

test('the words of the table are those that are read', () => {
  expect(flagTable.profile.choices).toEqual(builtinProfileIds)
  expect(flagTable['upload-kind'].choices.toSorted()).toEqual(uploadKinds.toSorted())
  expect(flagTable.lang.choices).toEqual(languages)
})
