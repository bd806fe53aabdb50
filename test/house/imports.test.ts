import { describe, expect, test } from 'vitest'
import { importBreaches } from './import-rules.ts'
import { blank, importsOf } from './source.ts'
import { readTree } from './tree.ts'

test('nobody in the house imports what they must not', () => {
  expect(importBreaches(readTree())).toEqual([])
})

test('the rules look at real files: a probe, a judge and what they import are found', () => {
  const tree = readTree()
  expect([...tree.keys()]).toEqual(expect.arrayContaining(['checks/clock/probe.ts', 'checks/clock/judge.ts', 'checks/probes.ts']))
  expect(importsOf(tree.get('checks/clock/judge.ts') ?? '')).toEqual(
    expect.arrayContaining([
      { specifier: '../tls/seen.ts', kind: 'static', clause: '{ readPem }' },
      { specifier: '../tls/evidence.ts', kind: 'type', clause: '{ TlsEvidence }' },
    ]),
  )
})

describe('each rule can fail', () => {
  test.each<[name: string, files: Record<string, string>, breaches: string[]]>([
    [
      'a check that imports the agent',
      { 'checks/a/probe.ts': `import type { Run } from '../../agent/run.ts'`, 'agent/run.ts': '' },
      ['uphill: checks/a/probe.ts → agent/run.ts'],
    ],
    [
      'an agent that imports the helpdesk, and one that imports a script',
      { 'agent/a.ts': `export { b } from '../helpdesk/b.ts'\nawait import('../scripts/c.ts')`, 'helpdesk/b.ts': '', 'scripts/c.ts': '' },
      ['uphill: agent/a.ts → helpdesk/b.ts', 'uphill: agent/a.ts → scripts/c.ts'],
    ],
    [
      'a judge that opens a socket, by way of a helper',
      { 'checks/a/judge.ts': `import { help } from './help.ts'`, 'checks/a/help.ts': `import { connect } from 'node:net'` },
      ['not pure: checks/a/judge.ts → checks/a/help.ts → node:net'],
    ],
    [
      'causes that read a file when they run',
      { 'checks/a/causes.ts': `const read = () => import('node:fs/promises')` },
      ['not pure: checks/a/causes.ts → node:fs/promises'],
    ],
    [
      'a text that takes a value from the doors, and codes from a probe',
      {
        'checks/a/text.en.ts': `import { realIo } from '../io/real.ts'`,
        'checks/a/codes.ts': `import { x } from './probe.ts'`,
        'checks/io/real.ts': '',
        'checks/a/probe.ts': '',
      },
      ['not pure: checks/a/text.en.ts → checks/io/real.ts', 'not pure: checks/a/codes.ts → checks/a/probe.ts'],
    ],
    [
      'a probe that loads a schema, in the form that only looks like a type',
      { 'checks/a/probe.ts': `import { type AEvidence } from './evidence.ts'`, 'checks/a/evidence.ts': '' },
      ['heavy probe: checks/a/probe.ts → checks/a/evidence.ts'],
    ],
    [
      'a probe that loads a heavy library, by way of a helper',
      { 'checks/a/probe-page.ts': `import {\n  get,\n} from './get.ts'`, 'checks/a/get.ts': `import { Agent } from 'undici'` },
      ['heavy probe: checks/a/probe-page.ts → checks/a/get.ts → undici'],
    ],
    [
      'a helpdesk that reaches a probe through the agent',
      { 'helpdesk/a.ts': `import { b } from '../agent/b.ts'`, 'agent/b.ts': `import '../checks/probes.ts'`, 'checks/probes.ts': '' },
      ['helpdesk probes: helpdesk/a.ts → agent/b.ts → checks/probes.ts'],
    ],
  ])('%s', (_name, files, breaches) => {
    expect(importBreaches(new Map(Object.entries(files)))).toEqual(breaches)
  })

  test('and what is allowed is no breach', () => {
    const files = {
      'checks/a/probe.ts': `import type { AEvidence } from './evidence.ts'\nimport { encode } from 'dns-packet'\nconst get = () => import('undici')`,
      'checks/a/evidence.ts': `import * as z from 'zod'`,
      'checks/a/judge.ts': `import { X509Certificate } from 'node:crypto'\nimport { isIP } from 'node:net'\nimport type { Io } from '../io/real.ts'\nimport { a } from './evidence.ts'`,
      'checks/io/real.ts': `import { connect } from 'node:net'`,
      'agent/run.ts': `import { probes } from '../checks/probes.ts'`,
      'checks/probes.ts': `import { aProbe } from './a/probe.ts'`,
      'helpdesk/judge.ts': `import { aJudge } from '../checks/a/judge.ts'`,
      'test/any.ts': `import '../helpdesk/judge.ts'`,
    }
    expect(importBreaches(new Map(Object.entries(files)))).toEqual([])
  })
})

describe('the scanner', () => {
  test.each<[source: string, expected: { specifier: string; kind: string }[]]>([
    [`import type { A } from './a.ts'`, [{ specifier: './a.ts', kind: 'type' }]],
    [`export type { A } from './a.ts'`, [{ specifier: './a.ts', kind: 'type' }]],
    [`import { type A, type B } from './a.ts'`, [{ specifier: './a.ts', kind: 'static' }]],
    [`import type from './a.ts'`, [{ specifier: './a.ts', kind: 'static' }]],
    [`import * as z from "zod"`, [{ specifier: 'zod', kind: 'static' }]],
    [`import './a.ts'`, [{ specifier: './a.ts', kind: 'static' }]],
    [`export * from './a.ts'`, [{ specifier: './a.ts', kind: 'static' }]],
    [`import {\n  a,\n  b,\n} from './a.ts'`, [{ specifier: './a.ts', kind: 'static' }]],
    [`const { a } = await import('./a.ts')`, [{ specifier: './a.ts', kind: 'dynamic' }]],
    [`// import './a.ts'\n/* import './b.ts'\n import './c.ts' */\n * from './d.ts'`, []],
    [`const url = 'http://example'; import './a.ts'`, []],
    [`export const a = 1\nimport './a.ts'`, [{ specifier: './a.ts', kind: 'static' }]],
    [`export const text = 'from'\nconst other = 'x'`, []],
  ])('%s', (source, expected) => {
    expect(importsOf(source).map(({ specifier, kind }) => ({ specifier, kind }))).toEqual(expected)
  })

  test('blanks comments and strings and keeps the lines', () => {
    const source = `a // any\n'it\\'s any' /* any\nany */ b = /["/any]/u \`any\n\` c / 'any' / d`
    expect(blank(source, 'all-but-code').replace(/[^\S\n]+/g, ' ')).toBe('a \n \n b = \n c / / d')
  })
})
