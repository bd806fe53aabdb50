import { describe, expect, test } from 'vitest'
import type { Status } from '../../checks/check.ts'
import { type Failure, failure } from '../../checks/failure.ts'
import { indexFindings } from '../../checks/findings.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { templateCauses } from '../../checks/template/causes.ts'
import type { TemplateCode } from '../../checks/template/codes.ts'
import { type TemplateEvidence, templateEvidenceSchema } from '../../checks/template/evidence.ts'
import { templateJudge } from '../../checks/template/judge.ts'
import { templateProbe } from '../../checks/template/probe.ts'
import { emptySettings, noUpstream, probeContext } from '../support/context.ts'

const missing = failure('file-missing', 'ENOENT')

describe('the probe', () => {
  test.each<[name: string, files: Record<string, string>, seen: { bytes: number | null; failure: Failure | null }]>([
    ['a file', { 'example.txt': 'abc' }, { bytes: 3, failure: null }],
    ['no file', {}, { bytes: null, failure: missing }],
  ])('%s', async (_name, files, seen) => {
    const evidence = await templateProbe.probe(probeContext({ io: injectedIo({ files }) }))
    expect(evidence).toEqual({ version: 1, file: 'example.txt', complete: true, ...seen })
    expect(templateEvidenceSchema.parse(evidence)).toEqual(evidence)
  })

  test('returns what it has when the run is cut short', async () => {
    const evidence = await templateProbe.probe(probeContext({ signal: AbortSignal.abort() }))
    expect(evidence).toEqual({ version: 1, file: 'example.txt', bytes: null, failure: null, complete: false })
  })
})

describe('the judge', () => {
  const evidence: TemplateEvidence = { version: 1, file: 'example.txt', bytes: null, failure: null, complete: true }

  test.each<[code: TemplateCode, status: Status, seen: TemplateEvidence]>([
    ['template/readable', 'ok', { ...evidence, bytes: 3 }],
    ['template/unreadable', 'problem', { ...evidence, failure: missing }],
    ['template/not-read', 'not-checked', { ...evidence, complete: false }],
  ])('%s', (code, status, seen) => {
    expect(templateJudge.judge(seen, emptySettings, noUpstream)).toEqual([
      expect.objectContaining({ code, status, subject: 'example.txt' }),
    ])
  })

  test('what is unreadable has a cause that explains it; what is read has none', () => {
    const propose = (seen: TemplateEvidence) => {
      const findings = templateJudge.judge(seen, emptySettings, noUpstream)
      return templateCauses.flatMap((cause) => cause.propose(indexFindings(findings)))
    }
    expect(propose({ ...evidence, failure: missing })).toEqual([
      expect.objectContaining({ code: 'template/unreadable', predicts: [{ id: 'template.read example.txt' }] }),
    ])
    expect(propose({ ...evidence, bytes: 3 })).toEqual([])
  })
})
