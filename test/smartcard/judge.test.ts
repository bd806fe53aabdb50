import { describe, expect, test } from 'vitest'
import { type Failure, failure } from '../../checks/failure.ts'
import { indexFindings } from '../../checks/findings.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { smartcardCauses } from '../../checks/smartcard/causes.ts'
import { smartcardEvidenceSchema } from '../../checks/smartcard/evidence.ts'
import { smartcardJudge } from '../../checks/smartcard/judge.ts'
import { smartcardProbe } from '../../checks/smartcard/probe.ts'
import { emptySettings, noUpstream, probeContext } from '../support/context.ts'

const missing = failure('file-missing', 'ENOENT')

describe('the probe', () => {
  test.each<[name: string, files: Record<string, string>, seen: { bytes: number | null; failure: Failure | null }]>([
    ['a file', { 'example.txt': 'abc' }, { bytes: 3, failure: null }],
    ['no file', {}, { bytes: null, failure: missing }],
  ])('%s', async (_name, files, seen) => {
    const evidence = await smartcardProbe.probe(probeContext({ io: injectedIo({ files }) }))
    expect(evidence).toEqual({ version: 1, file: 'example.txt', complete: true, ...seen })
    expect(smartcardEvidenceSchema.parse(evidence)).toEqual(evidence)
  })

  test('returns what it has when the run is cut short', async () => {
    const evidence = await smartcardProbe.probe(probeContext({ signal: AbortSignal.abort() }))
    expect(evidence).toEqual({ version: 1, file: 'example.txt', bytes: null, failure: null, complete: false })
  })
})

describe('the judge', () => {
  const evidence = { version: 1, file: 'example.txt', bytes: null, failure: null, complete: true } as const

  test.each([
    ['smartcard/readable', 'ok', { ...evidence, bytes: 3 }],
    ['smartcard/unreadable', 'problem', { ...evidence, failure: missing }],
    ['smartcard/not-read', 'not-checked', { ...evidence, complete: false }],
  ] as const)('%s', (code, status, seen) => {
    expect(smartcardJudge.judge(seen, emptySettings, noUpstream)).toEqual([
      expect.objectContaining({ code, status, subject: 'example.txt' }),
    ])
  })

  test('what is unreadable has a cause that explains it; what is read has none', () => {
    const propose = (seen: Parameters<typeof smartcardJudge.judge>[0]) => {
      const findings = smartcardJudge.judge(seen, emptySettings, noUpstream)
      return smartcardCauses.flatMap((cause) => cause.propose(indexFindings(findings)))
    }
    expect(propose({ ...evidence, failure: missing })).toEqual([
      expect.objectContaining({ code: 'smartcard/unreadable', predicts: [{ id: 'smartcard.read example.txt' }] }),
    ])
    expect(propose({ ...evidence, bytes: 3 })).toEqual([])
  })
})
