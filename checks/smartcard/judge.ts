import { defineJudge, type Finding } from '../check.ts'
import type { Failure } from '../failure.ts'
import { pcscCodes } from '../pcsc.ts'
import { question } from '../questions.ts'
import type { Settings } from '../settings.ts'
import type { SmartcardCode } from './codes.ts'
import type { SmartcardEvidence } from './evidence.ts'
import { type Fact, type Facts, notAskedFact } from './judge-facts.ts'
import { judgeReaders } from './judge-readers.ts'
import { judgeSilence } from './judge-silence.ts'

export const smartcardJudge = defineJudge({
  id: 'smartcard',
  judgeNeeds: [],
  evidence: async () => (await import('./evidence.ts')).smartcardEvidenceSchema,
  judge(evidence, settings) {
    if (settings.smartcard === 'off') return [switchedOff()]
    return factsOf(evidence, settings).map((fact) => findingOf(fact, settings))
  },
})

function factsOf(evidence: SmartcardEvidence, settings: Settings): Facts {
  const { notAsked, pcsc } = evidence
  if (notAsked !== null) return [notAskedFact(notAsked)]
  if (pcsc === null) return [notAskedFact('deadline')]
  if ('readers' in pcsc) return judgeReaders(pcsc.readers, evidence)
  return judgeFailure(pcsc.failure, pcsc.step, evidence, settings)
}

function judgeFailure(failure: Failure, step: string, evidence: SmartcardEvidence, settings: Settings): Facts {
  switch (failure.code) {
    case pcscCodes.noService:
    case pcscCodes.serviceStopped:
      return judgeSilence(failure, evidence)
    case pcscCodes.brokenPipe:
      return [{ code: 'smartcard/remote-session', id: question.smartcardReader() }]
  }
  if (failure.word === 'cancelled' || failure.word === 'no-reply') return [notAskedFact('deadline', failure)]
  // No PC/SC on this PC: who needs it has a cause, and everybody else nothing to hear of.
  if (step === 'library' && failure.word === 'file-missing') {
    return settings.smartcard === 'required'
      ? [{ code: 'smartcard/service-stopped', id: question.smartcardService() }]
      : [notAskedFact('not-installed', failure)]
  }
  const reason = failure.word === 'access-denied' ? 'policy' : 'not-supported'
  return [...judgeServiceAlone(evidence), notAskedFact(reason, failure)]
}

/** Windows tells of its service by another door too. That it runs is no answer to whether there is a card: nothing good is said beside that. */
function judgeServiceAlone({ service }: SmartcardEvidence): Facts {
  if (service === null || 'failure' in service) return []
  if (service.start !== 'disabled' || service.state === 'running') return []
  return [{ code: 'smartcard/service-stopped', id: question.smartcardService() }]
}

const good: ReadonlySet<SmartcardCode> = new Set(['smartcard/service-runs', 'smartcard/reader-found', 'smartcard/card-present'])

function findingOf({ code, id, subject = 'PC', reason, args = {} }: Fact, { smartcard }: Settings): Finding {
  const finding = { id, check: 'smartcard', code, subject, args } as const
  if (reason !== undefined) return { ...finding, status: 'not-checked', reason }
  return { ...finding, status: good.has(code) ? 'ok' : smartcard === 'required' ? 'problem' : 'warning' }
}

function switchedOff(): Finding {
  const code = 'smartcard/switched-off' satisfies SmartcardCode
  return {
    id: question.smartcardReader(),
    check: 'smartcard',
    code,
    status: 'not-applicable',
    reason: 'switched-off',
    subject: 'PC',
    args: {},
  }
}
