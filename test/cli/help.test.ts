import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { flagNames } from '../../agent/cli/flag-table.ts'
import { parseFlags } from '../../agent/cli/flags.ts'
import { helpEn } from '../../agent/cli/help.en.ts'
import { helpZhHk } from '../../agent/cli/help.zh-HK.ts'

describe.each([
  ['English', helpEn],
  ['Chinese', helpZhHk],
])('the help in %s', (_name, help) => {
  test('names every flag once in its list, and none that there is not', () => {
    const listed = help.split('\n').flatMap((line) => /^ {2}--([a-z-]+)/.exec(line)?.[1] ?? [])
    expect(listed.toSorted()).toEqual(flagNames.toSorted())
  })

  test('names every exit code', () => {
    const tables = help.slice(help.lastIndexOf('\n\n'))
    expect(
      tables
        .match(/(?<= )\d+(?= )/g)
        ?.map(Number)
        .toSorted((one, other) => one - other),
    ).toEqual(Object.values(exitCodes))
  })

  test('fits into 80 columns', () => {
    expect(help.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
  })

  test('its examples can be written', async () => {
    const examples = help.split('\n').filter((line) => /^ {2}terminal-preflight(?: --.*)?$/.test(line))
    expect(examples.length).toBeGreaterThan(2)
    for (const example of examples) {
      const argv = example.replaceAll('IP', '192.0.2.1').trim().split(' ').slice(1)
      expect([example, (await parseFlags(argv, { version: '', language: 'en' })).kind]).toEqual([example, 'run'])
    }
  })
})

test('both languages list the same, in the same order', () => {
  const flags = (help: string) => help.match(/^ {2}--[a-z-]+/gm)
  expect(flags(helpZhHk)).toEqual(flags(helpEn))
})
